"""Known skills, and finding them in text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from domain.resume.facts import SkillCategory
from domain.resume.known_skills import KnownSkill, Match, Mention
from domain.resume.skill_context import mention_confidences
from domain.resume.skill_words import TOKEN, fold_word, other_number, skill_key

__all__ = ["KEPT_ABOVE", "KnownSkill", "Mention", "SkillVocabulary", "skill_key"]

KEPT_ABOVE = 0.6
"""Skills whose confidence is not higher are dropped (the specification's figure)."""
_BETWEEN = re.compile(r"[,;|•·()\[\]:、，；]|\.\s|\s[–—]\s|\n")
_BETWEEN_WORDS = re.compile(r"[\s/.,+#&()-]+")
_FUNCTION_WORDS = frozenset(
    ["the", "a", "an", "and", "or", "of", "for", "to", "in", "on", "at", "by", "with", "from", "as", "be", "no", "not"]
)
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]")
_MADE_WITH = frozenset({"based", "powered", "native", "certified", "enabled", "compatible", "related", "backed"})


@dataclass(frozen=True)
class SkillVocabulary:
    """Known skills. `by_key` maps the key of each spelling to the skill."""

    by_key: Mapping[str, KnownSkill] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[tuple[str, Iterable[str], bool]]) -> "SkillVocabulary":
        """From (name, other ways of writing it, is it also a plain word)."""
        skills = ((name, (name, *others), is_plain) for name, others, is_plain in entries)
        return cls.from_skills(KnownSkill(n, s, frozenset(s if p else ())) for n, s, p in skills)

    @classmethod
    def from_skills(cls, skills: Iterable[KnownSkill]) -> "SkillVocabulary":
        """Where two skills share a spelling, the first one has it."""
        names: dict[str, KnownSkill] = {}
        for skill in skills:
            for spelling in skill.spellings:
                names.setdefault(skill_key(spelling), skill)
        for key, skill in list(names.items()):
            other = other_number(key)
            if other is not None:
                names.setdefault(other, skill)
        return cls(names)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The key of each spelling -> the skill's usual name."""
        return {key: skill.name for key, skill in self.by_key.items()}

    @cached_property
    def plain_words(self) -> frozenset[str]:
        """Spellings that also mean something else ("Go", "Spring")."""
        return frozenset(spelling for skill in self.by_key.values() for spelling in skill.plain)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of every spelling, in lower case, but for those of grammar ("the", "of")."""
        parts = (p for s in self.by_key.values() for w in s.spellings for p in _BETWEEN_WORDS.split(w.lower()))
        return frozenset(part for part in parts if part and part not in _FUNCTION_WORDS)

    @cached_property
    def _widths(self) -> dict[str, tuple[int, ...]]:
        """First word of a spelling -> how many words the spellings have that begin so, longest first."""
        found: dict[str, set[int]] = {}
        for key in self.by_key:
            words = key.split()
            if words:
                found.setdefault(words[0], set()).add(len(words))
        return {word: tuple(sorted(widths, reverse=True)) for word, widths in found.items()}

    @cached_property
    def _as_written(self) -> dict[str, frozenset[str]]:
        """Keys that count in running text only when written so: plain words, and abbreviations in capitals."""
        found: dict[str, set[str]] = {}
        free: set[str] = set()
        for skill in {id(s): s for s in self.by_key.values()}.values():
            for spelling in skill.spellings:
                key = skill_key(spelling)
                if spelling in skill.plain or (spelling.isupper() and len(spelling) < 6 and spelling.isascii()):
                    found.setdefault(key, set()).add(spelling)
                else:
                    free.add(key)
        return {key: frozenset(written) for key, written in found.items() if key not in free}

    def skill(self, text: str) -> KnownSkill | None:
        """The skill that is written so, or None when it is not on the list."""
        return self.by_key.get(skill_key(text))

    def usual_name(self, text: str) -> str | None:
        """The usual name of a skill, or None when it is not on the list."""
        skill = self.skill(text)
        return skill.name if skill else None

    def category(self, name: str) -> SkillCategory:
        """Of a skill however it is written; of "SQL (Postgres)" and "C/C++" what their parts agree on; else OTHER."""
        skill = self.skill(name) or self.skill(re.sub(r"\s*[(\[].*?[)\]]", "", name))
        if skill is not None:
            return skill.category
        parts = [match.skill for match in self._matches(name, in_list=True)]
        categories = {part.category for part in parts}
        covered = sum(len(m.written) for m in self._matches(name, in_list=True))
        letters = len(re.sub(r"[\W_]", "", name))
        return categories.pop() if len(categories) == 1 and covered * 2 > letters else SkillCategory.OTHER

    def find(self, text: str, *, in_list: bool = False) -> list[tuple[str, str, bool]]:
        """The text cut into (words as written, usual name, is it known), longest names first."""
        found: list[tuple[str, str, bool]] = []
        position = 0
        for match in self._matches(text, in_list=in_list):
            found += [(token, "", False) for token in TOKEN.findall(text[position : match.start])]
            found.append((match.written, match.skill.name, True))
            position = match.end
        return found + [(token, "", False) for token in TOKEN.findall(text[position:])]

    def mentions(self, text: str) -> list[Mention]:
        """Known skills in running text, in order, the doubtful ones too."""
        matches = list(self._matches(text))
        confidences = mention_confidences(text, matches)
        return [Mention(m.start, m.end, m.skill.name, c) for m, c in zip(matches, confidences, strict=True)]

    def known_mentions(self, text: str, *, above: float = KEPT_ABOVE) -> list[tuple[int, int, str]]:
        """(start, end, usual name) of the skills a text mentions, surely enough, in order."""
        return [(m.start, m.end, m.name) for m in self.mentions(text) if m.confidence > above]

    def in_text(self, text: str) -> list[str]:
        """Usual names of the skills a sentence mentions, each once, in order."""
        return list(dict.fromkeys(name for _, _, name in self.known_mentions(text)))

    def _matches(self, text: str, *, in_list: bool = False) -> Iterator[Match]:
        """Spellings in the text, longest first, none inside another; time grows with the length of the text."""
        tokens = [(m.start(), m.end()) for m in TOKEN.finditer(text)]
        keys = [fold_word(text[start:end]) for start, end in tokens]
        index = 0
        while index < len(tokens):
            for width in self._widths.get(keys[index], ()):
                match = self._match(text, tokens, keys, index, width, in_list)
                if match is not None:
                    yield match
                    index += width - 1
                    break
            index += 1

    def _match(
        self,
        text: str,
        tokens: Sequence[tuple[int, int]],
        keys: Sequence[str],
        index: int,
        width: int,
        in_list: bool,
    ) -> Match | None:
        if index + width > len(tokens):
            return None
        key = " ".join(keys[index : index + width])
        skill = self.by_key.get(key)
        if skill is None:
            return None
        start, end = tokens[index][0], tokens[index + width - 1][1]
        written = text[start:end]
        if width > 1 and _BETWEEN.search(written) and "," not in skill.name:
            return None
        forms = self._as_written.get(key)
        if not in_list and forms is not None and written not in forms:
            return None
        plain = forms is not None and bool(forms & skill.plain)
        if not in_list and _inside_a_word(text, start, end, plain):
            return None
        return Match(start, end, written, skill, plain)


def _inside_a_word(text: str, start: int, end: int, plain: bool) -> bool:
    """Whether a hyphen or more letters of the same word stand beside it ("community-driven", "Go-live")."""
    if _KATAKANA.match(text, start) and start and _KATAKANA.match(text, start - 1):
        return True
    if _KATAKANA.match(text, end - 1) and _KATAKANA.match(text, end):
        return True
    if start > 1 and text[start - 1] == "-" and text[start - 2].isalnum():
        return True
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum():
        following = TOKEN.match(text, end + 1)
        return plain or following is None or fold_word(following[0]) not in _MADE_WITH
    return False
