"""Whether a text is English, by its commonest small words."""

import re

from domain.evaluation.text import word_set

_ENGLISH = word_set(
    """
    the and of to for with from in on at by a an as is was were that which who this their its our it be or into
    over under per across between after before than more all each
    """
)
_OTHERS = word_set(
    """
    el la los las y de del para con por una unos que en como más sobre al se su sus le les des et du pour avec
    dans sur aux ou une dans nous leur ses est par chez der die das und für mit von im zu den des bei als auf
    eine einer sowie zur zum ein dem wurde durch o os e do da dos das para com por uma em na no nas nos ao pelo
    pela il lo gli di della dei nel nella con e per un una sono het een en van voor met op te zijn bij och av
    för på att med som till ett den w z i na do oraz dla przy od jako
    """
) - {"a", "i", "do", "in", "on", "per", "is", "as", "was", "to", "no", "an", "at"}
_SHARED = _ENGLISH & _OTHERS
_WORD = re.compile(r"[^\W\d_]+")


def english_share(text: str) -> tuple[int, int]:
    """(small words of English, small words of other languages written in Latin letters)."""
    words = [word.lower() for word in _WORD.findall(text)]
    english = sum(word in _ENGLISH and word not in _SHARED for word in words)
    return english, sum(word in _OTHERS and word not in _SHARED for word in words)


def is_english(text: str) -> bool:
    """Whether English checks may be run on this text.

    A few words without any small word (a bare list, "Sales") are taken as English when all letters are plain.
    """
    words = _WORD.findall(text)
    if not words:
        return False
    if sum(not word.isascii() for word in words) > len(words) / 3:
        return False
    english, other = english_share(text)
    return english > other or (english == other == 0 and len(words) < 60)


def is_foreign_line(text: str) -> bool:
    """Whether one line of an otherwise English resume is plainly in another language."""
    words = _WORD.findall(text)
    if words and sum(not word.isascii() for word in words) > len(words) / 2:
        return True
    english, other = english_share(text)
    return other >= 2 and other > english
