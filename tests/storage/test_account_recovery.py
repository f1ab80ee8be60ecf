"""Wrong passwords, forgotten passwords, sessions elsewhere: over a real database, with mails as files."""

import argparse
import json
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes, policy
from types import SimpleNamespace

import pytest

from commands.people import reset_link
from domain.errors import InvalidInput, NotFound, RateLimited, SignInPaused
from domain.sign_in import Device
from services.account_recovery import DEAD_LINK, MOST_MAILS, AccountRecoveryService
from services.accounts import AccountService, token_hash
from services.auth.local import NO_MATCH, LocalAuth
from services.auth.passwords import PasswordHasher
from services.auth.tries import MOST_WRONG, digest
from services.bootstrap import wire
from services.mail.outbox import OutboxMailer
from services.mail.port import MailNotSent
from services.settings import Settings
from services.storage.credentials import LinkPurpose
from tests.doubles.smtp_server import SmtpServer
from tests.embedder import EMBED

EMAIL, PASSWORD, NEW = "ada@example.org", "correct horse battery", "a quiet harbour 7"
HOME, CAFE = Device("192.0.2.7", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0"), Device("198.51.100.4", "")
BASE = "https://coach.example.org/"
pytestmark = pytest.mark.usefixtures("ada")


class CountingAuth(LocalAuth):
    """Counts the passwords that are really looked at."""

    def __init__(self, *args):
        super().__init__(*args)
        self.checks = 0
        self._counting = threading.Lock()

    def sign_in(self, email, password):
        with self._counting:
            self.checks += 1
        return super().sign_in(email, password)


@pytest.fixture
def hasher():
    return PasswordHasher(cost=4)


@pytest.fixture
def auth(database, hasher):
    return CountingAuth(database, hasher)


@pytest.fixture
def accounts(database, auth):
    return AccountService(database, auth)


@pytest.fixture
def ada(accounts):
    return accounts.sign_up(EMAIL, PASSWORD, "Ada Click-Here http://evil.example", HOME)


@pytest.fixture
def recovery(database, accounts, hasher, tmp_path):
    return AccountRecoveryService(database, accounts, hasher, OutboxMailer(tmp_path), BASE, mail_leaves=False)


@pytest.fixture
def mails(tmp_path):
    """The mails of the outbox, oldest first."""
    return lambda: [
        message_from_bytes(file.read_bytes(), policy=policy.default)
        for file in sorted((tmp_path / "outbox").glob("*.eml"))
    ]


@pytest.fixture
def owner(database):
    """Runs a statement as the owner; rows come back where there are some."""

    def run(statement, *values):
        with database.as_owner() as tx:
            cursor = tx._connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    return run


def link_in(mail):
    return re.search(r"https?://\S+", mail.get_body(("plain",)).get_content()).group()


def wrong(accounts, times, device=CAFE, email=EMAIL):
    for _ in range(times):
        with pytest.raises(InvalidInput, match=NO_MATCH):
            accounts.sign_in(email, "not this one", device)


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.org"])
def test_after_five_wrong_ones_the_right_one_waits_too_whether_or_not_there_is_an_account(accounts, auth, email):
    wrong(accounts, MOST_WRONG, email=email)
    for spelling in (email, f" {email.upper()} "):
        with pytest.raises(SignInPaused, match="You can reset your password now"):
            accounts.sign_in(spelling, PASSWORD, CAFE)
    assert auth.checks == MOST_WRONG


def test_a_pause_ends_a_quarter_of_an_hour_after_the_first_wrong_try(accounts, owner):
    wrong(accounts, MOST_WRONG)
    owner("update private.sign_in_tries set tried_at = tried_at - interval '14 minutes 50 seconds'")
    with pytest.raises(SignInPaused):
        accounts.sign_in(EMAIL, PASSWORD, CAFE)
    owner("update private.sign_in_tries set tried_at = tried_at - interval '11 seconds'")
    assert accounts.sign_in(EMAIL, PASSWORD, CAFE).person.email == EMAIL


def test_the_pause_tells_when_it_ends(accounts, database):
    wrong(accounts, MOST_WRONG)
    with pytest.raises(SignInPaused) as paused:
        accounts.sign_in(EMAIL, PASSWORD, CAFE)
    with database.as_system() as tx:
        assert timedelta(minutes=14) < paused.value.until - tx.now < timedelta(minutes=15)


def test_a_right_password_starts_the_count_anew(accounts):
    for _ in range(3):
        wrong(accounts, MOST_WRONG - 1)
        accounts.sign_in(EMAIL, PASSWORD, CAFE)


def test_a_hundred_guesses_at_once_are_five_checks(accounts, auth):
    def guess(number):
        try:
            accounts.sign_in(EMAIL, f"guess {number}", Device(f"203.0.113.{number}"))
        except (InvalidInput, RateLimited) as error:
            return type(error).__name__

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(guess, range(100)))
    assert answers.count("InvalidInput") == auth.checks == MOST_WRONG
    assert answers.count("SignInPaused") == 100 - MOST_WRONG


