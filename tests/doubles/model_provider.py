"""A model provider on loopback that speaks to the clients of Groq, OpenAI and the Hugging Face router, and can fail."""

import asyncio
import io
import json
import wave
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from starlette.requests import Request as Form

from tests.doubles.loopback import Exchange, LoopbackServer
from tests.doubles.model_behaviours import BEHAVIOURS, Reply, usual
from tests.doubles.model_faults import ALIASES, FAULTS, STATUSES, Play, Refusal, fault_named, play
from tests.doubles.model_replies import Completion, ModelList, Said, Transcription
from tests.doubles.model_request import Request
from tests.doubles.provider_ledger import Bucket, Ledger, Limiter, PromptCache, RateLimits, Usage, count_tokens

MODELS = ("openai/gpt-oss-120b", "openai/gpt-oss-20b", "whisper-large-v3", "whisper-large-v3-turbo")
DEFAULT_ORGANIZATION = "default"
HEARD = "I led the move to the new billing service and we finished it two weeks early."
_PREFIXES = ("/openai/v1", "/v1")


def refused_url() -> str:
    """Where nobody listens."""
    return "http://127.0.0.1:1"


def no_such_host_url() -> str:
    """A name that no resolver may know (RFC 6761)."""
    return "http://models.invalid"


def tls_url(server: LoopbackServer) -> str:
    """The server's own port, which does not speak TLS."""
    return server.url.replace("http://", "https://")


class ModelProvider(LoopbackServer):
    """Use as a context manager, with ChatGroq at `url` or an OpenAI client at `url + "/v1"`.

    `behaviour`, a key of BEHAVIOURS, is what the model says, unless a `reply` is given. `fault`, one of FAULTS, is how
    every request fails; names in `faults` come first, one a request (lists of models take none). A fault may also be
    given as the behaviour. With `organizations` (key -> organization) other keys get 401 and count under ""; without,
    all keys belong to DEFAULT_ORGANIZATION.
    """

    def __init__(
        self,
        behaviour: str = "good",
        *,
        fault: str = "ok",
        faults: Iterable[str] = (),
        reply: Reply | None = None,
        delay: float = 0.0,
        organizations: Mapping[str, str] | None = None,
        limits: RateLimits | None = None,
        models: Iterable[str] | None = None,
    ) -> None:
        super().__init__()
        self.behaviour = behaviour
        self.fault = fault
        self.faults = list(faults)
        self.reply = reply
        self.delay = delay
        """Seconds before the first byte of any reply."""
        self.chunk_seconds = 0.0
        """Seconds between the events of a stream."""
        self.drip_seconds = 1.0
        """Seconds between the bytes of "one_byte_a_second"."""
        self.organizations = dict(organizations or {})
        self.models = None if models is None else tuple(models)
        """What is on offer; other models get 404. None lists MODELS and takes any."""
        self.heard = HEARD
        self.requests: list[Request] = []
        """Chat completions and transcriptions, in the order they came in."""
        self.lists = 0
        """How often the models were listed."""
        self.ledger = Ledger()
        self._limiter = Limiter(limits)
        self._prompt_cache = PromptCache()
        self._threads = ThreadPoolExecutor(64, thread_name_prefix="reply")

    @property
    def behaviour(self) -> str:
        """What the model says, or a fault that every request gets."""
        return self._behaviour

    @behaviour.setter
    def behaviour(self, name: str) -> None:
        assert name in BEHAVIOURS or name in FAULTS or name in ALIASES, f"no behaviour or fault is called {name!r}"
        self._behaviour = name

    @property
    def fault(self) -> str:
        """How every request fails that finds `faults` empty; "ok" for not at all."""
        return self._fault

    @fault.setter
    def fault(self, name: str) -> None:
        self._fault = fault_named(name)

    @property
    def limits(self) -> RateLimits | None:
        """Limits of each organization and model; setting them fills every bucket anew."""
        return self._limiter.limits

    @limits.setter
    def limits(self, limits: RateLimits | None) -> None:
        self._limiter = Limiter(limits)

    async def answer(self, exchange: Exchange) -> None:
        """Answer one request."""
        raw = await exchange.read()
        prefix = next((p for p in _PREFIXES if exchange.path.startswith(p + "/")), None)
        match exchange.method, exchange.path[len(prefix) :] if prefix else "":
            case "GET", "/models":
                await self._list(exchange)
            case "POST", "/chat/completions":
                await self._take(exchange, _json(raw), b"")
            case "POST", "/audio/transcriptions":
                await self._take(exchange, *await _form(exchange, raw))
            case _:
                await Refusal(404, "unknown_url", f"Unknown request URL: {exchange.path}").send(exchange, {})

    def _organization(self, exchange: Exchange) -> str | None:
        key = exchange.headers.get("authorization", "").removeprefix("Bearer ")
        return self.organizations.get(key) if self.organizations else DEFAULT_ORGANIZATION

    def _usual_fault(self) -> str:
        return fault_named(self.behaviour) if self.fault == "ok" and self.behaviour not in BEHAVIOURS else self.fault

    async def _list(self, exchange: Exchange) -> None:
        if self._organization(exchange) is None:
            await STATUSES["401"].send(exchange, {})
            return
        self.lists += 1
        said = ModelList("", MODELS if self.models is None else self.models)
        await self._send(exchange, said, self._usual_fault(), {}, lambda: None)

    async def _take(self, exchange: Exchange, body: dict[str, Any], audio: bytes) -> None:
        """Count a request, and answer it as the limits, the request itself and the faults have it."""
        organization = self._organization(exchange)
        request = Request(
            body,
            len(self.requests) + 1,
            path=exchange.path,
            headers=exchange.headers,
            organization=organization or "",
            audio=audio,
        )
        limiter, bucket = self._limiter, request.bucket
        refusal = STATUSES["401"] if organization is None else _wrong(request, self.models) or _taken(limiter, bucket)
        if refusal is None:
            request.fault = fault_named(self.faults.pop(0)) if self.faults else self._usual_fault()
        self.requests.append(request)
        self.ledger.received(bucket)
        if not await exchange.wait(self.delay):
            return
        refusal = refusal or STATUSES.get(request.fault)
        if refusal is not None:
            await refusal.send(exchange, limiter.headers(bucket))
        elif request.is_speech:
            heard = Transcription(self.heard, request, _seconds(audio))
            told = partial(self.ledger.answered, bucket, audio_seconds=heard.seconds)
            await self._send(exchange, heard, request.fault, limiter.headers(bucket), told)
        else:
            said, usage = await self._say(request)
            limiter.spend(bucket, usage.prompt - usage.cached + usage.completion)
            told = partial(self.ledger.answered, bucket, usage if request.wants_usage else None)
            await self._send(exchange, said, request.fault, limiter.headers(bucket), told)

    async def _say(self, request: Request) -> tuple[Completion, Usage]:
        if self.reply is not None:
            text = await asyncio.get_running_loop().run_in_executor(self._threads, self.reply, request)
        else:
            text = BEHAVIOURS.get(self.behaviour, usual)(request)
        cut = self.behaviour == "cut_off" and self.reply is None
        finish = "length" if cut else "tool_calls" if request.tool else "stop"
        prompt = " ".join(request.texts)
        cached = self._prompt_cache.cached_tokens(request.bucket, prompt)
        usage = Usage(count_tokens(prompt), count_tokens(text), cached)
        return Completion(text, request, usage, tool=request.tool, finish=finish), usage

    async def _send(
        self, exchange: Exchange, said: Said, fault: str, headers: dict[str, str], told: Callable[[], None]
    ) -> None:
        if fault in STATUSES:
            await STATUSES[fault].send(exchange, headers)
        else:
            await play(fault, Play(exchange, said, headers, told, self.chunk_seconds, self.drip_seconds))


