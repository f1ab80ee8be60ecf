"""Requirements without their padding, and words compared."""

import re
from functools import lru_cache

from domain.evaluation.text import STOPWORDS, stem, words

_PADDING = re.compile(
    r"(?i)\b(?:you (?:are|have|hold|know|can|will|must|should be able to|write)|you'll (?:be|have)|proven|"
    r"track record|a record|record|"
    r"demonstrated|demonstrable|strong|solid|good|great|excellent|outstanding|advanced|deep|extensive|expert(?:-level)?|level|hands-on|in-depth|sound|"
    r"basic|some|working|professional|practical|prior|previous|ability|able|experience[ds]?|expertise|knowledge|understanding|"
    r"familiarity|familiar|know|basics|proficiency|proficient|skills?|skilled|exposure|background|comfortable|confident|fluent|"
    r"required|preferred|preferably|essential|desirable|ideally|desired|(?:would be |is )?an? (?:plus|bonus|"
    r"advantage|asset)|nice to have|minimum|must|"
    r"related|relevant|similar|equivalent|current|valid|willingness|willing|happy to|commitment|effective|"
    r"sehr gute|gute|kenntnisse|erfahrung(?:en)?|sind von vorteil|von vorteil|experiencia|conocimientos?|nivel|"
    r"mínimo|maîtrise|"
    r"connaissances?|la connaissance|expérience|serait un plus|conhecimentos?|experiência)\b"
)
_EDGE = re.compile(
    r"(?i)^(?:(?:with|in|of|to|at|the|a|an|and|using|for|as|mit|en|con|de|du|des|com|within|on|by|que)\s+)+|[\s,.;:()-]+$"
)


@lru_cache(maxsize=4096)
def core(text: str) -> str:
    """What a requirement is about: "Proven experience of leading teams" -> "leading teams"."""
    bare = " ".join(_PADDING.sub(" ", text).split())
    for _ in range(2):
        bare = _EDGE.sub("", bare.strip(" ,.;:()-"))
    return bare or text


_GENERAL_TEXT = """
experience experienc skill knowledg abil work job role team strong good excellent abl year etc includ use relat
similar relevant plu requir prefer field area level environ background profession subject new high well degre
qualif
"""
_GENERAL = frozenset(_GENERAL_TEXT.split())


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning."""
    lowered = (w.text.lower().replace("’", "'") for w in words(text))
    found = (stem(part) for word in lowered if word not in STOPWORDS for part in re.split(r"[-']", word) if part)
    return frozenset(s for s in found if s not in _GENERAL and (len(s) > 2 or s.isdigit()))


def coverage(wanted: str, line: str) -> float:
    """The share (0-1) of the wanted words that stand in the line."""
    need = stems(wanted)
    return len(need & stems(line)) / len(need) if need else 0.0


def initials(text: str) -> str:
    """ "Qualified Teacher Status" -> "QTS"; empty unless several words begin with capitals."""
    caps = [w[0] for w in re.findall(r"\b[A-Z][\w'’]*", text)]
    return "".join(caps) if len(caps) > 1 else ""


def names_in(text: str) -> list[str]:
    """Proper names: words with a capital or a digit that do not merely begin the sentence, neighbours together."""
    tokens = list(re.finditer(r"[\w+#.&'’/-]*[\w+#]", text))
    found: list[str] = []
    run: list[re.Match[str]] = []
    for number, token in enumerate(tokens):
        word = token.group()
        first = number == 0 and not re.search(r"[A-Z\d]", word[1:]) and len(tokens) > 1
        named = bool(re.search(r"[A-Z]", word)) and not first and word.lower().strip(".") not in _NO_NAME
        joined = bool(run) and text[run[-1].end() : token.start()] == " "
        if named and joined:
            run.append(token)
            continue
        if run:
            found.append(text[run[0].start() : run[-1].end()])
        run = [token] if named else []
    if run:
        found.append(text[run[0].start() : run[-1].end()])
    return list(dict.fromkeys(found))


_NO_NAME_TEXT = """
kenntnisse erfahrung erfahrungen deutschkenntnisse englischkenntnisse berufserfahrung studium abschluss umgang
vorteil sehr gute fundierte connaissance connaissances maîtrise expérience conocimientos experiencia
certificación nivel grado mínimo formation conhecimentos experiência domínio experience knowledge strong good
excellent ability proficiency familiarity understanding bachelor master degree e.g i.e i you you'll the a an
previous proven minimum valid current use able b2b b2c it must some basic
"""
_NO_NAME = frozenset(_NO_NAME_TEXT.split())


def says(name: str, line: str, *, exact: bool = False) -> bool:
    """Whether a line holds a name as whole words, whatever the case; `exact` and very short names keep theirs.

    A plain last word may end differently: "A/B testing" stands in "18 A/B tests".
    """
    flags = 0 if exact or len(name) <= 2 else re.IGNORECASE
    parts = [re.escape(part) for part in re.split(r"[\s-]+", name.strip())]
    last = re.split(r"[\s-]+", name.strip())[-1]
    if len(last) > 4 and last.isalpha() and last.islower():
        parts[-1] = rf"{re.escape(stem(last))}\w{{0,4}}"
    pattern = r"[\s-]?".join(parts)
    return re.search(rf"(?<![\w+#]){pattern}(?:'?s)?(?![\w+#])", line, flags) is not None
