"""How schools and degrees are recognised."""

import re

SCHOOL = re.compile(
    r"universi|\buniv\b|college|\bschool\b|institut|academy|acad[ée]mie|polytechni|politecnic|polit[ée]cnica|hochschule|"
    r"\b(?:fh|tu|hs|rwth|kit|lmu)\b(?=\s+[A-ZÄÖÜ])|\bRWTH\b|gymnasium|\w*(?:real|haupt|gesamt|grund|berufs|fach|ober)schule\b|"
    r"berufskolleg|kolleg\b|lyc[ée]e|liceo|\bi\.?e\.?s\.?\s+(?=[A-Z])|"
    r"\b[ée]cole\b|escola\b|escuela|colegio|col[ée]gio|coll[èe]ge|facult|faculd|fakult|"
    r"\w*schule\b|sciences po\b|\b(?:education|training|learning) cent(?:er|re)\b|akademi|accademia|\bETH\b|\bEPFL\b|"
    r"\bMIT\b|\bUC(?:LA|SD|SB|LA|SF|I)?\b|\bCMU\b|\bIIT\b|\bIIM\b|\bNIT\b|\bBITS\b|\bNUS\b|\bNYU\b|\bUSC\b|\bUNAM\b|"
    r"\bUSP\b|\bUNICAMP\b|\bINSA\b|\bHEC\b|\bESSEC\b|\bIUT\b|\bCNAM\b|\bUFRJ\b|\bUFMG\b|\bSENAI\b|\bFATEC\b|\bCaltech\b|"
    r"\bVirginia Tech\b|\bGeorgia Tech\b|uniwersytet|universitet|yliopisto|hogeschool|scuola|istituto|"
    r"\bpolitechnika|conservator|seminary|bootcamp|general assembly|coursera|udacity|\bcentro de estudios\b|"
    r"大学|大學|学院|學院|高校|高等学校|専門学校|中学|学校|университет|институт",
    re.IGNORECASE,
)
_SHORT = (
    r"(?<![\w.])(?:B\.?\s?S\.?(?:c|cs|cse|ee|me|n|w|ed|it|ba)?\.?|M\.?\s?S\.?(?:c|cs|n|w|ed|it|ee)?\.?|B\.?\s?A\.?|"
    r"M\.?\s?A\.?|B\.?\s?E\.?|M\.?\s?E\.?|BSCS|MSCS|BSN|MSN|BEng|MEng|B\.?\s?Eng|M\.?\s?Eng|B\.?\s?Tech|M\.?\s?Tech|BBA|"
    r"B\.?Com|M\.?Com|MBA|EMBA|M\.?B\.?A\.?|M\.?Phil|D\.?Phil|Ph\.?\s?D|MRes|MMath|MPhys|MChem|"
    r"LL\.?[BM]|J\.?D|M\.?D|MBBS|MBChB|Ed\.?D|B\.?\s?Ed|M\.?\s?Ed|BFA|MFA|BCA|MCA|PGCE|PGDM|DNP|ADN|AAS|A\.A\.?S?|A\.S|"
    r"HND|HNC|GCSEs?|A-?Levels?|IGCSE|BTEC|NVQ|GED|PharmD|DDS|DVM|MPH|MPA|MSW|BArch|MArch|BDes|MDes|Hons|DBA|PsyD|"
    r"SSC|HSC|SSLC|10\+2)\.?(?![\w&])"
)
DEGREE = re.compile(
    r"\bbachelor|\bmaster(?:'s|’s|s)?\b(?!\s*(?:card|data|class))|\bdoctor(?:ate|al)?\b|"
    r"\bassociate(?:'s|’s|s)?(?:\s+degree|\s+of|\s+in)\b|" + _SHORT + r"|"
    r"\bdiploma?\b|\bdiplom\b|\bdipl\.|\bgraduate certificate\b|\bpost-?graduate\b|\bhigh school(?! of| teacher)\b|"
    r"\bsecondary (?:school )?(?:certificate|diploma|education)|\bundergraduate degree|\bfoundation degree|"
    r"\babitur\b|\bfachabitur|\bmatura\b|hochschulreife\b|\bmittlere reife|realschulabschluss|hauptschulabschluss|"
    r"\b(?:berufs)?ausbildung (?:zum|zur|als)\b|\bpromotion\b(?=.{0,40}\b(?:dr\.|informatik|physik|chemie|biologie))|"
    r"\bmagister\b|\bmagistr|\bstaatsexamen\b|\bstudium (?:der|des)\b|\blehre (?:als|zum|zur)\b|"
    r"\bbaccalaur[ée]at|\bbac\b(?:\s?\+\s?\d)?|\bbts\b|\bdut\b|\bdeug\b|\bdess\b|\bcap\b(?= [a-zé])|\bbep\b|"
    r"\bma[îi]trise\b|"
    r"\blicence\b(?! (?:no|number))|\bdipl[ôo]me\b|\bdoctorat\b|\bcycle (?:ing[ée]nieur|pr[ée]paratoire)\b|"
    r"\bclasses? pr[ée]paratoires?\b|\bbrevet\b|"
    r"\bbachillerato\b|\blicen[cs]iatura\b|\blicenciad[oa]\b|\bgrado (?:en|superior|medio)\b|\bgrado\b|\bm[áa]ster\b|"
    r"\bmaestr[íi]a\b|\bdoctorado\b|\bdiplomatura\b|\bdiplomado\b|\bt[ée]cnico (?:superior|en|de grado)\b|"
    r"\bciclo formativo\b|\bingenier[íi]a (?:en|de|t[ée]cnica|inform[áa]tica|industrial|civil)\b|"
    r"\bpostgrado\b|\bposgrado\b|"
    r"\bmestrado\b|\bmestre em\b|\bbacharel|\bdoutora(?:do|mento)\b|\bp[óo]s-?gradua[çc][ãa]o\b|\bgradua[çc][ãa]o\b|"
    r"\bensino m[ée]dio\b|\btecn[óo]logo\b|\bt[ée]cnico em\b|\bcurso t[ée]cnico\b|"
    r"\bensino superior\b|\bengenharia de\b|"
    r"\blaurea\b|\bdiploma di\b|\bmaturit[àa]\b|\bdottorato\b|\blicencjat\b|\bin[żz]ynier\b|"
    r"\bhbo\b|\bmbo\b|\bvwo\b|\bhavo\b|\bpropedeuse\b|"
    r"\btechnician certificate|\bminor in\b|\bmajor in\b|\bdegree\b|"
    r"学士|専門士|修士|博士|硕士|碩士|本科|大专|专科|高中|研究生|双学位|卒業|修了|学部|専攻|бакалавр|магистр",
    re.IGNORECASE,
)
