"""What can go wrong, each with one sentence for the person who waits."""

from __future__ import annotations


class OnRecordError(Exception):
    """Base of every error a person should read: what is wrong, where, and what to do."""


class SourceError(OnRecordError):
    """One source (a file, an address, a feed) that can't become an article."""

    def __init__(self, source: str, problem: str) -> None:
        super().__init__(f"{source}: {problem}")
        self.source = source
        self.problem = problem


class ModelError(OnRecordError):
    """A model that is missing, altered or can't be loaded."""


class StoreError(OnRecordError):
    """The store can't be opened or is in use in a way that can't be shared."""
