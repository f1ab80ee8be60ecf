import json

import pytest
import structlog

from services.logs import set_up_logging
from services.settings import Settings

PRODUCTION = {
    "app_env": "production",
    "app_secret_key": "kq3Zr8Vw0mXy5Tn1Lb7Hc9Jd2Fg4Ps6A",
    "app_base_url": "https://coach.invalid",
}


@pytest.fixture(autouse=True)
def as_before():
    yield
    structlog.reset_defaults()


def fail(text: str) -> None:
    words = text + " of a resume"
    raise ZeroDivisionError(len(words))


@pytest.mark.parametrize("values", [{}, PRODUCTION], ids=["development", "production"])
def test_a_traceback_shows_no_local_variable_and_stdout_stays_free(capsys, values):
    set_up_logging(Settings(_env_file=None, **values))
    try:
        fail(" ".join(["private", "words"]))
    except ZeroDivisionError as error:
        structlog.get_logger("test").error("it_failed", reference="ab12", exc_info=error)
    out, err = capsys.readouterr()
    assert out == ""
    assert "it_failed" in err
    assert "ZeroDivisionError" in err
    assert "private words" not in err


def test_production_writes_one_json_object_a_line_whatever_the_text(capsys):
    set_up_logging(Settings(_env_file=None, **PRODUCTION))
    nasty = 'a\nb\r\n{"event": "forged"}\x1b[31m\u2028'
    structlog.get_logger("test").warning("upload_refused", name=nasty)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert json.loads(lines[0])["name"] == nasty


def test_the_level_is_a_setting(capsys):
    set_up_logging(Settings(_env_file=None, log_level="ERROR"))
    structlog.get_logger("test").warning("quiet")
    assert capsys.readouterr().err == ""
