"""Words and phrases that weaken a resume line, each with the sentence that says why."""

import re
from collections.abc import Mapping

from domain.evaluation.text import word_set


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)


RESPONSIBLE = re.compile(
    r"^(?P<who>i\s+)?(?P<phrase>(?:(?:was|were|am|is|been|have been|had been)\s+)?(?:also\s+|mainly\s+|primarily\s+)?"
    r"(?:responsible\s+for|in\s+charge\s+of|tasked\s+with|charged\s+with|accountable\s+for)"
    r"|(?:(?:my|main|key|daily|job)\s+)*(?:duties|responsibilities|tasks)\s+(?:included?|involved?|were|are|consisted\s+of)"
    r"(?:\s+but\s+(?:were|are)\s+not\s+limited\s+to)?)\s+(?P<verb>[a-z]+ing)?",
    re.IGNORECASE,
)
"""Openings that name a duty. With a verb after them ("responsible for managing") the verb alone says the same."""

WEAK_OPENING = re.compile(
    r"^(?:i\s+|we\s+)?(?:was\s+|were\s+|am\s+|is\s+|been\s+)?(?:also\s+)?(?P<phrase>"
    r"help(?:ed|s|ing)?(?:\s+(?:out\s+)?(?:to|with|in))?|assist(?:ed|s|ing)?\s+(?:with|in|on)|aid(?:ed|s|ing)?\s+(?:with|in)|"
    r"participat(?:ed?|es|ing)\s+(?:in|on|at)|(?:part|a\s+part|member)\s+of\s+(?:the|a)\s+team|"
    r"(?:was\s+)?involved\s+(?:in|with)|work(?:ed|s|ing)?\s+on|worked\s+as\s+(?:a\s+)?part\s+of|"
    r"tr(?:ied|y|ies|ying)\s+to|attempt(?:ed|s|ing)?\s+to|deal(?:t|s|ing)?\s+with|exposed\s+to|exposure\s+to|"
    r"familiar(?:i[sz]ed)?\s+with|took\s+part\s+in|had\s+to|got\s+to|was\s+able\s+to|used\s+to)\b",
    re.IGNORECASE,
)
"""Openings that leave open what the person did. Only the person knows the stronger truth, so nothing is proposed."""

