"""Audit."""

from domain.people import Role
from ui.audit_parts import log
from ui.layout import page
from ui.session import require_user

user = require_user()
user.require(Role.ADMIN)

with page("Audit", "Who did what, newest first. It holds none of people's own words.", width=760):
    log(user)
