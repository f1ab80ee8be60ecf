"""The project's list of known skills, read once."""

from functools import lru_cache
from pathlib import Path

from domain.resume.vocabulary import SkillVocabulary

SKILLS_FOLDER = Path(__file__).resolve().parents[2] / "data" / "skills"


@lru_cache(maxsize=4)
def load_skills(folder: Path = SKILLS_FOLDER) -> SkillVocabulary:
    """Every `*.yaml` of the folder: profession -> "Name = synonym, synonym"; "~" marks names that are plain words."""
    import yaml

    entries: list[tuple[str, list[str], bool]] = []
    for path in sorted(folder.glob("*.yaml")):
        for names in yaml.safe_load(path.read_text(encoding="utf-8")).values():
            for entry in names:
                name, _, others = str(entry).partition(" = ")
                entries.append(
                    (name.lstrip("~"), [o.strip() for o in others.split(",") if o.strip()], name.startswith("~"))
                )
    return SkillVocabulary.of(entries)
