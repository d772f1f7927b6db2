"""Synthetic libraries, which are kept for the next measurement."""

from __future__ import annotations

import shutil
from pathlib import Path

from index.measure.plan import Notify, Plan
from index.measure.report import Adding
from index.measure.synthetic import grow
from index.search.vector_index import VectorIndex


def make_library(plan: Plan, base: Path, data: Path, passages: int, adding: Adding, notify: Notify) -> None:
    """Make a library of so many passages: from the cache, or synthesised and left there.

    Args:
        plan: What is measured.
        base: The data folder of the library that the passages come from.
        data: The data folder to make.
        passages: How many passages it has, up to the end of an article.
        adding: What `base` holds.
        notify: Called with a few words about what is being done.
    """
    cached = plan.library_cache / f"{passages}" if plan.library_cache else None
    source = f"{adding.articles} articles, {adding.passages} passages of {plan.source.absolute()}"
    origin = f"{source}, {plan.model}, {plan.precision}"
    if cached and (cached / "grown").is_file() and (cached / "grown").read_text(encoding="utf-8") == origin:
        notify(f"copying the library of {passages:,} passages")
        shutil.copytree(cached, data, dirs_exist_ok=True, symlinks=True)
        return
    notify(f"growing a library of {passages:,} passages")
    _grow(base, data, passages, notify)
    if cached:
        shutil.rmtree(cached, ignore_errors=True)
        shutil.copytree(data, cached, symlinks=True, ignore=shutil.ignore_patterns("model"))
        (cached / "grown").write_text(origin, encoding="utf-8")


def _grow(base: Path, data: Path, passages: int, notify: Notify) -> None:
    grow(base, data, passages)
    if not (data / "model").exists():
        (data / "model").symlink_to((base / "model").resolve())
    vectors = VectorIndex.existing(data / "vectors")
    if vectors.codes_outdated:  # what a running bot does in the background
        notify(f"indexing {passages:,} vectors")
        vectors.build_codes().join()
