"""Any JSON schema is filled with values that it allows."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Optional
from uuid import UUID

import pytest
from pydantic import BaseModel, Field, TypeAdapter

from tests.doubles.schema_filler import filled


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Tree(BaseModel):
    name: str
    children: list["Tree"]
    parent: Optional["Tree"]


@pytest.mark.parametrize(
    "wanted",
    [
        Annotated[int, Field(ge=3, le=5)],
        Annotated[int, Field(gt=3, lt=5)],
        Annotated[int, Field(le=-2)],
        Annotated[int, Field(multiple_of=5, ge=7)],
        Annotated[float, Field(gt=0, lt=1)],
        Annotated[float, Field(ge=0, le=1)],
        Annotated[str, Field(min_length=30)],
        Annotated[str, Field(max_length=3)],
        Annotated[str, Field(pattern=r"^[a-z]+$")],
        Annotated[list[str], Field(min_length=3, max_length=4)],
        Annotated[list[str], Field(max_length=0)],
        list[Literal["b", "a"]],
        set[str],
        tuple[int, str, bool],
        dict[str, int],
        Colour,
        Literal[7],
        bool,
        None,
        int | str,
        date | None,
        UUID,
        Tree,
    ],
)
def test_value_is_valid(wanted: object):
    adapter = TypeAdapter(wanted)
    adapter.validate_python(filled(adapter.json_schema()), strict=False)


def test_lists_have_an_item_and_items_differ():
    schema = {"type": "array", "items": {"type": "string"}}
    assert len(filled(schema)) == 1
    assert len(set(filled(schema | {"minItems": 3}))) == 3


def test_only_required_properties_are_filled():
    properties = {"a": {"type": "string"}, "b": {"type": "string"}}
    assert set(filled({"type": "object", "properties": properties, "required": ["a"]})) == {"a"}


def test_properties_can_be_left_out_and_words_given():
    properties = {"a": {"type": "string"}, "b": {"type": "string"}}
    schema = {"type": "object", "properties": properties, "required": ["a", "b"]}
    assert filled(schema, leave_out=["a"], words="hostile") == {"b": "hostile"}


def test_pattern_that_nothing_fits_is_an_error():
    with pytest.raises(ValueError, match="pattern"):
        filled({"type": "string", "pattern": "^no such text$"})
