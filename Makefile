# Everything runs in .venv, with the exact versions of uv.lock. `make run` and `make test` set it up by themselves.
PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin
# These drive processes and screens and measure how long something stalls: they run alone, the rest on every core.
APART := tests/blackbox tests/ui tests/window
SOURCES := app printing ui main.py
QT_LIBRARIES := libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0

# Without compiled modules every start is two to four times slower.
unexport PYTHONDONTWRITEBYTECODE
export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON_DOWNLOADS := never
# A proxy's own certificate is known to the system, but not to the list inside uv.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export UV_SYSTEM_CERTS := true
endif
SYNC := $(BIN)/uv sync --quiet --locked --inexact --compile-bytecode --python $(BIN)/python

.PHONY: help run test lint format bench screenshots setup clean
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

run: .venv/ready-to-run ## the window on the sample shop; without a display its day is played: papers and pictures in demo-out/
	$(BIN)/python main.py demo --out demo-out

test: .venv/ready-to-test ## all tests
	@if [ -n "$$CI" ] || $(BIN)/python -c 'import PySide6.QtTest' 2>/dev/null; then \
	  $(BIN)/pytest -n auto --dist loadfile $(APART:%=--ignore=%) && $(BIN)/pytest $(APART); else \
	  echo 'Qt does not find its system libraries, so the tests of screens are left out.'; \
	  echo 'For all tests: apt-get install $(QT_LIBRARIES)'; \
	  $(BIN)/pytest -p no:pytest-qt --ignore=tests/window; fi

lint: .venv/ready-to-test ## format, style, types, import contracts, dependencies
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(SOURCES)
	$(BIN)/lint-imports --no-logo
	$(BIN)/deptry .

format: .venv/ready-to-test ## let ruff put the code in shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/ready-to-test ## measure speed against the goals
	$(BIN)/python -m tests.performance

screenshots: .venv/ready-to-test ## the pictures of the README anew, from the sample shop
	$(BIN)/python -m tests.screenshots

setup: .venv/ready-to-test ## the environment with all tools

clean: ## remove the environment, caches and outputs; never a data folder
	rm -rf .venv demo-out bench-out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are newer than the lock file exactly when the environment holds what it says.
.venv/ready-to-run: .venv/uv-$(UV_VERSION) pyproject.toml uv.lock
	$(SYNC) --no-dev
	@touch $@

.venv/ready-to-test: .venv/uv-$(UV_VERSION) pyproject.toml uv.lock
	$(SYNC)
	@touch .venv/ready-to-run $@

.venv/uv-$(UV_VERSION):
	@$(PYTHON) 2>/dev/null -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Crossdock needs Python 3.11 or newer, and `$(PYTHON)` is older or missing.'; \
	  echo 'Install it (Debian: apt-get install python3 python3-venv) or name one: make PYTHON=python3.11'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo '`$(PYTHON)` cannot make virtual environments. Install them (Debian: apt-get install python3-venv) and try again.'; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@
