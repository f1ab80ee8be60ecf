"""Mail through an SMTP server."""

import smtplib
import ssl
from urllib.parse import parse_qs, unquote, urlsplit

from domain.errors import SettingsRefused
from services.mail.port import Mail, MailNotSent, as_message

SECONDS = 10.0
_NOT_SENT = "The mail could not be sent right now. Try again in a few minutes."


class SmtpMailer:
    """Mailer for SMTP_URL: `smtps://user:password@host:465?from=name@host`, or `smtp://` with STARTTLS on 587.

    `smtp://...?tls=off` speaks plain text, for a relay on the same machine. Raises SettingsRefused on another form.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        options = parse_qs(parts.query)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise SettingsRefused("SMTP_URL must look like smtps://user:password@host:465?from=you@example.org.")
        self._tls = parts.scheme == "smtps"
        self._starttls = not self._tls and options.get("tls") != ["off"]
        self._host = parts.hostname
        self._port = parts.port or (465 if self._tls else 587)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        own = self._user if "@" in self._user else f"no-reply@{self._host}"
        self._sender = options.get("from", [own])[0]

    def send(self, mail: Mail) -> None:
        """Send the mail; MailNotSent when the server refuses it or is not there in time."""
        message = as_message(mail, self._sender)
        try:
            with self._connect() as server:
                if self._starttls:
                    server.starttls(context=ssl.create_default_context())
                if self._user:
                    server.login(self._user, self._password)
                server.send_message(message)
        except (smtplib.SMTPException, OSError) as error:
            raise MailNotSent(_NOT_SENT) from error

    def _connect(self) -> smtplib.SMTP:
        if self._tls:
            return smtplib.SMTP_SSL(self._host, self._port, timeout=SECONDS, context=ssl.create_default_context())
        return smtplib.SMTP(self._host, self._port, timeout=SECONDS)
