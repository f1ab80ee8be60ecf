"""The person's name: large, near the top, of few words, and often the words of the address."""

import re
from collections.abc import Sequence
from statistics import median

from domain.resume.document import Line
from domain.resume.place_names import PLACES
from domain.resume.section_names import fold, section_kind
from domain.resume.words import CJK, DEGREE, is_place, organisation_score, title_score

_POST_NOMINAL_TEXT = r"""
ph\.?\s?d\.? m\.?d\.? mba rn bsn msn cpa cfa pmp esq\.? jr\.? sr\.? dnp pe p\.?eng\.? m\.?sc\.? b\.?sc\.?
m\.?s\.? b\.?s\.? m\.?ed\.? acca fcca fca aca ccrn aprn shrm-s?cp cissp riba aia leed(?:\sap)? s?phr ceng ieng
miet mice meng beng pharmd rph j\.?d\.? llm llb ll\.m\. lmsw lcsw fnp(?:-[bc]+)? lpn cna dds dvm facs mph mpa
mfa csm cspo cisa cism cipd fcipd mcipd cma cgma pgmp eit rdn? otr/?l? dpt edd kc qc obe mbe frcs mrcp mbbs ccna
ccnp itil prince2 he/him she/her they/them
"""
_POST_NOMINAL = re.compile(
    rf"(?:,\s*|\s+\(?|\s*/\s*)(?:{'|'.join(_POST_NOMINAL_TEXT.split())})\)?(?=,|\s|$|\)|/)", re.IGNORECASE
)
_HONORIFIC = re.compile(
    r"^(?:mr|mrs|ms|miss|capt|captain|sgt|lt|col|maj|cpt|rev|ing|eng|engr|ir|arq|lic|dipl\.?-ing|mag|herr|frau|"
    r"sr|sra|dott|dott\.ssa|m|mme|mlle)\.?\s+(?=\S+\s+\S)",
    re.IGNORECASE,
)
_NAME_LABEL = re.compile(
    r"^(?:(?:full |first and last )?name|nombre(?: y apellidos?| completo)?|nom(?: et pr[ée]nom)?|vor- und nachname|"
    r"nome(?: completo)?|naam|氏\s*名|姓\s*名|名前)\s*(?:[:：]|(?<=[名前])\s|$)\s*",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"^(?:curriculum vitae|resume|résumé|cv|lebenslauf|curr[íi]culum|currículo|hoja de vida)\s*"
    r"(?:of|von|de|[:|–—-])?\s*",
    re.IGNORECASE,
)
_NO_NAME_TEXT = """
resume cv curriculum vitae page email phone address street avenue road profile portfolio contact tel mobile linkedin
github twitter website lebenslauf bewerbung nationality birth gender male female references available summary
objective portrait curriculo hoja vida europass personal information informazioni personali telefon telefono mail
direccion adresse anschrift geburtsdatum photo foto seite pagina página profile-pic picture
履歴書 職務経歴書 简历 个人简历 現在 ふりがな フリガナ 姓名 氏名
"""
_NO_NAME = frozenset(_NO_NAME_TEXT.split())
_PARTICLES_TEXT = """
de da di del della dos do das du van von der den la le bin ibn al el y e ter ten zu ben af
"""
_PARTICLES = frozenset(_PARTICLES_TEXT.split())
_NICK = re.compile(r"[\"“(][A-ZÀ-Þ]\w+[\"”)]")
_LEAST = 2.9
"""The score a name must reach."""


def find_name(everything: Sequence[Line], own: Sequence[Line], email: str, links: Sequence[str]) -> str:
    """The name as written, with "Dr." but without letters behind it; empty when no line can be one.

    `own` are the lines that tell about the person, `email` and `links` theirs.
    """
    handles = fold(" ".join([email.split("@")[0], *(link.rstrip("/").rsplit("/", 1)[-1] for link in links)]))
    handles = handles.replace(" ", "")
    page = [line for line in everything if line.page == 1]
    largest = max((line.size for line in page), default=0.0)
    own_ids = {id(line) for line in own}
    best: tuple[float, int, tuple[str, ...]] = (_LEAST, -1, ())
    for position, line in enumerate(page):
        if position > 60 and line.size < largest - 1:
            continue
        for index, cell in enumerate(_candidates(line)):
            words = _tidied(_name_words(cell), handles)
            if not words:
                continue
            score = _score(words, cell, handles) - 0.5 * index
            score += 4.0 * (largest > 0 and line.size > largest - 0.6) + 1.5 * (id(line) in own_ids)
            score += max(0.0, 2.5 - 0.5 * position) + (1.5 if line.heading and position < 3 else 0.0)
            score += 5.0 * (_NAME_LABEL.match(line.parts[0]) is not None and index == 0)
            if line.bullet and len(line.parts) == 1 and line.size < largest - 1:
                score -= 3.0
            if score > best[0]:
                best = (score, position, tuple(words))
    return " ".join(_whole_name(best[2], page, best[1])) if best[1] >= 0 else ""


