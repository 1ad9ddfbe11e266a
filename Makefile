# make demo      the demo case, from nothing to an open page
# make test      every test; what cannot be installed here is skipped, with its reason
# make check     lint, format, types, layers
# make bounds    the tests of compiled kernels, each look into an array checked
# make bench     speed, side by side with peers
# make evaluate  quality, on labelled data

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
ifdef UV
CREATE = $(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
INSTALL = $(UV) pip install --quiet --python $(BIN)/python
else
CREATE = $(PYTHON) -m venv $(VENV)
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.PHONY: demo test check bounds format bench evaluate system clean

demo: $(VENV)/.hawse
	$(BIN)/hawse demo

test: system $(VENV)/.tests
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# A kernel that writes beyond an array ruins what lies there, and no test need see it.
bounds: $(VENV)/.tests
	NUMBA_BOUNDSCHECK=1 NUMBA_CACHE_DIR=$(VENV)/bounds $(BIN)/python -m pytest \
	  tests/channels tests/scenario $(ARGS)

format: $(VENV)/.tests
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Each script prints one line of JSON last; ARGS are handed on, ONLY names one script.
bench: $(VENV)/.tests
	@for file in benchmarks/$(or $(ONLY),[a-z]*).py; do \
	  name=$$(basename $$file .py); echo "benchmarks.$$name"; \
	  $(BIN)/python -m benchmarks.$$name $(ARGS) || exit 1; \
	done

evaluate: $(VENV)/.tests
	@for file in evaluation/$(or $(ONLY),[a-z]*).py; do \
	  name=$$(basename $$file .py); echo "evaluation.$$name"; \
	  $(BIN)/python -m evaluation.$$name $(ARGS) || exit 1; \
	done

# Java for the second engine and a browser for the page, where we may install them.
system:
	@.ci/packages

clean:
	rm -rf $(VENV) out build dist

$(BIN)/python: | .ci/packages
	@.ci/packages venv
	$(CREATE)

$(VENV)/.hawse: pyproject.toml | $(BIN)/python
	$(INSTALL) -e .
	@touch $@

$(VENV)/.tests: pyproject.toml | $(BIN)/python
	$(INSTALL) -e '.[test,spark,html,serve]'
	@touch $@ $(VENV)/.hawse
