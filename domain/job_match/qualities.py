"""Qualities such as "communication skills": which deeds show them, and which words only claim them."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quality:
    """`asked` finds it in a requirement, `shown` in a line about something done, `claimed` in what people say of "
    "themselves."""

    name: str
    asked: re.Pattern[str]
    shown: re.Pattern[str]
    claimed: re.Pattern[str]


def _quality(name: str, asked: str, shown: str, claimed: str) -> Quality:
    return Quality(name, *(re.compile(rf"(?i)\b(?:{words})") for words in (asked, shown, claimed)))


QUALITIES = (
    _quality(
        "communication",
        r"communicat(?:ion|or)s?\b|(?:present|explain)(?:ing)? (?:\w+ )*(?:to|clearly|simply|things)\b|"
        r"(?:presentation|verbal|interpersonal|writing|written) (?:and \w+ )?skills",
        r"present(?:ed|ing)?\b(?!ly)|presentations?\b|communicat(?:ed|ing|e)\b|negotiat|explain|wrote (?!python|code|"
        r"sql|terraform|java|a script)|"
        r"articles?\b|newsletter|briefed|spoke\b|liais|correspond|interviewed|report(?:ed)? to\b|stakeholder|"
        r"workshops?\b",
        r"communicat(?:or|ion)\b|articulate",
    ),
    _quality(
        "working in a team",
        r"team ?work|team[- ]?player|collaborat\w+|work (?:well )?in (?:a |an? \w+ )?teams?|work(?:ing|"
        r"s)? closely with",
        r"collaborat|together with|worked with|with (?:[\w-]+ ){0,3}(?:engineers|developers|doctors|colleagues|"
        r"nurses|designers|teachers|teams)|"
        r"cross-functional|pair(?:ed)?\b",
        r"team ?player|team ?work|collaborative",
    ),
    _quality(
        "leadership",
        r"leadership\b|lead(?:ing)? (?:people|a team|teams|others)|(?:people|team|line) management|"
        r"supervis\w+ (?:staff|experience)|"
        r"(?:manag|mentor|coach|supervis|train)\w* (?:(?:or|and|\w+ing|junior|new|other) ){0,4}(?:staff|people|"
        r"colleagues|juniors|team members)",
        r"(?:led|lead|leads|leading|manage[sd]?|managing|supervis\w+|head(?:ed)?|coach\w*|mentor\w*|trained|"
        r"direct(?:ed|ing)) "
        r"(?:an?|the|of|two|three|four|five|six|\d+|our|new|junior|area|team|shift|staff)\b",
        r"leader(?:ship)?\b",
    ),
    _quality(
        "solving problems",
        r"problem[- ]?solv\w+|troubleshoot\w+|analytical (?:skills|thinking|mind\w*|abilit\w+)|critical thinking",
        r"solv(?:ed|ing)|resolv(?:ed|ing)|fix(?:ed|ing)|trac(?:ed|ing)\b|root cause|debug|troubleshoot|"
        r"analy[sz](?:ed|ing|is)|"
        r"diagnos|investigat|reduc(?:ed|ing)|cut\b|tuned|survey data|\bdata\b",
        r"problem[- ]solv\w+|analytical",
    ),
    _quality(
        "organisation",
        r"organi[sz]ation(?:al)? skills|organi[sz]ed\b|time[- ]management|priorit\w+|multi-?task\w*|deadlines?",
        r"schedul|plann?(?:ed|ing|s)?\b|coordinat|organi[sz](?:ed|ing)|priorit|on (?:time|schedule)|deadline|roster",
        r"organi[sz]ed\b|time management",
    ),
    _quality(
        "attention to detail",
        r"attention to detail|detail[- ]oriented|accura(?:te|cy)|eye for detail|meticulous",
        r"reconcil|audit|accura|error|proofread|inspect|verif|quality (?:check|control|assurance)|checked|zero defects",
        r"attention to detail|detail[- ]oriented|meticulous|accurate",
    ),
    _quality(
        "computer skills",
        r"(?:IT|computer|PC|digital) (?:skills|literacy|literate)\b|computer[- ]literate",
        r"(?:systems?|software|excel|spreadsheets?|databases?|dashboards?|microsoft|sap)\b",
        r"(?:ms|microsoft) office|office 365|excel|outlook|computer",
    ),
    _quality(
        "serving customers",
        r"customer (?:service|focus\w*|orientation)|client[- ]facing|customer[- ](?:facing|oriented)|bedside manner",
        r"customers?\b|clients?\b|guests?\b|patients?\b|complaint|tickets?\b|satisfaction",
        r"customer[- ]focus\w*|client[- ]focus\w*",
    ),
    _quality(
        "coping with change",
        r"adaptab\w+|flexib(?:le|ility)\b(?! (?:hours|working))|fast[- ]paced|under pressure|resilien\w+",
        r"peak|emergenc|urgent|on[- ]call|incident|outage|night shift|restructur|short notice",
        r"adaptab|flexible|resilient|calm|under pressure",
    ),
    _quality(
        "working on one's own",
        r"(?:self[- ](?:motivated|starter|directed)|independent(?:ly)?|initiative|proactive|autonom\w+)\b",
        r"on my own|single[- ]handed|independently|started\b|set up\b|founded|initiated|introduced|sole\b",
        r"self[- ](?:motivated|starter)|independent|proactive|initiative",
    ),
)  # fmt: skip


def quality_asked(text: str) -> Quality | None:
    """The quality a requirement is about, if it is short enough to be about nothing else."""
    if len(text.split()) > 14:
        return None
    return next((quality for quality in QUALITIES if quality.asked.search(text)), None)
