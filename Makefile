# The two commands: `make run` does the main job on the shipped claims, `make test` passes every check.
# Both set up what they need in .venv/ first.

PYTHON ?= python3
BIN := .venv/bin
KG := $(BIN)/kg

.DELETE_ON_ERROR:
.PHONY: run test lint types layers bench fuzz mutate images format clean

run: .venv/installed
	$(KG) check
	$(KG) build -o build
	$(KG) map -o build/map.html
	$(KG) who
	$(KG) who --level side
	$(KG) show nicholson-arms-2017-04

test: lint types layers
	$(BIN)/pytest

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/installed
	$(BIN)/mypy

layers: .venv/installed
	$(BIN)/lint-imports

bench: .venv/installed
	for part in start check build queries analyse map brief; do \
		[ ! -f bench/$$part.py ] || $(BIN)/python bench/$$part.py || exit 1; \
	done

# Any bytes against every reader of strangers' text, for so many seconds; guided by atheris where it installs on this Python.
SECONDS ?= 60
fuzz: .venv/installed
	-$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	$(BIN)/python tests/fuzz.py --seconds $(SECONDS)

images: .venv/installed
	$(BIN)/python docs/images/draw.py

# Mutation testing (docs/testing.md): all that is configured, or only some: make mutate ONLY='kg.edtf.*'
mutate: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[mutate]'
	rm -f mutants/mutmut-stats.json # it may name tests that are gone
	nice $(BIN)/mutmut run $(if $(ONLY),"$(ONLY)")
	$(BIN)/mutmut results

format: .venv/installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.venv/installed: pyproject.toml
	@command -v git >/dev/null || { echo "make: git is missing: install it (Debian: apt install git)" >&2; exit 1; }
	@command -v $(PYTHON) >/dev/null || { echo "make: $(PYTHON) is missing: install Python 3.11 or newer" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "make: $(PYTHON) is too old: Python 3.11 or newer is needed (make PYTHON=python3.12 …)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "make: python3-venv is missing: install it (Debian: apt install python3-venv)" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv build dist mutants .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
