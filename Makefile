# `make run` starts the bot; `make test` checks the project. Both make their own environment first. `make lock` brings the
# locked dependencies up to date.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test lock clean

run: $(VENV)/installed
	@if [ -n "$$BOT_TOKEN" ] || grep -qs '^BOT_TOKEN=.' .env; then exec $(BIN)/unmik-bot run; else exec $(BIN)/unmik-bot chat; fi

test: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/hadolint Dockerfile
	$(BIN)/kubernetes-validate --quiet --strict deploy/kubernetes/bot.yaml
	$(BIN)/pytest -q

clean:
	rm -rf $(VENV)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# The stamps hold until what they are made of changes, so a second run starts at once. What is installed is what the lock
# files name, each package by its hash; the project itself needs nothing else, not even to be built.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
INSTALL_PROJECT := $(INSTALL) --no-deps --no-build-isolation --editable . && $(BIN)/python -m compileall -q bot knowledge

$(VENV)/installed: pyproject.toml requirements.txt | $(VENV)/bin/python
	$(INSTALL) --require-hashes --requirement requirements.txt
	$(INSTALL_PROJECT)
	@touch $@

$(VENV)/installed-dev: pyproject.toml requirements-dev.txt | $(VENV)/bin/python
	$(INSTALL) --require-hashes --requirement requirements-dev.txt
	$(INSTALL_PROJECT)
	@touch $@ $(VENV)/installed

# For every platform and every Python that pyproject.toml allows; what the tests run with is what the image runs with.
LOCK := $(VENV)/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command 'make lock' --group build pyproject.toml

lock: | $(VENV)/lock/bin/uv
	$(LOCK) --extra postgres --output-file requirements.txt
	$(LOCK) --extra dev --constraint requirements.txt --output-file requirements-dev.txt

$(VENV)/lock/bin/uv:
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
