"""Foreign text (a person's or a model's) on its way into Markdown: shown as words, never obeyed as markup."""

import re
from collections.abc import Iterable

JOINER = "\u2060"
"""Zero-width; breaks what Streamlit would otherwise turn into an icon, an emoji or a link."""
GLANCE_CHARS = 150

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SPECIAL = re.compile(r"([\\`*_\[\]<>$~&|{}^])")
_LINE_START = re.compile(r"^([#+\-=]|:(?=:))|^(\d{1,9})([.)])")
_SHORTCODE = re.compile(r":(?=[\w+\-/]+(?::|\\\[))")
_URL = re.compile(r"(?i)\b(https?:|ftp:|mailto:|javascript:|data:|www)(?=[/.\w])")
_EMAIL = re.compile(r"(?<=[\w.+\-])@(?=[\w\-]+\.)")

_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)|!\[([^\]]*)\]\[[^\]]*\]")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|\[([^\]]*)\]\[[^\]]*\]")
_SCRIPT = re.compile(r"(?is)<(script|style|iframe|object|svg)\b.*?(?:</\1\s*>|\Z)")
_COMMENT = re.compile(r"(?s)<!--.*?(?:-->|\Z)")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_ADDRESS = re.compile(r"(?i)<?\b(?:https?://|ftp://|www\.|javascript:|data:)\S+")


def plain(text: str) -> str:
    """One line of Markdown that reads exactly like `text`; line breaks become spaces."""
    return _escape(" ".join(_INVISIBLE.sub("", text.replace("\n", " ")).split()))


def plain_lines(text: str) -> str:
    """Like `plain`, but keeps line breaks and paragraphs."""
    lines = [_escape(" ".join(line.split())) for line in _INVISIBLE.sub("", text).strip().split("\n")]
    return re.sub(r"(?:  \n){2,}", "\n\n", "  \n".join(lines))


def model_text(text: str) -> str:
    """One line from a model: images, tags and addresses are taken out, a link leaves only its words."""
    for pattern, keep in ((_COMMENT, ""), (_SCRIPT, ""), (_IMAGE, ""), (_LINK, r"\1\2"), (_TAG, ""), (_ADDRESS, "")):
        text = pattern.sub(keep, text)
    return plain(text)


def emphasised(verdict: str) -> str:
    """A verdict from a model or from rules; bold while it is short enough to be read at a glance."""
    text = model_text(verdict)
    return f"**{text}**" if len(text) <= GLANCE_CHARS else text


def quoted(text: str) -> str:
    """A person's own words, marked the one way that means "this stands in your answer"."""
    return f":yellow-background[“{plain(text)}”]"


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A person's own line with the characters of each span (start, end) marked; one that overlaps another is not."""
    drawn, at = "", 0
    for start, end in sorted(spans):
        if start >= at and text[start:end].strip():
            drawn += _run(text[at:start]) + f":yellow-background[{plain(text[start:end])}]"
            at = end
    return (drawn + _run(text[at:])).strip()


def unsure(words: Iterable[tuple[str, bool]]) -> str:
    """Heard words in order; a doubtful one (True) gets a ground of its own and a question mark."""
    return " ".join(_doubted(word) if doubt else plain(word) for word, doubt in words)


def _doubted(word: str) -> str:
    bare = word.rstrip(".,;:!?")
    return f":orange-background[{plain(bare)}?]{plain(word[len(bare) :])}"


def _run(text: str) -> str:
    """`plain`, with the spaces at both ends kept as one."""
    before, after = " " * text[:1].isspace(), " " * (text[-1:].isspace() and bool(text.strip()))
    return before + plain(text) + after


def _escape(line: str) -> str:
    line = _SPECIAL.sub(r"\\\1", line)
    line = _LINE_START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", line)
    line = _SHORTCODE.sub(":" + JOINER, line)
    line = _URL.sub(lambda m: m[1] + JOINER, line)
    return _EMAIL.sub(JOINER + "@", line)
