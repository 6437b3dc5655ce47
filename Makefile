# Two commands do everything: `make demo` and `make test`. Both build .venv first, from a lock with hashes.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
XDIST ?= -n 2

ifneq ($(UV),)
MAKE_VENV = $(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
INSTALL = VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet
else
MAKE_VENV = $(PYTHON) -m venv $(VENV)
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.PHONY: install install-dev demo test test-postgres check fix lock clean

install: $(VENV)/.installed ## the platform, ready to run

$(VENV)/.installed: requirements/server.lock pyproject.toml hatch_build.py
	@$(PYTHON) -c 'import sys; sys.exit("OpenKP needs Python 3.11 or newer; found " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 $(or $(MAKECMDGOALS),install)") if sys.version_info < (3, 11) else None'
	$(MAKE_VENV)
	$(INSTALL) --require-hashes -r requirements/server.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@$(BIN)/python hatch_build.py # says aloud what the build's hook could not fetch; fetches nothing twice
	@touch $@

install-dev: $(VENV)/.installed-dev ## the platform and what tests need

$(VENV)/.installed-dev: requirements/dev.lock $(VENV)/.installed
	$(INSTALL) --require-hashes -r requirements/dev.lock
	@touch $@

demo: install ## a demonstration world, served on http://localhost:$(PORT)
	$(BIN)/openkp demo --port $(PORT)

test: install-dev ## all tests: SQLite, and PostgreSQL's where a server answers
	$(BIN)/python -m pytest $(XDIST) $(ARGS)

test-postgres: install-dev ## the whole suite on PostgreSQL (DATABASE_URL, or the local server)
	DATABASE_URL=$${DATABASE_URL:-postgresql://postgres@127.0.0.1:5432/postgres} $(BIN)/python -m pytest $(XDIST) $(ARGS)

check: install-dev ## lint, types, import order, migrations, and the tests of the rules and of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m django makemigrations --check --dry-run --settings openkp.config.settings
	$(BIN)/python -m pytest -q $(XDIST) tests/house tests/core

fix: install-dev ## format, and mend what ruff can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## renew the locks (developers; needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 pyproject.toml --group build -o requirements/core.lock
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 pyproject.toml --extra server --group build -o requirements/server.lock
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 pyproject.toml --extra server --group build --group dev -o requirements/dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
