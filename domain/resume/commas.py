"""Names set apart by commas: title, department, employer and place."""

import re

from domain.resume.words import CJK, is_place, organisation_score, title_score

_DEPARTMENT_TEXT = """
operations engineering sales marketing platform infrastructure research icu emergency finance accounting people
product design security data cloud mobile web growth support success business development team department unit ward
division emea apac uk europe global north south east west america banking digital technology intensive care payments
search ads internal audit analytics backend frontend full stack remote contract part-time full-time quality
assurance it hr and of & strategy
"""
_DEPARTMENT = frozenset(_DEPARTMENT_TEXT.split())
_UNIT = re.compile(
    r"^(?:the )?(?:department|dept|faculty|school|college|institute|division|office|center|centre|laboratory|lab|unit|"
    r"d[ée]partement|departamento|facultad|instituto|institut|fakult[äa]t|abteilung)\b",
    re.IGNORECASE,
)


def comma_parts(text: str) -> tuple[str, str, str] | None:
    """(title, employer, place) of "Nurse, Mercy Hospital, Austin, TX"; None when the commas belong to the title."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) < 2:
        return None
    place = ""
    for width in (3, 2, 1):
        if len(parts) > width + 1 and is_place(", ".join(parts[-width:])):
            place, parts = ", ".join(parts[-width:]), parts[:-width]
            break
    if len(parts) > 2 and re.fullmatch(r"(?i)(inc|llc|ltd|limited|corp|co|gmbh|s\.?a|s\.?l|plc)\.?", parts[-1]):
        parts = [*parts[:-2], f"{parts[-2]}, {parts[-1]}"]
    titled = [title_score(part) >= 2 and title_score(part) >= organisation_score(part) for part in parts]
    if True not in titled:
        return None
    first = titled.index(True)
    last = first + 1
    while last < len(parts) - (first == 0) and is_department(parts[last]) and organisation_score(parts[last]) == 0:
        last += 1
    if (
        first == 0
        and len(parts) - last == 2
        and "&" not in parts[-1]
        and not organisation_score(parts[last])
        and not _UNIT.match(parts[last])
    ):
        last += 1
    title, rest = ", ".join(parts[first:last]), parts[:first] or parts[last:]
    if first and len(parts[last:]) == 1 and not organisation_score(parts[last]):
        title, last = f"{title}, {parts[last]}", last + 1
    if not rest or (first and parts[last:]):
        return None
    if any(titled[i] for i in range(last, len(parts))) and not first and not any(map(organisation_score, rest)):
        return None
    if first == 0 and len(rest) == 1 and (is_department(rest[0], whole=True) or not _is_named(rest[0])):
        return None
    return title, ", ".join(rest), place


def is_department(text: str, *, whole: bool = False) -> bool:
    """Whether a phrase has a word of a department in it, or with `whole` nothing else."""
    known = [word.lower().strip("()") in _DEPARTMENT for word in text.split()]
    return all(known) if whole else any(known)


def _is_named(text: str) -> bool:
    return text[:1].isupper() or text[:1].isdigit() or CJK.match(text) is not None


def without_place(employer: str) -> tuple[str, str]:
    """(employer, place) of "Mercy Hospital, Austin, TX" and "Mercy Hospital (Austin)"."""
    parts = [part.strip() for part in employer.split(",")]
    for width in (3, 2, 1):
        if len(parts) > width and is_place(", ".join(parts[-width:])):
            return ", ".join(parts[:-width]), ", ".join(parts[-width:])
    bracket = re.fullmatch(r"(.{2,}?)\s*\(([^()]{2,30})\)", employer)
    return (bracket[1], bracket[2]) if bracket and is_place(bracket[2]) else (employer, "")
