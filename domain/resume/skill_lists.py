"""The single items of a list of skills: lines put together, group names and levels left out, lists cut."""

import re
from collections.abc import Sequence

from domain.resume.document import Line
from domain.resume.facts import SkillCategory
from domain.resume.known_skills import KnownSkill
from domain.resume.paragraphs import continues
from domain.resume.vocabulary import KEPT_ABOVE, SkillVocabulary

Edges = dict[tuple[int, int], float]
_LEVEL_WORDS = (
    r"expert|advanced|intermediate|beginner|basic|novice|master|proficient|fluent|native|competent|familiar|"
    r"elementary|skilled|experienced|good|excellent|very good|"
    r"fortgeschritten|grundkenntnisse|sehr gut|gut|fließend|muttersprache|verhandlungssicher|"
    r"avanzado|intermedio|básico|nativo|fluido|avancé|intermédiaire|débutant|courant|bilingue|langue maternelle|"
    r"avançado|intermediário|fluente|上級|中級|初級|精通|熟练|熟悉|了解|掌握|良好"
)
_LEVEL = re.compile(
    rf"(?i)^\W*(?:{_LEVEL_WORDS}|professional|senior|junior|fundamental|strong|working knowledge|level|"
    r"学習中|(?:業務|実務)?経験(?:あり|有り|豊富)?|ある程度.{0,3}|使用経験.{0,4}|"
    r"\d{1,3}\s?%|\d+(?:\.\d+)?\+?\s*(?:years?|yrs?|jahre|años|ans|anos|年|/\s?\d+)|[abc][12]|[★☆●○■□•*◆◇]+)"
    r"(?:\s+(?:level|knowledge|skills|user|experience|in))?\W*$"
)
_LEVEL_TAIL = re.compile(
    rf"(?i)\s*[(\[（–—:-]\s*(?:(?:{_LEVEL_WORDS})(?:\s+(?:level|user|knowledge))?|mother tongue|[abc][12]|"
    r"\d{1,3}\s?%|\d+\+?\s*(?:years?|yrs?|jahre|años|ans|anos|年).{0,15}|\d/\d+)\s*[)\]）]?\s*$|"
    r"\s*[★☆●○■□◆◇▪▫]{2,}\s*$|\s+\d{1,3}\s?%$|\s+\d/\d+$"
)
_CERTIFIED = re.compile(r"(?i)(?:certified|certification|certificate|licensed)$")
_LAST_WORD_LEVEL = re.compile(rf"(?i)\s+(?:{_LEVEL_WORDS}|{_CERTIFIED.pattern[4:-1]})$")
_FIRST_WORD_LEVEL = re.compile(rf"(?i)^(?:{_LEVEL_WORDS}|strong|solid)\s+(?=\S)")
_LABEL = re.compile(r"^([^:：]{2,40})[:：]\s*")
_BULLET = re.compile(r"^[•·∙▪●○■*\-–—]\s+(?=\S)")
_SEPARATOR = re.compile(r"[,;•·|]")
_SPLIT = re.compile(r"\s*[,;|•·∙、，；¦]\s*|\s+/\s+|\s+[–—]\s+|\s{3,}|\s+-\s+|\.\s+(?=[A-Z])|\t")
_BARS = re.compile(r"\s+\|\s+")
_AND = re.compile(r"^(?:and|und|et|y|e|or|as well as)\s+", re.IGNORECASE)
_BETWEEN_TWO = re.compile(r"\s+(?:and|&|und|et|y|e)\s+", re.IGNORECASE)
_LEAD = re.compile(
    r"(?i)^(?:(?:highly )?proficient (?:in|with|at)|experienced? (?:in|with)|(?:good |basic |solid )?knowledge of|"
    r"skilled (?:in|at|with)|familiar(?:ity)? with|expertise in|expert in|fluent in|"
    r"(?:strong|working|sound) knowledge of|proficiency in|competent (?:in|with)|conocimientos? de|manejo de|"
    r"connaissances? (?:de|en)|kenntnisse in|conhecimentos? (?:de|em))\s+(?=\S)|"
    r"^(?:精通|熟练(?:掌握|使用|运用)?|熟悉|掌握|了解)\s*(?=\S)"
)
_VENDORS = frozenset(
    {"Oracle", "SAP", "Microsoft", "Google", "Adobe", "Amazon", "AWS", "Azure", "IBM", "Cisco", "Salesforce", "Siemens"}
)
_GENERAL = re.compile(r"(?:ing|tion|ment|ity|ture|sis|ance|ence|[a-z]{5}s)$")


def known_as(text: str, vocabulary: SkillVocabulary) -> KnownSkill | None:
    """The known skill behind an item, which may carry a level, a bracket or "certified"."""
    bare = _LAST_WORD_LEVEL.sub("", text)
    forms = (
        text,
        re.sub(r"\s*[(\[（].*?[)\]）]", "", text),
        bare,
        _LEAD.sub("", text),
        _FIRST_WORD_LEVEL.sub("", text),
    )
    return next((skill for form in forms if (skill := vocabulary.skill(form)) is not None), None)


