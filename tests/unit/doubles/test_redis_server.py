"""A real Redis for tests, that dies and comes back."""

import shutil
from collections.abc import Iterator

import pytest
import redis

from tests.doubles.redis_server import RedisServer


@pytest.fixture
def server() -> Iterator[RedisServer]:
    with RedisServer() as server:
        yield server


def test_keeps_values_until_it_is_killed_and_starts_again_empty(server: RedisServer):
    url = server.url
    client = redis.Redis.from_url(url, socket_timeout=1)
    client.set("a", "1")
    assert client.get("a") == b"1"
    server.kill()
    with pytest.raises(redis.ConnectionError):
        client.get("a")
    server.start()
    assert server.url == url
    assert client.get("a") is None


def test_listens_on_loopback_only(server: RedisServer):
    assert redis.Redis.from_url(server.url).config_get("bind") == {"bind": "127.0.0.1"}


def test_says_which_package_is_missing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(AssertionError, match="install the package redis-server"):
        RedisServer().start()
