"""Password rules and hashing (bcrypt, cost 12)."""

import os
import re
import threading

import bcrypt

from domain.errors import InvalidInput, RateLimited

COST = 12
SHORTEST = 8
LONGEST_BYTES = 72
"""bcrypt reads no further."""
_SECONDS_IN_QUEUE = 15.0

# A list of our own: the words and keyboard walks that people reach for first, and what they add to them.
_STEMS = """
    password passwort passw0rd p@ssword p@ssw0rd letmein welcome iloveyou sunshine princess football baseball
    superman batman dragon monkey master shadow michael jennifer computer internet samsung whatever trustno1
    starwars pokemon liverpool chelsea arsenal summer winter spring autumn monday friday january december admin
    administrator interview interviewmaster resume career jobsearch changeme default secret testtest guest
    qwerty qwertyui qwertyuiop qwertz azerty azertyui asdfgh asdfghjk asdfghjkl zxcvbn zxcvbnm 1q2w3e4r
    1q2w3e4r5t q1w2e3r4 1qaz2wsx qazwsx qazwsxedc zaq12wsx abc abcd abcdef abcdefgh abcd1234 a1b2c3d4 test login
    hello freedom flower cookie chocolate blink182 mustang
"""
_TAILS = """
    1 12 123 1234 12345 123456 1! ! 01 007 00 99 69 321 2020 2021 2022 2023 2024 2025 2026 2027 @123 123!
"""
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_DIGIT_RUNS = "01234567890123456789" + "98765432109876543210"
COMMON = frozenset(
    stem + tail for stem in _STEMS.split() for tail in ("", *_TAILS.split()) if len(stem + tail) >= SHORTEST
)


def check_password(password: str, *, email: str = "", full_name: str = "") -> None:
    """Raise InvalidInput(field="password") with a sentence when a new password cannot be used."""
    if len(password) < SHORTEST:
        raise _refused(f"Use at least {SHORTEST} characters for the password.")
    if _UNSTORABLE.search(password):
        raise _refused("This password has a character that cannot be stored. Use letters, digits and signs.")
    if len(password.encode()) > LONGEST_BYTES:
        raise _refused(f"This password is too long: the limit is {LONGEST_BYTES} bytes. Use a shorter one.")
    folded = password.casefold()
    if folded in COMMON or len(set(folded)) <= 2 or folded in _DIGIT_RUNS:
        raise _refused("This password is one of the first that others would try. Use one that is harder to guess.")
    if folded in {email.casefold(), email.casefold().split("@")[0], full_name.casefold().replace(" ", "")}:
        raise _refused("This password repeats your name or email address. Use one that is harder to guess.")


def _refused(sentence: str) -> InvalidInput:
    return InvalidInput(sentence, field="password")


class PasswordHasher:
    """bcrypt with at most one hash in flight for each core: a storm of sign-ins queues instead of stalling the app."""

    def __init__(self, cost: int = COST, at_once: int | None = None) -> None:
        self._cost = cost
        self._slots = threading.BoundedSemaphore(at_once or os.cpu_count() or 1)
        self._dummy: bytes | None = None

    def hash(self, password: str) -> str:
        """Hash a password that `check_password` let through."""
        with _Slot(self._slots):
            return bcrypt.hashpw(password.encode(), bcrypt.gensalt(self._cost)).decode()

    def matches(self, password: str, stored: str | None) -> bool:
        """Check a password; with `stored` None a dummy is checked, so that an unknown address costs the same time."""
        typed = password.encode(errors="replace")
        # Longer input can never match; it is cut so that it costs the same time as any other wrong password.
        usable = len(typed) <= LONGEST_BYTES and b"\x00" not in typed
        with _Slot(self._slots):
            known = stored.encode() if stored else self._dummy_hash()
            right = bcrypt.checkpw(typed.replace(b"\x00", b"")[:LONGEST_BYTES], known)
        return right and usable and stored is not None

    def _dummy_hash(self) -> bytes:
        if self._dummy is None:
            self._dummy = bcrypt.hashpw(b"nobody has this password", bcrypt.gensalt(self._cost))
        return self._dummy


class _Slot:
    """Holds one place of the semaphore; raises RateLimited when none comes free in time."""

    def __init__(self, slots: threading.BoundedSemaphore) -> None:
        self._slots = slots

    def __enter__(self) -> None:
        if not self._slots.acquire(timeout=_SECONDS_IN_QUEUE):
            raise RateLimited("Many people are signing in right now. Wait a few seconds and try again.")

    def __exit__(self, *_: object) -> None:
        self._slots.release()
