# Everything sets up what it needs first; a second time, stamps make that quick.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules
.DELETE_ON_ERROR:

PORT ?= 8080
HOST ?= 127.0.0.1
BIN := .venv/bin
DONE := .venv/done
NICE ?= $(shell command -v nice >/dev/null && echo nice -n 5)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# certificates of the machine, where it has them: networks with a proxy of their own need that
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export UV_SYSTEM_CERTS := 1
export NODE_EXTRA_CA_CERTS ?= /etc/ssl/certs/ca-certificates.crt
endif
export PATH := $(CURDIR)/$(BIN):$(PATH)
# one more than cores: many tests wait for a browser, an engine or a process that starts
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
DEMO := demo@pix.example:pix-demo-1024

.PHONY: help run test setup lint format bench package rehearsal lock clean

help: ## Show the commands
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## (.*)/make \1|\2/' | column -t -s'|'

run: setup build/client/index.html ## Start the whole service on this machine (PORT=8080)
	@exec pix stack up --demo --host $(HOST) --port $(PORT)

setup: $(DONE)/local $(DONE)/npm ## Install what `make run` needs

test: $(DONE)/dev $(DONE)/npm $(DONE)/browser $(DONE)/office $(DONE)/ministack build/client/index.html ## Check everything: lint, types, arrows, all tests
	@$(MAKE) lint
	@$(NICE) python -m pytest -n $(WORKERS) --dist loadfile --ignore=tests/browser
	@$(NICE) python -m pytest -n $(WORKERS) --dist loadfile tests/browser

lint: $(DONE)/dev ## Check style, types and the rule of arrows
	ruff check .
	ruff format --check .
	pyright
	lint-imports

format: $(DONE)/dev ## Write the code in the one style
	ruff check --fix .
	ruff format .

bench: $(DONE)/bench $(DONE)/npm ## Print the figures as JSON
	@for figure in bench/[a-z]*.py; do echo "$$figure" >&2; python "$$figure"; done

package: $(DONE)/local $(DONE)/npm ## Build the CloudFormation template and the functions' zip in build/package
	python -m chalicelib.local.packaging

rehearsal: $(DONE)/dev $(DONE)/npm $(DONE)/ministack ## Create the packaged template on a simulated AWS, and use it
	python -m pytest -q tests/interop/package

lock: $(DONE)/uv ## Pin the newest versions allowed by the .in files, with hashes
	@for name in requirements-uv requirements-node requirements-ministack requirements requirements-documents requirements-local requirements-dev requirements-bench; do \
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-emit-find-links $(UPGRADE) $$name.in -o $$name.txt; done
	@echo "Pinned; UPGRADE=--upgrade takes newer versions."

clean: ## Remove what can be made again (never data/)
	rm -rf build .venv .venv-ministack node_modules *.egg-info .pytest_cache .ruff_cache .hypothesis

# --- the set-up, one stamp per step -------------------------------------------------------------------------------

$(DONE)/venv:
	@python=""; for p in $${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do \
	  if command -v "$$p" >/dev/null && "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then python="$$p"; break; fi; done; \
	if [ -z "$$python" ]; then echo "Python 3.11 or newer is needed: apt-get install python3, or PYTHON=/path/to/python make" >&2; exit 1; fi; \
	if ! "$$python" -c 'import ensurepip' 2>/dev/null; then \
	  .ci/apt python3-venv || { echo "Python's venv module is incomplete: apt-get install python3-venv" >&2; exit 1; }; fi; \
	echo "Setting up with $$("$$python" --version): the first time takes a minute or two."; \
	if .venv/bin/python -c '' 2>/dev/null; then "$$python" -m venv .venv; else "$$python" -m venv --clear .venv; fi
	@mkdir -p $(DONE) && touch $@

$(DONE)/uv: requirements-uv.txt $(DONE)/venv
	@pip install --quiet --require-hashes -r $<
	@touch $@

$(DONE)/local: requirements-local.txt pyproject.toml $(DONE)/uv
	@uv pip install --quiet --require-hashes -r $<
	@uv pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(DONE)/dev: requirements-dev.txt $(DONE)/local
	@uv pip install --quiet --require-hashes -r $<
	@touch $@

$(DONE)/bench: requirements-bench.txt $(DONE)/dev
	@uv pip install --quiet --require-hashes -r $<
	@touch $@

# npm brings the database engine and the pages' libraries; PyPI's node serves where the system has no npm
$(DONE)/npm: package-lock.json requirements-node.txt $(DONE)/uv
	@if ! command -v npm >/dev/null; then uv pip install --quiet --require-hashes -r requirements-node.txt; fi
	@npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

$(DONE)/browser: $(DONE)/venv
	@.ci/chromium
	@touch $@

$(DONE)/office: .ci/office $(DONE)/venv
	@.ci/office
	@touch $@

# in an environment of its own: it pins other versions of what we use
$(DONE)/ministack: requirements-ministack.txt $(DONE)/uv
	@uv venv --quiet --clear .venv-ministack
	@VIRTUAL_ENV=$(CURDIR)/.venv-ministack uv pip install --quiet --require-hashes -r $<
	@touch $@

build/client/index.html: $(DONE)/local $(shell find templates chalicelib/shared/i18n chalicelib/local/pages.py chalicelib/shared/rules.py -type f 2>/dev/null)
	@pix client build --hint $(DEMO)
	@touch $@
