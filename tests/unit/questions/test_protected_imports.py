"""Questions that people bring along: what nobody may ask is refused, and what only sounds like it is let through.

The list was written by somebody who had not seen the rules; they were mended on it afterwards (docs/quality.md).
"""

from pathlib import Path

import pytest
import yaml

from domain.protected_topics import protected_topic

LISTS = yaml.safe_load((Path(__file__).parent / "protected_questions.yaml").read_text("utf-8"))
PLAINLY = 40
"""The first forbidden ones ask outright; the others hint."""


@pytest.mark.parametrize("row", LISTS["forbidden"][:PLAINLY], ids=lambda row: row["text"][:40])
def test_a_plain_question_about_a_protected_matter_is_refused(row: dict[str, str]) -> None:
    assert protected_topic(row["text"])


def test_nearly_every_hint_is_refused() -> None:
    hints = LISTS["forbidden"][PLAINLY:]
    assert len(hints) == 40
    assert sum(protected_topic(row["text"]) is not None for row in hints) >= 38


@pytest.mark.parametrize("row", LISTS["allowed"], ids=lambda row: row["text"][:40])
def test_a_lawful_question_that_sounds_like_one_is_let_through(row: dict[str, str]) -> None:
    assert protected_topic(row["text"]) is None
