# Two commands do everything on a machine that has only Python 3.11+, make and git:
#   make demo    the whole path once, offline, into ./demo-out
#   make test    all tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo run test test-slow lint types contracts check eval bench lock clean

demo: $(VENV)/.installed
	$(BIN)/chipwire demo --out demo-out

run: $(VENV)/.installed
	$(BIN)/chipwire run

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 $(ARGS)

test-slow: $(VENV)/.dev
	$(BIN)/python -m pytest -m slow $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

check: lint types contracts

eval: $(VENV)/.dev
	$(BIN)/python -m eval $(ARGS)

bench: $(VENV)/.dev
	$(BIN)/python -m pytest -m benchmark -s tests/benchmarks $(ARGS)

# The environment is remade where a lock is newer; dev holds all that the service needs.
$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Chipwire needs Python 3.11 to 3.15; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12") if not (3, 11) <= sys.version_info[:2] < (3, 16) else 0'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	test -f $(VENV)/.dev || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@ $(VENV)/.installed

# One resolution, three locks: base, the service with its extras, and development.
lock:
	uv pip compile --universal --generate-hashes --quiet --upgrade --extra dev --extra postgres --extra push --extra fulltext pyproject.toml -o requirements-dev.lock
	uv pip compile --universal --generate-hashes --quiet -c requirements-dev.lock pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --quiet -c requirements-dev.lock --extra postgres --extra push --extra fulltext pyproject.toml -o requirements-service.lock

clean:
	rm -rf $(VENV) demo-out dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
