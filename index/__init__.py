"""On Record's library: articles in, verbatim and attributed quotes out.

index = Index.open(Path("data"))
answer = index.ask("What did Moon say about Japan?")
"""

from __future__ import annotations

import os

# ONNX Runtime reports each use to its maker unless told not to before it is loaded; every process of ours starts here.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

from typing import TYPE_CHECKING

from index.errors import ModelError, OnRecordError, Refusal, SourceError, SourceProblem, StoreError
from index.lazy_exports import lazy_exports
from index.silence import Reason, Silence

if TYPE_CHECKING:
    from index.library import Index
    from index.model import Answer, Article, Ask, Draft, Kind, Outcome, Passage, Person, Question, Quote, Statement

__all__ = [
    "Answer",
    "Article",
    "Ask",
    "Draft",
    "Index",
    "Kind",
    "ModelError",
    "OnRecordError",
    "Outcome",
    "Passage",
    "Person",
    "Question",
    "Quote",
    "Reason",
    "Refusal",
    "Silence",
    "SourceError",
    "SourceProblem",
    "Statement",
    "StoreError",
]

# Settings and help need none.
__getattr__ = lazy_exports(
    __name__,
    {
        "library": ("Index",),
        "model": (
            "Answer",
            "Article",
            "Ask",
            "Draft",
            "Kind",
            "Outcome",
            "Passage",
            "Person",
            "Question",
            "Quote",
            "Statement",
        ),
    },
)
