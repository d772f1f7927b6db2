# make run: set up everything and start the bot, or the terminal chat without a token.
# make test: set up everything and run the tests.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
READY := $(VENV)/ready
TOOLS := $(VENV)/tools
# Where the CPU build of torch is, should the usual index offer only the one with CUDA.
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
# Tests run side by side, the longest file first, then in the order of their names; 2 GB each.
WORKERS ?= --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

export TOKENIZERS_PARALLELISM := false

.PHONY: run test check setup clean

run: $(READY) config.toml
	@$(BIN)/onrecord --config config.toml run

test: $(TOOLS)
	@$(BIN)/python -m pytest $(WORKERS) $(ARGS)

check: $(TOOLS)
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/complexipy

setup: $(READY)

config.toml:
	@umask 077 && cp config.example.toml config.toml && chmod 600 config.toml

# Everything that is said while setting up goes to stderr: stdout is for answers.
$(READY): pyproject.toml constraints.txt requirements-model.txt setup.sh
	@PYTHON="$(PYTHON)" VENV="$(VENV)" TORCH_INDEX="$(TORCH_INDEX)" sh setup.sh >&2
	@touch $(READY)

$(TOOLS): $(READY)
	@echo "installing the tools for tests" >&2
	@$(PIP) install --quiet --constraint constraints.txt --editable '.[dev]' >&2
	@touch $(TOOLS)

clean:
	rm -rf $(VENV)
