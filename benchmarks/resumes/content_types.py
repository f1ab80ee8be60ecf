"""What one generated resume says, before it has a layout."""

from dataclasses import dataclass

from domain.resume.facts import ResumeFacts

Month = tuple[int, int]
"""Year and month."""


@dataclass(frozen=True)
class Link:
    """A link of the person: what is written on the page, and where it leads."""

    text: str
    url: str


@dataclass(frozen=True)
class Content:
    """The facts of an invented person, and the words this resume uses for them.

    `spans` and `to` belong to `facts.work` (start and end month, and the word or sign between two dates); `degrees`
    are the degrees of `facts.education` as they stand on the page.
    """

    language: str
    profession: str
    facts: ResumeFacts
    written_name: str
    links: tuple[Link, ...]
    degrees: tuple[str, ...]
    spans: tuple[tuple[Month, Month], ...]
    to: str
    skill_groups: tuple[tuple[str, tuple[str, ...]], ...]
    extras: tuple[tuple[str, tuple[str, ...]], ...]
    headings: dict[str, str]
    labels: dict[str, str]
    personal: tuple[tuple[str, str], ...] = ()
    """Date of birth and the like, as some countries want them: label and value."""
    second_phone: str = ""
    school_ends: tuple[str, ...] = ()
    """The end date of each of `facts.education` in the words of the page ("Class of 2017")."""
    abouts: tuple[str, ...] = ()
    """A line about the employer for each of `facts.work`, or empty."""

    @property
    def wide(self) -> bool:
        """True for languages written without spaces."""
        return self.language in ("zh", "ja")
