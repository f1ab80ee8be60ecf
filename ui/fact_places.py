"""Where in a resume something stands, in words."""

from domain.resume.facts import ResumeFacts

FIELDS = {
    "work": "Work", "projects": "Projects", "education": "Education", "summary": "Summary", "skills": "Skills",
    "certificates": "Certificates", "publications": "Publications", "languages": "Languages", "contact": "Contact",
}  # fmt: skip
_TITLES = ("title", "employer", "degree", "school", "name")


def place(facts: ResumeFacts, path: str) -> str:
    """ "Work, Front desk lead" for "work.1.bullets.0"."""
    field, *rest = path.split(".")
    name = FIELDS.get(field, field.capitalize())
    items = getattr(facts, field, ())
    if rest and rest[0].isdigit() and isinstance(items, tuple) and int(rest[0]) < len(items):
        item = items[int(rest[0])]
        title = next((str(getattr(item, key)) for key in _TITLES if getattr(item, key, "")), "")
        return f"{name}, {title}" if title else name
    return f"{name}, {rest[0]}" if rest and not rest[0].isdigit() else name
