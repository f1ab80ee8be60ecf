"""Operations."""

from domain.people import Role
from ui import operations_cost, operations_flags, operations_parts, operations_providers, operations_runs
from ui.errors import show_errors
from ui.layout import page
from ui.operations_parts import UNCHANGED, View
from ui.session import require_user

user = require_user()
user.require(Role.ADMIN)

VIEWS = {
    "providers": View("Providers", operations_providers.view),
    "cost": View("Cost", operations_cost.view),
    "runs": View("Runs", operations_runs.view),
    "flags": View("Flags", operations_flags.view),
    "health": View("Health", operations_parts.health),
}

with page("Operations", "What runs, what it costs, and what needs a look. Read fresh each time you open it."):
    operations_parts.say_what_was_done()
    operations_parts.broken_checks()
    operations_parts.alerts(user)
    chosen = operations_parts.chosen_view(VIEWS)
    with show_errors(safe=UNCHANGED):
        VIEWS[chosen].draw(user)
