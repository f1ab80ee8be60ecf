"""The mails about accounts, in text and HTML.

They hold nothing that anybody typed: who creates an account with somebody else's address must not get to write to them.
"""

from dataclasses import dataclass
from html import escape

from services.mail.port import Mail

NAME = "InterviewMaster AI"
_STYLE = "font-family:Arial,sans-serif;font-size:16px;line-height:1.5;color:#1c2430;max-width:34em"
_BUTTON = (
    "display:inline-block;background:#2f4a9e;color:#ffffff;text-decoration:none;padding:10px 18px;border-radius:6px"
)


@dataclass(frozen=True)
class _Words:
    subject: str
    lead: str
    button: str = ""
    link: str = ""
    after: str = ""


def reset_mail(to: str, link: str) -> Mail:
    """The way to a new password."""
    return _mail(
        to,
        _Words(
            "Choose a new password",
            f"Somebody, most likely you, asked for a new password for {NAME}.",
            "Choose a new password",
            link,
            "The link works once, within an hour. If you did not ask for it, do nothing: your password stays as it is.",
        ),
    )


def verify_mail(to: str, link: str) -> Mail:
    """The proof that an address belongs to whoever uses it."""
    return _mail(
        to,
        _Words(
            "Confirm your email address",
            f"An account at {NAME} was opened with this address.",
            "Confirm this address",
            link,
            "The link works once, within a day. If it was not you, do nothing: the address stays unconfirmed.",
        ),
    )


def password_changed_mail(to: str) -> Mail:
    """Tell the owner of an account, in case it was somebody else."""
    return _mail(
        to,
        _Words(
            "Your password was changed",
            f"The password of your {NAME} account was changed, and other devices were signed out.",
            after="If it was not you, press “Forgot your password?” on the sign-in page at once.",
        ),
    )


def _mail(to: str, words: _Words) -> Mail:
    text = "\n\n".join(part for part in (words.lead, words.link, words.after) if part) + "\n"
    button = f'<p><a style="{_BUTTON}" href="{escape(words.link)}">{escape(words.button)}</a></p>' if words.link else ""
    plain = f"<p>Or copy this address: {escape(words.link)}</p>" if words.link else ""
    html = (
        f'<!doctype html><html lang="en"><body><div style="{_STYLE}"><p>{escape(words.lead)}</p>'
        f"{button}<p>{escape(words.after)}</p>{plain}</div></body></html>\n"
    )
    return Mail(to, f"{NAME}: {words.subject}", text, html)
