"""The screens over in-memory services, driven by AppTest."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from domain.people import Person
from services import bootstrap
from tests.pages.fake_services import fake_services
from tests.pages.samples import Store
from ui.session import TOKEN

ROOT = Path(__file__).resolve().parents[2]
Open = Callable[..., AppTest]


@pytest.fixture
def store() -> Store:
    """What the services remember; empty at first."""
    return Store()


@pytest.fixture
def services(store: Store) -> Iterator[Any]:
    """The fake in the place of the process's Services."""
    before = bootstrap.started()
    fake = fake_services(store)
    bootstrap.set_services(fake)
    yield fake
    bootstrap.set_services(before)


@pytest.fixture
def open_page(services: Any) -> Open:
    """Open a screen by its file name, as a person or a guest, with the query of its address."""

    def run(name: str, user: Person | None = None, **query: object) -> AppTest:
        app = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=20)
        if user:
            app.session_state[TOKEN] = services.accounts.token(user.email)
        app.run()
        for key, value in query.items():
            app.query_params[key] = str(value)
        return app.switch_page(str(ROOT / "pages" / f"{name}.py")).run()

    return run


def words(app: AppTest) -> str:
    """Everything a person reads on the screen, components apart."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.error, app.info, app.success)
    texts = [str(element.value) for group in kinds for element in group]
    texts += [f"{m.label} {m.value}" for m in app.metric]
    texts += [str(element.label) for group in (app.button, app.expander) for element in group]
    return "\n".join(texts)


def press(app: AppTest, label: str) -> AppTest:
    """Press the button with this label."""
    return next(b for b in app.button if b.label == label).click().run()


def press_in_dialog(app: AppTest, opener: str, key: str) -> AppTest:
    """Press a button of a dialog. AppTest knows no fragment runs, so the dialog's opener is pressed in the same run."""
    next(b for b in app.button if b.label == opener).click()
    return app.button(key=key).click().run()


def stay(app: AppTest, name: str) -> AppTest:
    """Go on from the screen a script has sent the person to; AppTest itself stays on the one it opened."""
    return app.switch_page(str(ROOT / "pages" / f"{name}.py")).run()
