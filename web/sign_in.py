"""The session cookie. A Streamlit script cannot set one, so a signed-in page fetches these routes."""

import json
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.accounts import SESSION_LASTS
from web.startup import Startup

COOKIE = "im_session"
_LARGEST_BODY = 1024
_NO_STORE = {"cache-control": "no-store"}


def sign_in_routes(startup: Startup) -> list[Route]:
    """POST /auth/redeem swaps a ticket for the cookie, POST /auth/sign-out ends the session and clears it."""

    async def redeem(request: Request) -> Response:
        if not _same_origin(request):
            return _refusal("This request did not come from the app.", 403)
        if startup.services is None:
            return _refusal("The app is starting. Try again in a moment.", 503)
        ticket = await _ticket(request)
        token = await run_in_threadpool(startup.services.accounts.redeem_ticket, ticket) if ticket else None
        if token is None:
            return _refusal("This ticket was used already or is too old. Sign in again.", 400)
        response = Response(status_code=204, headers=_NO_STORE)
        response.set_cookie(
            COOKIE,
            token,
            max_age=int(SESSION_LASTS.total_seconds()),
            httponly=True,
            samesite="lax",
            secure=startup.production or request.url.scheme == "https",
        )
        return response

    async def sign_out(request: Request) -> Response:
        if not _same_origin(request):
            return _refusal("This request did not come from the app.", 403)
        token = request.cookies.get(COOKIE, "")
        if token and startup.services is not None:
            await run_in_threadpool(startup.services.accounts.sign_out, token)
        response = Response(status_code=204, headers=_NO_STORE)
        response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=startup.production)
        return response

    return [Route("/auth/redeem", redeem, methods=["POST"]), Route("/auth/sign-out", sign_out, methods=["POST"])]


def _same_origin(request: Request) -> bool:
    """True when the browser vouches that a page of this host asks; a request without such a word is refused."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = urlsplit(request.headers.get("origin", ""))
    return bool(origin.netloc) and origin.netloc == request.headers.get("host")


async def _ticket(request: Request) -> str:
    """The ticket in the JSON body; empty when the body is not what our page sends."""
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        return ""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_BODY:
            return ""
    try:
        sent = json.loads(body)
    except ValueError:
        return ""
    ticket = sent.get("ticket") if isinstance(sent, dict) else None
    return ticket if isinstance(ticket, str) else ""


def _refusal(sentence: str, status: int) -> JSONResponse:
    return JSONResponse({"error": sentence}, status, headers=_NO_STORE)
