"""What app.py puts beside Streamlit's own pages."""

import uuid
from collections.abc import Callable
from typing import Any

import structlog
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from domain.errors import AppError, DatabaseBusy, NotAllowed, NotFound, RateLimited
from web.answers import answer_routes
from web.headers import SecurityHeaders, security_headers
from web.health import health_routes
from web.sign_in import sign_in_routes
from web.startup import Startup

log = structlog.get_logger(__name__)
_STATUS = {NotFound: 404, NotAllowed: 403, RateLimited: 429, DatabaseBusy: 503}


def routes(startup: Startup) -> list[Route]:
    """Every route of ours."""
    return [*health_routes(startup), *sign_in_routes(startup), *answer_routes(startup)]


def middleware(startup: Startup) -> list[Middleware]:
    """What each request passes through, outermost first."""
    return [Middleware(SecurityHeaders, production=lambda: startup.production)]


def exception_handlers(startup: Startup) -> dict[Any, Callable[[Request, Any], JSONResponse]]:
    """An AppError becomes its sentence; anything else is logged and answered with a reference to find it by."""

    def known(_: Request, error: AppError) -> JSONResponse:
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 400)
        return JSONResponse({"error": error.message}, status)

    def unexpected(request: Request, error: Exception) -> JSONResponse:
        reference = uuid.uuid4().hex[:8]
        log.error("request_failed", reference=reference, path=request.url.path, exc_info=error)
        # This answer is made outside the middleware, so it brings the headers itself.
        headers = security_headers(request.headers.get("host", ""), production=startup.production)
        message = f"Something went wrong on our side. Nothing you saved is lost. Reference: {reference}"
        return JSONResponse({"error": message, "reference": reference}, 500, headers=headers)

    return {AppError: known, Exception: unexpected}
