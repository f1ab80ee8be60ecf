"""The published weights. docs/resume-scores.md shows these tables; a test holds the two together."""

from dataclasses import dataclass
from decimal import Decimal

VERSION = "1"
QUALITY_NEEDED = 0.5
"""Reading quality (0-1) below which there is no score."""
SKILLS_SHOWN = 6
"""So many skills are wanted that the summary, a job or a project shows in use. More listed ones never cost points."""
NUMBERS_WANTED = Decimal("0.6")
"""Part of the lines that should carry a number."""
LINES_A_JOB, JOBS_WITH_LINES = 2, 3
"""So many lines are expected for each of the newest jobs."""
WORDS = ((3, 150, 700), (10, 250, 1000), (99, 300, 1300))
"""(years of work below, fewest words, most words)."""
WORDS_A_POINT = 50

PARSEABILITY, FORMATTING, SECTIONS = "Readable by software", "Formatting hazards", "Sections"
CONTACT, DATES, LENGTH, KEYWORDS = "Contact", "Titles and dates", "Length", "Keywords"
RESULTS, VERBS, WORDING, COVERAGE = "Results with numbers", "Verbs", "Wording", "Coverage"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a score.

    `each` is what one cause costs, until `weight` is used up. Without it the rule is lost by the share that is
    missing (`by_share`), or at once.
    """

    id: str
    group: str
    name: str
    weight: int
    each: int | None = None
    by_share: bool = False

    @property
    def how(self) -> str:
        """How points are lost, in the words of the document."""
        if self.by_share:
            return "by the missing share"
        return f"{self.each} for each" if self.each else "all at once"


ATS_RULES: tuple[Rule, ...] = (
    Rule("columns", PARSEABILITY, "Text in one column", 5),
    Rule("tables", PARSEABILITY, "No tables", 3),
    Rule("header_footer", PARSEABILITY, "Nothing in the page header or footer", 3),
    Rule("scanned_pages", PARSEABILITY, "Text, not pictures of text", 6),
    Rule("hidden_text", PARSEABILITY, "No hidden text", 4),
    Rule("garbled_words", PARSEABILITY, "Words with readable letters", 4, each=1),
    Rule("pictures", FORMATTING, "No pictures", 2),
    Rule("rating_signs", FORMATTING, "No skill levels drawn with signs", 3),
    Rule("spaced_letters", FORMATTING, "Headings without spaces between letters", 2),
    Rule("decorative_signs", FORMATTING, "No emoji or icon letters", 2),
    Rule("short_years", FORMATTING, "Years with four digits", 1),
    Rule("work_section", SECTIONS, "A section with work, under its heading", 5),
    Rule("education_section", SECTIONS, "A section with education, under its heading", 3),
    Rule("skills_section", SECTIONS, "A section with skills, under its heading", 4),
    Rule("summary_section", SECTIONS, "A section with a summary, under its heading", 1),
    Rule("unknown_headings", SECTIONS, "Headings that machines know", 2, each=1),
    Rule("name", CONTACT, "Name", 4),
    Rule("email", CONTACT, "Email address", 4),
    Rule("phone", CONTACT, "Phone number", 3),
    Rule("place", CONTACT, "Place", 2),
    Rule("link", CONTACT, "A link to a profile or a site", 2),
    Rule("dates_missing", DATES, "Every position has a start and an end", 4, each=2),
    Rule("entry_incomplete", DATES, "Every position has a title and an employer", 3, each=1),
    Rule("dates_impossible", DATES, "No end before the start, no start in the future", 4, each=2),
    Rule("date_format", DATES, "All dates of positions in one form", 2, each=1),
    Rule("date_order", DATES, "Newest position first", 2),
    Rule("length", LENGTH, "As many words as the years of work call for", 5, each=1),
    Rule("keywords", KEYWORDS, "Keywords of the job, or skills shown in use", 15, by_share=True),
)

CONTENT_RULES: tuple[Rule, ...] = (
    Rule("numbers", RESULTS, "Lines with a number", 20, by_share=True),
    Rule("action_verbs", VERBS, "Lines that begin with an action verb", 20, by_share=True),
    Rule("weak_verbs", VERBS, "No weak openings", 10, each=2),
    Rule("passive", VERBS, "No passive voice", 5, each=1),
    Rule("tense", VERBS, "Past jobs in the past tense", 5, each=1),
    Rule("repetition", VERBS, "No verb opens more than two lines", 5, each=1),
    Rule("vague", WORDING, "No vague words", 5, each=1),
    Rule("first_person", WORDING, "No first person", 5, each=1),
    Rule("cliches", WORDING, "No worn phrases", 5, each=1),
    Rule("fillers", WORDING, "No words to drop", 5, each=1),
    Rule("line_length", WORDING, "Lines of 4 to 35 words", 5, each=1),
    Rule("lines_a_job", COVERAGE, "Two lines for each of the three newest jobs", 5, by_share=True),
    Rule("summary", COVERAGE, "A summary", 5),
)


def published_table(rules: tuple[Rule, ...]) -> str:
    """The rules as a Markdown table."""
    rows = ["| group | rule | id | points | lost |", "| --- | --- | --- | ---: | --- |"]
    rows += [f"| {rule.group} | {rule.name} | `{rule.id}` | {rule.weight} | {rule.how} |" for rule in rules]
    return "\n".join([*rows, f"| | **Sum** | | **{sum(rule.weight for rule in rules)}** | |"])
