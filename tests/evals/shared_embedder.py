"""One embedder for all evals of a run: the same answers come up in several, and a vector costs more than all rules."""

from services.embeddings import Embedder

EMBED = Embedder(cache_size=40_000)
