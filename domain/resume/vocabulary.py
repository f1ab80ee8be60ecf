"""A list of known skills, and finding them in text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

_TOKEN = re.compile(r"[^\W_](?:[\w+#]|[.'’&-](?=\w))*[+#]*|\.[A-Za-z]\w+")


def skill_key(text: str) -> str:
    """One form for comparing: lower case, hyphens and spaces alike."""
    return " ".join(
        token.lower().replace("’", "'") for token in _TOKEN.findall(text.replace("-", " ").replace("/", " "))
    )


@dataclass(frozen=True)
class SkillVocabulary:
    """Known skills. `names` maps each way of writing a skill to its usual name.

    `plain_words` are those that also mean something else ("Go", "Spring"): in running text they count only as
    written there.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    plain_words: frozenset[str] = frozenset()

    @classmethod
    def of(cls, entries: Iterable[tuple[str, Iterable[str], bool]]) -> "SkillVocabulary":
        """From (name, other ways of writing it, is it also a plain word)."""
        names: dict[str, str] = {}
        plain: set[str] = set()
        for name, others, is_plain in entries:
            for written in (name, *others):
                names.setdefault(skill_key(written), name)
            if is_plain:
                plain.update(name_ for name_ in (name, *others))
        return cls(names, frozenset(plain))

    @cached_property
    def _plain_keys(self) -> frozenset[str]:
        return frozenset(skill_key(word) for word in self.plain_words)

    @cached_property
    def _longest(self) -> int:
        return max((len(key.split()) for key in self.names), default=0)

    def usual_name(self, text: str) -> str | None:
        """The usual name of a skill, or None when it is not on the list."""
        return self.names.get(skill_key(text))

    def find(self, text: str, *, in_list: bool = False) -> list[tuple[str, str, bool]]:
        """The text cut into (words as written, usual name, is it known), longest names first."""
        tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
        keys = [skill_key(token) for token, _, _ in tokens]
        found: list[tuple[str, str, bool]] = []
        index = 0
        while index < len(tokens):
            for width in range(min(self._longest, len(tokens) - index), 0, -1):
                key = " ".join(keys[index : index + width])
                written = text[tokens[index][1] : tokens[index + width - 1][2]]
                name = self.names.get(key)
                if name is None or re.search(r"[,;|•]", written):
                    continue
                if not in_list and key in self._plain_keys and written not in self.plain_words:
                    continue
                found.append((written, name, True))
                index += width
                break
            else:
                found.append((tokens[index][0], "", False))
                index += 1
        return found

    def in_text(self, text: str) -> list[str]:
        """Usual names of the skills a sentence mentions, each once, in order."""
        return list(dict.fromkeys(name for _, name, known in self.find(text) if known))
