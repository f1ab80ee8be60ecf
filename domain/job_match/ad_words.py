"""Words of job advertisements in English, German, French, Spanish and Portuguese, without accents."""

import re
import unicodedata
from enum import StrEnum


class Part(StrEnum):
    """What a part of an advertisement is about."""

    INTRO = "intro"
    REQUIRED = "required"
    PREFERRED = "preferred"
    DUTIES = "duties"
    OFFER = "offer"
    COMPANY = "company"
    APPLY = "apply"
    OTHER = "other"


def folded(text: str) -> str:
    """Lower case without accents, one kind of apostrophe, single spaces."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ß", "ss"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).lower().split())


HEADINGS: tuple[tuple[Part, re.Pattern[str]], ...] = tuple(
    (part, re.compile(rf"\b(?:{names})"))
    for part, names in (
        (
            Part.PREFERRED,
            (r"nice[- ]to[- ]haves?\b|good to have|preferred|bonus (?:points|skills|if)|bonus$|desirables?\b|desired\b|"
            r"plus(?:es|ses)?$|a plus\b|(?:it would|it'd) be great|great if|even better|it'?s an advantage|"
            r"extra credit|"
            r"not required|optional|brownie points|also have|icing on the cake|"
            r"von vorteil|wunschenswert|pluspunkte|idealerweise|(?:serait|est) un plus|les plus\b|atouts?\b|"
            r"souhaite|apprecie|se valora|valorable|valoramos|deseables?\b|desejave[li]|diferencia[li]"),
        ),
        (
            Part.OFFER,
            (r"benefits?\b|perks?\b|we offer|what you(?:'ll| will)? get\b|in it for you|our offer|compensation|salary|"
            r"pay (?:range|and)|pay$|rewards?\b|package$|why (?:join|work|us|you'll love)|on offer|"
            r"wir bieten|bieten wir|unser angebot|deine vorteile|ihre vorteile|darauf kannst du|nous (?:vous )?offrons|"
            r"nous proposons|avantages|remuneration|ofrecemos|se ofrece|beneficios|oferecemos|salario|gehalt"),
        ),
        (
            Part.APPLY,
            (r"how to apply|to apply|apply\b|application|next steps|(?:interview|hiring|recruitment|our) process|"
            r"location\b|contact|start date|working hours|hours$|equal (?:employment )?opportunit|diversity|inclusion|"
            r"\beeo\b|our commitment|closing date|bewerb|kontakt|standort|postuler|candidature|lieu$|"
            r"como (?:aplicar|candidatarse|se candidatar)|contacto|ubicacion|contato|localizacao"),
        ),
        (
            Part.DUTIES,
            (r"responsibilit|duties|accountabilit|what you(?:'ll| will) (?:be )?(?:do|work)|what you do|"
            r"(?:the|about the|about this|your|this|our) (?:role|job|position|opportunity|team|mission)\b|"
            r"(?:position|job|role) (?:summary|description|overview|purpose)|summary$|overview$|day[- ]to[- ]day|"
            r"your (?:tasks|impact|work)|tasks$|in this role|scope$|you will\b$|"
            r"aufgaben|tatigkeiten|das erwartet (?:dich|sie)|deine rolle|missions?\b|responsabili|le poste|du poste|"
            r"funciones|tareas|el puesto|tu mision|que haras|atividades|voce vai fazer|funcoes|atribuicoes|a vaga\b"),
        ),
        (
            Part.REQUIRED,
            (r"requirements?\b|required\b|qualifications?\b|qualified|must[- ]haves?\b|what we(?: will|'ll)? need|"
            r"we(?:'re| are) (?:looking|searching) for|looking for$|who you are|about you\b|you (?:should |will |"
            r"must )?have|"
            r"you'll (?:have|bring|need)|you (?:will )?(?:bring|need)|your (?:profile|background|skills|experience|"
            r"qualifications|strengths)|skills\b|experience\b|education\b|knowledge\b|essentials?\b|"
            r"person specification|"
            r"ideal candidate|(?:candidate|successful) profile|the candidate|successful candidate|minimum\b|we expect|"
            r"what it takes|competenc|expertise\b|you are$|"
            r"profil\b|anforderung|qualifikation|(?:bringst du|bringen sie|du) mit|mitbringst|voraussetzung|"
            r"prerequis|exigences|recherche|competences|requisitos|requerimientos|perfil\b|buscamos|imprescindible|"
            r"esperamos|qualificacoes|obrigatori|conocimientos|conhecimentos|formation$|formacion$|formacao$"),
        ),
        (
            Part.COMPANY,
            (r"about (?!you\b|the (?:role|job|position)\b)|who we are|company|our (?:mission|values|story|culture|"
            r"history)|"
            r"(?:uber|ueber) (?:uns|die)|wer wir sind|das unternehmen|qui sommes|a propos|l'entreprise|"
            r"notre entreprise|"
            r"sobre (?:nosotros|nos|a empresa|la empresa)|quienes somos|quem somos|la empresa|life at\b"),
        ),
    )
)  # fmt: skip

_HEADING_TEXT = """
requirements requirement required qualifications qualification skills skill experience education knowledge
essential essentials desirable desired preferred minimum basic key core technical professional job role position
your our the and or for of to in with this what we you are who about looking need have must will should bring be
great if also nice good bonus points plus even better it would its a an candidate ideal profile background
person specification criteria benefits perks offer us company overview summary description responsibilities
duties main primary day additional other general specific competencies abilities attributes expertise get
compensation salary apply how from doing do it'd you'll we're what's strengths success successful takes tasks
mission values team it's haves must-haves nice-to-have nice-to-haves must-have equal opportunity employer
statement location contact work uber uns wir bieten dein deine ihr ihre profil aufgaben anforderungen
qualifikation qualifikationen das bringst du bringen sie mit was mitbringst voraussetzungen von vorteil
wunschenswert pluspunkte idealerweise unser angebot tatigkeiten erwartet dich mitbringen und qui sommes-nous
sommes nous vos votre missions mission recherche competences exigences prerequis ce que offrons avantages les
atouts serait un le poste du profil l'entreprise notre propos formation et est souhaite sobre nosotros quienes
somos requisitos requerimientos perfil funciones responsabilidades tareas ofrecemos se valorara valorable
deseable deseables buscamos imprescindible beneficios que lo tu el la empresa puesto minimos nos quem desejavel
desejaveis diferenciais diferencial sera oferecemos o esperamos qualificacoes obrigatorios atividades voce vai
fazer atribuicoes conhecimentos formacao formacion conocimientos vaga da do e y
"""
HEADING_WORDS = frozenset(_HEADING_TEXT.split())
"""A heading that is marked by nothing else is made of these alone."""

PREFERRED_WORDS = re.compile(
    r"\b(?:preferred|preferably|preference|nice[- ]to[- ]have|(?:a|an|big|huge|definite|strong|real) (?:plus|bonus|"
    r"asset|"
    r"advantage)|bonus|ideally|desirable|desired|advantageous|beneficial|would be (?:great|nice|good|helpful|useful|"
    r"an)|"
    r"not (?:essential|required|a must)|optional|von vorteil|wunschenswert|idealerweise|gern(?:e)? gesehen|"
    r"(?:serait|sera|est|seraient|sont) (?:un|des) (?:plus|atouts?)|un plus|idealement|souhaitee?s?|appreciee?s?|"
    r"se valora\w*|valorable|deseable|preferiblemente|idealmente|(?:sera|e) um (?:plus|diferencial)|desejave[li]s?|"
    r"diferencia[li]s?|preferencialmente)\b"
)
REQUIRED_WORDS = re.compile(
    r"\b(?:must(?:[- ]have)?|required|requires?|essential|mandatory|need(?:ed)? to|necessary|zwingend|erforderlich|"
    r"notwendig|vorausgesetzt|indispensables?|obligatoires?|exigee?s?|requise?s?|imprescindibles?|obligatori[oa]s?|"
    r"necesari[oa]s?|indispensave[li]s?|obrigatori[oa]s?)\b"
)
DROPPED = re.compile(
    r"equal[- ](?:employment[- ])?opportunit|regardless of|without regard to|discriminat|protected (?:veteran|status|"
    r"class)|"
    r"celebrates? diversity|inclusive (?:workplace|environment|team)|all (?:backgrounds|qualified applicants)|"
    r"reasonable accommodation|(?:welcomes?|invites?) applications|background check|"
    r"subject to (?:an? )?(?:enhanced )?(?:dbs|check)|"
    r"\b401\(?k\)?|paid (?:time off|holiday|leave|vacation)|health insurance|(?:medical|dental|vision)\b.*insurance|"
    r"pension|competitive (?:salary|pay|compensation)|we offer|in return|days (?:of )?(?:holiday|leave|vacation|"
    r"annual)|"
    r"sign-on bonus|stock options|equity\b|bonus of|free (?:parking|lunch|tea|fruit)|gym membership|apply (?:by|now|"
    r"at|here|"
    r"with|today)|send (?:us )?(?:your|a) (?:cv|resume|application)|to apply|visa sponsorship|closing date|"
    r"gleichberechtigt|unabhangig von|chancengleichheit|handicap|situation de handicap|igualdad de oportunidades|"
    r"independientemente|igualdade de oportunidades|\$\s?\d+(?:,\d{3})*k?\s*(?:-|to|–)|salary (?:of|range)|"
    r"seguro medico|mutuelle|altersvorsorge|tage urlaub"
)
"""Sentences about the offer, the company's duties and applying; no requirement of a person."""

