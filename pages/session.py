"""Session summary."""

from services.bootstrap import get_services
from ui import delivery_view, session_download, session_parts, session_tables
from ui.errors import show_errors
from ui.layout import incomplete_address, note, page, section
from ui.navigation import asked_for
from ui.safe_text import plain
from ui.session import require_user

user = require_user()
PARTS = "Your answers and scores are safe, and the other parts of this page are complete."


def draw() -> None:
    """The summary of what has been read so far, then answer by answer."""
    interview_id = asked_for("interview")
    if interview_id is None:
        incomplete_address("Open the summary again from History.")
        return
    view = get_services().reports.session(user, interview_id)
    with page(plain(view.interview.title), session_parts.lead(user, view)):
        if view.pending:
            session_parts.being_read(user, interview_id, view.pending)
        summary = None
        with show_errors(safe=PARTS):
            summary = view.summary
            if summary:
                session_parts.total(view, summary)
            elif not view.pending:
                note("You answered no question in this interview, so there is nothing to score.")
        session_parts.ways_on(view)
        if summary:
            with show_errors(safe=PARTS):
                session_parts.repeats(summary)
            with show_errors(safe=PARTS):
                session_tables.next_actions(user, view, summary)
        with section("Answer by answer"):
            for row in view.rows:
                session_parts.answer_row(row)
            session_parts.estimates(user, view)
        with show_errors(safe=PARTS):
            session_tables.kinds(view.kinds)
            session_tables.criteria(view.criteria)
        if summary:
            with show_errors(safe=PARTS):
                session_download.download(user, interview_id)
            with show_errors(safe=PARTS):
                session_parts.time_use(view.rows, plain(summary.time_use))
        with show_errors(safe=PARTS):
            delivery_view.session(user, interview_id)


draw()
