"""Words that tell a job title from an employer, a school from a degree, a place from both."""

import re

from domain.resume.place_names import PLACES, STATES

_TITLES_TEXT = """
engineer developer programmer architect manager director head lead leader chief officer president vice vp ceo cto
cfo coo cio cmo founder cofounder co-founder owner partner principal consultant analyst scientist researcher
administrator admin specialist technician technologist assistant associate coordinator supervisor executive
representative rep agent advisor adviser intern trainee apprentice fellow postdoc professor lecturer instructor
teacher tutor educator trainer coach mentor counselor counsellor therapist nurse rn doctor physician surgeon
pharmacist dentist midwife paramedic caregiver carer radiographer dietitian psychologist accountant auditor
bookkeeper controller treasurer banker trader underwriter actuary broker teller clerk cashier secretary receptionist
buyer planner scheduler dispatcher driver operator mechanic electrician plumber welder carpenter machinist foreman
designer artist illustrator animator photographer editor writer copywriter journalist author producer translator
interpreter strategist marketer recruiter generalist evangelist advocate ambassador lawyer attorney solicitor
barrister paralegal judge chef cook baker waiter waitress barista bartender server host hostess housekeeper steward
concierge salesperson salesman merchandiser guard officer soldier sergeant captain lieutenant commander pilot
student contractor freelancer volunteer contributor member creator maintainer facilitator scrum tester qa sre devops
dba webmaster superintendent dean registrar librarian curator preceptor aide attendant handler inspector
investigator detective firefighter estimator surveyor drafter machinist geologist biologist chemist physicist
mathematician statistician economist sociologist historian staff worker labourer laborer ingenieur entwickler
entwicklerin leiter leiterin geschaftsfuhrer berater beraterin werkstudent werkstudentin praktikant praktikantin
lehrer lehrerin krankenschwester pfleger sachbearbeiter mitarbeiter kaufmann kauffrau referent ingenieure
developpeur developpeuse responsable chef directeur directrice charge chargee stagiaire professeur infirmier
infirmiere comptable conseiller desarrollador desarrolladora ingeniero ingeniera gerente jefe jefa analista profesor
profesora maestro maestra enfermero enfermera contador becario consultor consultora asistente tecnico coordinador
coordinadora desenvolvedor desenvolvedora engenheiro engenheira professor estagiario enfermeira diretor sviluppatore
ingegnere responsabile insegnante impiegato tirocinante programmatore inzynier programista kierownik specjalista
nauczyciel ksiegowy ontwikkelaar medewerker docent utvecklare larare sjukskoterska porter cleaner caretaker gardener
butcher hairdresser beautician tailor mason roofer painter plasterer welder fitter
lifeguard courier postman picker packer storekeeper nanny babysitter examiner invigilator interviewer promoter
conductor musician singer actor
composer choreographer dancer performer adventurer explorer hacker ninja guru wizard
"""
_TITLES = _TITLES_TEXT.split()
TITLE_WORDS = frozenset(_TITLES)

