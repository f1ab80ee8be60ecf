"""The screens over the in-memory services, for looking at them: streamlit run tests/pages/fake_app.py.

Sign in as mara@example.org (returning), nils@example.org (new) or ada@example.org (admin) with the fake's password.
"""

from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from domain.people import Role
from services import bootstrap
from tests.pages.fake_operations import fill
from tests.pages.fake_services import fake_services
from tests.pages.samples import Store, person, returning

ROOT = Path(__file__).resolve().parents[2]
STORE = Store(model_configured=True)
returning(STORE)
person(STORE, email="nils@example.org", name="Nils Berg")
person(STORE, Role.ADMIN, email="ada@example.org", name="Ada Lund")
SERVICES = fake_services(STORE)
fill(SERVICES)
bootstrap.set_services(SERVICES)


async def redeem(request: Request) -> Response:
    """Swap the ticket for the cookie, as web/ does."""
    token = SERVICES.accounts.redeem_ticket((await request.json())["ticket"])
    answer = JSONResponse({"ok": True})
    answer.set_cookie("im_session", token or "", httponly=True, samesite="lax", path="/")
    return answer


async def sign_out(_: Request) -> Response:
    """Drop the cookie."""
    answer = JSONResponse({"ok": True})
    answer.delete_cookie("im_session", path="/")
    return answer


app = st.App(
    str(ROOT / "ui" / "main.py"),
    routes=[Route("/auth/redeem", redeem, methods=["POST"]), Route("/auth/sign-out", sign_out, methods=["POST"])],
)
