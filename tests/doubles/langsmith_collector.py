"""A LangSmith server on loopback that keeps what the unmodified client sends to it, and can hang or refuse."""

import email
import json
import zlib
from email.policy import HTTP
from typing import Any, Literal

import zstandard

from tests.doubles.loopback import Exchange, LoopbackServer

_BATCHES = {
    "use_multipart_endpoint": True,
    "size_limit": 100,
    "size_limit_bytes": 20_971_520,
    "scale_up_nthreads_limit": 16,
    "scale_up_qsize_trigger": 1000,
}
_NO_ID = "00000000-0000-0000-0000-000000000001"
PROJECT_ID = "00000000-0000-0000-0000-00000000beef"
_PROJECT = {"id": PROJECT_ID, "name": "interviewmaster", "tenant_id": _NO_ID, "reference_dataset_id": None}
_GETS: dict[str, Any] = {
    "/info": {
        "version": "0.10",
        "instance_flags": {"zstd_compression_enabled": True},
        "batch_ingest_config": _BATCHES,
    },
    "/sessions": [_PROJECT],
}


class LangSmithCollector(LoopbackServer):
    """Use as a context manager; `url` goes into LANGSMITH_ENDPOINT or Client(api_url=...).

    With the mode "hang" a request is read and never answered, with "refuse" it gets 503; both keep its body, but not
    what stands in it.
    """

    def __init__(self, mode: Literal["ok", "hang", "refuse"] = "ok") -> None:
        super().__init__()
        self.mode = mode
        self.bodies: list[bytes] = []
        """Everything posted or patched, decompressed."""
        self.runs: dict[str, dict[str, Any]] = {}
        """By run id: what its post and its patches said, together."""
        self.feedback: list[dict[str, Any]] = []

    async def answer(self, exchange: Exchange) -> None:
        """Keep one request and answer it."""
        raw = await exchange.read()
        body = _decompressed(raw, exchange.headers.get("content-encoding", ""))
        if exchange.method in ("POST", "PATCH"):
            self.bodies.append(body)
        if self.mode == "hang":
            await exchange.wait()
        elif self.mode == "refuse":
            await exchange.respond(503, {"detail": "refused"})
        elif exchange.method == "GET":
            await exchange.respond(200, _GETS.get(exchange.path.partition("?")[0], {}))
        else:
            self._keep(exchange, body)
            await exchange.respond(202, {"id": _NO_ID})

    def _keep(self, exchange: Exchange, body: bytes) -> None:
        kind = exchange.headers.get("content-type", "")
        if kind.startswith("multipart/form-data"):
            self._keep_parts(kind, body)
        elif exchange.path == "/runs/batch":
            batch = json.loads(body)
            for run in [*batch.get("post", []), *batch.get("patch", [])]:
                self._merge(run["id"], run)
        elif exchange.path == "/feedback":
            self.feedback.append(json.loads(body))
        elif exchange.path.startswith("/runs"):
            run = json.loads(body)
            self._merge(run.get("id") or exchange.path.rsplit("/", 1)[1], run)

    def _keep_parts(self, content_type: str, body: bytes) -> None:
        """Parts are called post.<run id>, patch.<run id>, either with .inputs, .outputs and so on, or feedback.<id>."""
        message = email.message_from_bytes(b"content-type: " + content_type.encode() + b"\r\n\r\n" + body, policy=HTTP)
        for part in message.iter_parts():
            name = str(part.get_param("name", header="content-disposition"))
            verb, run_id, *field = name.split(".")
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            if verb == "feedback":
                self.feedback.append(json.loads(payload))
            elif verb in ("post", "patch"):
                value = json.loads(payload)
                self._merge(run_id, {field[0]: value} if field else value)

    def _merge(self, run_id: str, values: dict[str, Any]) -> None:
        self.runs.setdefault(run_id, {}).update({k: v for k, v in values.items() if v is not None})


def _decompressed(raw: bytes, encoding: str) -> bytes:
    if encoding == "gzip":
        return zlib.decompress(raw, zlib.MAX_WBITS | 16)
    if encoding == "zstd":
        return zstandard.ZstdDecompressor().decompressobj().decompress(raw)
    return raw
