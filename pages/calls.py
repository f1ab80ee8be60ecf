"""Real interviews: reviewing calls, and logging what came of interviews."""

from services.bootstrap import get_services
from ui import call_parts, outcome_parts
from ui.layout import page, section
from ui.navigation import asked_for
from ui.safe_text import plain
from ui.session import require_user

user = require_user()
LEAD = "Review a real interview with the same rubric, and log what came of it."


def draw() -> None:
    """The call named in the address, or the lists."""
    call_id = asked_for("call")
    if call_id is not None:
        call = get_services().calls.get(user, call_id)
        with page(plain(call.name), call_parts.lead(call)):
            call_parts.review(user, call)
        return
    with page("Real interviews", LEAD, width=760):
        with section("Review a call", "Import the transcript that Zoom, Teams or Meet saved, or the recording."):
            call_parts.import_form(user)
            call_parts.list_of_calls(user)
        with section("What came of it", "Only you see this. It changes no score."):
            outcome_parts.view(user)
            outcome_parts.form(user)
            outcome_parts.list_of_outcomes(user)


draw()
