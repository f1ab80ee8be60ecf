"""Launcher: Streamlit serves ui/main.py, with the routes and headers of web/ beside it. Nothing is built at import."""

from pathlib import Path

import streamlit as st

from web.application import exception_handlers, middleware, routes
from web.startup import process_startup

MAIN = Path(__file__).resolve().parent / "ui" / "main.py"


def read_secrets() -> dict[str, object]:
    """Streamlit's secrets, empty where there are none."""
    return st.secrets.to_dict() if st.secrets.load_if_toml_exists() else {}


startup = process_startup(read_secrets)
if st.runtime.exists():
    # This host runs the file as a plain script: no routes and no cookie, but the same pages.
    startup.begin()
    exec(compile(MAIN.read_text(), str(MAIN), "exec"), {"__name__": "__main__", "__file__": str(MAIN)})  # noqa: S102
else:
    app = st.App(
        MAIN,
        lifespan=startup.lifespan,
        routes=routes(startup),
        middleware=middleware(startup),
        exception_handlers=exception_handlers(startup),
    )
