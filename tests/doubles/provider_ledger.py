"""What the provider counts: requests and tokens told, by organization and model, and what is left of the limits."""

import math
import threading
from collections import defaultdict
from dataclasses import dataclass, fields, replace

Bucket = tuple[str, str]
"""An organization and a model: limits and counts belong to the pair, whichever key was used."""
TOKENS_A_WORD = 1.3
BLOCK_WORDS = 100
LEAST_CACHED = 1024
"""Tokens; a shorter common beginning is not cached."""


def count_tokens(text: str) -> int:
    """Tokens of a text, the same every time."""
    return math.ceil(len(text.split()) * TOKENS_A_WORD)


@dataclass(frozen=True)
class Usage:
    """Tokens of one reply; `cached` is the part of `prompt` that was in the prompt cache."""

    prompt: int
    completion: int
    cached: int = 0

    def wire(self) -> dict[str, object]:
        """As it stands in a reply."""
        return {
            "prompt_tokens": self.prompt,
            "completion_tokens": self.completion,
            "total_tokens": self.prompt + self.completion,
            "prompt_tokens_details": {"cached_tokens": self.cached},
        }


@dataclass
class Tally:
    """Counts of one bucket. A request counts as failed and unreported until it is answered."""

    requests: int = 0
    answered: int = 0
    """Whole replies that were handed over, whatever the model says in them."""
    told: int = 0
    """Of these, the ones with a complete usage object (a transcription tells its seconds)."""
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0
    audio_seconds: float = 0.0

    @property
    def failed(self) -> int:
        """Error statuses, cut and broken replies, and those the client did not wait for."""
        return self.requests - self.answered

    @property
    def unreported(self) -> int:
        """Requests whose usage was never told."""
        return self.requests - self.told

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Tally)))


class Ledger:
    """Tallies by (organization, model). Everything read is a copy, whole at one moment."""

    def __init__(self) -> None:
        self._tallies: defaultdict[Bucket, Tally] = defaultdict(Tally)
        self._lock = threading.Lock()

    def __getitem__(self, bucket: Bucket) -> Tally:
        with self._lock:
            return replace(self._tallies.get(bucket, Tally()))

    def rows(self) -> dict[Bucket, Tally]:
        """Every bucket that was asked something."""
        with self._lock:
            return {bucket: replace(tally) for bucket, tally in self._tallies.items()}

    @property
    def total(self) -> Tally:
        """Everything together."""
        return sum(self.rows().values(), Tally())

    def received(self, bucket: Bucket) -> None:
        """A request has come in."""
        with self._lock:
            self._tallies[bucket].requests += 1

    def answered(self, bucket: Bucket, usage: Usage | None = None, audio_seconds: float | None = None) -> None:
        """The last bytes of a whole reply are about to be handed over, with the usage that they tell."""
        with self._lock:
            tally = self._tallies[bucket]
            tally.answered += 1
            tally.told += usage is not None or audio_seconds is not None
            tally.audio_seconds += audio_seconds or 0.0
            if usage is not None:
                tally.tokens_in += usage.prompt
                tally.tokens_out += usage.completion
                tally.tokens_cached += usage.cached


class PromptCache:
    """The provider's own: the longest beginning, in blocks of 100 words, that a bucket has seen before."""

    def __init__(self) -> None:
        self._seen: defaultdict[Bucket, set[int]] = defaultdict(set)

    def cached_tokens(self, bucket: Bucket, prompt: str) -> int:
        """Tokens of the prompt that are cached; from now on all of its whole blocks are."""
        words = prompt.split()
        seen, known, mark = self._seen[bucket], 0, 0
        for end in range(BLOCK_WORDS, len(words) + 1, BLOCK_WORDS):
            mark = hash((mark, *words[end - BLOCK_WORDS : end]))
            known = end if mark in seen else known
            seen.add(mark)
        tokens = int(known * TOKENS_A_WORD)
        return tokens if tokens >= LEAST_CACHED else 0


@dataclass(frozen=True)
class RateLimits:
    """Limits of every bucket. `remaining` and `tokens_remaining` are where each one starts; nothing refills them."""

    requests: int = 14_400
    remaining: int | None = None
    requests_reset: float = 179.56
    tokens: int = 8_000_000
    tokens_remaining: int | None = None
    tokens_reset: float = 7.66


class Limiter:
    """Counts the buckets down. Without limits everything passes and nothing is told."""

    def __init__(self, limits: RateLimits | None) -> None:
        self.limits = limits
        self._requests: dict[Bucket, int] = {}
        self._tokens: dict[Bucket, int] = {}

    def take(self, bucket: Bucket) -> str | None:
        """Take one request; "requests" or "tokens" when the bucket is empty and 429 has to be said."""
        if self.limits is None:
            return None
        requests, tokens = self._left(bucket)
        if requests <= 0 or tokens <= 0:
            return "requests" if requests <= 0 else "tokens"
        self._requests[bucket] = requests - 1
        return None

    def spend(self, bucket: Bucket, tokens: int) -> None:
        """Take the tokens of a reply."""
        if self.limits is not None:
            self._tokens[bucket] = max(0, self._left(bucket)[1] - tokens)

    def headers(self, bucket: Bucket) -> dict[str, str]:
        """The headers of any reply to this bucket; empty without limits."""
        if self.limits is None:
            return {}
        requests, tokens = self._left(bucket)
        return {
            "x-ratelimit-limit-requests": str(self.limits.requests),
            "x-ratelimit-remaining-requests": str(requests),
            "x-ratelimit-reset-requests": _duration(self.limits.requests_reset),
            "x-ratelimit-limit-tokens": str(self.limits.tokens),
            "x-ratelimit-remaining-tokens": str(tokens),
            "x-ratelimit-reset-tokens": _duration(self.limits.tokens_reset),
        }

    def retry_after(self, kind: str) -> str:
        """Whole seconds until a bucket of this kind would be filled again."""
        assert self.limits is not None
        return str(math.ceil(self.limits.requests_reset if kind == "requests" else self.limits.tokens_reset))

    def _left(self, bucket: Bucket) -> tuple[int, int]:
        limits = self.limits
        assert limits is not None
        requests = limits.requests if limits.remaining is None else limits.remaining
        tokens = limits.tokens if limits.tokens_remaining is None else limits.tokens_remaining
        return self._requests.get(bucket, requests), self._tokens.get(bucket, tokens)


def _duration(seconds: float) -> str:
    """Groq's form, such as "2m59.56s"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    return (f"{hours}h" if hours else "") + (f"{minutes}m" if hours or minutes else "") + f"{round(rest, 3):g}s"