_TITLE_HINTS_TEXT = """
senior junior sr jr staff full-stack fullstack frontend front-end backend back-end software assistant acting deputy
interim graduate undergraduate part-time freelance working teaching research registered certified chartered
"""
_TITLE_HINTS = frozenset(_TITLE_HINTS_TEXT.split())
_ORGANISATIONS = re.compile(
    r"\b(?:inc|llc|llp|ltd|limited|corp|corporation|company|co|gmbh|ag|kg|se|sa|s\.a|s\.l|spa|s\.p\.a|srl|bv|b\.v|nv|"
    r"ab|oy|as|plc|pty|"
    r"group|groupe|gruppe|grupo|holdings?|partners|ventures|capital|industries|enterprises?|solutions|systems|"
    r"technologies|labs?|"
    r"laborator(?:y|ies)|studios?|agency|agence|bureau|bank|banco|insurance|hospital|hospitals|clinic|clinics|klinik|"
    r"klinikum|"
    r"hopital|centre|center|health|healthcare|medical|university|college|school|institute|institut|academy|"
    r"foundation|association|"
    r"society|council|ministry|department of|government|city of|county|state of|army|navy|air force|nhs|trust|church|"
    r"restaurant|cafe|hotel|resort|stores?|shop|supermarket|airlines|airways|motors|energy|power|pharma|"
    r"pharmaceuticals|"
    r"consulting|services|networks?|media|press|publishing|software|universit\w+|hochschule|schule|gymnasium|ecole|"
    r"colegio|"
    r"escuela|liceo|lycee|instituto|istituto|fundacion|hospitalier|verein|bundes\w*|europe|international|worldwide|"
    r"global)\b\.?",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"(?i:\b(?:inc|llc|llp|ltd|limited|corp|corporation|gmbh|plc|pty|s\.a|s\.l|srl|b\.v|s\.p\.a|s\.r\.o|a\.s)\b\.?)|"
    r"\b(?:AG|KG|SE|SA|AB|BV|NV|SpA)\b|& Co\b"
)
SCHOOL = re.compile(
    r"universit|\buniv\b|college|\bschool\b|institut|academy|polytechnic|politecnic|hochschule|\bfh\b|gymnasium|"
    r"lyc[ée]e|liceo|"
    r"\b[ée]cole\b|escuela|colegio|facult|fakult|akademi|\bETH\b|\bMIT\b|\bUC(?:LA|SD|SB|LA)?\b|\bCMU\b|\bIIT\b|"
    r"\bNIT\b|uniwersytet|"
    r"universidad|\bpolitechnika|conservator|seminary|bootcamp|general assembly|coursera|udacity|"
    r"大学|学院|高校|高等学校|専門学校|университет",
    re.IGNORECASE,
)
DEGREE = re.compile(
    r"\bbachelor|\bmaster(?:'s|’s|s)?\b(?!\s*card)|\bdoctor(?:ate|al)?\b|\bassociate(?:'s|’s|s)?(?:\s+degree|\s+of|"
    r"\s+in)\b|"
    r"(?<![\w.])(?:B\.?\s?S\.?(?:c|cs|cse|ee|me|n|w|ed)?\.?|M\.?\s?S\.?(?:c|cs|n|w|ed)?\.?|B\.?\s?A\.?|M\.?\s?A\.?|"
    r"B\.?\s?E\.?|M\.?\s?E\.?|"
    r"BSCS|MSCS|BSN|MSN|BEng|MEng|B\.?\s?Eng|M\.?\s?Eng|B\.?\s?Tech|M\.?\s?Tech|BBA|B\.?Com|M\.?Com|MBA|M\.?B\.?A\.?|"
    r"M\.?Phil|D\.?Phil|Ph\.?\s?D|"
    r"LL\.?[BM]|J\.?D|M\.?D|Ed\.?D|B\.?\s?Ed|M\.?\s?Ed|BFA|MFA|BCA|MCA|PGCE|PGDM|DNP|ADN|AAS|A\.A\.?S?|A\.S|HND|HNC|"
    r"GCSEs?|A-?Levels?|"
    r"PharmD|DDS|DVM|MPH|MPA|MSW|BArch|MArch|Hons)\.?(?![\w&])|"
    r"\bdiploma?\b|\bdiplom\b|\bgraduate certificate\b|\bpostgraduate\b|\bhigh school(?! of| teacher)\b|"
    r"\bsecondary (?:school )?(?:certificate|diploma)|"
    r"\babitur\b|\bmatura\b|\bbaccalaur[ée]at|\bbachillerato\b|\blicen[cs]iatura\b|\blicencjat\b|\bmagister\b|"
    r"\bmagistr|\bgrado en\b|"
    r"\bgrado\b|\blaurea\b|\bm[áa]ster\b|\bmaestr[íi]a\b|\bdoctorado\b|\blicence\b|\bdipl[ôo]me\b|\bbac\b|"
    r"\bmestrado\b|\bbacharel|\bstaatsexamen\b|"
    r"\bin[żz]ynier\b|\btechnician certificate|\bminor in\b|\bmajor in\b|\bdegree\b|学士|修士|博士",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    r"^\W*(?:fully |100 ?% )?(?:remote|hybrid|on-?site|home office|télétravail|remoto)\b.{0,25}$", re.IGNORECASE
)


def is_place(text: str) -> bool:
    """ "Austin, TX", "Berlin, Germany", "Remote"; a bare city only when it is well known."""
    text = text.strip(" ,.()•|")
    if _REMOTE.match(text):
        return True
    if text.lower() in PLACES:
        return True
    parts = [part.strip() for part in text.split(",")]
    if not 2 <= len(parts) <= 4 or any(len(part.split()) > 4 or not part for part in parts):
        return False
    tail = re.sub(r"\s*\(.*\)$|\s*\d{4,6}$", "", parts[-1])
    known = (tail.upper() in STATES and tail.isupper()) or tail.lower() in PLACES
    return (
        known
        and title_score(parts[0]) < 2
        and not any(organisation_score(part) or SCHOOL.search(part) or DEGREE.search(part) for part in parts[:-1])
    )


def title_score(text: str) -> int:
    """How much a phrase looks like a job title: 2 and more is a yes."""
    words = [_fold(word) for word in re.findall(r"[^\W\d_][\w'’.-]*", text)]
    if not words or len(words) > 12:
        return 0
    score = 2 * sum(_is_title_word(word.strip(".")) for word in words[:8]) + sum(
        word.strip(".") in _TITLE_HINTS for word in words[:4]
    )
    if _LEGAL.search(text):
        score -= 3
    return score - (2 if SCHOOL.search(text) and not _is_title_word(words[0]) else 0)


def organisation_score(text: str) -> int:
    """How much a phrase looks like the name of an employer."""
    score = 2 * len([m for m in _ORGANISATIONS.finditer(text) if m[0][0].isupper()][:2])
    return score + (3 if _LEGAL.search(text) else 0)


def _is_title_word(word: str) -> bool:
    if word in TITLE_WORDS:
        return True
    base = word.removesuffix("s").removesuffix("in")
    return base in TITLE_WORDS or any(
        word.endswith(end) for end in ("ingenieur", "entwickler", "leiter", "berater", "manager", "lehrer", "pfleger")
    )


def _fold(word: str) -> str:
    return word.lower().translate(str.maketrans("áàâäãéèêëíìîïóòôöõúùûüçñżśćłż", "aaaaaeeeeiiiiooooouuuucnzsclz"))
