"""Measures of quality (statements, answers, extraction, stories) and of speed (`onrecord bench`).

Only the command line imports it.  A benchmark runs each measurement in a process of its own.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.measure.benchmark import run_benchmark
    from index.measure.plan import Plan
    from index.measure.quality import evaluate_answers, evaluate_extraction, evaluate_statements
    from index.measure.report import Adding, Contender, Latency, Report, Size
    from index.measure.story_agreement import evaluate_stories

__all__ = [
    "Adding",
    "Contender",
    "Latency",
    "Plan",
    "Report",
    "Size",
    "evaluate_answers",
    "evaluate_extraction",
    "evaluate_statements",
    "evaluate_stories",
    "run_benchmark",
]

_MODULES = {
    "Plan": "plan",
    "evaluate_answers": "quality",
    "evaluate_extraction": "quality",
    "evaluate_statements": "quality",
    "evaluate_stories": "story_agreement",
    "run_benchmark": "benchmark",
}


def __getattr__(name: str) -> object:
    """Import a module when one of its names is first asked for: measuring loads the whole library."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES.get(name, 'report')}"), name)
