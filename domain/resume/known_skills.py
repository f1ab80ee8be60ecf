"""What a list of known skills consists of, and what is found with it."""

from dataclasses import dataclass

from domain.resume.facts import SkillCategory


@dataclass(frozen=True, slots=True)
class KnownSkill:
    """One skill of the list. `spellings` are the ways to write it, its usual name first.

    `plain` are those spellings that also mean something else ("Go", "Spring"): in running text they count only as
    written there, and only where the words around them fit.
    """

    name: str
    spellings: tuple[str, ...]
    plain: frozenset[str] = frozenset()
    category: SkillCategory = SkillCategory.OTHER
    profession: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A spelling found at characters `start` to `end` (exclusive); `plain` when it also means something else."""

    start: int
    end: int
    written: str
    skill: KnownSkill
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A known skill in a text, at characters `start` to `end` (exclusive), and how sure we are that it is meant."""

    start: int
    end: int
    name: str
    confidence: float
