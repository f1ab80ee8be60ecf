"""`/health`: the server answers. `/ready`: the app can do its work."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from services.health import VERSION
from web.startup import Startup

STARTING = {"status": "starting"}
_NO_STORE = {"cache-control": "no-store"}


def health_routes(startup: Startup) -> list[Route]:
    """Both routes. Neither needs a sign-in; neither tells more than names of checks."""

    async def health(_: Request) -> JSONResponse:
        return JSONResponse({"status": "ok", "version": VERSION}, headers=_NO_STORE)

    async def ready(_: Request) -> JSONResponse:
        services = startup.services
        if services is None:
            error = startup.error
            state = {"status": "refused", "code": error.code, "message": error.message} if error else STARTING
            return JSONResponse(state, 503, headers=_NO_STORE)
        checks = await run_in_threadpool(services.health.readiness)
        ok = all(check.ok for check in checks)
        found = {check.name: {"ok": check.ok, "text": check.text} for check in checks}
        body = {"status": "ready" if ok else "not ready", "checks": found}
        return JSONResponse(body, 200 if ok else 503, headers=_NO_STORE)

    return [Route("/health", health), Route("/ready", ready)]
