# What a person types; CI runs the same.

# The first Python that is new enough. Another one: make demo PYTHON=python3.13 (it gets an environment of its own).
ifeq ($(origin PYTHON),undefined)
PYTHON := $(shell for name in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; break; }; done)
VENV ?= .venv
else
VENV ?= .venv-$(notdir $(PYTHON))
endif
export VENV
RUN := $(VENV)/bin
APPS := $(patsubst src/hustings/%/locale,%,$(wildcard src/hustings/*/*/locale))

.DEFAULT_GOAL := help
.PHONY: help demo run test test-fast check bench train docs migrations lock messages clean environment developer

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{ printf "make %-11s %s\n", $$1, $$2 }'

demo: environment ## Install, fill a fictional campaign and serve it; nothing else needed
	@$(RUN)/hustings demo

run: environment ## Serve your own campaign from var/ (web, worker and scheduler)
	@$(RUN)/hustings up

test: developer ## Install what the tests need and run them all, on SQLite and PostgreSQL
	@$(RUN)/python tests/run.py $(ARGS)

test-fast: developer ## What daily work needs: no browsers, servers or killed processes, SQLite alone
	@$(RUN)/python tests/run.py --fast $(ARGS)

check: developer ## Format, lint, types and directions, without changing anything
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/djangofmt --check src
	PYTHONPATH=src $(RUN)/mypy
	PYTHONPATH=src $(RUN)/lint-imports --no-logo

bench: developer ## Measure against bare baselines (a few minutes)
	@$(RUN)/python -m benchmarks

train: developer ## Train mailguard's learnt part anew: make train MAIL=folder
	@PYTHONPATH=src $(RUN)/python -m tools.train_model $(MAIL)

bench-mail: developer ## Measure mailguard beside rspamd and SpamAssassin: make bench-mail MAIL=folder
	@$(RUN)/python -m benchmarks.mail $(if $(MAIL),--mail $(MAIL)) \
		$(if $(NEWSLETTERS),--newsletters $(NEWSLETTERS)) $(if $(ONLY),--only $(ONLY)) $(ARGS)

docs: developer ## Rewrite the reference pages that are made from the code
	@$(RUN)/python tools/reference.py && $(RUN)/python tools/facts_reference.py && \
		$(RUN)/python tools/signals_reference.py && $(RUN)/python tools/policy_reference.py && \
		$(RUN)/python tools/legal_reference.py && $(RUN)/python tools/architecture.py && \
		$(RUN)/python tools/segments_reference.py && $(RUN)/python tools/webhooks_reference.py && \
		$(RUN)/python tools/indexes.py

messages: developer ## Collect the strings to translate and compile the translations
	@for app in $(APPS); do (cd src/hustings/$$app && \
		$(abspath $(RUN))/python -P -m django makemessages --all --no-location --no-wrap --verbosity 0) || exit 1; done
	@$(RUN)/python tools/spaces.py
	@for app in $(APPS); do (cd src/hustings/$$app && \
		$(abspath $(RUN))/python -P -m django compilemessages --verbosity 0) || exit 1; done

migrations: developer ## Write each app's first migration anew from its models
	@$(RUN)/python tools/migrations.py

lock: developer ## Move every pinned dependency to its newest allowed version
	@$(RUN)/python tools/lock.py

clean: ## Remove the environment and caches; var/ with your data stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

environment: python ## Install what runs Hustings and mailguard into .venv, and nothing else
	@$(PYTHON) tools/install.py $(VENV) requirements.lock

developer: python
	@$(PYTHON) tools/install.py $(VENV) requirements-dev.lock

.PHONY: python
python:
	@test -n "$(PYTHON)" || { echo "Hustings needs Python 3.11 or later, and none is on the PATH."; \
		echo "On Debian and Ubuntu: apt install python3 python3-venv"; exit 1; }
	@command -v "$(PYTHON)" >/dev/null || { echo "There is no Python called $(PYTHON)."; exit 1; }
