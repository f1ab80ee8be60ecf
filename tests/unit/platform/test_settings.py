import pytest

from domain.errors import SettingsRefused
from services.settings import ROOT, Settings, load_settings

STRONG_KEY = "kq3Zr8Vw0mXy5Tn1Lb7Hc9Jd2Fg4Ps6A"
PRODUCTION = {"APP_ENV": "production", "APP_SECRET_KEY": STRONG_KEY, "APP_BASE_URL": "https://coach.invalid"}
DESIGN_NAMES = [
    "APP_ENV",
    "APP_DATA_DIR",
    "APP_BASE_URL",
    "APP_SECRET_KEY",
    "DATABASE_URL",
    "SUPABASE_URL",
    "SUPABASE_KEY",
    "SUPABASE_SECRET_KEY",
    "ADMIN_EMAILS",
    "SETUP_CODE",
    "ALLOWED_ORIGINS",
    "LOG_LEVEL",
    "GROQ_API_KEYS",
    "GROQ_API_KEY",
    "GROQ_BASE_URL",
    "HF_TOKENS",
    "HF_BASE_URL",
    "OPENAI_COMPATIBLE_URL",
    "OPENAI_COMPATIBLE_KEY",
    "TAVILY_API_KEY",
    "LANGSMITH_API_KEY",
    "LANGSMITH_ENDPOINT",
    "LANGSMITH_PROJECT",
    "REDIS_URL",
    "SMTP_URL",
    "SENTRY_DSN",
    "DATABASE_SYSTEM_URL",
    "DATABASE_ADMIN_URL",
    "AUTO_MIGRATE",
    "POOL_SIZE",
    "SYSTEM_POOL_SIZE",
    "WORKER_POOL_SIZE",
    "WORKER_ENABLED",
    "GROQ_MODELS",
    "GROQ_TIMEOUT_SECONDS",
    "GROQ_DAY_REQUESTS",
    "GROQ_DAY_TOKENS",
    "HF_MODELS",
    "HF_TIMEOUT_SECONDS",
    "HF_MONTH_DOLLARS",
    "OPENAI_COMPATIBLE_MODELS",
    "OPENAI_COMPATIBLE_TIMEOUT_SECONDS",
    "OPENAI_COMPATIBLE_SCHEMAS",
    "MODEL_RUN_SECONDS",
    "MODEL_MONTH_DOLLARS",
    "MODEL_PERSON_DAY_CALLS",
]


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch, tmp_path):
    """No setting of the machine, and no .env file of the developer, reaches these tests."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setitem(Settings.model_config, "env_file", tmp_path / ".env")
    return tmp_path


def test_every_documented_setting_exists():
    assert {name.lower() for name in DESIGN_NAMES} == set(Settings.model_fields)


def test_the_example_file_names_every_setting_and_loads(bare_environment):
    example = (ROOT / ".env.example").read_text()
    for name in Settings.model_fields:
        assert f"{name.upper()}=" in example, name.upper()
    (bare_environment / ".env").write_text(example)
    assert load_settings().app_env == "development"


def test_nothing_set_is_a_working_development_setup():
    settings = load_settings()
    assert (settings.app_env, settings.pool_size, settings.worker_enabled) == ("development", 8, True)
    assert settings.embedded
    assert settings.app_data_dir == ROOT / ".data"
    assert settings.warnings() == []


def test_environment_beats_env_file_beats_streamlit_secrets(bare_environment, monkeypatch):
    secrets = {"LOG_LEVEL": "ERROR", "SETUP_CODE": "from-secrets", "hf_base_url": "http://secrets", "section": {"a": 1}}
    (bare_environment / ".env").write_text("LOG_LEVEL=WARNING\nSETUP_CODE=from-file\n")
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    settings = load_settings(secrets)
    assert settings.log_level == "DEBUG"
    assert settings.setup_code is not None
    assert settings.setup_code.get_secret_value() == "from-file"
    assert settings.hf_base_url == "http://secrets"


@pytest.mark.parametrize("name", ["GROQ_API_KEYS", "GROQ_API_KEY"])
def test_groq_keys_come_in_either_form(monkeypatch, name):
    monkeypatch.setenv(name, "one, two" if name.endswith("S") else "one")
    keys = [key.get_secret_value() for key in load_settings().groq_api_keys]
    assert keys == (["one", "two"] if name.endswith("S") else ["one"])


def test_an_empty_setting_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    assert load_settings({"SUPABASE_URL": ""}).embedded


def test_a_relative_data_folder_does_not_move_with_the_working_directory(monkeypatch, tmp_path):
    monkeypatch.setenv("APP_DATA_DIR", "var/data")
    monkeypatch.chdir(tmp_path)
    assert load_settings().app_data_dir == ROOT / "var" / "data"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"SUPABASE_URL": "https://x.invalid"}, ["SUPABASE_URL", "SUPABASE_KEY"]),
        ({"SUPABASE_KEY": "hush-hush"}, ["SUPABASE_URL", "SUPABASE_KEY"]),
        ({"OPENAI_COMPATIBLE_KEY": "hush-hush"}, ["OPENAI_COMPATIBLE_URL"]),
        ({"GROQ_TIMEOUT_SECONDS": "hush-hush"}, ["GROQ_TIMEOUT_SECONDS"]),
        ({"SUPABASE_SECRET_KEY": "hush-hush"}, ["SUPABASE_SECRET_KEY", "SUPABASE_URL"]),
        ({"DATABASE_SYSTEM_URL": "postgresql://u:hush-hush@h/d"}, ["DATABASE_SYSTEM_URL", "DATABASE_URL"]),
        ({"DATABASE_ADMIN_URL": "postgresql://u:hush-hush@h/d"}, ["DATABASE_ADMIN_URL", "DATABASE_URL"]),
        ({"DATABASE_URL": "postgresql://u:hush-hush@h/d", "AUTO_MIGRATE": "1"}, ["AUTO_MIGRATE", "DATABASE_ADMIN_URL"]),
        ({"POOL_SIZE": "hush-hush"}, ["POOL_SIZE"]),
        ({"APP_ENV": "hush-hush"}, ["APP_ENV"]),
        ({**PRODUCTION, "APP_SECRET_KEY": ""}, ["APP_SECRET_KEY"]),
        ({**PRODUCTION, "APP_SECRET_KEY": "hush-hush"}, ["APP_SECRET_KEY"]),
        ({**PRODUCTION, "SETUP_CODE": "twelve chars"}, ["SETUP_CODE"]),
        ({**PRODUCTION, "SETUP_CODE": "changeme-changeme-changeme"}, ["SETUP_CODE"]),
        ({**PRODUCTION, "APP_SECRET_KEY": "changeme-hush-hush-changeme-hush-hush"}, ["APP_SECRET_KEY"]),
        ({**PRODUCTION, "APP_BASE_URL": ""}, ["APP_BASE_URL"]),
        ({**PRODUCTION, "APP_BASE_URL": "hush-hush"}, ["APP_BASE_URL"]),
    ],
)
def test_a_refused_setting_is_named_and_never_shown(monkeypatch, given, named):
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsRefused) as refused:
        load_settings()
    for name in named:
        assert name in refused.value.message
    assert "hush" not in refused.value.message
    assert refused.value.__cause__ is None


def test_production_warns_of_a_database_on_a_disk_nobody_chose(monkeypatch, tmp_path):
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(name, value)
    assert any("DATABASE_URL" in sentence for sentence in load_settings().warnings())
    assert load_settings().pool_size == 15
    monkeypatch.setenv("APP_DATA_DIR", str(tmp_path))
    assert load_settings().warnings() == []


def test_printing_settings_shows_no_secret(monkeypatch):
    words = ("KEY", "HF_TOKENS", "DATABASE", "REDIS", "SMTP", "SENTRY")
    names = [name for name in DESIGN_NAMES if any(word in name for word in words)]
    for name in [*names, "SETUP_CODE"]:
        monkeypatch.setenv(name, "hush-hush")
    monkeypatch.setenv("SUPABASE_URL", "https://x.invalid")
    monkeypatch.setenv("OPENAI_COMPATIBLE_URL", "https://x.invalid")
    settings = load_settings()
    assert "hush" not in repr(settings)
    assert "hush" not in settings.model_dump_json()
