"""Own questions."""

from ui import own_question_parts
from ui.layout import page, section
from ui.session import require_user

user = require_user()

with page("My questions", "Bring questions along. Interviews can ask them first.", width=760):
    with section("Import", "Paste one a line, or choose a CSV, JSON or text file."):
        own_question_parts.import_form(user)
        own_question_parts.looked_at(user)
    own_question_parts.list_of_questions(user)