def test_strangers_do_not_keep_a_person_out_of_their_own_place(accounts):
    wrong(accounts, MOST_WRONG, CAFE)
    assert accounts.sign_in(EMAIL, PASSWORD, HOME).person.email == EMAIL
    with pytest.raises(SignInPaused):
        accounts.sign_in(EMAIL, PASSWORD, CAFE)


def test_a_known_place_has_five_tries_of_its_own(accounts):
    wrong(accounts, MOST_WRONG, HOME)
    with pytest.raises(SignInPaused):
        accounts.sign_in(EMAIL, PASSWORD, HOME)
    assert accounts.sign_in(EMAIL, PASSWORD, CAFE).person.email == EMAIL


def test_a_check_that_could_not_be_done_is_no_wrong_try(accounts, auth, monkeypatch):
    def busy(*_):
        raise RateLimited("Many people are signing in right now.")

    with monkeypatch.context() as patch:
        patch.setattr(auth, "sign_in", busy)
        for _ in range(2 * MOST_WRONG):
            with pytest.raises(RateLimited):
                accounts.sign_in(EMAIL, PASSWORD, CAFE)
    assert accounts.sign_in(EMAIL, PASSWORD, CAFE).person.email == EMAIL


def test_no_address_and_no_network_is_stored_in_the_clear(accounts, owner):
    wrong(accounts, 1, HOME)
    stored = str(owner("select account, network from private.sign_in_tries")) + str(
        owner("select network from private.known_networks")
    )
    assert EMAIL not in stored
    assert HOME.network not in stored


def test_each_wrong_password_is_in_the_audit_log_without_the_address(accounts, owner):
    wrong(accounts, 2)
    rows = owner("select actor, subject, data::text from public.audit_log where action = 'account.sign_in_failed'")
    assert [(row["actor"], row["subject"], row["data"]) for row in rows] == [(None, digest(EMAIL), "{}")] * 2


def test_a_forgotten_password_from_the_mail_to_the_new_sign_in(accounts, recovery, ada, mails, owner):
    recovery.forgot(" Ada@Example.org ")
    queued = owner("select args from jobs.procrastinate_jobs where task_name = 'send_account_mail'")
    assert [row["args"] for row in queued] == [{"purpose": "reset_password", "email": EMAIL}]
    recovery.send(**queued[0]["args"])
    (mail,) = mails()
    link = link_in(mail)
    assert link.startswith("https://coach.example.org/reset?token=")
    assert mail["To"] == EMAIL
    assert "evil" not in mail.as_string()
    assert link in mail.get_body(("html",)).get_content()
    token = link.partition("token=")[2]
    assert len(token) >= 43
    assert token not in str(owner("select to_jsonb(l)::text as row from private.one_time_links l"))

    wrong(accounts, MOST_WRONG)
    other = accounts.sign_in(EMAIL, PASSWORD, HOME)
    assert recovery.link_is_good(token)
    recovery.reset(token, NEW)
    assert accounts.person_for(ada.token) is None
    assert accounts.person_for(other.token) is None
    with pytest.raises(InvalidInput, match=NO_MATCH):
        accounts.sign_in(EMAIL, PASSWORD, HOME)
    assert accounts.sign_in(EMAIL, NEW, CAFE).person.id == ada.person.id, "the reset lifts the pause"
    assert not recovery.link_is_good(token)
    with pytest.raises(InvalidInput, match="used up"):
        recovery.reset(token, "another quiet harbour")
    changed = owner("select args from jobs.procrastinate_jobs where args ->> 'purpose' = 'password_changed'")
    recovery.send(**changed[0]["args"])
    assert "password was changed" in mails()[-1]["Subject"]


