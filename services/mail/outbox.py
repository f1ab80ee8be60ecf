"""Mail as files: what a deployment without a mail server would have sent, `<data folder>/outbox/*.eml`."""

import os
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from services.mail.port import Mail, as_message

SENDER = "InterviewMaster AI <no-reply@localhost>"


class OutboxMailer:
    """Mailer that writes each mail to a file of its own; names sort by time."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / "outbox"

    def send(self, mail: Mail) -> None:
        """Write the mail, readable by this account only."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{uuid4().hex[:8]}.eml"
        partial = self._folder / f".{name}.part"
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(as_message(mail, SENDER).as_bytes())
        partial.replace(self._folder / name)
