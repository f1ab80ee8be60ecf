import pytest

from agents.model_text import LONGEST, plain_text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Plain words, 5 < 6 and a > b.", "Plain words, 5 < 6 and a > b."),
        ("**Bold** and `code`", "Bold and code"),
        ("See ![pixel](https://evil.example/p.png?d=1) here", "See here"),
        ("See [this page](https://evil.example/x) now", "See this page now"),
        ("Go to https://evil.example/a?b=c or www.evil.example.", "Go to or"),
        ('A <img src=x onerror="steal()"> b', "A b"),
        ("A <script>steal()</script> b", "A b"),
        ("A <script>steal()", "A"),
        ("A <!-- hidden --> b", "A b"),
        ("# Heading\n- one\n- two", "Heading one two"),
        ("zero\u200bwidth and \u202eturned", "zerowidth and turned"),
        ("javascript:alert(1) done", "done"),
        ("[link][ref] stays", "link stays"),
    ],
)
def test_only_plain_words_are_left(said: str, shown: str) -> None:
    assert plain_text(said) == shown


def test_long_text_is_cut_at_a_word() -> None:
    shown = plain_text("word " * 400)
    assert len(shown) <= LONGEST + 1
    assert shown.endswith("word…")
