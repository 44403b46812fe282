# `make demo` and `make test` do everything on a fresh Debian machine that has python3 (3.11 or newer) and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
.DEFAULT_GOAL := help
.PHONY: help demo test test-stories test-faults test-crashes test-recordings test-clients test-systemd lint fast eval soak dovecot mail-programs nspawn clean

help:  ## This list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 24

demo: $(VENV)/.demo  ## The main job told in your terminal, with a mailbox of its own; touches nothing of yours
	@$(BIN)/ghostd demo

# Half of a test's time is waiting, so that two cores carry four of them.
WORKERS ?= 4
CRASHES := tests/service/test_crash_points.py
PYTEST := $(BIN)/python -m pytest --quiet --numprocesses $(WORKERS) --dist worksteal

test: lint dovecot  ## For every change: lint, types, imports, tests, coverage of the core
	@$(PYTEST) -m "not served" --ignore=tests/recordings --ignore=tests/faults --ignore=$(CRASHES) \
	    --cov=ghostd/core --cov-report=term:skip-covered --cov-fail-under=90

test-stories: $(VENV)/.dev  ## Every story of tests/scenarios on a real IMAP server
	@$(PYTEST) tests/scenarios -m served

# Some twelve hundred short lives: minutes, so it is not for every change.
test-crashes: $(VENV)/.dev  ## A crash after every call of a port in turn, and the same state in the end
	@$(PYTEST) $(CRASHES)

test-recordings: $(VENV)/.dev dovecot  ## What mail programs were seen to do to drafts, replayed; needs the recordings
	@$(PYTEST) tests/recordings

# Each fault is tried at each line; FAULTS=all also makes folders anew and fills the disk at each.
test-faults: $(VENV)/.dev dovecot  ## A fault at every line of the wire, a kill at every commit, full disks, odd clocks
	@$(PYTEST) tests/faults

lint: $(VENV)/.dev  ## ruff, mypy --strict, import-linter
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fast: $(VENV)/.dev  ## Only the tests of the core
	@$(BIN)/python -m pytest tests/core -q

eval: $(VENV)/.dev  ## The replay against its goals, beside the baselines; fails when synthetic mail loses one
	@$(BIN)/python -m evaluation

soak: $(VENV)/.dev dovecot  ## A month with faults at random against a real server, in minutes
	@$(BIN)/python -m tests.soak

# The real IMAP server of the tests. Only its program is wanted: what the package starts by itself is stopped.
dovecot:
	@PATH="$$PATH:/usr/sbin"; command -v dovecot >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ]; then as_root="env"; \
	elif sudo -n true 2>/dev/null; then as_root="sudo -n env"; \
	else echo "The tests need Dovecot; install it with: sudo apt-get install dovecot-imapd" >&2; exit 1; fi; \
	if ! command -v apt-get >/dev/null; then \
	    echo "The tests need Dovecot; install your system's package of it (dovecot-imapd on Debian)" >&2; exit 1; fi; \
	echo "Installing dovecot-imapd for the tests"; \
	$$as_root apt-get update -qq; \
	$$as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends dovecot-imapd >/dev/null \
	    || { echo "apt-get could not install Dovecot; install dovecot-imapd yourself" >&2; exit 1; }; \
	if [ -d /run/systemd/system ]; then $$as_root systemctl disable --quiet --now dovecot.socket dovecot.service || true; fi

test-clients: $(VENV)/.clients dovecot mail-programs  ## The approval seen through NeoMutt, Roundcube and Thunderbird
	@$(BIN)/python -m pytest tests/clients

# Without the recommended packages: those would bring, and start, a web server and a mail server.
MAIL_PROGRAMS := neomutt tmux php-cli php-sqlite3 roundcube-core roundcube-sqlite3 chromium chromium-driver thunderbird
mail-programs:
	@ok=yes; for program in neomutt tmux php chromium chromedriver thunderbird; do \
	    command -v $$program >/dev/null || ok=no; done; \
	[ -f /usr/share/roundcube/SQL/sqlite.initial.sql ] && php -m 2>/dev/null | grep -q '^pdo_sqlite$$' || ok=no; \
	[ $$ok = no ] || exit 0; \
	missing="These tests need mail programs; on Debian install them with: sudo apt-get install --no-install-recommends $(MAIL_PROGRAMS)"; \
	if [ "$$(id -u)" = 0 ]; then as_root="env"; \
	elif sudo -n true 2>/dev/null; then as_root="sudo -n env"; \
	else echo "$$missing" >&2; exit 1; fi; \
	command -v apt-get >/dev/null || { echo "$$missing" >&2; exit 1; }; \
	echo "Installing the mail programs for the tests (some 250 MB)"; \
	$$as_root apt-get update -qq; \
	$$as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(MAIL_PROGRAMS) >/dev/null \
	    || { echo "$$missing" >&2; exit 1; }

# The tests themselves say why where this machine cannot boot one.
test-systemd: $(VENV)/.dev nspawn  ## The service in a Debian booted under a real systemd; needs root
	@$(BIN)/python -m pytest tests/systemd

nspawn:
	@if [ "$$(id -u)" != 0 ]; then \
	    echo "Booting a Debian needs root; type: sudo make test-systemd" >&2; exit 1; fi; \
	command -v debootstrap >/dev/null && command -v systemd-nspawn >/dev/null && exit 0; \
	command -v apt-get >/dev/null || { echo "These tests need debootstrap and systemd-nspawn" >&2; exit 1; }; \
	echo "Installing debootstrap and systemd-container"; \
	apt-get update -qq; \
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends debootstrap systemd-container >/dev/null \
	    || { echo "apt-get could not install debootstrap and systemd-container; install them yourself" >&2; exit 1; }

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	    || { echo "ghostd needs Python 3.11 or newer as python3 (or: make PYTHON=/path/to/python)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	    || { echo "Python's venv is missing; install it with: sudo apt-get install python3-venv" >&2; exit 1; }
	@echo "Setting up $(VENV)"
	@$(PYTHON) -m venv $(VENV)

# The build's own tools are pinned as well, so they are installed first and used from here.
$(VENV)/.build: $(BIN)/python constraints.txt
	@$(PIP) hatchling editables
	@touch $@

$(VENV)/.demo: $(VENV)/.build pyproject.toml
	@$(PIP) --no-build-isolation --editable '.[demo]'
	@touch $@

$(VENV)/.dev: $(VENV)/.build pyproject.toml
	@$(PIP) --no-build-isolation --editable '.[dev]'
	@touch $(VENV)/.demo $@

$(VENV)/.clients: $(VENV)/.dev tests/clients/requirements.txt
	@$(PIP) --requirement tests/clients/requirements.txt
	@touch $@

clean:  ## Remove the virtual environment and everything built
	@rm -rf $(VENV) build dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
