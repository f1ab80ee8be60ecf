"""A visitor without a browser: speaks Streamlit's websocket protocol, so that many can be played on one machine.

Protocol: streamlit/proto/BackMsg.proto and ForwardMsg.proto of the pinned Streamlit.
"""

import asyncio
import json
import time
import urllib.parse
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


@dataclass
class Visitor:
    """One tab on one page. `latencies` are milliseconds from sending to the script's end."""

    url: str
    page: str = ""
    query: str = ""
    cookie: str = ""
    timeout: float = 60
    latencies: list[float] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)
    components: dict[str, str] = field(default_factory=dict)
    """Component name -> element id, as last drawn."""
    fragments: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    """Markdown bodies of the last run."""
    page_hash: str = ""

    async def open(self) -> None:
        """Connect and run the page once."""
        at = urllib.parse.urlparse(self.url)
        headers = {"Cookie": self.cookie} if self.cookie else {}
        self._socket = await websockets.connect(
            f"ws://{at.netloc}/_stcore/stream",
            subprotocols=["streamlit"],
            additional_headers=headers,
            max_size=None,
            open_timeout=self.timeout,
            ping_interval=None,
            compression=None,
        )
        await self.run(first=True)

    async def close(self) -> None:
        await self._socket.close()

    async def run(self, *, first: bool = False, widgets: dict[str, Any] | None = None, fragment: str = "") -> float:
        """One rerun; `widgets` are widget states by id: (field of WidgetState, value). Returns milliseconds."""
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = self.query
        rerun.context_info.timezone = "UTC"
        rerun.context_info.locale = "en-GB"
        rerun.context_info.url = f"{self.url}/{self.page}"
        if first:
            rerun.page_name = self.page
        else:
            rerun.page_script_hash = self.page_hash
        if fragment:
            rerun.fragment_id = fragment
        for ident, (kind, value) in (widgets or {}).items():
            state = rerun.widget_states.widgets.add()
            state.id = ident
            setattr(state, kind, value)
        if not fragment:
            self.texts = []
        begun = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        await self._until_finished()
        took = (time.perf_counter() - begun) * 1000
        self.latencies.append(took)
        return took

    async def draft(self, turn: str, text: str, seq: int) -> float:
        """What the answer box sends 800 ms after a key."""
        ident = self.components["answer_box"]
        value = json.dumps({"draft": {"turn": turn, "seq": seq, "text": text}})
        return await self.run(widgets={ident: ("json_value", value)}, fragment=self.fragments.get(ident, ""))

    async def trigger(self, component: str, event: str, value: Any) -> float:
        """What a v2 component sends for setTriggerValue."""
        ident = self.components[component]
        payload = json.dumps([{"event": event, "value": value}])
        aggregator = f"$$STREAMLIT_INTERNAL_KEY_{ident}__events"
        return await self.run(
            widgets={aggregator: ("json_trigger_value", payload)}, fragment=self.fragments.get(ident, "")
        )

    async def _until_finished(self) -> None:
        while True:
            raw = await asyncio.wait_for(self._socket.recv(), self.timeout)
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.page_hash = message.new_session.page_script_hash
            elif kind == "navigation":
                self.page_hash = message.navigation.page_script_hash or self.page_hash
            elif kind == "delta":
                self._note(message)
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return

    def _note(self, message: ForwardMsg) -> None:
        if message.delta.WhichOneof("type") != "new_element":
            return
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            self.exceptions.append(f"{element.exception.type}: {element.exception.message}"[:200])
        elif kind == "markdown":
            self.texts.append(element.markdown.body)
        elif kind == "bidi_component":
            name = element.bidi_component.component_name.rsplit(".", 1)[-1]
            self.components[name] = element.bidi_component.id
            if message.delta.fragment_id:
                self.fragments[element.bidi_component.id] = message.delta.fragment_id


def percentile(values: list[float], part: int) -> float:
    """The value below which `part` percent lie (nearest rank), 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(part / 100 * (len(ordered) - 1)))] if ordered else 0.0
