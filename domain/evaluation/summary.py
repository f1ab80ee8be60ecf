"""A whole session in a few lines: the total, what repeats, how time was used, and what to do next."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import fmean
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from domain.evaluation.text import quoted
from domain.evaluation.totals import mean_range
from domain.evaluation.types import CriterionScore, Evaluation, State
from domain.interview import Answer, Turn

STRONG, WEAK = 3, 1
Row = tuple[Turn, Answer, Evaluation]
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class ActionTarget(BaseModel):
    """The question an action is about, and the criterion it would lift (its id and name, "" for the whole answer)."""

    model_config = ConfigDict(frozen=True)

    turn_id: UUID
    position: int
    criterion_id: str = ""
    criterion: str = ""


class SessionSummary(BaseModel):
    """What a session showed. total, low and high are None when no answer has a score or an estimate."""

    model_config = ConfigDict(frozen=True)

    total: int | None
    low: int | None
    high: int | None
    state_counts: dict[State, int]
    strengths: tuple[str, ...]
    """Criteria at level 3 or more in at least two answers, each with words of an answer."""
    gaps: tuple[str, ...]
    """Criteria at level 1 or less in at least two answers."""
    time_use: str
    actions: tuple[str, ...]
    """Up to three things to do next, the one that would lift the total most first."""
    targets: tuple[ActionTarget, ...] = ()
    """What each action is about, in the same order."""
    verdict: str


def summarise(rows: Sequence[Row]) -> SessionSummary:
    """Sum up the answers that were read, in the order they were asked.

    An answer to a follow-up helps to see what repeats, and enters no total: it was asked about one criterion alone.
    """
    counted = [row for row in rows if row[2].total is not None]
    whole = [e for turn, _, e in counted if turn.part == 0]
    total, low, high = mean_range(whole) if whole else (None, None, None)
    actions = _actions(rows)
    strengths, gaps = _repeated(counted, strong=True), _repeated(counted, strong=False)
    return SessionSummary(
        total=total,
        low=low,
        high=high,
        state_counts={s: n for s in State if (n := sum(e.state is s for turn, _, e in rows if turn.part == 0))},
        strengths=tuple(_strength_line(found, len(counted)) for found in strengths),
        gaps=tuple(_gap_line(found, len(counted)) for found in gaps),
        time_use=_time_use(rows),
        actions=tuple(text for text, _ in actions),
        targets=tuple(target for _, target in actions),
        verdict=_verdict(rows, counted, strengths, gaps),
    )


def _repeated(rows: Sequence[Row], *, strong: bool) -> list[list[tuple[Turn, CriterionScore]]]:
    """Criteria found strong (or weak) in two answers or more, the most frequent and heaviest first."""
    found: defaultdict[str, list[tuple[Turn, CriterionScore]]] = defaultdict(list)
    for turn, _, evaluation in rows:
        for score in evaluation.criteria:
            fits = score.level >= STRONG and score.verified if strong else score.level <= WEAK
            if fits:
                found[score.name].append((turn, score))
    kept = [hits for hits in found.values() if len(hits) >= 2]
    return sorted(kept, key=lambda hits: -sum(s.weight for _, s in hits))[:3]


def _strength_line(hits: Sequence[tuple[Turn, CriterionScore]], of: int) -> str:
    turn, best = max(hits, key=lambda hit: hit[1].level)
    seen = quoted(best.quotes[0].text)
    return f"{best.name}, in {_count(len(hits))} of {of} answers; in question {turn.position}: {seen}."


def _gap_line(hits: Sequence[tuple[Turn, CriterionScore]], of: int) -> str:
    turn, worst = min(hits, key=lambda hit: hit[1].level)
    seen = f"{quoted(worst.quotes[0].text)} goes no further" if worst.quotes else _lower(worst.why)
    return f"{worst.name}, in {_count(len(hits))} of {of} answers; in question {turn.position}: {seen.rstrip('.')}."


def _actions(rows: Sequence[Row]) -> list[tuple[str, ActionTarget]]:
    """One action a criterion, by the points it holds back; answers without a score are to be answered again."""
    best: dict[str, tuple[float, str, ActionTarget]] = {}
    for turn, _, evaluation in (row for row in rows if row[0].part == 0):
        weight = sum(s.weight for s in evaluation.criteria)
        for score in evaluation.criteria:
            held = score.weight / weight * (4 - score.level)
            text = f"Question {turn.position}, {_lower(score.name)}: {score.next_step}"
            if score.next_step and (score.name not in best or held > best[score.name][0]):
                target = ActionTarget(
                    turn_id=turn.id, position=turn.position, criterion_id=score.criterion_id, criterion=score.name
                )
                best[score.name] = (held, text, target)
    again = [
        (f"Question {t.position}: answer it again. {e.reason}", ActionTarget(turn_id=t.id, position=t.position))
        for t, _, e in rows
        if t.part == 0 and e.state is State.UNSCORED
    ]
    ranked = [(text, target) for _, text, target in sorted(best.values(), key=lambda item: -item[0])]
    return [*again[: 3 if not ranked else 1], *ranked][:3]


def _time_use(rows: Sequence[Row]) -> str:
    timed = [(turn, answer) for turn, answer, _ in rows if turn.part == 0 and answer.seconds_used > 0]
    if not timed:
        return ""
    share = fmean(answer.seconds_used / turn.seconds for turn, answer in timed)
    over = [turn.position for turn, answer in timed if answer.seconds_used > turn.seconds]
    hasty = [turn.position for turn, answer in timed if answer.seconds_used < 0.25 * turn.seconds]
    parts = [f"You used {share:.0%} of the suggested time on average."]
    if over:
        parts.append(f"Over the time: question {_listed(over)}.")
    if hasty:
        parts.append(f"Under a quarter of the time: question {_listed(hasty)}.")
    return " ".join(parts)


def _verdict(
    rows: Sequence[Row],
    counted: Sequence[Row],
    strengths: Sequence[Sequence[tuple[Turn, CriterionScore]]],
    gaps: Sequence[Sequence[tuple[Turn, CriterionScore]]],
) -> str:
    if not rows:
        return "Nothing was answered yet."
    if not counted:
        return "No answer could be scored; the reasons stand beside each one."
    parts = []
    if strengths:
        parts.append(f"{strengths[0][0][1].name} holds in {_count(len(strengths[0]))} answers.")
    if gaps:
        parts.append(f"{gaps[0][0][1].name} is what holds back most, in {_count(len(gaps[0]))} answers.")
    if not parts:
        parts.append("No strength or gap came back in two answers.")
    missing = len(rows) - len(counted)
    if missing:
        parts.append(f"{_count(missing).capitalize()} {'answer' if missing == 1 else 'answers'} could not be scored.")
    return " ".join(parts)


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _listed(numbers: Sequence[int]) -> str:
    words = [str(n) for n in numbers]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def _lower(text: str) -> str:
    return text if text[:2].isupper() or not text else text[0].lower() + text[1:]
