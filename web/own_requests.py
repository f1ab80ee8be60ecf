"""What our own pages may send us: from this host, as a small JSON object."""

import json
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse

NO_STORE = {"cache-control": "no-store"}


def same_origin(request: Request) -> bool:
    """True when the browser vouches that a page of this host asks; a request without such a word is refused."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = urlsplit(request.headers.get("origin", ""))
    return bool(origin.netloc) and origin.netloc == request.headers.get("host")


async def sent_object(request: Request, largest: int) -> dict[str, Any]:
    """The JSON object in the body; empty when the body is something else or has more than `largest` bytes."""
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        return {}
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            return {}
    try:
        sent = json.loads(body)
    except ValueError:
        return {}
    return sent if isinstance(sent, dict) else {}


def refusal(sentence: str, status: int) -> JSONResponse:
    """A refusal that no cache keeps."""
    return JSONResponse({"error": sentence}, status, headers=NO_STORE)
