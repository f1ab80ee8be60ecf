"""Security headers on every HTTP answer, Streamlit's own included, and one closed path."""

import re
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HSTS = "max-age=63072000; includeSubDomains"
_PLAIN_HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9A-Fa-f:]+\](:\d+)?")
_METRICS = "/_stcore/metrics"


def content_security_policy(host: str) -> str:
    """The policy for a page served under `host`.

    Streamlit needs inline script and blob: addresses (recordings, downloads, workers); images and
    connections stay with this host, so that a text can load or send nothing elsewhere.
    """
    # Not every browser counts websockets of the same host as 'self'.
    sockets = f" ws://{host} wss://{host}" if _PLAIN_HOST.fullmatch(host) else ""
    return "; ".join(
        [
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "media-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self' blob: data:{sockets}",
            "worker-src 'self' blob:",
            "frame-src 'self' blob: data:",
            "frame-ancestors 'self'",
            "form-action 'self'",
            "base-uri 'self'",
            "object-src 'none'",
        ]
    )


def security_headers(host: str, *, production: bool) -> dict[str, str]:
    """The headers for an answer under `host`; HSTS only in production."""
    headers = {
        "content-security-policy": content_security_policy(host),
        "x-content-type-options": "nosniff",
        "x-frame-options": "SAMEORIGIN",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), payment=(), usb=(), microphone=(self)",
    }
    if production:
        headers["strict-transport-security"] = _HSTS
    return headers


class SecurityHeaders:
    """Plain ASGI middleware, so that the websocket passes untouched. `production` is asked anew for each answer."""

    def __init__(self, app: ASGIApp, production: Callable[[], bool]) -> None:
        self._app = app
        self._production = production

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers, and refuse Streamlit's metrics to other machines."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        host = _header(scope, b"host")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in security_headers(host, production=self._production()).items():
                    headers.setdefault(name, value)
            await send(message)

        if scope["path"].rstrip("/").endswith(_METRICS) and not _from_this_machine(scope):
            await PlainTextResponse("Not found", status_code=404)(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)


def _from_this_machine(scope: Scope) -> bool:
    """True for a direct request over loopback; one that a proxy passed on comes from somewhere else."""
    client = scope.get("client")
    forwarded = _header(scope, b"x-forwarded-for") or _header(scope, b"forwarded")
    return client is not None and client[0] in ("127.0.0.1", "::1", "::ffff:127.0.0.1") and not forwarded


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")