CUES = re.compile(
    r"\b(?:you (?:must|need|should|will need|have|hold|bring|know|can|are (?:able|comfortable|confident|fluent))|"
    r"you'll (?:have|need|bring|be (?:able|comfortable))|must (?:have|be|hold)|\bmust\b|required|essential|desirable|"
    r"we (?:expect|require|need)|experience (?:with|in|of|as|working|using)|knowledge of|degree in|proficien\w+|"
    r"familiar(?:ity)? with|fluent|(?:ability|able) to|qualification|candidates? (?:should|must|will|with)|"
    r"\d+\+? years|years of|years' experience|ideally|preferably|(?:a|an) (?:plus|bonus|advantage|asset)|nice to have|"
    r"erfahrung|kenntnisse|abgeschlossen|vorausgesetzt|berufserfahrung|experiencia (?:en|con|minima)|conocimientos|"
    r"imprescindible|experience (?:en|dans|de)|maitrise|experiencia (?:em|com)|conhecimentos?|dominio)\b"
)
"""Outside a list of requirements a sentence counts as one only with such words."""

LEAD_IN = re.compile(
    r"^(?:(?:have|has|hold)\s+(?=at least|a |an |\d|experience)|(?:to (?:do well|succeed|"
    r"thrive)[^,]*?,? )?(?:you(?:'ll| will| must| should| need to)?|candidates?(?: must| should| will)?|"
    r"the (?:ideal|successful) candidate(?: must| should| will)?|applicants?(?: must| should)?) "
    r"(?:also )?(?:have|has|need|possess|bring|be (?=fluent|proficient|familiar|experienced|comfortable|able|"
    r"willing))\b ?|"
    r"you(?:'ll| will)? (?:be )?(?=fluent|proficient)|we(?:'re| are)? (?:expect|require|need|want|ask for|looking for)"
    r"(?: someone (?:with|who has))? )",
    re.IGNORECASE,
)
