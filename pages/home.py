"""Home."""

from services.bootstrap import get_services
from ui import home_parts
from ui.layout import page
from ui.session import require_user

user = require_user()
view = get_services().reports.home(user)

if not view.sessions:
    with page(home_parts.title(user, view), "Three steps to your first report, about 15 minutes in all."):
        home_parts.first_steps(view.resume)
        home_parts.sample()
else:
    with page(home_parts.title(user, view), "Where you stand, and what to do next."):
        home_parts.next_step(user, view)
        home_parts.numbers(view)
        home_parts.trend(user, view)
        home_parts.recent(user, view)
