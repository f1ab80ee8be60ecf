"""Skills: what the skills section lists, and known skills mentioned elsewhere, each with the line it stands in."""

import re
from collections.abc import Sequence

from domain.resume.document import Line
from domain.resume.facts import SkillFact
from domain.resume.paragraphs import continues, right_edges
from domain.resume.section_names import section_kind
from domain.resume.sections import SectionLines
from domain.resume.vocabulary import SkillVocabulary, skill_key

_LEVEL = re.compile(
    r"(?i)^\W*(?:expert|advanced|intermediate|beginner|basic|novice|master|proficient|fluent|native|competent|"
    r"familiar|elementary|"
    r"professional|senior|junior|skilled|experienced|fundamental|strong|good|excellent|very good|working knowledge|"
    r"level|"
    r"fortgeschritten|grundkenntnisse|sehr gut|gut|avanzado|intermedio|básico|avancé|intermédiaire|débutant|avançado|"
    r"\d{1,3}\s?%|"
    r"\d+(?:\.\d+)?\+?\s*(?:years?|yrs?|jahre|/\s?\d+)|[★☆●○■□•*]+)(?:\s+(?:level|knowledge|skills|user|experience|"
    r"in))?\W*$"
)
_LEVEL_TAIL = re.compile(
    r"(?i)\s*[(\[–—:-]\s*(?:expert|advanced|intermediate|beginner|basic|novice|master|proficient|fluent|native|"
    r"competent|familiar|"
    r"\d{1,3}\s?%|\d+\+?\s*(?:years?|yrs?).{0,15}|\d/\d+)\s*[)\]]?\s*$"
)
_LABEL = re.compile(r"^([^:：]{2,40})[:：]\s*")
_SPLIT = re.compile(r"\s*[,;|•·∙、，；¦]\s*|\s+/\s+|\s+[–—]\s+|\s{3,}|\s+-\s+|\.\s+(?=[A-Z])|\t")
_AND = re.compile(r"^(?:and|und|et|y|e|or|as well as)\s+", re.IGNORECASE)
_LEAD = re.compile(
    r"(?i)^(?:proficient (?:in|with)|experienced? (?:in|with)|knowledge of|skilled (?:in|at)|familiar(?:ity)? with|"
    r"expertise in|"
    r"strong knowledge of|working knowledge of|proficiency in)\s+(?=\S)"
)


def listed_skills(
    sections: Sequence[SectionLines], vocabulary: SkillVocabulary, edges: dict[tuple[int, int], float]
) -> list[SkillFact]:
    """What the skills sections list, in the words of the file."""
    found: dict[str, SkillFact] = {}
    chosen = [section for section in sections if section.kind == "skills"]
    if not chosen:
        chosen = [
            section
            for section in sections
            if section.kind == "other" and section.title and _reads_as_skills(section, vocabulary, edges)
        ]
    for section in chosen:
        for text, line in _items(section.lines, vocabulary, edges):
            key = skill_key(text) or text.lower()
            if key not in found:
                found[key] = SkillFact(name=text, line=line)
    return list(found.values())


def _reads_as_skills(section: SectionLines, vocabulary: SkillVocabulary, edges: dict[tuple[int, int], float]) -> bool:
    """A list of known skills under a heading of its own, such as "Web development"."""
    items = _items(section.lines, vocabulary, edges)
    known = sum(vocabulary.usual_name(text) is not None for text, _ in items)
    return section_kind(section.title) is None and len(items) > 1 and known * 2 >= len(items)


def mentioned_skills(
    sections: Sequence[SectionLines], vocabulary: SkillVocabulary, texts: Sequence[str]
) -> list[SkillFact]:
    """Known skills in bullets, projects and the summary, by their usual names."""
    found: dict[str, SkillFact] = {}
    lines = [
        *texts,
        *(line.text for s in sections if s.kind in ("projects", "summary", "certificates") for line in s.lines),
    ]
    for text in lines:
        for name in vocabulary.in_text(text):
            found.setdefault(skill_key(name), SkillFact(name=name, line=text, listed=False))
    return list(found.values())


def _items(
    lines: Sequence[Line], vocabulary: SkillVocabulary, edges: dict[tuple[int, int], float]
) -> list[tuple[str, str]]:
    merged = _merged(lines, right_edges(lines) if edges else edges, vocabulary)
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
            items += [(item, source) for item in _split(rest, vocabulary)]
    return items


