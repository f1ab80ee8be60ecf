import socket
import stat
from email import message_from_bytes, policy

import pytest

from domain.errors import SettingsRefused
from services.mail.outbox import OutboxMailer
from services.mail.port import Mail, MailNotSent
from services.mail.smtp import SmtpMailer
from tests.doubles.smtp_server import SmtpServer

MAIL = Mail(
    to="ada@example.org", subject="Your report is ready", text="Hello Ada,\n.a line with a dot\nthe score is 78 ± 4.\n"
)
NASTY = Mail(to="ada@example.org\nBcc: eve@example.org", subject="Hello\r\nBcc: eve@example.org\r\n\r\nbody", text="x")


@pytest.fixture(params=["outbox", "smtp"])
def sent(request, tmp_path):
    """Send mails through an adapter and give back what arrived: both adapters keep the same contract."""
    if request.param == "outbox":

        def deliver(mail):
            OutboxMailer(tmp_path).send(mail)
            newest = sorted((tmp_path / "outbox").glob("*.eml"))[-1]
            assert stat.S_IMODE(newest.stat().st_mode) == 0o600
            return message_from_bytes(newest.read_bytes(), policy=policy.default)

        yield deliver
        return
    with SmtpServer() as server:

        def deliver(mail):
            SmtpMailer(f"smtp://127.0.0.1:{server.port}?tls=off&from=coach@example.org").send(mail)
            return server.messages[-1]

        yield deliver


def test_a_mail_arrives_whole(sent):
    message = sent(MAIL)
    assert message["To"] == MAIL.to
    assert message["Subject"] == MAIL.subject
    assert message["Date"]
    assert message["Message-ID"]
    assert message.get_content().replace("\r\n", "\n") == MAIL.text


def test_no_text_adds_a_header_of_its_own(sent):
    message = sent(NASTY)
    assert message["Bcc"] is None
    assert "eve@example.org" not in [str(v) for k, v in message.items() if k.lower() in ("cc", "bcc")]
    assert message["Subject"].startswith("Hello Bcc:")


@pytest.mark.parametrize("fault", ["refuse", "hang up"])
def test_a_server_that_fails_is_told_in_a_sentence(fault):
    with SmtpServer(fault) as server, pytest.raises(MailNotSent, match="could not be sent"):
        SmtpMailer(f"smtp://127.0.0.1:{server.port}?tls=off").send(MAIL)


def test_no_server_at_all_is_told_in_a_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(MailNotSent):
            SmtpMailer(f"smtp://127.0.0.1:{taken.getsockname()[1]}?tls=off").send(MAIL)


def test_a_server_without_tls_is_refused_unless_told_otherwise():
    with SmtpServer() as server:
        with pytest.raises(MailNotSent):
            SmtpMailer(f"smtp://127.0.0.1:{server.port}").send(MAIL)
        assert server.messages == []


def test_a_mangled_smtp_url_is_named_without_its_password():
    with pytest.raises(SettingsRefused, match="SMTP_URL") as refused:
        SmtpMailer("mail.example.org:hush")
    assert "hush" not in refused.value.message
