"""Every setting of the app, read from the environment, `.env` or Streamlit secrets; nothing else reads them."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from domain.errors import SettingsRefused

ROOT = Path(__file__).resolve().parents[1]
SHORTEST_SECRET_KEY = 32
SHORTEST_SETUP_CODE = 16
_PLACEHOLDER = re.compile(r"(?i)change.?me|your[-_ ]|placeholder|example|<.*>|^(.)\1+$|^(secret|password|test)")
_PAIRS = (("supabase_url", "supabase_key"),)
_NEEDS = (
    ("supabase_secret_key", "supabase_url"),
    ("database_system_url", "database_url"),
    ("database_admin_url", "database_url"),
    ("openai_compatible_key", "openai_compatible_url"),
)


def _split(value: object) -> object:
    """Turn "a, b" into ("a", "b"); other shapes pass through."""
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]
Secrets = Annotated[tuple[SecretStr, ...], NoDecode, BeforeValidator(_split)]


class Settings(BaseSettings):
    """The settings under their lower-case names. Secret text is a SecretStr, so that it prints as stars."""

    model_config = SettingsConfigDict(
        env_file=ROOT / ".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    app_env: Literal["development", "production"] = "development"
    app_data_dir: Path = Path(".data")
    """Absolute once loaded; a relative path counts from the project folder."""
    app_base_url: str = ""
    app_secret_key: SecretStr | None = None
    admin_emails: Words = ()
    setup_code: SecretStr | None = None
    allowed_origins: Words = ()
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    database_url: SecretStr | None = None
    database_system_url: SecretStr | None = None
    database_admin_url: SecretStr | None = None
    auto_migrate: bool = False
    pool_size: int = Field(default=8, ge=1, le=100)
    """8 in development and 15 in production unless set."""
    system_pool_size: int = Field(default=2, ge=1, le=100)
    worker_pool_size: int = Field(default=4, ge=1, le=100)
    worker_enabled: bool = True

    supabase_url: str = ""
    supabase_key: SecretStr | None = None
    supabase_secret_key: SecretStr | None = None

    groq_api_keys: Secrets = ()
    groq_api_key: SecretStr | None = None
    """The single form; it ends up in `groq_api_keys` too."""
    groq_base_url: str = ""
    """Without /openai/v1; empty is Groq's own address."""
    groq_models: Words = ()
    """MODEL for every role, or ROLE=MODEL; the same form for each provider."""
    groq_timeout_seconds: float = Field(default=10.0, ge=1, le=600)
    """For one try; the same for each provider."""
    groq_day_requests: int = Field(default=14_400, ge=0)
    """Of an organization and model, unless its response headers say otherwise; 0 is no limit."""
    groq_day_tokens: int = Field(default=0, ge=0)
    """0 is no limit."""
    hf_tokens: Secrets = ()
    hf_base_url: str = ""
    hf_models: Words = ()
    hf_timeout_seconds: float = Field(default=30.0, ge=1, le=600)
    hf_month_dollars: float = 0.10
    """Of an organization; -1 is no limit."""
    openai_compatible_url: str = ""
    """With its path, such as http://localhost:11434/v1."""
    openai_compatible_key: SecretStr | None = None
    openai_compatible_models: Words = ()
    openai_compatible_timeout_seconds: float = Field(default=30.0, ge=1, le=600)
    openai_compatible_schemas: bool = False
    """On where the server holds replies to a strict JSON schema (llama.cpp, vLLM, Ollama do)."""
    model_run_seconds: float = Field(default=30.0, ge=1, le=3600)
    """The longest a person waits for one run of an agent, all tries together."""
    model_month_dollars: float = 20.0
    """What this deployment may spend on models in a month; -1 is no limit."""
    model_person_day_calls: int = Field(default=300, ge=0)
    """Model calls of one person in a day; 0 is no limit."""
    tavily_api_key: SecretStr | None = None

    langsmith_api_key: SecretStr | None = None
    langsmith_endpoint: str = ""
    langsmith_project: str = "interviewmaster"

    redis_url: SecretStr | None = None
    smtp_url: SecretStr | None = None
    sentry_dsn: SecretStr | None = None

    @property
    def production(self) -> bool:
        """True when people outside the team use this deployment."""
        return self.app_env == "production"

    @property
    def embedded(self) -> bool:
        """True when the app runs its own Postgres in `app_data_dir`."""
        return self.database_url is None

    @property
    def model_set(self) -> bool:
        """True when a model can be asked."""
        return bool(self.groq_api_keys or self.hf_tokens or self.openai_compatible_url)

    def warnings(self) -> list[str]:
        """Sentences for the operator about settings that work but should not stay as they are."""
        found = []
        if self.production and self.embedded and "app_data_dir" not in self.model_fields_set:
            found.append(
                "DATABASE_URL is not set and APP_DATA_DIR is not set either: the embedded database may sit on a disk "
                "that is wiped at the next restart. Set DATABASE_URL, or set APP_DATA_DIR to a disk that stays."
            )
        if self.langsmith_endpoint and self.langsmith_api_key is None:
            found.append("LANGSMITH_ENDPOINT is set without LANGSMITH_API_KEY: nothing is traced.")
        return found

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Settings whose value follows from another one."""
        if not data.get("groq_api_keys") and data.get("groq_api_key"):
            data = {**data, "groq_api_keys": data["groq_api_key"]}
        if str(data.get("app_env", "")) == "production":
            data = {"pool_size": 15, **data}
        return data

    @model_validator(mode="after")
    def _absolute_data_dir(self) -> Self:
        """Hold the data folder still when the working directory changes."""
        object.__setattr__(self, "app_data_dir", (ROOT / self.app_data_dir).resolve())
        return self

    @model_validator(mode="after")
    def _refuse_halves(self) -> Self:
        for first, second in _PAIRS:
            if bool(getattr(self, first)) != bool(getattr(self, second)):
                there, missing = (first, second) if getattr(self, first) else (second, first)
                raise SettingsRefused(f"{there.upper()} is set but {missing.upper()} is not. Set both or neither.")
        for name, needed in _NEEDS:
            if getattr(self, name) and not getattr(self, needed):
                raise SettingsRefused(f"{name.upper()} is set but {needed.upper()} is not. Set both or neither.")
        if self.auto_migrate and self.database_url and not self.database_admin_url:
            raise SettingsRefused(
                "AUTO_MIGRATE is on but DATABASE_ADMIN_URL is not set. Migrations need the owner's login: "
                "set DATABASE_ADMIN_URL, or turn AUTO_MIGRATE off and run `python manage.py migrate`."
            )
        return self

    @model_validator(mode="after")
    def _refuse_unsafe_production(self) -> Self:
        if not self.production:
            return self
        key = self.app_secret_key.get_secret_value() if self.app_secret_key else ""
        if not key:
            raise SettingsRefused("APP_SECRET_KEY is not set. In production it needs a long random value.")
        if len(key) < SHORTEST_SECRET_KEY or _PLACEHOLDER.search(key):
            raise SettingsRefused(
                f"APP_SECRET_KEY looks like a placeholder or is shorter than {SHORTEST_SECRET_KEY} characters. "
                "Set a long random value."
            )
        code = self.setup_code.get_secret_value() if self.setup_code else ""
        if code and (len(code) < SHORTEST_SETUP_CODE or _PLACEHOLDER.search(code)):
            raise SettingsRefused(
                f"SETUP_CODE looks like a placeholder or is shorter than {SHORTEST_SETUP_CODE} characters: whoever "
                "guesses it runs this server. Set a long random value, or none."
            )
        if not self.app_base_url:
            raise SettingsRefused("APP_BASE_URL is not set. In production it is the public address of the app.")
        if not re.match(r"https?://[^/\s]+", self.app_base_url):
            raise SettingsRefused("APP_BASE_URL must start with https:// or http:// and name a host.")
        return self


def load_settings(extra: Mapping[str, object] | None = None) -> Settings:
    """Read the settings: environment first, then `.env`, then `extra` (flat Streamlit secrets, any case).

    Raises SettingsRefused, which names the setting and never its value.
    """
    known = {name.lower(): value for name, value in (extra or {}).items() if value not in ("", None)}
    known = {name: value for name, value in known.items() if name in Settings.model_fields}

    class Loaded(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            del file_secret_settings
            return init_settings, env_settings, dotenv_settings, InitSettingsSource(settings_cls, known)

    try:
        return Loaded()
    except ValidationError as error:
        # The chain is cut: pydantic's own error would carry what was typed into a log.
        raise SettingsRefused(_sentence(error)) from None


def _sentence(error: ValidationError) -> str:
    """Name each setting that was refused and what is wrong with it, without the value."""
    parts = []
    for problem in error.errors(include_input=False, include_url=False, include_context=False):
        name = str(problem["loc"][0]).upper() if problem["loc"] else "A setting"
        parts.append(f"{name}: {problem['msg'][0].lower()}{problem['msg'][1:]}.")
    return "A setting cannot be used. " + " ".join(parts)
