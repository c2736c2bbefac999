# Needs python3 (3.11 or newer), make and a package index. Everything else is set up here, in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check bench study docs screenshots fuzz translations lock clean browser server

demo: $(READY)  ## assess a real account and plan for it, to the terminal and to an HTML page
	@echo; echo "The account:"; echo; cat examples/shoulder-blade.txt; echo
	@$(BIN)/rhomboid assess --text examples/shoulder-blade.txt
	@echo; $(BIN)/rhomboid plan --text examples/shoulder-blade.txt --html rhomboid-report.html
	@echo; echo "The same as a page: $(CURDIR)/rhomboid-report.html"
	@echo "All of it in your browser, with a diary and trials: $(BIN)/rhomboid"

test: $(READY) browser server  ## everything: lint, types, layers, tests
	@$(BIN)/ruff check src tests bench docs study translation
	@$(BIN)/ruff format --check src tests bench docs study translation
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/rhomboid knowledge check
	@$(BIN)/python -m pytest -q -n 2

check: test

bench: $(READY)  ## speed beside the peers, written to the .md files of bench/
	@$(BIN)/python bench/run.py
	@$(BIN)/python bench/diary.py
	@$(BIN)/python bench/trials.py

study: $(READY)  ## the simulation studies of trials and of relations, written to docs/method/
	@$(BIN)/python study/run.py
	@$(BIN)/python study/relations/run.py

screenshots: $(READY) browser  ## a picture of every page, at both widths and in both themes, in build/screenshots
	@$(BIN)/python docs/screenshots/take.py

fuzz: $(READY)  ## 10,000 forms filled in by chance, and 5,000 requests made from the interface's own description
	@$(BIN)/python bench/fuzz.py
	@RHOMBOID_FUZZED_FORMS=10000 $(BIN)/python -m pytest -q -n 0 tests/web/test_fuzzed_forms.py

docs: $(READY)  ## the generated pages: command line, assessment schema, evaluation
	@$(BIN)/python docs/generate.py

translations: $(READY)  ## the messages to translate, in src/rhomboid/language/locale
	@$(BIN)/python translation/update.py

lock: $(READY)  ## hashes for every dependency, on every supported Python
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --generate-hashes \
	  --no-header --group test --all-extras pyproject.toml -o requirements.lock

$(READY): requirements.lock pyproject.toml
	@echo "Setting up rhomboid in $(VENV) (once, about a minute)."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

browser:  ## the browser that the page tests need
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
	  { echo "Installing chromium for the page tests."; apt-get -qq update && apt-get -qq -y install chromium >/dev/null; }

server:  ## the database server that the store's tests need
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || \
	  { echo "Installing postgresql for the store's tests."; apt-get -qq update && apt-get -qq -y install postgresql >/dev/null; }

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
