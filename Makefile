# What a person types and CI runs too.

PYTHON ?= python3
VENV := .venv

.PHONY: check test

check:
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	PYTHONPATH=src $(VENV)/bin/mypy
	PYTHONPATH=src $(VENV)/bin/lint-imports --no-logo

test:
	$(VENV)/bin/python -m pytest
