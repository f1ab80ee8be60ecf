"""A browser's websocket without the browser: opens a page of a running server and reads what was drawn."""

import re
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

SECONDS = 60


@dataclass
class Screen:
    """What one run of the script drew."""

    texts: list[str] = field(default_factory=list)
    widgets: dict[str, str] = field(default_factory=dict)
    """Label to widget id."""
    exceptions: list[str] = field(default_factory=list)
    ticket: str = ""
    """What the page hands its browser, to fetch the cookie with."""

    @property
    def text(self) -> str:
        """The words, without the marks that keep foreign text from being read as markdown."""
        return "\n".join(self.texts).replace("\u2060", "").replace("\\", "")


class Visitor:
    """One tab. Use as a context manager; `open(page)` is the first visit, `rerun()` what a key press would cause."""

    def __init__(self, url: str, *, cookie: str = "", origin: str = "") -> None:
        headers = {"Cookie": cookie} if cookie else {}
        address = url.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = connect(
            address,
            subprotocols=["streamlit"],
            additional_headers=headers,
            origin=origin or None,
            max_size=None,
            open_timeout=SECONDS,
            compression=None,
        )
        self._url = url
        self._page_hash = ""

    def open(self, page: str = "", query: str = "") -> Screen:
        """Visit the address of a page, such as "history"; follows where the app sends the visitor."""
        return self._run(page=page, query=query)

    def rerun(self, **values: str | bool) -> Screen:
        """Run again with new widget values, by widget id; True presses a button."""
        return self._run(values=values)

    def _run(self, *, page: str = "", query: str = "", values: dict[str, str | bool] | None = None) -> Screen:
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = query
        rerun.context_info.timezone = "UTC"
        rerun.context_info.locale = "en-GB"
        rerun.context_info.url = self._url
        if values is None:
            rerun.page_name = page
        else:
            rerun.page_script_hash = self._page_hash
        for name, value in (values or {}).items():
            state = rerun.widget_states.widgets.add()
            state.id = name
            if value is True:
                state.trigger_value = True
            else:
                state.string_value = str(value)
        self._socket.send(message.SerializeToString())
        return self._drawn()

    def _drawn(self) -> Screen:
        """Read until a run ends that no other one follows; a page that sends people on makes a new run."""
        screen = Screen()
        while True:
            message = ForwardMsg()
            message.ParseFromString(self._socket.recv(timeout=SECONDS))
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self._page_hash = message.new_session.page_script_hash
                screen = Screen()
            elif kind == "navigation":
                self._page_hash = message.navigation.page_script_hash or self._page_hash
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                _note(screen, message.delta.new_element)
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return screen

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()


def _note(screen: Screen, element) -> None:
    """Keep an element's words, and the id of a widget under its label."""
    kind = element.WhichOneof("type")
    drawn = getattr(element, kind)
    found = re.search(rb'"ticket":\s*"([\w-]+)"', element.SerializeToString()) if kind == "bidi_component" else None
    screen.ticket = found.group(1).decode() if found else screen.ticket
    if kind == "exception":
        screen.exceptions.append(f"{drawn.type}: {drawn.message}")
    for name in ("body", "label", "help"):
        if isinstance(getattr(drawn, name, None), str):
            screen.texts.append(getattr(drawn, name))
    if getattr(drawn, "label", "") and getattr(drawn, "id", ""):
        screen.widgets[drawn.label] = drawn.id
