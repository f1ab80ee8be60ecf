"""What a parser should find in a generated resume, in the form of `manage.py parse-resume --json`."""

from collections.abc import Iterable
from typing import Any

from benchmarks.resumes.content_types import Content


def labels(content: Content) -> dict[str, Any]:
    """The nine scored fields: three strings and six lists; what the resume does not say is empty."""
    facts = content.facts
    return {
        "name": facts.contact.name,
        "email": facts.contact.email,
        "phone": facts.contact.phone,
        "links": list(facts.contact.links),
        "skills": _once(skill.name for skill in facts.skills),
        "employers": _once(position.employer for position in facts.work),
        "titles": _once(position.title for position in facts.work),
        "schools": _once(entry.school for entry in facts.education),
        "degrees": _once(content.degrees),
    }


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))