def items_of(lines: Sequence[Line], vocabulary: SkillVocabulary, edges: Edges) -> list[tuple[str, str]]:
    """(item in the words of the file, the line it stands in)."""
    merged = _merged(lines, edges, vocabulary)
    labels = _labels(merged)
    items: list[tuple[str, str]] = []
    for index, (_line, cells) in enumerate(merged):
        if index in labels:
            continue
        source = " ".join(cells)
        for position, cell in enumerate(cells):
            label = _LABEL.match(cell)
            rest = cell[label.end() :] if label else cell
            if label and (not rest.strip() or (_LEVEL.match(rest) and not _SPLIT.search(rest))):
                rest = "" if not rest.strip() else label[1]
            elif not label and position == 0 and len(cells) > 1 and _is_row_label(cells):
                continue
            items += [(item, source) for item in split_items(rest, vocabulary)]
    return items


def _merged(lines: Sequence[Line], edges: Edges, vocabulary: SkillVocabulary) -> list[tuple[Line, list[str]]]:
    """Lines with their cells; a list that goes on in the next line is put back together."""
    merged: list[tuple[Line, list[str]]] = []
    before: Line | None = None
    for line in lines:
        cells = [_BULLET.sub("", cell) for cell in line.parts]
        if merged and before is not None and len(cells) == 1 and _goes_on(before, line, edges, vocabulary):
            merged[-1][1][-1] = f"{merged[-1][1][-1]} {cells[0]}"
        else:
            merged.append((line, cells))
        before = line
    return merged


def _goes_on(before: Line, line: Line, edges: Edges, vocabulary: SkillVocabulary) -> bool:
    """Whether a list was wrapped between these two lines."""
    if line.bullet or before.column != line.column or line.bold != before.bold:
        return False
    text = before.text.rstrip()
    open_end = text.endswith((",", "·", "•", "|", "&", "/", "(", "-", "、")) or text.count("(") > text.count(")")
    if open_end or line.text.startswith("("):
        return True
    last = [piece for piece in _SPLIT.split(before.text) if piece][-1:]
    first = [piece for piece in _SPLIT.split(line.text) if piece][:1]
    if not last or not first or not _SEPARATOR.search(before.text):
        return False
    if vocabulary.skill(f"{last[0]} {first[0]}") is not None:
        return True
    if all(vocabulary.skill(piece) is not None for piece in (*last, *first)) or ":" in line.text[:30]:
        return False
    return continues(line, before, edges) or (
        _SEPARATOR.search(line.text) is not None and _was_full(before, line, edges)
    )


def _was_full(before: Line, line: Line, edges: Edges) -> bool:
    """Whether the first word of `line` had no room at the end of the one before."""
    width = (before.x1 - before.x0) / max(len(before.text), 1)
    room = edges.get((before.page, before.column), 0.0) - before.x1
    return before.x1 > 0 and width * (len(line.text.split(" ", 1)[0]) + 0.5) > room


def _labels(merged: list[tuple[Line, list[str]]]) -> set[int]:
    """Single short lines that name the group of skills below them."""
    plain = [
        (not line.bold, round(line.size), len(cells) > 1 or _SPLIT.search(cells[0]) is not None)
        for line, cells in merged
    ]
    found = {i for i, (_, cells) in enumerate(merged) if all(map(_LEVEL.match, cells))}
    found |= {i for i, (_, cells) in enumerate(merged) if len(cells) == 1 and cells[0].endswith((":", "："))}
    found |= {
        i
        for i, (_, cells) in enumerate(merged)
        if len(cells) > 1 and i + 1 in found and len(merged[i + 1][1]) == len(cells)
    }
    singles = [
        i for i in range(len(merged)) if i not in found and not plain[i][2] and len(merged[i][1][0].split()) <= 5
    ]
    nexts = {i: next((j for j in range(i + 1, len(merged)) if j not in found), None) for i in singles}
    before_lists = sum(1 for j in nexts.values() if j is not None and plain[j][2])
    alternating = before_lists >= 2 and before_lists * 10 >= len(singles) * 6
    for i in singles:
        line, following = merged[i][0], nexts[i]
        if following is None:
            continue
        below = merged[following][0]
        larger = line.size > below.size * (1.06 if plain[following][2] else 1.15)
        stands_out = (line.bold and plain[following][0]) or larger
        outdented = 0 < line.x0 < below.x0 - 8 and below.y > line.y and not line.bullet
        if (
            outdented
            or (plain[following][2] and (stands_out or alternating))
            or (stands_out and not merged[following][0].bold and sum(p[0] for p in plain) > len(plain) / 2)
        ):
            found.add(i)
    return found


