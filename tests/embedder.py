"""The sentence model, loaded once for all tests of a process, with room for every text they look at."""

from services.embeddings import Embedder

EMBED = Embedder(cache_size=100_000)
