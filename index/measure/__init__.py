"""Measures of quality (statements, answers, extraction, stories) and of speed (`onrecord bench`).

Only the command line imports it.  A benchmark runs each measurement in a process of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazy_exports import lazy_exports

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

# Measuring loads the whole library.
__getattr__ = lazy_exports(
    __name__,
    {
        "benchmark": ("run_benchmark",),
        "plan": ("Plan",),
        "quality": (
            "evaluate_answers",
            "evaluate_extraction",
            "evaluate_statements",
        ),
        "report": (
            "Adding",
            "Contender",
            "Latency",
            "Report",
            "Size",
        ),
        "story_agreement": ("evaluate_stories",),
    },
)