def test_an_unknown_address_queues_the_same_and_gets_no_mail(recovery, mails, owner):
    recovery.forgot("nobody@example.org")
    (queued,) = owner("select args from jobs.procrastinate_jobs where task_name = 'send_account_mail'")
    recovery.send(**queued["args"])
    assert mails() == []
    with pytest.raises(InvalidInput) as refused:
        recovery.forgot("no address")
    assert refused.value.field == "email"


def test_a_bad_new_password_uses_up_no_link(recovery, mails):
    recovery.send("reset_password", EMAIL)
    token = link_in(mails()[0]).partition("token=")[2]
    for bad in ("short", EMAIL, "password123"):
        with pytest.raises(InvalidInput) as refused:
            recovery.reset(token, bad)
        assert refused.value.field == "password"
    recovery.reset(token, NEW)


@pytest.mark.parametrize("token", ["", "guessed", "x" * 5000, "\x00", "'; drop table private.one_time_links; --"])
def test_a_link_of_nobody_is_dead(recovery, token):
    assert not recovery.link_is_good(token)
    for use in (lambda: recovery.reset(token, NEW), lambda: recovery.verify(token)):
        with pytest.raises(InvalidInput, match="Ask for a new one"):
            use()


def test_an_hour_is_in_time_and_a_second_more_is_not(ada, system):
    with system() as tx:
        tx.credentials.add_link("a" * 64, ada.person.id, LinkPurpose.RESET_PASSWORD, EMAIL, timedelta(0))
        assert tx.credentials.link_owner("a" * 64, LinkPurpose.RESET_PASSWORD)
        assert tx.credentials.use_link("a" * 64, LinkPurpose.RESET_PASSWORD)
        tx.credentials.add_link("b" * 64, ada.person.id, LinkPurpose.RESET_PASSWORD, EMAIL, timedelta(seconds=-1))
        assert tx.credentials.link_owner("b" * 64, LinkPurpose.RESET_PASSWORD) is None
        assert tx.credentials.use_link("b" * 64, LinkPurpose.RESET_PASSWORD) is None


def test_a_reset_link_lasts_an_hour(recovery, owner):
    recovery.send("reset_password", EMAIL)
    (row,) = owner("select expires_at - created_at as lasts from private.one_time_links")
    assert row["lasts"] == timedelta(seconds=3600)


def test_twenty_resets_at_once_are_one(recovery, mails, accounts):
    recovery.send("reset_password", EMAIL)
    token = link_in(mails()[0]).partition("token=")[2]

    def reset(number):
        try:
            recovery.reset(token, f"a quiet harbour {number}")
        except InvalidInput as error:
            return None if error.message == DEAD_LINK else error.message
        return f"a quiet harbour {number}"

    with ThreadPoolExecutor(20) as pool:
        (won,) = [password for password in pool.map(reset, range(20)) if password]
    assert accounts.sign_in(EMAIL, won, HOME)


