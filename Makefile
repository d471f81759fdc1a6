# Gromada: what a person does with a checkout. `make demo` needs Python 3.11 or newer, make and git; everything else it fetches itself.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
WORKERS ?= 2
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
# Hash-checked wheels only. Where uv cannot reach what pip can (a mirror named in pip's own settings), pip does the same work slower.
INSTALL = install() { $(UV) pip install -q --python $(BIN)/python "$$@" || $(BIN)/python -m pip install -q "$$@"; }; install
PINNED := --require-hashes --only-binary :all: -r

.PHONY: help demo run test check lint types layers messages templates bench requirements clean

help:
	@echo "make demo          an example installation on http://127.0.0.1:8000"
	@echo "make test          the tests (ARGS='tests/kit -x' for some of them)"
	@echo "make check         lint, types, layers, messages, templates, tests"
	@echo "make bench         how fast it is here"
	@echo "make requirements  pins the requirements anew, by hash"
	@echo "make clean         removes what make has made, except data"

demo: $(VENV)/.ready
	@$(BIN)/python scripts/messages.py compile
	@$(BIN)/gromada demo $(ARGS)

test: $(VENV)/.ready-dev
	@$(BIN)/python scripts/messages.py compile
ifeq ($(strip $(ARGS)),)
	$(BIN)/pytest -m "not browser" -n $(WORKERS) --dist loadfile
	$(BIN)/pytest -m browser
else
	$(BIN)/pytest $(ARGS)
endif

check: lint types layers messages templates test

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready-dev
	$(BIN)/mypy

layers: $(VENV)/.ready-dev
	$(BIN)/lint-imports

messages: $(VENV)/.ready-dev
	@$(BIN)/python scripts/messages.py check

templates: $(VENV)/.ready-dev
	$(BIN)/djlint src --lint --quiet

bench: $(VENV)/.ready-dev
	@$(BIN)/python scripts/messages.py compile
	@for file in bench/*.py; do echo "== $$file"; $(BIN)/python $$file $(ARGS) || exit 1; done

requirements: $(UV)
	@for name in base dev; do env -u UV_FIND_LINKS -u PIP_FIND_LINKS $(UV) pip compile -q requirements/$$name.in -o requirements/$$name.txt \
		--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
		--custom-compile-command "make requirements" || exit 1; done

clean:
	rm -rf $(VENV) build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src -name '*.mo' -delete

$(UV):
	@test -n "$(PYTHON)" || { echo "Gromada needs Python 3.11 or newer; none was found. Install it, or say where it is: make demo PYTHON=/path/to/python3"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python could not make a virtual environment (on Debian: apt install python3-venv)."; rm -rf $(VENV); exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv

# Each stamp is as new as what was installed from.
$(VENV)/.base: requirements/base.txt | $(UV)
	@$(INSTALL) $(PINNED) requirements/base.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt | $(UV)
	@$(INSTALL) $(PINNED) requirements/dev.txt
	@touch $@

$(VENV)/.package: pyproject.toml | $(VENV)/.base
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready: $(VENV)/.base $(VENV)/.package
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready $(VENV)/.dev
	@touch $@
