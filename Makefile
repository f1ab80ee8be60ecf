# `make run` starts the app, `make test` tests it. Nothing asks for a key.
SHELL := /bin/bash
BIN := .venv/bin
# One process a core, at most four: each has a database, an embedder and at times a browser of its own.
TOGETHER := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
CODE_FOLDERS := agents commands domain prompts services web data supabase

.DEFAULT_GOAL := help
.PHONY: help run dev test check nightly lock browser

help:  ## Show what there is to make
	@grep -hE '^[a-z%-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: .venv/.runtime  ## Start the app on http://localhost:8501
	$(BIN)/streamlit run app.py

dev: .venv/.development  ## The same, restarted whenever code outside ui/ and pages/ changes
	$(BIN)/watchmedo auto-restart $(addprefix -d ,$(CODE_FOLDERS)) -R -p '*.py;*.sql;*.yaml;*.md' --signal SIGTERM -- \
	  $(BIN)/streamlit run app.py --server.fileWatcherType auto

test: .venv/.development browser  ## Run every test, long ones with reduced rounds, and measure coverage
	$(BIN)/python -m pytest -q $(TOGETHER) -m "not slow and not local_model" --durations=15 --cov --cov-report=term:skip-covered

check: .venv/.development  ## Format, lint, types, import contracts, architecture
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/architecture

nightly: .venv/.development browser  ## Run every test with its full rounds
	NIGHTLY=1 $(BIN)/python -m pytest -q -m "not local_model" --durations=30 --timeout=7200

bench-%: .venv/.development  ## Run benchmarks/<name>.py; its figures go to docs/benchmarks.md
	$(BIN)/python -m benchmarks.$(subst -,_,$*) $(ARGS)

browser: .venv/.development
	.ci/get-test-tools

lock:  ## Compile requirements*.in to pinned versions with hashes (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url \
	  requirements-dev.in -o requirements-dev.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url \
	  requirements.in -c requirements-dev.txt -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url \
	  requirements-speech.in -c requirements-dev.txt -o requirements-speech.txt

.venv/.runtime: requirements.txt requirements-speech.txt
	.ci/make-venv requirements.txt requirements-speech.txt
	@touch $@

.venv/.development: requirements-dev.txt requirements.txt requirements-speech.txt
	.ci/make-venv requirements-dev.txt
	@touch $@ .venv/.runtime