@pytest.mark.parametrize("event", ["a newer link", "a changed password", "a changed address", "a deleted account"])
def test_a_link_dies_with(recovery, mails, ada, owner, event):
    recovery.send("reset_password", EMAIL)
    token = link_in(mails()[0]).partition("token=")[2]
    match event:
        case "a newer link":
            recovery.send("reset_password", EMAIL)
        case "a changed password":
            recovery.change_password(ada.person, ada.token, PASSWORD, NEW, HOME)
        case "a changed address":
            owner("update public.profiles set email = 'new@example.org'")
        case "a deleted account":
            owner("update public.profiles set deleted_at = now()")
    assert not recovery.link_is_good(token)
    with pytest.raises(InvalidInput):
        recovery.reset(token, "another quiet harbour")


def test_a_link_of_another_purpose_is_dead(recovery, mails):
    recovery.send("verify_email", EMAIL)
    token = link_in(mails()[0]).partition("token=")[2]
    assert not recovery.link_is_good(token)
    with pytest.raises(InvalidInput):
        recovery.reset(token, NEW)


def test_nobodys_mailbox_is_filled_and_it_starts_anew_after_an_hour(recovery, mails, owner):
    for _ in range(MOST_MAILS + 3):
        recovery.send("reset_password", EMAIL)
    assert len(mails()) == MOST_MAILS
    owner("update private.one_time_links set created_at = created_at - interval '61 minutes'")
    recovery.send("reset_password", EMAIL)
    assert len(mails()) == MOST_MAILS + 1


def test_links_made_by_hand_take_no_mail_away(recovery, mails):
    for _ in range(MOST_MAILS + 1):
        recovery.reset_link(EMAIL)
    recovery.send("reset_password", EMAIL)
    assert len(mails()) == 1


def test_the_command_prints_a_link_that_works(recovery, accounts, monkeypatch, capsys):
    services = SimpleNamespace(recovery=recovery, close=lambda: None)
    monkeypatch.setattr("commands.people.open_services", lambda **_: services)
    assert reset_link(argparse.Namespace(email="ADA@example.org", json=True)) == 0
    link = json.loads(capsys.readouterr().out)["link"]
    recovery.reset(link.partition("token=")[2], NEW)
    assert accounts.sign_in(EMAIL, NEW, CAFE)


def test_the_workers_task_sends_it_by_smtp(database, tmp_path):
    """From the request through the queue and a real worker to a mail server that refuses it once."""
    with SmtpServer() as server:
        url = f"smtp://127.0.0.1:{server.port}?tls=off&from=coach@example.org"
        settings = Settings(_env_file=None, app_data_dir=tmp_path, smtp_url=url, app_base_url=BASE)
        services = wire(settings, database, EMBED)
        assert services.recovery.mail_leaves
        server.fault = "refuse"
        services.worker.start()
        try:
            services.recovery.forgot(EMAIL)
            until(lambda: server.refused)
            server.fault = None
            until(lambda: server.messages)
        finally:
            services.worker.stop()
    (mail,) = server.messages
    assert (mail["To"], mail["From"]) == (EMAIL, "coach@example.org")
    assert link_in(mail).startswith("https://coach.example.org/reset?token=")


def until(happened):
    for _ in range(200):
        if happened():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen within 20 seconds")


def test_a_mail_that_was_not_sent_is_tried_again_and_counts_for_nothing(recovery, mails, monkeypatch):
    def down(_):
        raise MailNotSent("The mail could not be sent right now.")

    with monkeypatch.context() as patch:
        patch.setattr(recovery._mailer, "send", down)
        for _ in range(MOST_MAILS + 2):
            with pytest.raises(MailNotSent):
                recovery.send("reset_password", EMAIL)
    recovery.send("reset_password", EMAIL)
    assert len(mails()) == 1


def test_an_operator_makes_a_link_by_hand(recovery, owner):
    link = recovery.reset_link("ADA@example.org")
    recovery.reset(link.partition("token=")[2], NEW)
    actions = [row["action"] for row in owner("select action from public.audit_log order by id")]
    assert actions[-2:] == ["account.link_made.reset_password", "account.password_reset"]
    with pytest.raises(NotFound):
        recovery.reset_link("nobody@example.org")


