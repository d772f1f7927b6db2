"""A reader of feeds whose clock a test sets."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from index import Draft, Index, Outcome, SourceError
from index.feeds.download import Limits
from index.feeds.registry import FeedRegistry, FeedState
from index.feeds.updater import FeedReport, Updater
from index.model import OutcomeStatus
from index.store.store import Store
from tests.feed_server import FILLER, QUOTATION

HERE = Limits(5, 200_000, ("127.0.0.1",))
START = datetime.now(UTC)
LONG = f"<p>{QUOTATION}</p>" + "".join(f"<p>Day {number}. {FILLER}</p>" for number in range(1, 11))
HOUR = timedelta(hours=1)


class FeedReader:
    """A reader of feeds whose clock a test sets.

    Attributes:
        feeds: The feeds, in the store.
        now: What its clock shows.
        received: The articles it was given, when there is no library to add them to.
    """

    def __init__(self, store: Store, limits: Limits = HERE, index: Index | None = None) -> None:
        self.feeds = FeedRegistry(store)
        self.now = START
        self.received: list[Draft] = []
        self.updater = Updater(self.feeds, self.add, limits, 900, 0, lambda: self.now)
        self._index = index

    async def add(self, drafts: Sequence[Draft | SourceError]) -> list[Outcome]:
        if (index := self._index) is not None:
            return await asyncio.to_thread(lambda: list(index.add(drafts)))
        outcomes = []
        for each in drafts:
            if isinstance(each, SourceError):
                outcomes.append(Outcome(each.source, OutcomeStatus.REFUSED, each.refusal))
                continue
            known = each.text in [held.text for held in self.received]
            self.received.append(each)
            outcomes.append(
                Outcome(
                    each.url or each.title or "",
                    OutcomeStatus.UNCHANGED if known else OutcomeStatus.ADDED,
                    None,
                    len(self.received),
                )
            )
        return outcomes

    def follow(self, url: str) -> FeedState:
        return self.feeds.add(url, "public", self.now)[0]

    def read(self, source: FeedState, after: timedelta = timedelta()) -> FeedReport:
        """One reading, whatever the time; the source it reports is as it stands then."""
        self.now += after
        (report,) = asyncio.run(self.updater.update([self.state(source)]))
        return replace(report, source=self.state(source))

    def state(self, source: FeedState) -> FeedState:
        found = self.feeds.source(source.id)
        assert found is not None
        return found


def statuses(report: FeedReport) -> list[str]:
    return [outcome.status for outcome in report.outcomes]
