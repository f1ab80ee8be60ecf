"""What a model wrote for a person, made plain: no images, HTML, links or control characters."""

import re

LONGEST = 600

_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)|!\[[^\]]*\]\[[^\]]*\]")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|\[([^\]]*)\]\[[^\]]*\]")
_COMMENT = re.compile(r"<!--.*?(?:-->|$)|<(script|style)\b.*?(?:</\1\s*>|$)", re.I | re.S)
_TAG = re.compile(r"</?[a-z!][^>]*(?:>|$)", re.I)
_ADDRESS = re.compile(r"\b(?:https?|ftp|data|javascript|mailto|file):\S*|\bwww\.\S+", re.I)
_HEADING = re.compile(r"^\s*(?:#{1,6}|[-*>+]|\d+\.)\s+", re.M)
_MARKS = re.compile(r"\*\*|__|`+|~~")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


def plain_text(text: str, limit: int = LONGEST) -> str:
    """Return `text` as one plain paragraph of at most `limit` characters, cut at a word."""
    for pattern, instead in (
        (_UNSEEN, ""),
        (_COMMENT, " "),
        (_IMAGE, " "),
        (_LINK, r"\1\2"),
        (_TAG, " "),
        (_ADDRESS, " "),
        (_HEADING, ""),
        (_MARKS, ""),
    ):
        text = pattern.sub(instead, text)
    flat = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(text.split()))
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0].rstrip(",;:") + "…"
