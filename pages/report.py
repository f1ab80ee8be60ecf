"""Answer report."""

from services.bootstrap import get_services
from ui import attempts_view, better_answer, delivery_view, disagree_parts, report_parts
from ui.layout import incomplete_address, page
from ui.navigation import asked_for
from ui.safe_text import plain
from ui.session import require_user

user = require_user()


def draw() -> None:
    """The report, or how far the reading is."""
    answer_id = asked_for("answer")
    if answer_id is None:
        incomplete_address("Open the report again from History.")
        return
    report = get_services().reports.answer_report(user, answer_id)
    with page(plain(report.turn.question.text), report_parts.lead(user, report)):
        stored = report.evaluation
        if stored is None:
            report_parts.being_read(user, answer_id)
        else:
            version = report_parts.version_awaited(answer_id)
            if version is not None:
                report_parts.being_read_again(user, answer_id, version)
            report_parts.result(stored, user)
            report_parts.words_and_marks(report, stored.evaluation)
            disagree_parts.disagree(user, answer_id, stored.evaluation)
            report_parts.next_steps(stored.evaluation)
            better_answer.one_up(user, report)
            report_parts.key_points(stored.evaluation.key_points, report.answer.text)
            if stored.evaluation.total is not None:
                better_answer.model_answer(report.turn, report.interview.setup.level)
        delivery_view.report(user, report.interview.id, answer_id)
        attempts_view.attempts(user, report)
        report_parts.ways_on(user, report)


draw()