def test_changing_the_password_asks_for_the_present_one_and_ends_the_other_sessions(accounts, recovery, ada):
    other = accounts.sign_in(EMAIL, PASSWORD, CAFE)
    for current, new, field in (
        ("wrong", NEW, "current"),
        (PASSWORD, "short", "password"),
        (PASSWORD, PASSWORD, "password"),
    ):
        with pytest.raises(InvalidInput) as refused:
            recovery.change_password(ada.person, ada.token, current, new, HOME)
        assert refused.value.field == field
    assert recovery.change_password(ada.person, ada.token, PASSWORD, NEW, HOME) == 1
    assert accounts.person_for(ada.token)
    assert accounts.person_for(other.token) is None
    assert accounts.sign_in(EMAIL, NEW, HOME)


def test_a_stolen_session_has_five_guesses_at_the_password(recovery, ada):
    for _ in range(MOST_WRONG):
        with pytest.raises(InvalidInput):
            recovery.change_password(ada.person, ada.token, "guess", NEW, HOME)
    with pytest.raises(SignInPaused):
        recovery.change_password(ada.person, ada.token, PASSWORD, NEW, HOME)


def test_an_address_is_confirmed_once_by_its_mail(accounts, recovery, ada, mails, owner):
    assert not ada.person.email_verified
    recovery.ask_to_verify(ada.person)
    recovery.send("verify_email", EMAIL)
    token = link_in(mails()[0]).partition("token=")[2]
    recovery.verify(token)
    assert accounts.person_for(ada.token).email_verified
    assert owner("select email_confirmed_at is not null as yes from auth.users")[0]["yes"]
    with pytest.raises(InvalidInput):
        recovery.verify(token)
    recovery.send("verify_email", EMAIL)
    assert len(mails()) == 1, "what is confirmed is not asked again"


def test_sessions_are_listed_and_ended(accounts, ada):
    cafe = accounts.sign_in(EMAIL, PASSWORD, CAFE)
    newest, oldest = accounts.sessions(ada.person, ada.token)
    assert (oldest.device, oldest.current) == ("Firefox on Linux", True)
    assert (newest.device, newest.current) == ("An unknown device", False)
    accounts.end_session(ada.person, newest.id)
    assert accounts.person_for(cafe.token) is None
    assert [s.current for s in accounts.sessions(ada.person, ada.token)] == [True]
    with pytest.raises(NotFound):
        accounts.end_session(ada.person, newest.id)


def test_nobody_ends_the_session_of_somebody_else(accounts, ada):
    eve = accounts.sign_up("eve@example.org", PASSWORD, "Eve", CAFE)
    (own,) = accounts.sessions(ada.person, ada.token)
    with pytest.raises(NotFound):
        accounts.end_session(eve.person, own.id)
    assert accounts.sign_out_elsewhere(eve.person, eve.token) == 0
    assert accounts.person_for(ada.token)
    assert accounts.person_for(eve.token)


def test_signing_out_everywhere_else_keeps_this_one(accounts, ada):
    others = [accounts.sign_in(EMAIL, PASSWORD, HOME) for _ in range(3)]
    assert accounts.sign_out_elsewhere(ada.person, ada.token) == 3
    assert [accounts.person_for(other.token) for other in others] == [None] * 3
    assert accounts.person_for(ada.token)


def test_what_is_long_past_is_cleared(accounts, recovery, ada, owner, system):
    wrong(accounts, 2)
    recovery.send("reset_password", EMAIL)
    with system() as tx:
        tx.sessions.add(ada.person.id, token_hash("old"), tx.now - timedelta(days=31), "")
        assert tx.credentials.purge(timedelta(days=1), timedelta(days=30)) == 1
    owner("update private.sign_in_tries set tried_at = now() - interval '2 days'")
    owner("update private.one_time_links set expires_at = now() - interval '2 days'")
    owner("update private.known_networks set seen_at = now() - interval '31 days'")
    with system() as tx:
        assert tx.credentials.purge(timedelta(days=1), timedelta(days=30)) == 4
    assert accounts.person_for(ada.token)
