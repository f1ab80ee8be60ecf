"""How much of a file is read, and the word for a file that cannot be read at all."""

MAX_TEXT = 150_000
"""Characters handed to the rules; a long resume has 20,000, an academic one of 40 pages 100,000."""
MAX_LINE = 600
MAX_LINES = 5_000
MAX_HIDDEN = 20
"""Hidden texts that are shown."""
MAX_HIDDEN_TEXT = 500


class Refused(Exception):
    """The file cannot be read; `code` (of upload_checks.SENTENCES) says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
