# Dépêche. `make` lists what there is to make.
#   PIP_ARGS="…"       more arguments for pip, such as another package index
#   SOURCES=~/articles  the folder that `make chat` indexes
#   PORT=8000          where it listens
#   PYTHON=…           the Python to use, 3.11 or newer

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

PYTHON   ?= python3.11 python3.12 python3.13 python3
PIP_ARGS ?=
SOURCES  ?= seeds
PORT     ?= 7860
EVAL     ?= all
export SOURCES  # read by the shell, so that any file name will do

venv    := .venv
bin     := $(venv)/bin
product := $(venv)/.product-is-installed
dev     := $(venv)/.dev-is-installed
# Compiling all of torch ahead costs more time than the parts that are imported save; so only what a question and the
# chat import is. Where PYTHONDONTWRITEBYTECODE is set, each start would compile it again.
pip     := $(bin)/python -m pip install --disable-pip-version-check --no-compile $(PIP_ARGS)
compile := env -u PYTHONDONTWRITEBYTECODE -u PYTHONPYCACHEPREFIX $(bin)/python -c \
           'import rag.answer.generate, rag.cli.commands, rag.cli.printing, rag.cli.progress, rag.index.doctor, \
                   rag.index.uploads, rag.models.numpy_reader, rag.serve.app, rag.wire'

.PHONY: help
help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

.PHONY: chat
chat: $(product) ## set up, index the articles, open the chat on http://127.0.0.1:7860
	@test -e "$$SOURCES" || { echo "make: $$SOURCES: no such file or folder; say SOURCES=…" >&2; exit 1; }
	@$(bin)/rag sync "$$SOURCES" || echo "make: not all files could be indexed, see above; the chat opens over the rest" >&2
	@$(bin)/rag serve --port $(PORT)

.PHONY: test
test: lint ## set up and run everything: lint and all tests
	$(bin)/pytest

.PHONY: check
check: lint ## the same without the tests that load the model, a browser or a server
	$(bin)/pytest -m "not slow"

.PHONY: lint
lint: $(dev) ## ruff and mypy
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy

.PHONY: eval
eval: $(dev) ## all evaluations, or one: make eval EVAL="retrieval …"
	$(bin)/python -m eval $(EVAL)

.PHONY: bench
bench: $(product) ## time a first sync of seeds/, then a question from cold
	@store=$$(mktemp -d) && trap 'rm -rf "$$store"' EXIT && export RAG_STORE="$$store" TIMEFORMAT='%R s' && \
	bash -c 'time $(bin)/rag sync seeds; time $(bin)/rag ask "Quand se tient la 4e réunion Yunnan?"'

.PHONY: load
load: $(dev) ## 32 clients for five minutes over a fresh index of seeds/
	@store=$$(mktemp -d) && trap 'rm -rf "$$store"' EXIT && \
	$(bin)/rag sync seeds --store "$$store" && $(bin)/python -m tests.serve.load --store "$$store"

.PHONY: clean
clean: ## remove what `make` made, but not the index
	rm -rf $(venv) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find rag eval tests -name __pycache__ -prune -exec rm -rf {} +

$(product): pyproject.toml | $(venv)/pyvenv.cfg
	$(pip) -e .
	@$(compile)
	@touch $@

$(dev): pyproject.toml | $(venv)/pyvenv.cfg
	$(pip) -e '.[dev]'
	@$(compile)
	@touch $(product) $@

$(venv)/pyvenv.cfg:
	@for python in $(PYTHON); do \
	    "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	    exec "$$python" -m venv $(venv); \
	done; \
	echo "make: Python 3.11 or newer is needed, tried: $(PYTHON). Install one, or name it: make PYTHON=…" >&2; exit 1
