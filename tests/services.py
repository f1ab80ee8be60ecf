"""Real services over a test's own database."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from services.auth.passwords import PasswordHasher
from services.bootstrap import Services, accounts_of, wire
from services.settings import Settings
from services.storage.database import Database
from services.user_admin import UserAdminService
from tests.embedder import EMBED


def services_on(database: Database, folder: Path, **settings: Any) -> Services:
    """Everything wired as the app has it, without a worker, and with passwords that are quick to check."""
    services = wire(Settings(_env_file=None, app_data_dir=folder, worker_enabled=False, **settings), database, EMBED)
    accounts, recovery = accounts_of(services.settings, database, PasswordHasher(cost=4))
    users = UserAdminService(database, accounts, recovery)
    return replace(services, accounts=accounts, recovery=recovery, user_admin=users)
