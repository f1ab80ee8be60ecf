import math
import shutil
import threading
from pathlib import Path

import pytest

from services.embeddings import BATCH, DIMENSIONS, Embedder
from tests.embedder import EMBED


def dot(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def test_vectors_are_unit_length_and_in_order() -> None:
    texts = ["I fixed the billing job.", "", "A much longer sentence about a cat that sat on a mat. " * 5]
    vectors = EMBED(texts)
    assert [len(v) for v in vectors] == [DIMENSIONS] * 3
    assert all(math.isclose(dot(v, v), 1, abs_tol=1e-4) for v in vectors)
    assert dot(EMBED(texts[::-1])[2], vectors[0]) == pytest.approx(1)


def test_paraphrase_is_nearer_than_another_topic() -> None:
    said, paraphrase, other = EMBED(
        [
            "I resolved the dispute between two colleagues.",
            "I settled a conflict in my team.",
            "Basil goes into the sauce last.",
        ]
    )
    assert dot(said, paraphrase) > 0.5 > dot(said, other) + 0.3


def test_same_text_gives_the_same_vector_alone_and_among_others() -> None:
    fresh = Embedder()
    alone = fresh(["The queue carried three times the load."])[0]
    crowd = Embedder()(
        [f"Sentence {i} about queues and load." for i in range(BATCH)] + ["The queue carried three times the load."]
    )
    assert dot(alone, crowd[-1]) > 0.99


def test_more_texts_than_the_cache_holds_are_all_answered() -> None:
    small = Embedder(cache_size=3)
    texts = [f"text number {i}" for i in range(10)]
    first = small(texts)
    assert len(first) == 10
    assert len(small._cache) == 3
    assert dot(small(texts)[0], first[0]) == pytest.approx(1, abs=0.01)


def test_many_threads_get_the_same_answers() -> None:
    shared = Embedder()
    texts = [f"thread text {i}" for i in range(6)]
    found: list[list[list[float]]] = []
    threads = [threading.Thread(target=lambda: found.append(shared(texts))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert all(f == found[0] for f in found)


def test_nothing_is_loaded_before_the_first_use() -> None:
    assert Embedder()._session is None


def test_missing_files_are_a_state_and_not_a_crash(tmp_path: Path) -> None:
    absent = Embedder(tmp_path)
    assert absent.available is False
    assert "missing" in absent.problem
    with pytest.raises(LookupError):
        absent(["text"])


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    model, tokenizer = EMBED._locate()
    shutil.copy(tokenizer, tmp_path / "tokenizer.json")
    (tmp_path / "model.onnx").write_bytes(model.read_bytes()[:-1] + b"\0")
    changed = Embedder(tmp_path)
    assert changed.available is False
    assert "SHA-256" in changed.problem
