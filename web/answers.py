"""The last words of a tab that closes: Streamlit drops a run whose tab has gone, but a browser finishes a request."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from domain.people import Person
from web.own_requests import NO_STORE, refusal, same_origin, sent_object
from web.sign_in import COOKIE
from web.startup import Startup

if TYPE_CHECKING:  # the first answer of /health does not wait for the services
    from services.bootstrap import Services

_LARGEST_BODY = 160_000
"""The longest answer, with every character escaped."""


class SentDraft(BaseModel):
    """What the answer box had in it when its page went out of sight."""

    turn: UUID
    text: str


class SentAnswer(SentDraft):
    """A submission. The page sends it the other way too, under the same key, so it is stored once."""

    interview: UUID
    key: str = Field(min_length=8, max_length=100)
    by_clock: bool = False


T = TypeVar("T", bound=SentDraft)


def answer_routes(startup: Startup) -> list[Route]:
    """POST /drafts and POST /answers, for the person of the cookie. A host that strips cookies does without them."""

    async def draft(request: Request) -> Response:
        def keep(services: "Services", user: Person, sent: SentDraft) -> None:
            services.interviews.save_draft(user, sent.turn, sent.text)

        return await _take(startup, request, SentDraft, keep)

    async def answer(request: Request) -> Response:
        def keep(services: "Services", user: Person, sent: SentAnswer) -> None:
            services.interviews.submit_answer(
                user, sent.interview, sent.turn, sent.text, sent.key, by_clock=sent.by_clock
            )

        return await _take(startup, request, SentAnswer, keep)

    return [Route("/drafts", draft, methods=["POST"]), Route("/answers", answer, methods=["POST"])]


async def _take(
    startup: Startup, request: Request, form: type[T], keep: Callable[["Services", Person, T], None]
) -> Response:
    """Check who asks and what was sent, then run `keep` in a thread; an AppError is answered by its handler."""
    if not same_origin(request):
        return refusal("This request did not come from the app.", 403)
    services = startup.services
    if services is None:
        return refusal("The app is starting. Try again in a moment.", 503)
    try:
        sent = form.model_validate(await sent_object(request, _LARGEST_BODY))
    except ValidationError:
        return refusal("This is not what the answer box sends.", 400)

    def run() -> bool:
        user = services.accounts.person_for(request.cookies.get(COOKIE, ""))
        if user:
            keep(services, user, sent)
        return user is not None

    if not await run_in_threadpool(run):
        return refusal("Sign in to go on.", 401)
    return Response(status_code=204, headers=NO_STORE)
