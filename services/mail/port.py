"""How mail leaves the app."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Protocol

from domain.errors import AppError


class MailNotSent(AppError):
    """The mail server refused the mail or did not answer."""

    code = "mail_not_sent"


@dataclass(frozen=True)
class Mail:
    """One mail to one person. `html` says the same as `text`."""

    to: str
    subject: str
    text: str
    html: str = ""


class Mailer(Protocol):
    """Sends a mail or raises MailNotSent; it never waits longer than its time limit."""

    def send(self, mail: Mail) -> None:
        """Hand the mail over."""
        ...


def as_message(mail: Mail, sender: str) -> EmailMessage:
    """The mail as a message. White space in headers is folded, so that no text can add a header of its own."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = "".join(mail.to.split())
    message["Subject"] = " ".join(mail.subject.split())
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = make_msgid(domain=sender.rsplit("@", 1)[-1].rstrip(">"))
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    return message
