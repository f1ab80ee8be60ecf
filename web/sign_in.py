"""The session cookie. A Streamlit script cannot set one, so a signed-in page fetches these routes."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.accounts import SESSION_LASTS
from web.own_requests import NO_STORE, refusal, same_origin, sent_object
from web.startup import Startup

COOKIE = "im_session"
_LARGEST_BODY = 1024


def sign_in_routes(startup: Startup) -> list[Route]:
    """POST /auth/redeem swaps a ticket for the cookie, POST /auth/sign-out ends the session and clears it."""

    async def redeem(request: Request) -> Response:
        if not same_origin(request):
            return refusal("This request did not come from the app.", 403)
        if startup.services is None:
            return refusal("The app is starting. Try again in a moment.", 503)
        ticket = str((await sent_object(request, _LARGEST_BODY)).get("ticket") or "")
        token = await run_in_threadpool(startup.services.accounts.redeem_ticket, ticket) if ticket else None
        if token is None:
            return refusal("This ticket was used already or is too old. Sign in again.", 400)
        response = Response(status_code=204, headers=NO_STORE)
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
        if not same_origin(request):
            return refusal("This request did not come from the app.", 403)
        token = request.cookies.get(COOKIE, "")
        if token and startup.services is not None:
            await run_in_threadpool(startup.services.accounts.sign_out, token)
        response = Response(status_code=204, headers=NO_STORE)
        response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=startup.production)
        return response

    return [Route("/auth/redeem", redeem, methods=["POST"]), Route("/auth/sign-out", sign_out, methods=["POST"])]
