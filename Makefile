# Antrean: what one types while working on it. Everything runs in .venv, which `make setup` creates.

PY := .venv/bin/python
export LC_ALL := C.UTF-8

help:    ## List what can be made
	@sed -n 's/^\([a-z0-9]*\):[^#]*## /  make \1	/p' Makefile

setup:   ## Python environment, pinned dependencies, missing system libraries; a second run has nothing to do
	@bash deploy/setup.sh run

run:     setup  ## The whole hall on this machine
	@$(PY) main.py

test:    ## Set up for development, then every check
	@bash deploy/setup.sh dev
	@$(MAKE) --no-print-directory check

# Three processes of tests on two cores: a part of them waits at any time, for a sound or for a server that starts.
TESTS_AT_ONCE := 3

check:   ## Format, lint, types, imports, tests
	$(PY) -m ruff format --check --quiet .
	$(PY) -m ruff check --quiet .
	$(PY) -m mypy
	.venv/bin/lint-imports
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest --quiet --numprocesses $(TESTS_AT_ONCE) --dist loadfile --no-loadscope-reorder

bench:   setup  ## Measure what docs/measured reports
	@$(PY) main.py bench

demo:    setup  ## A simulated morning in the real windows
	@$(PY) main.py demo

i18n:    setup  ## Bring the texts of all languages in step with the code, compile them, list what is missing
	@$(PY) -m language.catalogues

golden:  setup  ## Draw the golden pictures of the papers anew; look at them before they are committed
	RENEW_GOLDEN=1 $(PY) -m pytest --quiet tests/printer/test_golden.py

pictures: setup  ## Take the pictures of the README anew; look at them before they are committed
	@$(PY) docs/pictures/make_pictures.py
	@$(PY) docs/pictures/board_pictures.py
	@$(PY) docs/pictures/kiosk_pictures.py
	@$(PY) docs/pictures/phone_pictures.py

LOCK := .venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --quiet $(UPGRADE)

lock:    ## Pin the dependencies of pyproject.toml anew; UPGRADE=--upgrade takes the newest of each
	$(LOCK) --output-file requirements/run.txt
	$(LOCK) --group dev --constraint requirements/run.txt --output-file requirements/dev.txt

.PHONY: help setup run test check bench demo i18n golden pictures lock