def _json(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


async def _form(exchange: Exchange, raw: bytes) -> tuple[dict[str, Any], bytes]:
    """The fields of an upload as a chat completion's body would hold them, and the file (empty when there is none)."""

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": raw}

    async with Form(exchange.scope, receive).form() as form:
        body: dict[str, Any] = {k: v for k, v in form.items() if isinstance(v, str) and not k.endswith("[]")}
        body |= {k.removesuffix("[]"): form.getlist(k) for k in form if k.endswith("[]")}
        file = form.get("file")
        return body, b"" if file is None or isinstance(file, str) else await file.read()


def _wrong(request: Request, models: tuple[str, ...] | None) -> Refusal | None:
    """What the provider itself finds wrong with a request."""
    if models is not None and request.model.split(":")[0] not in models:
        return Refusal(404, "model_not_found", f"The model `{request.model}` does not exist.")
    if request.is_speech:
        return None if request.audio else Refusal(400, "missing_file", "`file` is required.")
    if not request.texts:
        return Refusal(400, "missing_messages", "'messages' : minimum number of items is 1")
    if request.is_groq and request.body.get("tools") and request.body.get("response_format"):
        return Refusal(400, "bad_request", "json mode cannot be combined with tool/function calling")
    return None


def _taken(limiter: Limiter, bucket: Bucket) -> Refusal | None:
    empty = limiter.take(bucket)
    if empty is None:
        return None
    wait = (("retry-after", limiter.retry_after(empty)),)
    return Refusal(429, "rate_limit_exceeded", f"Rate limit reached on {empty}.", wait)


def _seconds(audio: bytes) -> float:
    """Length of a WAV file; of others a guess at 32 kbit a second."""
    try:
        with wave.open(io.BytesIO(audio)) as file:
            return float(file.getnframes() / file.getframerate())
    except (wave.Error, EOFError):
        return len(audio) / 4000
