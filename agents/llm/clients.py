"""The client libraries, one client for each account, key, role and temperature, all over one bounded transport."""

import ssl
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import httpx

from agents.llm.accounts import AccountSettings
from agents.llm.roles import Role, role_named
from agents.llm.transport import MeteredTransport
from domain.model_use import Provider

if TYPE_CHECKING:  # importing langchain takes over a second, and most processes never ask a model
    from langchain_core.language_models.chat_models import BaseChatModel

    from agents.llm.tries import SpeechAsk

CONNECT_SECONDS = 5.0
CONNECTIONS = 100


@lru_cache(maxsize=1)
def _certificates() -> ssl.SSLContext:
    """Read once: it takes up to 0.1 s, on the loop that all calls share."""
    return httpx.create_ssl_context()


class Clients:
    """The chat models of one account, made at first use. Use them on the gateway's loop only."""

    def __init__(self, settings: AccountSettings) -> None:
        self._settings = settings
        self._http: httpx.AsyncClient | None = None
        self._unused: httpx.Client | None = None
        self._made: dict[tuple[int, str, float], BaseChatModel] = {}

    def chat_model(self, key: int, role: str, temperature: float | None = None) -> "BaseChatModel":
        """The client with the key at position `key` for `role`, at the role's own temperature unless one is given."""
        wanted = role_named(role)
        degree = wanted.temperature if temperature is None else temperature
        place = (key, role, degree)
        if place not in self._made:
            make = self._groq if self._settings.provider is Provider.GROQ else self._openai
            self._made[place] = make(self._settings.keys[key], self._settings.models[role], wanted, degree)
        return self._made[place]

    async def transcription(self, key: int, model: str, ask: "SpeechAsk", seconds: float) -> dict[str, Any]:
        """What was heard, in Groq's verbose form. Only Groq's accounts have a model for speech."""
        from groq import AsyncGroq

        client = AsyncGroq(
            api_key=self._settings.keys[key],
            base_url=self._settings.base_url or None,
            http_client=self.http,
            max_retries=0,
        )
        heard = await client.audio.transcriptions.create(
            file=("answer.wav", ask.audio),
            model=model,
            prompt=ask.prompt,
            language="en",
            temperature=0.0,
            response_format="verbose_json",
            timestamp_granularities=["word", "segment"],
            timeout=seconds,
        )
        return heard.model_dump()

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What the account's client library raises of its own. Only that library is imported: each takes 0.5 s."""
        from langchain_core.exceptions import LangChainException

        if self._settings.provider is Provider.GROQ:
            from groq import GroqError

            return GroqError, LangChainException
        from openai import OpenAIError

        return OpenAIError, LangChainException

    @property
    def http(self) -> httpx.AsyncClient:
        """The connections that all of the account's clients share."""
        if self._http is None:
            limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=20)
            timeout = httpx.Timeout(self._settings.timeout_seconds, connect=CONNECT_SECONDS)
            transport = MeteredTransport(limits=limits, verify=_certificates())
            self._http = httpx.AsyncClient(transport=transport, timeout=timeout)
        return self._http

    async def close(self) -> None:
        """Close every connection."""
        if self._http is not None:
            await self._http.aclose()
        if self._unused is not None:
            self._unused.close()

    def _shared(self) -> dict[str, Any]:
        """Both libraries also make a blocking client, with a certificate store of its own, unless given one."""
        if self._unused is None:
            self._unused = httpx.Client(verify=_certificates())
        return {"http_async_client": self.http, "http_client": self._unused, "max_retries": 0}

    def _groq(self, key: str, model: str, role: Role, temperature: float) -> "BaseChatModel":
        from langchain_groq import ChatGroq
        from pydantic import SecretStr

        effort: Any = role.reasoning_effort if model.startswith("openai/gpt-oss") else None
        return ChatGroq(
            model_name=model,
            groq_api_key=SecretStr(key),
            groq_api_base=self._settings.base_url or None,
            temperature=temperature,
            reasoning_effort=effort,
            max_tokens=role.max_tokens,
            timeout=self._settings.timeout_seconds,
            **self._shared(),
        )

    def _openai(self, key: str, model: str, role: Role, temperature: float) -> "BaseChatModel":
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        # max_tokens goes into the body as it is: the library's own field would send max_completion_tokens,
        # which servers other than OpenAI's may not know.
        return ChatOpenAI(
            model=model,
            api_key=SecretStr(key or "none"),
            base_url=self._settings.base_url,
            temperature=temperature,
            extra_body={"max_tokens": role.max_tokens},
            timeout=self._settings.timeout_seconds,
            stream_usage=True,
            use_responses_api=False,
            **self._shared(),
        )
