"""The cache's shared layer in Redis, for deployments of several processes or machines."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from agents.llm.ports import CacheDown
from domain.errors import SettingsRefused

if TYPE_CHECKING:
    from redis import Redis

PREFIX = "interviewmaster:cache:"
SECONDS = 0.5
"""How long connecting, and then an answer, may take."""
GONE_MS = 60_000
"""How long nothing is kept for a person after forget(): a value on its way then must not be left behind."""

_PUT_OWN = """
local entry, owned, gone = KEYS[1], KEYS[2], KEYS[3]
local value, ms, now, ends = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
if redis.call('EXISTS', gone) == 1 then return 0 end
redis.call('SET', entry, value, 'PX', ms)
redis.call('ZREMRANGEBYSCORE', owned, '-inf', now)
redis.call('ZADD', owned, ends, entry)
if redis.call('PTTL', owned) < tonumber(ms) then redis.call('PEXPIRE', owned, ms) end
return 1
"""
_FORGET = """
local owned, gone = KEYS[1], KEYS[2]
redis.call('SET', gone, '1', 'PX', ARGV[1])
local dropped = 0
for _, entry in ipairs(redis.call('ZRANGE', owned, 0, -1)) do dropped = dropped + redis.call('UNLINK', entry) end
redis.call('UNLINK', owned)
return dropped
"""
_RELEASE = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"


class RedisCache:
    """CacheLayer for one Redis server (not a cluster) at `url`: `redis://`, `rediss://` or `unix://`.

    Every entry ends by itself. A person's entries are listed in a sorted set that lives at least as long as they do,
    so a server that evicts should do so by `volatile-ttl`. Safe for threads. Raises SettingsRefused on another URL.
    """

    name = "redis"

    def __init__(self, url: str) -> None:
        if not _is_redis(url):
            raise SettingsRefused("REDIS_URL must look like redis://user:password@host:6379/0.")
        self._url = url
        self._redis: Redis | None = None
        self._claims: dict[str, str] = {}
        self._lock = threading.Lock()

    def get(self, key: str, now: datetime) -> tuple[str, datetime] | None:
        """The value and when it ends, or None; what another program wrote there is no value."""
        with self._server() as redis:
            kept = redis.get(_entry(key))
        try:
            envelope = json.loads(kept or "{}")
            value, expires_at = str(envelope["value"]), datetime.fromisoformat(envelope["expires_at"])
            return (value, expires_at) if expires_at > now else None
        except (TypeError, ValueError, LookupError):
            return None

    def put(self, key: str, value: str, *, use: str, owner: UUID | None, expires_at: datetime) -> None:
        """Keep `value` until `expires_at`; nothing when that has passed, or the owner has just been forgotten."""
        now = datetime.now(UTC)
        ms = (expires_at - now) // timedelta(milliseconds=1)
        if ms <= 0:
            return
        envelope = json.dumps({"use": use, "value": value, "expires_at": expires_at.isoformat()})
        with self._server() as redis:
            if owner is None:
                redis.set(_entry(key), envelope, px=ms)
                return
            now_ms = int(now.timestamp() * 1000)
            names = (_entry(key), _owned(owner), _gone(owner))
            redis.eval(_PUT_OWN, 3, *names, envelope, ms, now_ms, now_ms + ms)

    def forget(self, owner: UUID) -> int:
        """Drop a person's entries and keep none for a minute; returns how many had not ended yet."""
        with self._server() as redis:
            return int(redis.eval(_FORGET, 2, _owned(owner), _gone(owner), GONE_MS))

    def claim(self, key: str, seconds: float) -> bool:
        """True for the one caller who should make the value now; the claim ends after `seconds`."""
        token = uuid4().hex
        with self._server() as redis:
            ours = bool(redis.set(_claim(key), token, nx=True, px=max(1, int(seconds * 1000))))
        if ours:
            with self._lock:
                self._claims[key] = token
        return ours

    def release(self, key: str) -> None:
        """Give this object's claim back; another's stays as it is."""
        with self._lock:
            token = self._claims.pop(key, None)
        if token:
            with self._server() as redis:
                redis.eval(_RELEASE, 1, _claim(key), token)

    def close(self) -> None:
        """Close the connections; the next call opens new ones."""
        with self._lock:
            redis, self._redis = self._redis, None
        if redis is not None:
            redis.close()

    @contextmanager
    def _server(self) -> Iterator["Redis"]:
        from redis import RedisError

        try:
            client = self._client()
        except ValueError as error:
            raise CacheDown("REDIS_URL has an option that the client does not know.") from error
        try:
            yield client
        except (RedisError, OSError) as error:
            raise CacheDown(f"{type(error).__name__}: {error}") from error

    def _client(self) -> "Redis":
        from redis import Redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        with self._lock:
            if self._redis is None:
                # The client tries thrice by default. Connections that the server closed meanwhile its pool sees itself.
                once = Retry(NoBackoff(), 0)
                limits = {"socket_timeout": SECONDS, "socket_connect_timeout": SECONDS}
                self._redis = Redis.from_url(self._url, retry=once, decode_responses=True, **limits)
            return self._redis


def _is_redis(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("redis", "rediss", "unix") and parts.port != 0
    except ValueError:
        return False


def _entry(key: str) -> str:
    return f"{PREFIX}entry:{key}"


def _claim(key: str) -> str:
    return f"{PREFIX}claim:{key}"


def _owned(owner: UUID) -> str:
    return f"{PREFIX}owner:{owner}"


def _gone(owner: UUID) -> str:
    return f"{PREFIX}gone:{owner}"
