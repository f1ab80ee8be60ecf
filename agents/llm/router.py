"""Has a question answered: weighs the accounts, asks the best one, and goes on to the next when it fails."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

import structlog

from agents.llm.accounting import Accounting
from agents.llm.accounts import Account, AccountSettings
from agents.llm.clients import Clients
from agents.llm.clock import Clock
from agents.llm.dialect import reply_of, request_for, wanted_form
from agents.llm.failures import CLIENT_ERRORS, BadGeneration, Failure, failure_of
from agents.llm.pieces import Heard, finish_reason, last_piece, message_of, only_piece, says_something
from agents.llm.transport import WIRE
from agents.llm.tries import SHORTEST_TRY_SECONDS, AnyAsk, Ask, SpeechAsk, Try, hold_for
from domain.errors import ModelUnavailable
from domain.model_use import Considered, Outcome, SwitchState

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel
    from langchain_core.messages import AIMessage
    from langchain_core.outputs import ChatGenerationChunk

log = structlog.get_logger(__name__)

NO_ANSWER = "The model did not answer. What you wrote is saved; try again in a few minutes."
NOBODY_LISTENED = "The model did not answer. Your recording is saved; try again in a few minutes, or type your answer."
NOT_ACCEPTED = "The model did not accept the request. What you wrote is saved."
BROKE_OFF = "The answer broke off. What you wrote is saved; ask again."


class Router:
    """Routes every question of this process. Its coroutines run on the gateway's loop."""

    def __init__(
        self,
        settings: Sequence[AccountSettings],
        accounting: Accounting,
        clock: Clock,
    ) -> None:
        self.accounts = {s.name: Account(s, clock) for s in settings}
        self._clients = {s.name: Clients(s) for s in settings}
        self._accounting = accounting
        self._clock = clock

    async def complete(self, ask: Ask) -> "AIMessage":
        """The reply, complete and with a finish_reason.

        Raises ModelUnavailable when no account answered in time, QuotaExceeded when a budget is used up, BadGeneration
        when no account's words are of use.
        """
        ask.run.take_call()
        tried: set[str] = set()
        useless: BadGeneration | None = None
        while (attempt := await self._next(ask, tried)) is not None:
            message: AIMessage | None = None
            try:
                model, options = self._begun(ask, attempt)
                async with asyncio.timeout(attempt.seconds):
                    message = await _asked(model, ask, options)
                reply = reply_of(message, ask.options)
            except asyncio.CancelledError as error:
                self._accounting.end(ask, attempt, failure_of(error), message)
                raise
            except self._errors(attempt) as error:
                useless = self._failed(ask, attempt, failure_of(error), message, tried) or useless
                continue
            self._accounting.end(ask, attempt, None, reply)
            return _labelled(reply, attempt)
        raise useless or ModelUnavailable(NO_ANSWER)

    async def stream(self, ask: Ask) -> "AsyncGenerator[ChatGenerationChunk, None]":
        """The reply in pieces. Another account is asked only before the first piece: two replies are never spliced.

        A reply in the form of a schema is of use only when it is whole, so it comes as one piece. Raises as complete()
        does, and ModelUnavailable when a reply breaks off.
        """
        if wanted_form(ask.options):
            yield only_piece(await self.complete(ask))
            return
        ask.run.take_call()
        tried: set[str] = set()
        useless: BadGeneration | None = None
        while (attempt := await self._next(ask, tried)) is not None:
            heard = Heard(ask.options)
            try:
                async with aclosing(self._pieces(ask, attempt)) as pieces:
                    async for piece in pieces:
                        if heard.take(piece):
                            yield piece
                heard.check()
            except (asyncio.CancelledError, GeneratorExit) as error:
                self._accounting.end(ask, attempt, failure_of(error), heard.told)
                raise
            except self._errors(attempt) as error:
                found = self._failed(ask, attempt, failure_of(error), heard.told, tried)
                if heard.given:
                    raise found or ModelUnavailable(BROKE_OFF) from error
                useless = found or useless
                continue
            self._accounting.end(ask, attempt, None, heard.told)
            yield last_piece(attempt.account.name)
            return
        raise useless or ModelUnavailable(NO_ANSWER)

    async def transcribe(self, ask: SpeechAsk) -> Mapping[str, Any]:
        """What an account's model heard, in the provider's verbose form: text, segments and words with times.

        Raises as complete() does.
        """
        ask.run.take_call()
        tried: set[str] = set()
        while (attempt := await self._next(ask, tried)) is not None:
            attempt.begin(self._clock.monotonic(), ask.run.deadline)
            WIRE.set(attempt.wire)
            clients = self._clients[attempt.account.name]
            try:
                async with asyncio.timeout(attempt.seconds):
                    heard = await clients.transcription(attempt.key, attempt.hold.model, ask, attempt.seconds)
            except asyncio.CancelledError as error:
                self._accounting.end(ask, attempt, failure_of(error), None)
                raise
            except self._errors(attempt) as error:
                self._failed(ask, attempt, failure_of(error), None, tried)
                continue
            self._accounting.end(ask, attempt, None, None)
            return {**heard, "provider": attempt.account.name, "model": attempt.hold.model}
        raise ModelUnavailable(NOBODY_LISTENED)

    async def close(self) -> None:
        """Close every connection."""
        for clients in self._clients.values():
            await clients.close()

    def clients(self, account: str) -> Clients:
        """The client libraries of an account."""
        return self._clients[account]

    def _begun(self, ask: Ask, attempt: Try) -> tuple["BaseChatModel", dict[str, Any]]:
        """The client and the request's options, from when on the time of the try runs."""
        model = self._clients[attempt.account.name].chat_model(attempt.key, ask.role, ask.temperature)
        options = request_for(ask.options, enforces_schemas=attempt.account.settings.enforces(attempt.hold.model))
        attempt.begin(self._clock.monotonic(), ask.run.deadline)
        WIRE.set(attempt.wire)
        return model, options

    def _errors(self, attempt: Try) -> tuple[type[Exception], ...]:
        """What counts as a failed try; anything else is a mistake in the code."""
        return (*self._clients[attempt.account.name].errors, BadGeneration, *CLIENT_ERRORS)

    async def _pieces(self, ask: Ask, attempt: Try) -> "AsyncGenerator[ChatGenerationChunk, None]":
        """The stream's pieces that hold something, each within the time of a try and all within the run's deadline."""
        model, options = self._begun(ask, attempt)
        stream = model._astream(list(ask.messages), stop=ask.stop, **options)
        first_by = attempt.started + attempt.seconds
        async with aclosing(stream):  # type: ignore[type-var]
            while True:
                now = self._clock.monotonic()
                wait = min(first_by - now if first_by else attempt.seconds, ask.run.deadline - now)
                try:
                    async with asyncio.timeout(max(wait, 0.001)):
                        piece = await anext(stream)
                except StopAsyncIteration:
                    return
                if says_something(piece) or finish_reason(piece) or message_of(piece).usage_metadata:
                    first_by = 0.0
                    yield piece

    async def _next(self, ask: AnyAsk, tried: set[str]) -> Try | None:
        """The next try, with its hold set aside; None when no account is left or the time is up."""
        switches = await self._accounting.switches()
        await self._accounting.look(ask.role, self._able(ask.role))
        while True:
            left = ask.run.deadline - self._clock.monotonic()
            weighed = self._weigh(ask, tried, switches)
            chosen = next((c for c in weighed if not c.left_out), None)
            if chosen is None or left < SHORTEST_TRY_SECONDS:
                log.info("model_not_routed", role=ask.role, seconds_left=round(left, 2), considered=_shown(weighed))
                return None
            account = self.accounts[chosen.account]
            ticket = account.breaker.allow()
            if not ticket:
                tried.add(account.name)
                continue
            hold, held = hold_for(ask, account), False
            try:
                held = await self._accounting.hold(hold, account)
            finally:
                if not held:
                    account.breaker.released(ticket)
            if not held:
                continue
            log.info("model_routed", role=ask.role, account=account.name, considered=_shown(weighed))
            account.in_flight += 1
            ordered = (chosen, *(c for c in weighed if c is not chosen))
            now = self._clock
            return Try(account, account.next_key(), ticket, hold, ordered, now.now(), now.monotonic())

    def _able(self, role: str) -> list[Account]:
        """The accounts that have a model for the role."""
        return [account for account in self.accounts.values() if role in account.settings.models]

    def _weigh(self, ask: AnyAsk, tried: set[str], switches: Mapping[str, SwitchState]) -> list[Considered]:
        """Every account, best first; those that gave this run useless words come after the others."""
        begun = {c.account for c in ask.run.calls}
        found = []
        for account in self._able(ask.role):
            switch = switches.get(account.name, SwitchState.ON)
            considered = account.consider(ask.role, ask.prompt_tokens, switch, begun=account.name in begun)
            if account.name in tried:
                considered = considered.model_copy(update={"left_out": considered.left_out or "failed just now"})
            found.append(considered)
        order = {name: account.settings.priority for name, account in self.accounts.items()}
        return sorted(found, key=lambda c: (c.account in ask.run.avoid, -c.score, order[c.account]))

    def _failed(
        self, ask: AnyAsk, attempt: Try, failure: Failure, message: "AIMessage | None", tried: set[str]
    ) -> BadGeneration | None:
        """Count the failure, and raise where no other account should be asked; returns it when it is about words."""
        self._accounting.end(ask, attempt, failure, message)
        if failure.outcome is Outcome.REFUSED:
            raise ModelUnavailable(NOT_ACCEPTED)
        another_key = failure.status in (401, 403) and attempt.account.working_keys()
        if not another_key:
            tried.add(attempt.account.name)
        if failure.outcome is not Outcome.BAD_GENERATION:
            return None
        ask.run.avoid.add(attempt.account.name)
        return BadGeneration(failure.text)


async def _asked(model: "BaseChatModel", ask: Ask, options: dict[str, Any]) -> "AIMessage":
    result = await model._agenerate(list(ask.messages), stop=ask.stop, **options)
    found = result.generations[0]
    if found.message.type != "ai":
        raise ValueError("The reply is not an assistant's.")
    told = {**(found.generation_info or {}), **found.message.response_metadata}
    return found.message.model_copy(update={"response_metadata": told})  # type: ignore[return-value]


def _labelled(message: "AIMessage", attempt: Try) -> "AIMessage":
    """The reply with the account and model that gave it."""
    metadata = {**message.response_metadata, "provider": attempt.account.name, "model_name": attempt.hold.model}
    return message.model_copy(update={"response_metadata": metadata})


def _shown(weighed: Sequence[Considered]) -> list[str]:
    return [f"{c.account} {c.score:.3f}{f' ({c.left_out})' if c.left_out else ''}" for c in weighed]
