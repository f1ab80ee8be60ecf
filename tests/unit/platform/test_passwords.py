import threading
import time

import bcrypt
import pytest

from domain.errors import InvalidInput
from services.auth import passwords
from services.auth.local import clean_email, clean_name
from services.auth.passwords import PasswordHasher, check_password


@pytest.mark.parametrize(
    "good", ["correct horse battery", "Tr0ub4dor&3", "pässwörter-für-mich", "x9z" * 24, "        z y x w"]
)
def test_usable_passwords_pass(good):
    check_password(good, email="ada@example.org", full_name="Ada Byron")


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("short7!", "at least 8"),
        ("x9z" * 24 + "y", "72 bytes"),
        ("ü8" * 25, "72 bytes"),
        ("Password123", "first that others"),
        ("qwertyuiop", "first that others"),
        ("12345678", "first that others"),
        ("87654321", "first that others"),
        ("aaaaaaaaaa", "first that others"),
        ("ada@example.org", "repeats your name"),
        ("adabyron", "repeats your name"),
        ("abc\x00defgh", "cannot be stored"),
        ("abc\ud800defgh", "cannot be stored"),
    ],
)
def test_unusable_passwords_get_their_own_sentence(bad, words):
    with pytest.raises(InvalidInput, match=words) as refused:
        check_password(bad, email="ada@example.org", full_name="Ada Byron")
    assert refused.value.field == "password"
    assert bad not in refused.value.message


def test_hashes_are_bcrypt_cost_12_by_default():
    stored = PasswordHasher().hash("correct horse battery")
    assert stored.startswith("$2b$12$")
    assert bcrypt.checkpw(b"correct horse battery", stored.encode())


def test_only_the_right_password_matches():
    hasher = PasswordHasher(cost=4)
    longest = "x9" * 36
    stored = hasher.hash(longest)
    assert hasher.matches(longest, stored)
    assert not hasher.matches(longest + "z", stored), "bcrypt would cut this to a match"
    assert not hasher.matches(longest + "\x00", stored)
    assert not hasher.matches("", stored)
    assert not hasher.matches("nobody has this password", None)


def test_an_unknown_account_costs_a_hash_too(monkeypatch):
    checked = []
    monkeypatch.setattr(passwords.bcrypt, "checkpw", lambda typed, known: checked.append(known) or False)
    hasher = PasswordHasher(cost=4)
    hasher.matches("one", None)
    hasher.matches("two", None)
    assert len(checked) == 2
    assert checked[0] == checked[1]


def test_no_more_hashes_run_at_once_than_allowed(monkeypatch):
    running, most, lock = [0], [0], threading.Lock()

    def slow_check(_typed, _known):
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        time.sleep(0.01)
        with lock:
            running[0] -= 1
        return True

    monkeypatch.setattr(passwords.bcrypt, "checkpw", slow_check)
    hasher = PasswordHasher(cost=4, at_once=2)
    threads = [threading.Thread(target=hasher.matches, args=("x", "stored")) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] == 2


@pytest.mark.parametrize(
    "good", ["ada@example.org", " Ada.B+x@Sub.Example.org ", "ü@exämple.de", "x@y.xn--p1ai", "a@3m.com"]
)
def test_addresses_are_trimmed_and_folded(good):
    assert clean_email(good) == good.strip().lower()


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "ada",
        "ada@example",
        "a b@example.org",
        "a@b@c.org",
        "@x.org",
        "a@x..org",
        "a@-x.org",
        "x@1.2.3.4",
        "a@x.org\nBcc: b@x.org",
        "a" * 250 + "@x.org",
        "<a@x.org>",
    ],
)
def test_slips_in_an_address_are_told(bad):
    with pytest.raises(InvalidInput) as refused:
        clean_email(bad)
    assert refused.value.field == "email"


def test_names_are_folded_and_limited():
    assert clean_name("  Ada \u202e \n Byron ") == "Ada Byron"
    for bad in ("", " \t ", "x" * 121):
        with pytest.raises(InvalidInput) as refused:
            clean_name(bad)
        assert refused.value.field == "full_name"
