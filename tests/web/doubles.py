"""Stand-ins for the services, where a test is about HTTP and not about what lies below it."""

from types import SimpleNamespace

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from services.health import HealthService
from services.settings import Settings
from web.application import exception_handlers, middleware, routes
from web.startup import Startup


class Accounts:
    """Tickets and sessions in two dicts."""

    def __init__(self) -> None:
        self.tickets = {"good-ticket": "session-token"}
        self.signed_out: list[str] = []

    def redeem_ticket(self, ticket):
        return self.tickets.pop(ticket, None)

    def sign_out(self, token):
        self.signed_out.append(token)


class Database:
    """Answers, or raises `fault` on everything."""

    def __init__(self, fault=None, pending=()):
        self.fault, self.pending = fault, list(pending)

    def ping(self):
        if self.fault:
            raise self.fault

    def pending_migrations(self):
        self.ping()
        return self.pending


def opened(settings=None, database=None, worker_alive=True):
    """A Startup that has opened these stand-ins."""
    settings = settings or Settings(_env_file=None)
    worker = SimpleNamespace(alive=worker_alive)
    startup = Startup(dict)
    startup.services = SimpleNamespace(
        settings=settings, accounts=Accounts(), health=HealthService(database or Database(), settings, worker)
    )
    return startup


def client_for(startup, *extra: Route, base_url="http://testserver", **options):
    """A client of our routes and middleware, without Streamlit."""
    app = Starlette(
        routes=[*routes(startup), *extra],
        middleware=middleware(startup),
        exception_handlers=exception_handlers(startup),
    )
    return TestClient(app, base_url=base_url, **options)