def _is_row_label(cells: list[str]) -> bool:
    """The first cell of "Languages   Java, Python": a name for the row, not a skill."""
    rest = " ".join(cells[1:])
    return re.search(r"[,;•·|]", rest) is not None and not re.search(r"[,;•·|]", cells[0])


def split_items(text: str, vocabulary: SkillVocabulary) -> list[str]:
    """The items of one line, without levels and lead-ins."""
    items: list[str] = []
    for piece in _outside_brackets(text):
        piece = _LEVEL_TAIL.sub("", _LEAD.sub("", _AND.sub("", piece))).strip(" .:;,–—-•*\"'。")
        if piece.count("(") != piece.count(")") or piece.count("[") != piece.count("]"):
            piece = re.sub(r"[()\[\]]", "", piece).strip() if len(piece) < 30 else ""
        if not piece or _LEVEL.match(piece) or not re.search(r"[^\W\d_]", piece):
            continue
        items += [piece] if "," in piece and "(" not in piece else _parts(piece, vocabulary)
    return items


def _parts(piece: str, vocabulary: SkillVocabulary) -> list[str]:
    """One item, or the several that stand in it without a separator of their own."""
    if vocabulary.usual_name(piece) is not None:
        return [piece]
    bare = _LAST_WORD_LEVEL.sub("", piece)
    if (
        bare != piece
        and not piece.endswith(("ertified", "ertification", "ertificate", "icensed"))
        and vocabulary.skill(bare)
    ):
        return [bare]
    inside = _bracketed(piece, vocabulary)
    if inside:
        return inside
    two = [_LEAD.sub("", part) for part in _BETWEEN_TWO.split(piece)]
    if len(two) > 1 and all(known_as(part, vocabulary) for part in two):
        return two
    words = piece.split()
    if len(words) > 7 or len(piece) > 80:
        return _in_sentence(piece, vocabulary)
    return _run_together(piece, vocabulary) or [piece]


def _bracketed(piece: str, vocabulary: SkillVocabulary) -> list[str]:
    """ "AWS (EC2, S3)" is three skills; "SQL (Postgres)" and "Foreign Exchange (FX, swaps)" are one."""
    head, inner = head_and_inside(piece)
    usual = known_as(head, vocabulary) if head else None
    skills = [vocabulary.skill(part) for part in inner]
    if usual is None or len(inner) < 2 or any(skill is None or skill.name == usual.name for skill in skills):
        return []
    return [head, *inner]


def head_and_inside(item: str) -> tuple[str, list[str]]:
    """ "CRM (Salesforce, HubSpot)" -> "CRM" and the two; "" and nothing where no bracket ends the item."""
    bracket = re.fullmatch(r"([^()（]+?)\s*[(（]([^()]+)[)）]", item)
    if bracket is None:
        return "", []
    return bracket[1], [part for part in re.split(r"\s*[,;|/、]\s*", bracket[2]) if part]


def _in_sentence(piece: str, vocabulary: SkillVocabulary) -> list[str]:
    """Known skills of a sentence; one about people's manners counts, for the section lists what the person can do."""
    return [
        piece[mention.start : mention.end]
        for mention in vocabulary.mentions(piece)
        if mention.confidence > KEPT_ABOVE or vocabulary.category(mention.name) is SkillCategory.SOFT
    ]


def _run_together(piece: str, vocabulary: SkillVocabulary) -> list[str]:
    """ "Go Python Node.js TypeScript": names of tools and languages with nothing but spaces between them."""
    parts = vocabulary.find(piece, in_list=True)
    if len(parts) < 2 or not all(known for _, _, known in parts) or re.search(r"[(&/]", piece):
        return []
    names = [written for written, *_ in parts]
    if len(names) == 2 and names[0] in _VENDORS:
        return []
    proper = all(
        vocabulary.category(name) is SkillCategory.TOOL or (" " not in name and not _GENERAL.search(name))
        for name in names
    )
    technical = all(vocabulary.category(name) in (SkillCategory.TECHNICAL, SkillCategory.TOOL) for name in names)
    return names if technical and (proper or len(names) > 3) else []


def _outside_brackets(text: str) -> list[str]:
    """Split at separators, but not inside brackets: "AWS (EC2, S3)" is one piece and its parts.

    Where bars stand between most of the skills, a comma belongs to a name: "Planning, budgeting | Excel | SAP".
    """
    bars = _BARS.split(text)
    if len(bars) > max(text.count(","), 1):
        return bars
    hidden = re.sub(
        r"[(（][^()（）]*[)）]",
        lambda m: m.group().translate({ord(c): chr(1 + i) for i, c in enumerate(_HIDDEN)}),
        text,
    )
    back = {1 + i: c for i, c in enumerate(_HIDDEN)}
    return [piece.translate(back) for piece in _SPLIT.split(hidden)]


_HIDDEN = ",;|/、，·"
