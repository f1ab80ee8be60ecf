"""What commands share: how they are declared, how they print, how they open the services."""

import argparse
import json
from collections.abc import Callable
from typing import Any, Protocol

Command = Callable[[argparse.Namespace], int]


class Add(Protocol):
    """Declares one command: its name, what runs it, and a sentence of help."""

    def __call__(self, name: str, run: Command, text: str) -> argparse.ArgumentParser: ...


def out(args: argparse.Namespace, document: Any, text: str) -> None:
    """Print `document` as JSON with --json, else `text`."""
    print(json.dumps(document, ensure_ascii=False, default=str) if args.json else text)


def open_services(*, worker_enabled: bool = False) -> Any:
    """Every service over the database of the settings; the caller closes it."""
    from services import bootstrap
    from services.settings import load_settings

    settings = load_settings().model_copy(update={"worker_enabled": worker_enabled})
    return bootstrap.build_services(settings)
