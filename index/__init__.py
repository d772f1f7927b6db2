"""On Record's library: articles in, verbatim and attributed quotes out.

index = Index.open(Path("data"))
answer = index.ask("What did Moon say about Japan?")
"""

from index.errors import ModelError, OnRecordError, SourceError, StoreError
from index.library import Index, Outcome
from index.model import Answer, Article, Ask, Draft, Kind, Passage, Person, Question, Quote, Statement

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
    "SourceError",
    "Statement",
    "StoreError",
]
