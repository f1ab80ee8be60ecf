"""The smallest sensible value of any JSON schema, so that a double can answer requests it knows nothing about."""

import re
from collections.abc import Collection
from typing import Any

Schema = dict[str, Any]
_DEEPEST = 8
_FORMATS = {
    "date": "2026-03-02",
    "date-time": "2026-03-02T09:30:00Z",
    "time": "09:30:00Z",
    "duration": "PT5M",
    "email": "someone@example.org",
    "uri": "https://example.org/page",
    "uuid": "6f1f7d3e-2f0a-4a55-9d3c-0d6b1f1f0a01",
}
_SHAPES = ("some-words", "word", "WORD", "a1", "7", "2026", "2026-03", "09:30", "1.0.0", "#a0b1c2", "en-US")


def filled(schema: Schema, *, words: str = "", leave_out: Collection[str] = ()) -> Any:
    """A valid value: required properties only, one item a list unless more are asked for, the first of an enum.

    `words` is put into every free text; `leave_out` drops properties of the outermost object, so that it is not valid.
    Raises ValueError for a pattern that none of the known texts fits.
    """
    value = _Filler(schema, words).value(schema, "value", 1, 0)
    return {k: v for k, v in value.items() if k not in leave_out} if isinstance(value, dict) else value


class _Filler:
    def __init__(self, root: Schema, words: str) -> None:
        self._root, self._words = root, words

    def value(self, schema: Schema, name: str, number: int, depth: int) -> Any:
        schema = self._plain(schema, depth)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return schema["enum"][0]
        kinds = schema.get("type", "object" if "properties" in schema else "string")
        kind = next((k for k in kinds if k != "null"), "null") if isinstance(kinds, list) else kinds
        match kind:
            case "object":
                return self._object(schema, depth)
            case "array":
                return self._array(schema, name, depth)
            case "integer" | "number":
                return _number(schema, kind)
            case "boolean":
                return True
            case "null":
                return None
        return self._text(schema, name, number)

    def _plain(self, schema: Schema, depth: int) -> Schema:
        """Follow references, join allOf, and take the first branch that is not null; null when it gets too deep."""
        while True:
            if "$ref" in schema:
                found: Any = self._root
                for step in schema["$ref"].removeprefix("#/").split("/"):
                    found = found[step]
                schema = found | {k: v for k, v in schema.items() if k != "$ref"}
            elif "allOf" in schema:
                joined = {k: v for k, v in schema.items() if k != "allOf"}
                for part in schema["allOf"]:
                    joined = self._plain(part, depth) | joined
                schema = joined
            elif branches := schema.get("anyOf") or schema.get("oneOf"):
                nulls = [b for b in branches if b.get("type") == "null"]
                values = [b for b in branches if b.get("type") != "null"]
                schema = (nulls or values)[0] if depth >= _DEEPEST else (values or nulls)[0]
            else:
                return schema

    def _object(self, schema: Schema, depth: int) -> dict[str, Any]:
        properties = schema.get("properties", {})
        return {name: self.value(properties.get(name, {}), name, 1, depth + 1) for name in schema.get("required", [])}

    def _array(self, schema: Schema, name: str, depth: int) -> list[Any]:
        places = schema.get("prefixItems", [])
        least = max(schema.get("minItems", 0), len(places))
        if "items" in schema and depth < _DEEPEST:
            least = max(least, min(1, schema.get("maxItems", 1)))
        items = [*places, *[schema.get("items", {})] * (least - len(places))]
        return [self.value(item, name, number, depth + 1) for number, item in enumerate(items, 1)]

    def _text(self, schema: Schema, name: str, number: int) -> str:
        if "pattern" in schema:
            known = (*_FORMATS.values(), *_SHAPES)
            found = next((text for text in known if re.search(schema["pattern"], text)), None)
            if found is None:
                raise ValueError(f"no known text fits the pattern {schema['pattern']!r} of {name}")
            return found
        if schema.get("format") in _FORMATS:
            return _FORMATS[schema["format"]]
        text = self._words or f"{name.replace('_', ' ').capitalize()} {number}"
        return text.ljust(schema.get("minLength", 0), ".")[: schema.get("maxLength")]


def _number(schema: Schema, kind: str) -> int | float:
    step = schema.get("multipleOf", 1)
    low = schema.get("minimum", schema.get("exclusiveMinimum", 0) + step if "exclusiveMinimum" in schema else None)
    high = schema.get("maximum", schema.get("exclusiveMaximum", 0) - step if "exclusiveMaximum" in schema else None)
    value = low if low is not None else step if high is None else min(step, high)
    value = -(-value // step) * step
    if "exclusiveMinimum" in schema and high is not None and value > high:
        value = (schema["exclusiveMinimum"] + schema.get("maximum", schema.get("exclusiveMaximum"))) / 2
    return int(value) if kind == "integer" else value
