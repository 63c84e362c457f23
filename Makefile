# `make serve` and `make test` need git, make and Python 3.11 with its venv module; the rest they fetch.

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help serve test install develop chromium lint format coverage screenshots lock upgrade clean \
	fuzz prove prove-kills prove-power-cuts prove-full-disk prove-damage prove-writers prove-opens prove-queries \
	prove-api prove-client \
	prove-whooshes prove-whoosh-reloaded prove-whoosh-original prove-whoosh3 \
	wheel sbom audit bench bench-100k bench-1m bench-growth bench-pages bench-paint bench-load bench-index bench-extraction peers

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
UV_LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command "make lock" $(UPGRADE)
UV_PIP = $(BIN)/uv pip --quiet

# Stamps: a step runs again when what it was made from is newer.
MADE := $(VENV)/.made
PACKAGES := $(VENV)/.packages
INSTALLED := $(VENV)/.installed
TOOLS := $(VENV)/.tools
PEERS := $(VENV)/.peers
MEASURED := build/bench
OF_WHOOSH := $(addprefix tests/engines/test_,contract.py random.py codec.py codec_terms.py codec_writing.py)
CATALOGUES := $(wildcard searchapp/web/translations/*/LC_MESSAGES/*.po)

help:
	@echo "make serve        index the sample articles and serve them on http://127.0.0.1:8000"
	@echo "make test         all checks and all tests"
	@echo "make lint         the checks alone;  make format  let ruff repair what it can"
	@echo "make coverage     the tests, with a report of the lines they leave out"
	@echo "make screenshots  pictures of the pages, in docs/screenshots/"
	@echo "make bench        our engine beside its peers, 2,000 articles;  make bench-100k, make bench-1m  more"
	@echo "make bench-pages  whole pages over HTTP;  make bench-index  from files to an index"
	@echo "make bench-load   pages that arrive at a rate, and the highest that is sustained;  MINUTES=30  for so long"
	@echo "make bench-paint  how soon pages are seen in Chromium, and whether they move"
	@echo "make bench-extraction  how many articles a second one core reads"
	@echo "make prove        what an index survives, at length;  make prove-kills, prove-damage ...  one proof"
	@echo "make prove-whooshes  what Whoosh has to do with, under three of them"
	@echo "make fuzz         bytes as queries, ten minutes of them;  make fuzz SECONDS=60  one"
	@echo "make wheel        what users install, in dist/;  make sbom  what comes with it (CycloneDX)"
	@echo "make audit        whether anything of that is known to be vulnerable"
	@echo "make lock         write the lock files anew;  make upgrade  with the newest versions"
	@echo "make clean        remove everything that was made, but for the index"

serve: install
	$(BIN)/searchapp index seeds/
	$(BIN)/searchapp serve

test: lint chromium
	$(BIN)/pytest -n auto --dist loadgroup

lint: develop
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: develop
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

coverage: develop chromium
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 0
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

screenshots: develop chromium
	$(BIN)/python -m tests.browser.screenshots docs/screenshots

bench: install peers $(PEERS)
	$(BIN)/python -m bench.compare

# Everyone with our words; then, as readers get it, with stems.
bench-100k: install peers $(PEERS)
	$(BIN)/python -m bench.compare --articles 100000 --json $(MEASURED)/100k.json
	$(BIN)/python -m bench.compare --articles 100000 --json $(MEASURED)/100k.json --mode stems \
		--engines embedded,tantivy,lucene

# Without those that would need hours.
bench-1m: install peers $(PEERS)
	$(BIN)/python -m bench.compare --articles 1000000 --json $(MEASURED)/1m.json --rounds 3 \
		--engines embedded,tantivy,lucene

# From what the two above have measured.
bench-growth: install peers $(PEERS)
	$(BIN)/python -m bench.compare --articles 10000 --json $(MEASURED)/10k.json \
		--engines embedded,tantivy,lucene
	$(BIN)/python -m bench.growth $(MEASURED)/10k-words.json $(MEASURED)/100k-words.json \
		$(MEASURED)/1m-words.json --to docs/growth.svg

bench-paint: develop chromium
	$(BIN)/python -m tests.browser.paint

bench-pages: install
	$(BIN)/python -m bench.pages

# An open loop at 20,000 articles. MINUTES=30: memory and files too, while articles are indexed beside it.
bench-load: install
	$(BIN)/python -m bench.load $(if $(MINUTES),--minutes $(MINUTES) --reindex) --json $(MEASURED)/load.json

bench-index: install
	$(BIN)/python -m bench.indexing

bench-extraction: install
	$(BIN)/python -m bench.extraction

# What an index survives: docs/proofs.md says what each shows, and how long it takes. PROOF=--quick is quick.
PROVE = $(BIN)/python -m tests.proofs

prove: prove-kills prove-power-cuts prove-full-disk prove-damage prove-writers prove-opens prove-queries prove-api

prove-kills: develop
	$(PROVE).kills $(PROOF)

prove-power-cuts: develop
	$(PROVE).power_cuts $(PROOF)

prove-full-disk: develop
	$(PROVE).full_disk $(PROOF)

prove-damage: develop
	$(PROVE).damage $(PROOF)

prove-writers: develop
	$(PROVE).writers $(PROOF)

prove-opens: develop
	$(PROVE).opens $(PROOF)

prove-queries: develop
	$(PROVE).queries $(PROOF)

prove-api: develop
	$(PROVE).api $(PROOF)

# Of OpenAPI Generator, which is downloaded (it brings Java along); where it cannot be had it says so.
prove-client: develop
	$(PROVE).client

# Ten minutes of bytes as queries. Where atheris has no release for this machine, pip says so.
fuzz: develop
	$(PIP) install --require-hashes -r requirements-fuzz.lock
	$(PROVE).fuzz -max_total_time=$(or $(SECONDS),600)

# The codec under every Whoosh that it is for, whoosh3 as it is today. They overwrite each other's folder, so
# that each has an environment of its own, which is otherwise the locked one.
prove-whooshes: prove-whoosh-reloaded prove-whoosh-original prove-whoosh3

prove-whoosh-reloaded: WHOOSH = Whoosh-Reloaded==2.7.5
prove-whoosh-original: WHOOSH = whoosh==2.7.4
# Written for Pythons of 2016, it makes newer ones warn where it is compiled and imported; what our own code
# warns of fails the run with the other two.
prove-whoosh-original: WARNINGS = -W ignore::SyntaxWarning -W ignore::DeprecationWarning
prove-whoosh3: WHOOSH = whoosh3
prove-whoosh-reloaded prove-whoosh-original prove-whoosh3: develop
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python build/$@
	$(UV_PIP) sync --require-hashes --python build/$@ requirements-dev.lock
	$(UV_PIP) uninstall --python build/$@ whoosh-reloaded
	$(UV_PIP) install --python build/$@ --upgrade $(WHOOSH)
	$(BIN)/uv pip list --python build/$@ | grep -i '^whoosh'
	build/$@/bin/python -m pytest -n auto -q -p no:cacheprovider $(WARNINGS) $(OF_WHOOSH)

install: $(INSTALLED)

develop: $(TOOLS) $(INSTALLED)

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || \
		{ echo "Python's venv module is needed: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(PACKAGES): requirements.lock $(MADE)
	$(PIP) install --require-hashes -r requirements.lock
	@touch $@

# Compiles the catalogues too (setup.py), hence anew when one of them changes.
$(INSTALLED): setup.cfg setup.py pyproject.toml $(CATALOGUES) $(PACKAGES)
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(TOOLS): requirements-dev.lock $(PACKAGES)
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(PEERS): requirements-bench.lock $(PACKAGES)
	$(PIP) install --require-hashes -r requirements-bench.lock
	@touch $@

# The peers that Debian has. Without them they are left out, and the comparison says so.
peers:
	@missing=; \
	command -v javac >/dev/null || missing="$$missing default-jdk-headless"; \
	ls /usr/share/java/lucene-core-*.jar >/dev/null 2>&1 || missing="$$missing liblucene8-java"; \
	/usr/bin/python3 -c 'import xapian' 2>/dev/null || missing="$$missing python3-xapian"; \
	[ -n "$$missing" ] && command -v apt-get >/dev/null && \
		{ [ "$$(id -u)" = 0 ] || sudo -n true 2>/dev/null; } && { \
		sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		echo "Peers are missing: installing$$missing with apt-get"; \
		$$sudo apt-get -qq update; \
		$$sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
			$$missing >/dev/null; \
	}; true

# A browser for the tests of the pages. Without one they are skipped, and this says so.
chromium:
	@command -v chromium >/dev/null && exit 0; \
	command -v apt-get >/dev/null && { [ "$$(id -u)" = 0 ] || sudo -n true 2>/dev/null; } && { \
		sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		echo "Chromium is missing: installing it with apt-get"; \
		$$sudo apt-get -qq update; \
		$$sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium \
			>/dev/null; \
	}; \
	command -v chromium >/dev/null || \
		echo "Chromium is missing and cannot be installed from here: the browser tests will be SKIPPED" >&2

# The same bytes wherever and whenever a commit is built.
wheel: SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct)
wheel: install
	rm -rf build/lib build/bdist.*
	umask 022 && SOURCE_DATE_EPOCH=$(SOURCE_DATE_EPOCH) \
		$(PIP) wheel --no-deps --no-index --no-build-isolation --wheel-dir dist .

sbom: develop
	mkdir -p dist
	$(BIN)/python -m tests.supply.sbom dist/searchapp.cdx.json

# Ends with 77 where the lists of what is known cannot be reached, and says so.
audit: develop
	$(BIN)/python -m tests.supply.audit

lock: develop
	$(UV_LOCK) setup.cfg --group build -o requirements.lock
	$(UV_LOCK) setup.cfg --group dev -c requirements.lock -o requirements-dev.lock
	$(UV_LOCK) --group bench -c requirements.lock -o requirements-bench.lock
	$(UV_LOCK) --group fuzz -o requirements-fuzz.lock

upgrade: UPGRADE = --upgrade
upgrade: lock

clean:
	rm -rf $(VENV) build dist htmlcov *.egg-info .coverage .coverage.* .hypothesis
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	rm -f searchapp/web/translations/*/LC_MESSAGES/*.mo
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
