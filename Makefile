# The two commands: `make run` does the main job on the shipped claims, `make test` passes every check.
# Between them, while you work: `make quick`. All set up what they need in .venv/ first.

PYTHON ?= python3
BIN := .venv/bin
KG := $(BIN)/kg

.DELETE_ON_ERROR:
.PHONY: run test quick update nightly coverage lint types layers bench fuzz mutate images docs format lock dist release clean

# As many processes as there are cores. A test that is stolen from a busy process runs in an idle one.
PARALLEL := -n auto --dist worksteal
# The versions of the libraries; `make LOCK= …` takes the newest that pyproject.toml admits.
LOCK ?= requirements/ci.txt

run: .venv/installed
	$(KG) check
	$(KG) check --root examples/volkswagen-diesel/claims
	$(KG) build -o build
	$(KG) who --level side --topic arms-supply
	$(KG) map -o build/map.html
	$(KG) site -o build/site
	$(KG) site -o build/site-volkswagen --root examples/volkswagen-diesel/claims
	@echo "now open build/site/index.html"

test: lint types layers
	$(BIN)/pytest $(PARALLEL) $(COVER)

# What changed most likely broke, in under a minute on two cores: no browser, no server, no kills. `make test` before you push.
quick: lint
	$(BIN)/pytest $(PARALLEL) -q -m 'not (slow or browser)'

# Write anew what the documentation and recorded results show; one process, as several tests write to one page.
update: .venv/installed
	KG_UPDATE=1 $(BIN)/pytest -q $$(grep -rl KG_UPDATE tests --include='test_*.py')

# Every kill, every failure, every bad file, and many more random examples: hours, not minutes.
nightly: .venv/installed
	KG_TESTS=nightly $(BIN)/pytest $(PARALLEL)

coverage: .venv/installed
	$(BIN)/pytest $(PARALLEL) --cov

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/installed
	$(BIN)/mypy

layers: .venv/installed
	$(BIN)/lint-imports

bench: .venv/installed
	for part in start check build queries analyse map brief evidence; do \
		[ ! -f bench/$$part.py ] || $(BIN)/python bench/$$part.py || exit 1; \
	done

# Any bytes against every reader of strangers' text, for so many seconds; guided by atheris where it installs on this Python.
SECONDS ?= 60
fuzz: .venv/installed
	-$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	$(BIN)/python tests/support/fuzz.py --seconds $(SECONDS)

images: .venv/installed
	$(BIN)/python docs/images/draw.py
	$(BIN)/python docs/images/flow.py

# The documentation as a site, in public-docs; a link or a heading that leads nowhere is an error.
docs: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[docs]'
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

# Mutation testing (docs/testing.md): all that is configured, or only some: make mutate ONLY='kg.edtf.*'
mutate: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[mutate]'
	rm -f mutants/mutmut-stats.json # it may name tests that are gone
	nice $(BIN)/mutmut run $(if $(ONLY),"$(ONLY)")
	$(BIN)/mutmut results

format: .venv/installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.venv/installed: pyproject.toml $(LOCK)
	@command -v git >/dev/null || { echo "make: git is missing: install it (Debian: apt install git)" >&2; exit 1; }
	@command -v $(PYTHON) >/dev/null || { echo "make: $(PYTHON) is missing: install Python 3.11 or newer" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "make: $(PYTHON) is too old: Python 3.11 or newer is needed (make PYTHON=python3.12 …)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "make: python3-venv is missing: install it (Debian: apt install python3-venv)" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check $(LOCK:%=--constraint %) --editable '.[dev]'
	@touch $@

# Write down the newest versions of the libraries, as an empty environment gets them.
lock:
	rm -rf .lock && $(PYTHON) -m venv .lock
	.lock/bin/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	{ echo "# Made by make lock: the versions of the libraries that CI and make install."; \
		.lock/bin/pip freeze --disable-pip-version-check --exclude-editable; } >requirements/ci.txt
	rm -rf .lock

dist: .venv/installed
	$(BIN)/pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

# Version, heading of the changelog, commit and tag: make release VERSION=1.2.3. Nothing is pushed.
release:
	@$(PYTHON) tools/release.py new '$(VERSION)'

clean:
	rm -rf .venv .lock .fuzz build dist mutants .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
