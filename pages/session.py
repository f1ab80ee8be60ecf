"""Session summary."""

from services.bootstrap import get_services
from ui import delivery_view, session_download, session_parts
from ui.layout import incomplete_address, note, page, section
from ui.navigation import asked_for
from ui.safe_text import plain
from ui.session import require_user

user = require_user()


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
        if view.summary:
            session_parts.total(view, view.summary)
        elif not view.pending:
            note("You answered no question in this interview, so there is nothing to score.")
        session_parts.ways_on(view)
        if view.summary:
            session_parts.repeats(view.summary)
        with section("Answer by answer"):
            for row in view.rows:
                session_parts.answer_row(row)
            session_parts.estimates(user, view)
        if view.summary:
            session_download.download(user, interview_id)
        if view.summary and view.summary.time_use:
            session_parts.time_use(view.rows, plain(view.summary.time_use))
        delivery_view.session(user, interview_id)


draw()
