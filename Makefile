# Two commands: `make demo` builds and shows a graph from the sample articles, `make test` runs the tests.
# Each makes the virtual environment .venv if it is missing; Python 3.11+, git and a package registry are all they need.
PYTHON ?= python3
BIN := .venv/bin
OUT := build
# Python compiles a library when it first loads it, so pip need not compile all of them.
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --no-compile

.PHONY: demo notebook test lint readme picture pipeline docs bench

demo: .venv/installed
	$(BIN)/kg build data/articles -o $(OUT)
	@echo
	@echo "The page       file://$(abspath $(OUT))/graph.html"
	@echo "Ask            $(BIN)/kg query $(OUT) 'SELECT ?buyer ?seller { ?buyer kg:buysOilFrom ?seller }'"
	@echo "Why            $(BIN)/kg explain $(OUT) IND RUS"
	@echo "More questions $(BIN)/kg queries"
	@echo "In Jupyter     make notebook"

test: .venv/dev-installed lint
	$(BIN)/pytest -n 2 --dist loadfile

lint: .venv/dev-installed
	$(BIN)/ruff check kg tests
	$(BIN)/ruff format --check kg tests
	$(BIN)/mypy

notebook: .venv/notebook-installed
	$(BIN)/jupyter lab notebooks/01_explore.ipynb

# Writes the output of the README's commands again, after a change that is meant to change it.
readme: .venv/dev-installed
	$(BIN)/python -m tests.test_readme --write

# Takes the README's picture again; it needs Chromium and chromedriver.
picture: .venv/dev-installed
	$(BIN)/kg build data/articles -o $(OUT)
	$(BIN)/python docs/picture.py $(OUT)/graph.html docs/page.png RUS IND

# Trains the language pipeline from ../shared/corpora into data/pipeline; see data/pipeline/README.md.
pipeline: .venv/dev-installed
	$(INSTALL) 'floret>=0.10'
	$(MAKE) -C training PYTHON=$(abspath $(BIN))/python

# The reference of the ontology, as one HTML page.
docs: .venv/installed
	$(BIN)/python -m kg.export.reference docs/ontology.html
	@echo "The reference  file://$(abspath docs/ontology.html)"

# The figures of bench/RESULTS.md that need the gold beside the checkout (../shared).
bench: .venv/dev-installed
	$(BIN)/python bench/extraction.py ../shared/gold/items_dev.jsonl ../shared/gold/documents_dev.jsonl
	$(BIN)/python bench/actors.py ends items_dev.jsonl
	$(BIN)/python bench/actors.py links
	$(BIN)/python bench/actors.py time
	$(BIN)/python bench/classify.py ../shared/gold/plv_train.tsv

.venv/bin/pip:
	@command -v $(PYTHON) > /dev/null || { echo "kg needs Python 3.11 or newer, and there is no $(PYTHON)."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "kg needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1)."; \
		echo "If a newer one is installed, name it: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "$(PYTHON) cannot make a virtual environment; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

.venv/installed: pyproject.toml | .venv/bin/pip
	$(INSTALL) --editable .
	@touch $@

.venv/dev-installed: pyproject.toml | .venv/bin/pip
	$(INSTALL) --editable '.[dev]'
	@touch $@ .venv/installed

.venv/notebook-installed: pyproject.toml | .venv/bin/pip
	$(INSTALL) --editable '.[notebook]' jupyterlab
	@touch $@ .venv/installed