def _merged(
    lines: Sequence[Line], edges: dict[tuple[int, int], float], vocabulary: SkillVocabulary
) -> list[tuple[Line, list[str]]]:
    """Lines with their cells; a list that goes on in the next line is put back together."""
    merged: list[tuple[Line, list[str]]] = []
    before: Line | None = None
    for line in lines:
        cells = list(line.parts)
        same_column = before is not None and before.column == line.column
        if merged and before is not None and same_column and not line.bullet:
            open_end = before.text.rstrip().endswith(
                (",", "·", "•", "|", "&", "/", "(", "-", "、")
            ) or before.text.count("(") > before.text.count(")")
            wrapped = (
                continues(line, before, edges) and re.search(r"[,;•·|]", before.text) and ":" not in line.text[:30]
            )
            if (
                (open_end or wrapped or _halved(before.text, line.text, vocabulary))
                and line.bold == before.bold
                and len(cells) == 1
            ):
                merged[-1][1][-1] = f"{merged[-1][1][-1]} {cells[0]}"
                before = line
                continue
        merged.append((line, cells))
        before = line
    return merged


def _halved(before: str, text: str, vocabulary: SkillVocabulary) -> bool:
    """A known skill was cut in two at the end of the line."""
    pieces = [piece for piece in _SPLIT.split(before) if piece]
    following = [piece for piece in _SPLIT.split(text) if piece]
    if not following or len(pieces) < 2 or vocabulary.usual_name(pieces[-1]) is not None:
        return False
    return vocabulary.usual_name(f"{pieces[-1]} {following[0]}") is not None


def _labels(merged: list[tuple[Line, list[str]]]) -> set[int]:
    """Single short lines that name the group of skills below them."""
    plain = [
        (not line.bold, round(line.size), len(cells) > 1 or _SPLIT.search(cells[0]) is not None)
        for line, cells in merged
    ]
    found = {i for i, (_, cells) in enumerate(merged) if all(map(_LEVEL.match, cells))}
    found |= {i for i, (_, cells) in enumerate(merged) if len(cells) == 1 and cells[0].endswith(":")}
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
        stands_out = (line.bold and plain[following][0]) or line.size > merged[following][0].size + 0.6
        below = merged[following][0]
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


def _split(text: str, vocabulary: SkillVocabulary) -> list[str]:
    items: list[str] = []
    for piece in _outside_brackets(text):
        piece = _LEVEL_TAIL.sub("", _LEAD.sub("", _AND.sub("", piece))).strip(" .:;,–—-•*\"'")
        if piece.count("(") != piece.count(")") or piece.count("[") != piece.count("]"):
            piece = re.sub(r"[()\[\]]", "", piece).strip() if len(piece) < 30 else ""
        if not piece or _LEVEL.match(piece) or not re.search(r"[^\W\d_]", piece) or len(piece) > 80:
            continue
        if vocabulary.usual_name(piece) is not None:
            items.append(piece)
            continue
        words = piece.split()
        parts = vocabulary.find(piece, in_list=True)
        known = sum(len(written.split()) for written, _, is_known in parts if is_known)
        if (
            len(words) > 2
            and known >= 0.8 * len(words)
            and sum(p[2] for p in parts) > 1
            and not re.search(r"\b(?:and|of|for|with|in|to)\b|[(&]", piece)
        ) or (len(words) == 2 and len(parts) == 2 and all(p[2] for p in parts)):
            items += [written for written, *_ in parts]
        elif len(words) > 7:
            items += [name for written, name, is_known in parts if is_known and (len(written) > 2 or written.isupper())]
        else:
            items.append(piece)
    return items


def _outside_brackets(text: str) -> list[str]:
    """Split at separators, but not inside brackets: "AWS (EC2, S3)" is one piece and its parts."""
    hidden = re.sub(
        r"\([^()]*\)",
        lambda m: m.group().translate({ord(","): "\x01", ord(";"): "\x02", ord("|"): "\x03", ord("/"): "\x04"}),
        text,
    )
    back = {1: ",", 2: ";", 3: "|", 4: "/"}
    return [piece.translate(back) for piece in _SPLIT.split(hidden)]
