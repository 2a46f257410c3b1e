# `make help` lists what there is. Every target does its own set-up; all it takes is Python 3.11 or later.

PYTHON ?= python3
PORT ?= 8501
DESK_PORT ?= 8502
HOST ?= 127.0.0.1
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes
LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate \
	--custom-compile-command 'make lock'

.DEFAULT_GOAL := help
.PHONY: help run serve desk test test-fast check look bench audit lock

help: ## this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/app ## serve the questionnaire on http://localhost:8501 (PORT= another port, HOST=0.0.0.0 for the network)
	$(BIN)/streamlit run app.py --server.address=$(HOST) --server.port=$(PORT)

serve: .venv/app ## serve patients with every core, or WORKERS= processes (PORT=, HOST= as for run)
	$(BIN)/python -m server --host=$(HOST) --port=$(PORT) $(if $(WORKERS),--workers=$(WORKERS))

desk: .venv/app ## let staff open a visit by its code, on http://localhost:8502 (DESK_PORT=, HOST= as for run)
	$(BIN)/python desk.py --host=$(HOST) --port=$(DESK_PORT)

test: .venv/dev ## run every test, in Chromium too; in Firefox and WebKit where they are installed
	$(BIN)/python -m pytest -n auto --dist worksteal

test-fast: .venv/dev ## run every test that takes no browser
	$(BIN)/python -m pytest -n auto --dist worksteal --ignore tests/browser --ignore tests/deploy

check: .venv/dev ## format, lint, types, old browsers, import boundary, and the clinic's own files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/node node_modules/.bin/eslint serving screens server desk
	$(BIN)/node node_modules/.bin/stylelint '*/styles/*.css'
	$(BIN)/python -m pytest -q tests/assessment/test_boundary.py
	$(BIN)/python -m assessment check

look: .venv/dev ## a picture of every screen, phone and tablet, in build/look/
	$(BIN)/python -m tests.browser.look

bench: .venv/dev ## measure speed beside a bare Streamlit app
	$(BIN)/python -m benchmarks

audit: .venv/dev ## ask over the network whether a fault is known of anything that is installed
	$(BIN)/uv tool run --from pip-audit==2.10.1 pip-audit --require-hashes --disable-pip \
		--requirement requirements-dev.lock
	PATH="$(CURDIR)/$(BIN):$$PATH" npm audit

lock: .venv/dev ## pin what requirements.txt and requirements-dev.txt bring along, with hashes (after an edit of them)
	$(LOCK) requirements.txt --output-file requirements.lock
	$(LOCK) requirements-dev.txt --constraint requirements.lock --output-file requirements-dev.lock

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'This takes Python 3.11 or later: make PYTHON=/path/to/python3'; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/app: .venv/made requirements.lock
	$(PIP) --requirement requirements.lock
	$(BIN)/python -m server.make_ahead
	@touch $@

.venv/dev: .venv/app requirements-dev.lock package-lock.json
	$(PIP) --requirement requirements-dev.lock
	PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent
	@{ command -v chromium-headless-shell || command -v chromium || command -v chromium-browser \
		|| command -v google-chrome; } >/dev/null \
		|| $(BIN)/playwright install chromium
	@touch $@
