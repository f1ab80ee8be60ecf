"""Properties of Word runs and paragraphs: their own, else those of their styles, else those of the document."""

import re
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_OFF = ("0", "false", "none", "off")
DEFAULT_SIZE = 11.0


@dataclass(slots=True)
class _Style:
    name: str
    based_on: str
    run: Any
    paragraph: Any
    shaded: bool


class Styles:
    """The styles of a document, by id."""

    def __init__(self, element: Any) -> None:
        self._styles: dict[str, _Style] = {}
        self._chains: dict[str, list[_Style]] = {}
        self.default = "Normal"
        for style in element.iter(W + "style"):
            name, based = style.find(W + "name"), style.find(W + "basedOn")
            identity = style.get(W + "styleId", "")
            self._styles[identity] = _Style(
                name=name.get(W + "val", "") if name is not None else "",
                based_on=based.get(W + "val", "") if based is not None else "",
                run=style.find(W + "rPr"),
                paragraph=style.find(W + "pPr"),
                shaded=style.get(W + "type") == "table" and next(style.iter(W + "shd"), None) is not None,
            )
            if style.get(W + "type") == "paragraph" and is_on(style.get(W + "default")):
                self.default = identity
        self._defaults = element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

    def name(self, paragraph: Any) -> str:
        """The name of a paragraph's style."""
        chain = self._chain(_value(paragraph, "pStyle") or self.default)
        return chain[0].name if chain else ""

    def of_paragraph(self, paragraph: Any, tag: str) -> Any:
        """A property (pPr child) of a paragraph, given by its own pPr; None when nothing sets it."""
        own = paragraph.find(W + tag) if paragraph is not None else None
        if own is not None:
            return own
        for style in self._chain(_value(paragraph, "pStyle") or self.default):
            found = style.paragraph.find(W + tag) if style.paragraph is not None else None
            if found is not None:
                return found
        return None

    def of_run(self, run: Any, paragraph: Any) -> "RunLooks":
        """The properties of a run (rPr) in a paragraph (pPr)."""
        sources = [run] if run is not None else []
        for identity in (_value(run, "rStyle"), _value(paragraph, "pStyle") or self.default):
            sources += [style.run for style in self._chain(identity) if style.run is not None]
        if self._defaults is not None:
            sources.append(self._defaults)
        return RunLooks(sources)

    def shades_tables(self, identity: str) -> bool:
        """Whether a table style colours cells in a way only Word can work out."""
        return any(style.shaded for style in self._chain(identity))

    def _chain(self, identity: str) -> list[_Style]:
        if identity not in self._chains:
            found: list[_Style] = []
            following = identity
            while following in self._styles and len(found) < 10:
                found.append(self._styles[following])
                following = found[-1].based_on
            self._chains[identity] = found
        return self._chains[identity]


class RunLooks:
    """How a run looks; `sources` are its rPr elements, the strongest first."""

    def __init__(self, sources: list[Any]) -> None:
        self._sources = sources

    def find(self, tag: str) -> Any:
        """The strongest element of that name, or None."""
        for source in self._sources:
            found = source.find(tag)
            if found is not None:
                return found
        return None

    def has(self, name: str) -> bool:
        """Whether an on/off property is on."""
        found = self.find(W + name)
        return found is not None and is_on(found.get(W + "val", "1"))

    def number(self, name: str, otherwise: float) -> float:
        """A property that is a number."""
        found = self.find(W + name)
        text = (found.get(W + "val") or "") if found is not None else ""
        return float(text) if re.fullmatch(r"\d{1,4}(?:\.\d+)?", text) else otherwise

    @property
    def bold(self) -> bool:
        """Whether it is bold."""
        return self.has("b")

    @property
    def size(self) -> float:
        """Font size in points."""
        return self.number("sz", 2 * DEFAULT_SIZE) / 2


def is_on(value: str | None) -> bool:
    """Word's ways to say yes."""
    return value is not None and value.lower() not in _OFF


def _value(properties: Any, tag: str) -> str:
    found = properties.find(W + tag) if properties is not None else None
    return (found.get(W + "val") or "") if found is not None else ""
