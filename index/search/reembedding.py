"""Vectors of another model or precision than those there are, made beside them while these go on to answer.

`python -m index.search.reembedding DATA FINGERPRINT` makes them in a process of its own, at low priority, in a folder
of their own. Killed, it goes on where it was the next time. When they are complete, they take the place of the old
ones; every process that has the library open changes over to the new model with its next question.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from index.embedding.embedder import Embedder, exported
from index.errors import OnRecordError, StoreError
from index.search.detached import run_detached
from index.search.passage_vectors import catch_up
from index.search.vector_index import Accepts, VectorIndex, fingerprint_of
from index.store.store import Store

SERVER = "ONRECORD_STORE_URL"  # a variable of the process's environment
CURRENT, NEXT, REPLACED = "vectors", "vectors.next", "vectors.replaced"  # folders in the data folder
AT_ONCE = 200  # passages up to which embedding anew takes some seconds, for which whoever opens the library waits
SAVE_EVERY = 1_000  # passages between two commits: a quarter of a minute


class Meaning(NamedTuple):
    """Vectors and the model that made them, which belong together."""

    vectors: VectorIndex
    embedder: Embedder


def current(data: Path, wanted: Embedder, accepts: Accepts) -> Meaning:
    """The vectors to answer by: the wanted model's, or those of another one till the wanted ones are made.

    Args:
        data: The data folder.
        wanted: The configured model.
        accepts: Tells whether an origin is this store.
    """
    if (data / REPLACED).exists() and not (data / CURRENT).exists():  # killed between the two steps of replacing
        _take_place(data)
    held = fingerprint_of(data / CURRENT)
    if held not in (None, wanted.fingerprint) and (other := _answering(data, str(held), accepts)) is not None:
        return other
    return Meaning(VectorIndex(data / CURRENT, wanted.width, wanted.fingerprint, accepts), wanted)


def _take_place(data: Path) -> None:
    with suppress(FileNotFoundError):  # another process that opened the library was first
        (data / NEXT).rename(data / CURRENT)


def _answering(data: Path, fingerprint: str, accepts: Accepts) -> Meaning | None:
    """The vectors of another model, where they are of use and the model is still there."""
    embedder = exported(data, fingerprint)
    if embedder is None:
        return None
    vectors = VectorIndex(data / CURRENT, embedder.width, fingerprint, accepts)
    return Meaning(vectors, embedder) if len(vectors) > AT_ONCE else None


def start(data: Path, fingerprint: str, server: str | None = None) -> threading.Thread:
    """Start the process that makes the vectors of a model; it may outlive this one.

    Args:
        data: The data folder.
        fingerprint: Of the model, which is exported there.
        server: Address of the PostgreSQL database with the articles, if they are in one.

    Returns:
        A thread that ends with the process.
    """
    secrets = {SERVER: server} if server else {}  # what a command line says, everybody on the machine can read
    return run_detached("index.search.reembedding", str(data), fingerprint, name="reembedding", secrets=secrets)


def embed_anew(data: Path, fingerprint: str, server: str | None = None) -> bool:
    """Make the vectors of a model, and put them in place of the others.

    Args:
        data: The data folder.
        fingerprint: Of the model, which is exported there.
        server: Address of the PostgreSQL database with the articles, if they are in one.

    Returns:
        Whether it was done; False when another process is doing it.

    Raises:
        StoreError: The model is not there, or the folder can't be used.
    """
    embedder = exported(data, fingerprint)
    if embedder is None:
        raise StoreError(f"{data} holds no exported model {fingerprint}")
    try:
        with FileLock(str(data / f"{NEXT}.lock")).acquire(timeout=0):
            store = Store(data / "onrecord.db", server)
            try:
                _make(data, store, embedder)
            finally:
                store.close()
            return True
    except Timeout:
        return False


def _make(data: Path, store: Store, embedder: Embedder) -> None:
    if fingerprint_of(data / CURRENT) == embedder.fingerprint:
        return  # by a process that has ended since
    vectors = VectorIndex(data / NEXT, embedder.width, embedder.fingerprint, store.knows)
    if vectors.generation > store.generation:
        vectors = VectorIndex.empty(data / NEXT, embedder.width, embedder.fingerprint, store.knows)
    catch_up(vectors, store, embedder, save_every=SAVE_EVERY)
    with FileLock(str(data / "derived.lock")):  # nobody adds to the old ones meanwhile
        catch_up(vectors, store, embedder)
        shutil.rmtree(data / REPLACED, ignore_errors=True)
        (data / CURRENT).rename(data / REPLACED)
        _take_place(data)
    shutil.rmtree(data / REPLACED, ignore_errors=True)


def main() -> None:
    """Make the vectors of the model that the command line names."""
    os.nice(10)
    try:
        embed_anew(Path(sys.argv[1]), sys.argv[2], os.environ.get(SERVER))
    except (OnRecordError, OSError) as error:
        sys.exit(f"not embedded anew: {error}")


if __name__ == "__main__":
    main()