PASSIVE = re.compile(
    r"(?<![\w-])(?:was|were|is|are|been|being|be|got)\s+(?:(?:also|then|later|all|both|not|never|\w+ly)\s+)?(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
PASSIVE_PRAISE = word_set(
    """
    promoted awarded named elected chosen appointed nominated invited recognized recognised honored honoured
    hired shortlisted ranked rated certified accepted admitted born based located licensed commended headhunted
    asked entrusted recruited retained published cited related used interested involved tasked exposed supposed
    pleased excited required motivated qualified skilled experienced limited needed united
    """
)
"""After "was", these honour the person or say how something stands; no active form would be truer."""

VAGUE = _words(
    r"various|several|numerous|many|countless|a\s+lot\s+of|lots\s+of|plenty\s+of|a\s+(?:large\s+|great\s+)?number\s+of|"
    r"a\s+(?:wide\s+|broad\s+)?(?:variety|range)\s+of|a\s+couple\s+of|a\s+few|a\s+handful\s+of|"
    r"a\s+(?:great|good)\s+deal\s+of|"
    r"miscellaneous|sundry|tons\s+of|stuff|and\s+(?:much\s+)?more(?=\.?$)|and\s+so\s+(?:on|forth)|some(?=\s+\w+s\b)|"
    r"things|multiple|different\s+kinds\s+of|all\s+kinds\s+of"
)
ETC = re.compile(r"(?<![\w-])etc\b\.?|(?<!\w)et\s+cetera\b", re.IGNORECASE)
VAGUE_WHY = "This does not say how many or which. A count or a name is more convincing; use your own."
ETC_WHY = "This leaves the list open. Name what matters and end the list there."

INTENSIFIER = _words(
    r"significantly|greatly|substantially|dramatically|drastically|tremendously|vastly|considerably|hugely|immensely|"
    r"extensively|markedly"
)
INTENSIFIER_WHY = "This says that it was much, not how much. Leave the word out, or give the figure if you know it."

FILLER_ADVERB = _words(
    r"successfully|effectively|efficiently|actively|basically|really|very|quite|literally|truly|simply|"
    r"proactively|consistently\s+and\s+reliably|personally|currently|constantly|seamlessly|flawlessly|diligently"
)
FILLER_WHY = "The line says the same without it."
FILLER_PHRASES: Mapping[str, str] = {
    "in order to": "to", "so as to": "to", "with a view to": "to", "on a daily basis": "daily",
    "on a weekly basis": "weekly", "on a monthly basis": "monthly", "on a yearly basis": "yearly",
    "on a quarterly basis": "quarterly", "on a regular basis": "regularly", "on an annual basis": "annually",
    "due to the fact that": "because", "at this point in time": "now", "as a means of": "for",
    "for the purpose of": "for", "in the process of": "", "in the area of": "in", "in the field of": "in",
    "with regard to": "about", "with regards to": "about", "in regards to": "about", "prior to": "before",
    "has the ability to": "can", "is able to": "can", "utilized": "used", "utilised": "used", "utilizing": "using",
    "utilising": "using", "utilize": "use", "utilise": "use",
}  # fmt: skip
"""Long ways of saying something, and the short one."""
FILLER_PHRASE = _words("|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in FILLER_PHRASES))
SHORTER_WHY = "A shorter word says the same."

CLICHE = _words(
    r"team[\s-]players?|hard[\s-]?working|hard\s+worker|go[\s-]getter|(?:think|thinks|thinking|thought)\s+outside\s+(?:of\s+)?the\s+box|"
    r"out[\s-]of[\s-]the[\s-]box\s+(?:thinker|thinking)|results?[\s-](?:driven|oriented|focused)|detail[\s-]oriented|"
    r"goal[\s-](?:driven|oriented)|self[\s-](?:starter|motivated|driven)|synerg(?:y|ies|istic|ize|ise)|"
    r"highly[\s-](?:motivated|skilled|driven|experienced)|(?:a\s+)?passion(?:ate)?\s+(?:for|about)|"
    r"(?:proven|strong|solid|excellent|demonstrated)?\s*track[\s-]record|best[\s-]of[\s-]breed|value[\s-]add|"
    r"go[\s-]to\s+(?:person|guy|expert)|thought\s+leader(?:ship)?|hit\s+the\s+ground\s+running|"
    r"(?:wear|wore|wearing)\s+many\s+hats|fast[\s-]paced(?:\s+environments?)?|"
    r"(?:excellent|strong|great|outstanding|exceptional)\s+(?:communication|interpersonal|people|organi[sz]ational|leadership)\s+skills|"
    r"(?:strong|excellent)\s+work\s+ethic|people\s+person|(?:coding\s+|marketing\s+|sales\s+)?(?:ninja|rockstar|guru|wizard)|"
    r"strategic\s+thinker|bottom\s+line|seasoned\s+professional|dynamic\s+(?:individual|professional|leader|person)|"
    r"multi[\s-]?tasker|quick\s+learner|fast\s+learner|win[\s-]win|low[\s-]hanging\s+fruit|above\s+and\s+beyond|"
    r"cutting[\s-]edge|world[\s-]class|move(?:d|s)?\s+the\s+needle|paradigm\s+shift|game[\s-]changer|"
    r"well[\s-]rounded|strong\s+attention\s+to\s+detail|excellent\s+attention\s+to\s+detail"
)
CLICHE_WHY = "Readers have seen this on many resumes. Show it with something you did, or leave it out."

FIRST_PERSON = re.compile(
    r"(?<![\w./&+-])(?:I(?:['\u2019](?:m|ve|d|ll))?(?![\w/&+.-]|\s*[-/&])|my(?![\w-])|myself(?!\w)|me(?![\w-])|"
    r"we(?:['\u2019](?:re|ve|d|ll))?(?![\w-])|our(?![\w-])|ours(?!\w)|us(?![\w-]))",
)
FIRST_PERSON_START = re.compile(r"^(?:My|We|Our)(?![\w-])|^(?:We['\u2019](?:re|ve|d|ll))\b")
ROMAN_BEFORE = re.compile(
    r"(?:phase|level|type|class|grade|part|tier|stage|war|title|category|engineer|analyst|technician|associate|developer|"
    r"band|section|chapter|volume|module|calculus|physics|chemistry|biology|algebra|clinician|nurse|manager|"
    r"elizabeth|charles|france|bundesliga|division|appendix|schedule|factor|iso|zone)\s+$",
    re.IGNORECASE,
)
FIRST_PERSON_WHY = "Resume lines leave out who did it; the reader knows that it was you."
TEAM_WHY = "It is not clear which part was yours. Say what you did yourself."
