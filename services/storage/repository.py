"""What every repository stands on: rows in and out of one transaction's connection."""

import json
from datetime import datetime
from typing import Any, LiteralString

import psycopg
from psycopg.types.json import Jsonb
from pydantic import BaseModel

Row = dict[str, Any]
Connection = psycopg.Connection[Row]


def storable(value: Any) -> Any:
    """`value` with what Postgres cannot hold taken out of its texts: NUL characters and half surrogate pairs."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list | tuple):
        return [storable(item) for item in value]
    if isinstance(value, dict):
        return {storable(key): storable(item) for key, item in value.items()}
    return value


def as_json(value: BaseModel | dict[str, Any] | list[Any]) -> Jsonb:
    """A jsonb parameter; ids and times become text."""
    plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
    return Jsonb(storable(plain), dumps=_dumps)


def _dumps(value: Any) -> str:
    return json.dumps(value, default=str)


class Repository:
    """One aggregate's SQL, inside one transaction. `now` is the transaction's time (UTC)."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now

    def _rows(self, query: LiteralString, **values: Any) -> list[Row]:
        return self._connection.execute(query, storable(values)).fetchall()

    def _row(self, query: LiteralString, **values: Any) -> Row | None:
        return self._connection.execute(query, storable(values)).fetchone()

    def _run(self, query: LiteralString, **values: Any) -> int:
        """Run a statement; returns how many rows it touched."""
        return self._connection.execute(query, storable(values)).rowcount
