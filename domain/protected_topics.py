"""What no interviewer may ask a candidate about, told by the words of the question.

The topics are those of the usual equality and employment laws (the EEOC's list of pre-employment inquiries, the UK's
Equality Act 2010, the EU's Directive 2000/78/EC), with pay history and criminal record, which many places forbid too.
Work may well be about such a topic (a product for older people, a race condition): what counts is whether the candidate
is asked about themselves.
"""

import re
from collections.abc import Mapping

_WORK = (
    r"(?![-–\s](?:accounts?|analytics|api|app|apps|balance|bands?|checks?|claims?|components?|conditions?|data|day|"
    r"dashboards?|diversity|endpoints?|equality|fields?|form|gap|gates?|gating|insurance|limits?|line|metrics?|"
    r"models?|module|nodes?|pay|plan|policy|portal|probes?|process|processes|products?|range|rating|ratio|records?|"
    r"report|reporting|review|scale|score|service|services|structures?|systems?|team|themes?|tools?|track|"
    r"verification|ward|unit)\b)"
)
"""What follows a topic that is the work's own: "your health checks", "your race condition", "your age verification"."""
_OWN = r"\byour (?:own |personal )?"
_HAVE = (
    r"\b(?:(?:do|did) you (?:\w+ )?(?:have|hold)|have you (?:\w+ )?(?:got|had)|have you)"
    r" (?:any |an? |your |(?:your )?own )*"
)
_ARE = r"\b(?:are|were|have) you (?:(?:currently|ever|still|now|also|been|an?|the|really) )*"
_END = r"(?=\s*(?:[?.,;]|$)|\s+(?:or|that|which|we)\b)"
_UNION = r"(?:trade |labou?r )?unions?\b"
_RELATIVES = r"(?:parents?|mother|father|mum|mom|dad|brothers?|sisters?|partner|husband|wife)"

