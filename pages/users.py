"""Users."""

from domain.people import Role
from ui.layout import page
from ui.session import require_user
from ui.users_parts import accounts

user = require_user()
user.require(Role.ADMIN)

with page("Users", "Who has an account here and what they may do. Nothing of what they wrote is shown.", width=760):
    accounts(user)
