"""What to do about requirements the resume does not answer in full."""

from domain.job_match.by_meaning import NOT_FOR_A_RESUME
from domain.job_match.types import Gap, RequirementMatch, Status

_BY_REASON = (
    ("is listed; no line shows", "Add a line about something you did with it, with its result."),
    ("could not be computed", "Write month and year at each job, so that the time can be counted."),
    (
        "add up to",
        "If other work counts too, name it in that job's lines; otherwise say what you achieved in less time.",
    ),
    ("no line shows it", "Add a line about a time you did this, with its result."),
    ("One line shows", "Add a second example from another job."),
    ("A degree, but not in", "Name the courses or the work that bring you near this field."),
    ("also takes experience", "Say in the summary that this experience stands in place of the degree."),
    ("related one is named", "If you hold exactly this one, name it as the advertisement does."),
    ("With related jobs", "Say in those jobs' lines which of this work you did there."),
    ("related jobs add up", "Say in those jobs' lines which of this work you did there."),
    ("not finished yet", "Write when you expect to finish."),
    ("without a level", "Write your level, for example B2 or fluent."),
    ("how well you speak", "List English under languages with your level."),
    ("lower level", "If your level has risen, correct it; otherwise practise answers in this language."),
    ("not as held today", "Write when you expect to hold it."),
    ("starting with", "Say what you have made with it so far, or prepare to talk about how you are learning it."),
    ("does not name", "If you have used it, add it to the line where you did."),
    ("does not say it in full", "If you did exactly this, say so in that line in the advertisement's words."),
)
_MISSING = "If you have it, add a line that shows it. If not, prepare what you will say about it, or plan to learn it."


def gaps_in(matches: tuple[RequirementMatch, ...]) -> tuple[Gap, ...]:
    """Required before preferred, missing before partial, else in the order of the advertisement."""
    open_ones = [match for match in matches if match.status is not Status.STRONG]
    ranked = sorted(open_ones, key=lambda m: (m.kind.value != "required", m.status is not Status.MISSING))
    return tuple(Gap(requirement=m.text, kind=m.kind, status=m.status, suggestion=suggestion_for(m)) for m in ranked)


def suggestion_for(match: RequirementMatch) -> str:
    """What the person can do; never to claim what is not so."""
    if match.reason == NOT_FOR_A_RESUME:
        return "Say so in your application or in a line of your resume, if it is so."
    if match.status is Status.MISSING:
        return _MISSING
    return next((advice for words, advice in _BY_REASON if words in match.reason), _BY_REASON[-1][1])