def _score(words: Sequence[str], cell: str, handles: str) -> float:
    score = 2.0 if len(words) in (2, 3) else 1.0 if len(words) == 4 else 0.0
    matching = sum(len(fold(word)) > 2 and fold(word).replace(" ", "") in handles for word in words)
    shown = " ".join(words)
    return (
        score
        + 2.0 * min(matching, 2)
        - 3.0 * (title_score(shown) >= 2)
        - 2.0 * is_place(shown)
        - 1.5 * (organisation_score(cell) > 0)
    )


def _whole_name(words: Sequence[str], lines: Sequence[Line], position: int) -> Sequence[str]:
    """A name set on two lines is joined, also when something stands between them at the other side."""
    line = lines[position]
    body = median(other.size for other in lines)
    if line.size <= body * 1.25 or len(words) > 3:
        return words
    parts: list[tuple[int, Sequence[str]]] = [(position, words)]
    for index in range(max(0, position - 4), min(len(lines), position + 5)):
        other = lines[index]
        if index == position or abs(other.size - line.size) > 0.6 or abs(other.x0 - line.x0) > max(60.0, line.size * 3):
            continue
        cell = other.parts[0]
        more = _name_words(cell)
        if 1 <= len(more) <= 2 and title_score(cell) < 2 and section_kind(cell) is None and not is_place(cell):
            parts.append((index, more))
    found = [part for _, part in sorted(parts)]
    if len(found) not in (2, 3) or min(map(len, found)) > 1 or len({tuple(part) for part in found}) < len(found):
        return words
    whole: list[str] = []
    for part in found:
        whole = [*whole[:-1], whole[-1] + part[0], *part[1:]] if whole and whole[-1].endswith("-") else [*whole, *part]
    return whole if len(whole) <= 5 else words


def _candidates(line: Line) -> list[str]:
    parts: list[str] = []
    cells = list(line.parts)
    if len(cells) > 1 and _NAME_LABEL.fullmatch(cells[0]):
        cells = cells[1:]
    if len(cells) == 2 and all(CJK.match(cell) and len(cell) <= 4 for cell in cells):
        cells = [" ".join(cells)]
    for part in cells:
        part = _DOCUMENT.sub("", _NAME_LABEL.sub("", part))
        parts += re.split(r"\s*[|•·]\s*|\s+[–—-]\s+", part)
    return [part for part in parts if part]


def _tidied(words: list[str], handles: str) -> list[str]:
    """Without a city before the name and a profession behind it, where one line holds both."""
    if len(words) > 2 and words[0].lower() in PLACES and fold(words[0]) not in handles:
        rest = words[1:]
        if any(len(fold(word)) > 2 and fold(word) in handles for word in rest):
            words = rest
    for cut in range(2, len(words) - 1):
        if title_score(" ".join(words[cut:])) >= 2 and title_score(" ".join(words[:cut])) < 2:
            return words[:cut]
    return words


def _name_words(text: str) -> list[str]:
    """The words of a possible name, or nothing when it cannot be one."""
    for _ in range(3):
        text = _POST_NOMINAL.sub("", text).strip(" ,.;:|()/")
    head, _, tail = text.partition(", ")
    if tail and title_score(tail) >= 2 and title_score(head) < 2:
        text = head
    text = _HONORIFIC.sub("", text)
    if not 2 <= len(text) <= 60 or re.search(r"[\d@/_:;!?#%&=+*\"“”]", _NICK.sub("", text)) or section_kind(text):
        return []
    words = text.replace(",", " ").split()
    if len(words) > 5 and not all(len(word) == 1 for word in words):
        kept = next((n for n in (4, 3, 2) if title_score(" ".join(words[n:])) >= 2), 0)
        words = words[:kept]
    if re.fullmatch(r"(?:\w ){3,}\w", text):
        words = ["".join(words)]
    if not 1 <= len(words) <= 5 or any(fold(word) in _NO_NAME for word in words):
        return []
    if DEGREE.fullmatch(text):
        return []
    return words if all(_NICK.fullmatch(word) or _is_name_word(word) for word in words) else []


def _is_name_word(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    if not letters or any(not (c.isalpha() or c in ".'’`-‐·・") for c in word):
        return False
    return not letters[0].islower() or word in _PARTICLES or re.match(r"^(?:d|l|o|dell|dall|t)['’]\w", word) is not None