_FORMS: Mapping[str, tuple[str, ...]] = {
    "age": (
        (
            r"\b(?:when|what year|which year) did you (?:finish|complete|start)"
            r" (?:primary|elementary|secondary|high|grammar) school\b"
        ),
        r"\bhow many (?:more )?(?:working )?years\b.{0,40}\b(?:you have left|until you|before you)\b",
        r"\byour (?:stage|time) (?:of|in) life\b|\bbefore your time\b|\byou old enough to remember\b",
        r"\bhow old (?:are|were) you\b",
        rf"{_OWN}age\b{_WORK}",
        rf"{_OWN}(?:date of birth|birth ?(?:date|day|year)|year of birth)\b{_WORK}",
        r"\bwhat age (?:are|were|did|will) you\b",
        r"\b(?:when|what year|which year) did you (?:graduate|leave school)\b",
        r"\b(?:what|which) year did you (?:finish|complete|start) (?:high |secondary )?(?:school|university|college)\b",
        r"\bare you (?:over|under|above|below|older than|younger than|at least|near) (?:the age of )?\d",
        rf"\b(?:when|how soon|until) (?:do |will |would |are )?you (?:\w+ ){{0,3}}?retir(?:e|ing)(?: from work)?{_END}",
        r"\byou\b.{0,40}\btoo (?:old|young)\b",
        r"\b(?:someone|somebody|a boss|a manager|people) (?:who is )?(?:much )?(?:younger|older) than you\b",
    ),
    "place of birth or origin": (
        r"\bhear an? (?:\w+ ){0,2}(?:twang|accent)\b|\bwhat (?:do|did) you speak (?:at home|as a child)\b",
        r"\bwere you born\b",
        r"\bwhere are you (?:really |originally )?from\b",
        r"\bwhere did you (?:grow up|spend your childhood)\b",
        r"\bwhere (?:are|were|do|did) your (?:parents|grandparents|ancestors|family)\b",
        rf"{_OWN}(?:birth ?place|place of birth|home country|home ?land|country of (?:birth|origin))\b{_WORK}",
        rf"{_OWN}(?:accent|ancestry|heritage|descent|national origin)\b{_WORK}",
        rf"{_OWN}(?:mother tongue|native tongue|first language|native language)\b{_WORK}",
        rf"{_ARE}native (?:\w+ )?speaker\b",
        r"\b(?:what|which) languages? (?:do|did) you speak at home\b",
        r"\byour (?:sur|last |family )name (?:come|from|mean|origin)",
    ),
    "ethnicity": (
        r"\bcolou?r of your skin\b|\byour complexion\b",
        r"\byour (?:sur|last |family )name (?:is|sounds) (?:\w+ )?(?:unusual|foreign|exotic|interesting|funny)\b",
        rf"{_OWN}(?:race|ethnic\w*|skin colou?r|caste|tribe)\b{_WORK}",
        rf"{_OWN}(?:cultural|racial|ethnic) (?:background|origin|identity)\b",
        r"\b(?:what|which) (?:race|ethnic\w*|ethnic group|caste|tribe) (?:are you|do you)\b",
        rf"{_ARE}(?:black|white|asian|african|hispanic|latin[oax]|arab|roma|indigenous|mixed[- ]race){_END}",
    ),
    "nationality or citizenship (only the right to work may be asked about)": (
        r"\b(?:which|what) passports?\b.{0,20}\byou\b",
        rf"{_OWN}(?:nationality|citizenships?|passports?|(?:immigration|visa|residency) status)\b{_WORK}",
        rf"{_ARE}(?:\w+ )?(?:citizen|national|permanent resident|immigrant|foreigner|refugee|green card holder)\b",
        rf"{_HAVE}(?:\w+ )?(?:passport|green card|citizenship|nationality)\b{_WORK}",
        r"\b(?:what|which) (?:nationality|country'?s? (?:passport|citizen\w*))\b.{0,20}\byou",
        r"\bwhere (?:do you hold|is your) citizenship\b",
    ),
    "marriage or partner": (
        r"\bwhen is the (?:big day|wedding)\b|\bsettled down with (?:someone|somebody)\b|\byour other half\b",
        r"\b(?:second|other|another) (?:salary|income|wage)\b.{0,25}\b(?:household|at home)\b",
        r"\byour (?:partner|husband|wife|spouse)'s (?:job|work|income|salary|career)\b",
        rf"{_OWN}(?:marital|relationship|civil) (?:status|situation|plans)\b",
        rf"{_OWN}(?:husband|wife|spouse|fianc[eé]+|boyfriend|girlfriend|maiden name|love life|wedding)\b{_WORK}",
        rf"{_ARE}(?:married|divorced|widowed|separated|engaged|in a relationship|dating anyone|single){_END}",
        rf"{_HAVE}(?:husband|wife|spouse|boyfriend|girlfriend|life partner|partner{_END})",
        r"\b(?:do|will|would) you (?:plan|intend|want|hope|expect)? ?(?:to )?(?:get )?marr(?:y|ied)\b",
        r"\bdo you live (?:alone|with (?:your|a|someone|anyone))|\bwho do you live with\b",
    ),
    "family or children": (
        r"\bat home\b.{0,20}\bdepends? on you\b|\bdepends? on you\b.{0,20}\bat home\b|\bcommitments at home\b",
        rf"{_HAVE}(?:grandparents|in-laws|relatives|family|parents)\b.{{0,15}}\b(?:nearby|close by|around|who could)\b",
        (
            r"\b(?:nursery|kindergarten|day ?care|cr[eè]che|school) (?:rings|calls|phones)\b.{0,50}"
            r"\b(?:fever|ill|sick|collect|pick)"
        ),
        r"\bwho else lives (?:there )?with you\b|\bname(?: i|')s on the lease\b",
        (
            rf"{_HAVE}(?:young |small |more |school-age )*(?:children|kids|sons?|daughters?|dependants|family)\b"
            rf"(?! (?:in|on|at|under|of|who|whose) (?:your|the|class|care|special|products)){_WORK}"
        ),
        r"\bhow many (?:children|kids|dependants) (?:do|have) you\b(?! (?:teach|taught|look|care|see|treat))",
        (
            r"\byou\b.{0,30}\b(?:plan|planning|want|intend|intending|expect|hope|hoping|thinking|going|like)"
            r"(?: (?:to have|to start|(?:on |about |of )?(?:having|starting)))? (?:any |more |a |your own )*"
            r"(?:children|kids|baby|babies|family)(?! (?:products?|plans?|tier|friendly))\b"
        ),
        rf"{_OWN}(?:children|kids|sons?|daughters?|childcare|babysitter|in-laws)\b{_WORK}",
        (
            rf"{_OWN}(?:family|parental|caring|home) (?:status|situation|life|plans|planning|commitments|duties|"
            r"responsibilities|circumstances|obligations|background)\b"
        ),
        r"\b(?:does|do|would|will|is|are|has|have) your family\b(?! of| plan| tier)",
        rf"{_ARE}(?:single |working |young )*(?:parent|mother|father|mum|mom|dad|carer){_END}",
        r"\bbeing an? (?:mother|father|parent|mum|mom|dad|wife|husband|carer)\b",
        r"\bwho (?:\w+ )?(?:looks?|cares?|takes? care|minds?) (?:after |for |of )?your\b",
        rf"\bwhat (?:do|does|did) your {_RELATIVES} do\b",
    ),
    "pregnancy": (
        (
            r"\byou (?:would )?(?:be )?(?:asking|ask|take|taking|need|going|go)\b.{0,12}"
            r"\b(?:maternity|paternity|parental) leave\b(?! cover)"
        ),
        r"\bpatter of (?:tiny|little) feet\b|\bhappy news\b.{0,30}\bmonths\b",
        rf"{_ARE}(?:pregnant|expecting{_END}|expecting a (?:baby|child)|breast-?feeding|trying for a (?:baby|child))",
        rf"{_OWN}(?:pregnanc(?:y|ies)|(?:maternity|paternity|parental) leave|due date{_END})\b{_WORK}",
        r"\b(?:will|would|do|could|might) you (?:\w+ ){0,3}?(?:become|get|be|fall) pregnant\b",
    ),
    "health": (
        (
            rf"{_HAVE}(?:\w+ ){{0,2}}?"
            rf"(?:cancer|diabetes|epilepsy|asthma|depression|anxiety|surgery|an? operation|a stroke){_END}"
        ),
        (
            r"\bare you (?:\w+ )?(?:taking|using) (?:\w+ ){0,3}?"
            r"(?:medications?|medicines?|pills|tablets|antidepressants|drugs)\b(?! trials?)"
        ),
        (
            r"\bhave you (?:ever )?(?:been treated for|been to|seen|consulted|visited|needed)\b.{0,50}"
            r"\b(?:psychiatrist|psychologist|therapist|depression|anxiety|addiction|your moods?)\b"
        ),
        r"\bbecause you (?:were|are) (?:poorly|ill|sick|unwell)\b|\bask(?:ed)? your (?:doctor|gp|physician)\b",
        r"\b(?:gap|hole|break) in your\b.{0,60}\b(?:breakdown|illness|depress\w+|burn-?out|prison|jail|pregnan\w+)\b",
        (
            r"\byour parents\b.{0,40}\b(?:illness|disease|cancer|dementia|lose their memory)\b"
            r"|\b(?:you|your)\b.{0,40}\b(?:ancestry|genetic|dna) (?:\w+ )?tests?\b"
        ),
        rf"{_OWN}(?:(?:mental|physical|general) )*(?:health|fitness|illness(?:es)?|medication)\b(?! and safety){_WORK}",
        rf"{_OWN}(?:medical (?:history|condition|past)|sick(?:ness)? (?:leave|days|absences?)|vaccination status)\b",
        (
            rf"{_ARE}(?:healthy|physically fit|in (?:good|poor) health|ill often|often (?:ill|sick)|depressed|addicted"
            r"|hiv|hospitali[sz]ed|diagnosed|vaccinated|on (?:any )?medication|in therapy|a smoker|an alcoholic)\b"
        ),
        (
            rf"{_HAVE}(?:\w+ ){{0,2}}?(?:illness(?:es)?|diseases?|allerg(?:y|ies)|phobias?|nervous breakdown"
            rf"|(?:health|medical|back|mental health) (?:conditions?|problems?|issues?)){_END}"
        ),
        (
            r"\b(?:do|did|have) you (?:ever )?(?:suffer(?:ed)?|recover(?:ed)?) from\b.{0,30}"
            r"\b(?:depression|anxiety|illness|disease|cancer|burn-?out)"
        ),
        (
            r"\bdo you (?:smoke|vape|drink(?: alcohol)?|(?:take|use) (?:any |illegal |recreational )*"
            r"(?:drugs|medication|medicines?))\b(?! from)"
        ),
        r"\bhow (?:many|often)\b.{0,20}\b(?:sick days|days\b.{0,20}\b(?:sick|ill)\b|off sick|were you (?:sick|ill)\b)",
        r"\bhow (?:much do you weigh|tall are you)\b|\bwhat is your (?:weight|height)\b",
        r"\b(?:(?:anyone|someone) in|runs? in) your family\b|\byour (?:family(?:'s)?|genetic) medical history\b",
    ),
    "disability": (
        r"\bare you registered (?:as )?disabled\b|\bnature of your condition\b",
        r"\byou (?:\w+ ){0,2}(?:limp|stammer|stutter|squint)\b",
        r"\byou walk (?:\w+ ){0,2}(?:slowly|with a (?:limp|stick))\b",
        r"\bincapacity (?:benefits?|pay)\b",
        rf"{_OWN}(?:disabilit(?:y|ies)|handicap|impairments?|wheelchair)\b{_WORK}",
        rf"{_ARE}(?:\w+ly )?(?:disabled|handicapped|autistic|dyslexic|deaf|blind{_END}|colou?r-?blind)\b",
        rf"{_HAVE}(?:\w+ ){{0,2}}?(?:disabilit(?:y|ies)|impairments?|handicaps?|learning difficult(?:y|ies)){_END}",
        (
            r"\b(?:did|do|have) you (?:ever )?(?:claim|claimed|file|filed|receive|received)\b.{0,25}"
            r"\b(?:workers'? comp\w*|disability (?:benefits?|pay))"
        ),
    ),
    "religion": (
        r"\byou\b.{0,60}\bprayers\b|\bwhich holidays do you and your\b",
        r"\byou\b.{0,20}\bwear(?:ing)?\b.{0,10}\b(?:headscarf|hijab|turban|kippah|veil|crucifix)\b",
        rf"{_OWN}(?:religion|religious \w+|faith(?! in)|church|mosque|synagogue|sabbath|god)\b{_WORK}",
        (
            rf"{_ARE}(?:\w+ )?(?:christian|muslim|jewish|jew|hindu|buddhist|sikh|catholic|protestant|mormon|atheist"
            rf"|agnostic|religious|believer){_END}"
        ),
        r"\bdo you (?:\w+ )?(?:pray|worship|believe in god|(?:go to|attend) (?:a )?(?:church|mosque|synagogue|mass))\b",
        r"\bdo you practi[cs]e (?:a |any )?(?:religion|faith)\b",
        r"\b(?:what|which) (?:religion|faith|church|denomination|mosque|synagogue)\b.{0,25}\byou\b",
        r"\bwhich (?:religious )?holidays do you (?:observe|celebrate|keep)\b",
        r"\bdo you (?:observe|celebrate|keep) (?:any )?(?:religious|the sabbath|ramadan|lent|christmas|easter)",
        r"\b(?:do|would|will|must) you (?:\w+ )?wear an? (?:headscarf|hijab|turban|kippah|veil)\b",
    ),
    "sex, gender or sexual orientation": (
        rf"{_ARE}(?:gay|lesbian|bisexual|queer|trans|transgender) (?:person|man|woman){_END}",
        r"\bassigned at birth\b|\byou (?:go|went) by (?:a |an)?(?:different|other) (?:first )?name\b",
        r"\byou\b.{0,40}\b(?:girlfriend|boyfriend)\b",
        rf"{_OWN}(?:sexual\w*|sex|gender(?: identity)?)\b{_WORK}",
        (
            rf"{_ARE}(?:openly )?(?:gay|lesbian|straight|bisexual|heterosexual|homosexual|queer|trans|transgender"
            rf"|male|female|man|woman){_END}"
        ),
        r"\b(?:what|which) (?:sex|gender) are you\b",
        r"\bas an? (?:woman|man|mother|father|lady)\b.{0,40}\byou\b|\byou\b.{0,40}\bas an? (?:woman|man|mother|lady)\b",
    ),
    "politics": (
        r"\bwhat do you (?:make|think) of the (?:\w+ )?(?:government|president|prime minister)\b(?!'s)",
        rf"{_OWN}(?:politics{_END}|political \w+|party (?:membership|affiliation))",
        r"\b(?:who|whom|which party) (?:did|do|will|would) you (?:\w+ )?vote\b|\b(?:did|do|will) you vote (?:for|in)\b",
        r"\b(?:what|which) (?:political )?party\b.{0,20}\b(?:do|are|did) you\b",
        r"\byou (?:\w+ )?belong to (?:any |a )(?:political )?party\b",
        (
            rf"{_ARE}(?:\w+ )?(?:democrat|republican|conservative|liberal|socialist|communist"
            rf"|member of (?:any |a )?(?:political )?party){_END}"
        ),
    ),
    "union membership": (
        r"\byou\b.{0,60}\bpicket line\b",
        (
            r"\byou\b.{0,20}\b(?:a member of|belong(?:ed)? to|join(?:ed)?|pay dues to|active in|support(?:ed)?)"
            rf" (?:any |a |the |your )?{_UNION}"
        ),
        rf"{_ARE}(?:in (?:any )?{_UNION}|union(?:i[sz]ed)? (?:member|representative|rep|organi[sz]er)\b)",
        rf"{_OWN}(?:trade |labou?r )?union (?:member\w*|activit\w+|affiliation|history|views?)\b",
        rf"\b(?:feel|think|opinion) (?:about|of|on) {_UNION}",
    ),
    "money matters": (
        r"\bmake your (?:pay|salary|wages|money) last\b",
        (
            rf"{_OWN}(?:credit (?:score|rating|history|card debts?)|(?:student |card )?debts|mortgage|savings|net worth"
            r"|(?:personal )?finances|financial (?:situation|status|obligations|difficult\w+|problems?)"
            rf"|bank balance|household income)\b{_WORK}"
        ),
        rf"{_HAVE}(?:\w+ )?(?:debts|mortgage|student loans?|personal loans?){_END}",
        r"\bare you in debt\b|\bdo you (?:own|rent) (?:your |an? )?(?:own )?(?:home|house|flat|apartment)\b",
        r"\bhave you (?:ever )?(?:been|gone|declared|filed for) (?:personal )?bankrupt\w*",
    ),
    "pay history": (
        (
            rf"{_OWN}(?:current|present|last|previous|most recent|past|old)"
            rf" (?:salary|pay|wages?|compensation|income|earnings)\b{_WORK}"
        ),
        r"\bhow much (?:do|did|are|were) you (?:\w+ )?(?:earn|earning|make|making|paid)\b",
    ),
    "criminal record": (
        r"\byou\b.{0,30}\b(?:run-in|trouble|brush|problems) with the (?:police|law)\b",
        (
            rf"{_ARE}(?:arrested|convicted|imprisoned|incarcerated|in (?:jail|prison)|on (?:probation|parole)|felon"
            r"|charged with an? (?:crime|felony|offen[cs]e))\b"
        ),
        rf"{_OWN}(?:criminal|arrest|police|prison) (?:record|history|past)\b",
        rf"{_HAVE}(?:\w+ )?(?:(?:criminal|police|arrest) (?:record|history|convictions?)|convictions|felon(?:y|ies))\b",
    ),
    "military discharge": (
        r"\b(?:type|kind) of (?:military )?discharge\b.{0,30}\byou\b|\b(?:dis)?honou?rably discharged\b",
    ),
}
PROTECTED: Mapping[str, tuple[re.Pattern[str], ...]] = {
    topic: tuple(re.compile(form, re.I) for form in forms) for topic, forms in _FORMS.items()
}
"""Each topic, and the forms of words that ask the candidate about it."""


def protected_topic(text: str) -> str | None:
    """Return the topic that `text` asks the candidate about although nobody may, or None."""
    flat = " ".join(text.replace("’", "'").split())
    return next((topic for topic, forms in PROTECTED.items() if any(form.search(flat) for form in forms)), None)
