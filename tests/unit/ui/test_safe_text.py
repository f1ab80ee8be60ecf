"""Foreign text is shown as words: nothing in it becomes markup, a picture, an icon or a link."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.safe_text import JOINER, marked, model_text, plain, plain_lines, quoted

LIVE = re.compile(r"(?<!\\)[*_`\[\]<>$~&|{}^]")
"""An unescaped character that Markdown or Streamlit would act on."""

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![pixel](https://evil.example/p.png?d=secret)",
    "[press me](javascript:alert(1))",
    "[ref]: https://evil.example",
    "<https://evil.example>",
    "**bold** _it_ ~~gone~~ `code`",
    "$\\frac{1}{0}$ and $x$",
    ":red[looks like an error] :yellow-background[fake mark] :material/check: :smile:",
    "# heading",
    "> quote",
    "- item",
    "1. item",
    "=== and ---",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "```\ncode\n```",
    "&lt;b&gt; &#60;",
    "a\u202eb\u2066c\u200bd\x00e",
    "    four spaces",
    "^sup^ {attr}",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_markup_stays_live(payload):
    for drawn in (plain(payload), model_text(payload)):
        assert not LIVE.search(drawn), drawn
        assert "\n" not in drawn
        assert not re.match(r"\s|[#+\-=]|\d+[.)]", drawn), drawn


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_survive(payload):
    shown = plain(payload).replace("\\", "").replace(JOINER, "")
    for word in re.findall(r"[A-Za-z]{3,}", re.sub(r"[\u202e\u2066\u200b\x00]", "", payload)):
        assert word in shown


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        (":material/check:", ":" + JOINER + "material/check:"),
        (":smile: and :+1:", ":" + JOINER + "smile: and :" + JOINER + "+1:"),
        ("https://evil.example", "https:" + JOINER + "//evil.example"),
        ("www.evil.example", "www" + JOINER + ".evil.example"),
        ("me@example.org", "me" + JOINER + "@example.org"),
        ("javascript:alert(1)", "javascript:" + JOINER + "alert(1)"),
    ],
)
def test_icons_and_links_are_broken_without_a_visible_change(text, broken):
    assert plain(text) == broken
    assert broken.replace(JOINER, "") == text


def test_ordinary_sentences_are_left_alone():
    text = "At 14:02 I cut the queue from 40 to 6, didn't I? It's 85% (of all)."
    assert plain(text) == text


def test_line_breaks_become_spaces_or_stay():
    assert plain("one\ntwo\n\nthree") == "one two three"
    assert plain_lines("one\ntwo\n\nthree") == "one  \ntwo\n\nthree"
    assert plain_lines("- one\n# two") == "\\- one  \n\\# two"


@pytest.mark.parametrize(
    ("said", "drawn"),
    [
        ("See ![x](https://evil.example/p.png) now", "See now"),
        ("Read [the guide](https://evil.example) first", "Read the guide first"),
        ("Go to https://evil.example/a?b=c today", "Go to today"),
        ("Go to www.evil.example today", "Go to today"),
        ("A <b>bold</b> claim", "A bold claim"),
        ("Good.<script>alert(1)</script> Next.", "Good. Next."),
        ("Good.<script>alert(1)", "Good."),
        ("Good <!-- hidden --> words", "Good words"),
        ("[x][1] and ![y][2]", "x and"),
        ("if a < b and c > d", "if a \\< b and c \\> d"),
    ],
)
def test_model_text_loses_pictures_tags_and_addresses(said, drawn):
    assert model_text(said) == drawn


def test_a_quote_is_the_only_yellow():
    assert quoted("from 40 to [6]") == r":yellow-background[“from 40 to \[6\]”]"


@given(st.text(max_size=200))
def test_any_text_is_safe_and_stays_one_line(text):
    for drawn in (plain(text), model_text(text)):
        assert not LIVE.search(drawn)
        assert "\n" not in drawn
        assert "\r" not in drawn


def test_marked_words_keep_the_line_around_them():
    line = "Was *involved in the the launch of [x](y)"
    assert marked(line, [(5, 13), (17, 24)]) == (
        r"Was \*:yellow-background[involved] in :yellow-background[the the] launch of \[x\](y)"
    )
    assert marked("a b", [(0, 1), (0, 3)]) == ":yellow-background[a] b", "the shorter of two that begin alike"
    assert marked("a b", []) == "a b"
    assert marked("", [(0, 3)]) == ""
