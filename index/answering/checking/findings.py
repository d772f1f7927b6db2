"""What came of checking a quotation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from index.model import Quote, Span
from index.text.quoted_words import Break, Runs, difference, parts_of


class Finding(StrEnum):
    """How a quotation stands."""

    ON_RECORD = "on-record"  # these words, by whom they are credited to
    UNCLEAR = "unclear"  # these words, but who said them, or whether it is the same person, is not clear
    ALTERED = "altered"  # other words, nearly the same
    JOINED = "joined"  # words of several places, put together as if they were one
    ANOTHERS = "anothers"  # these words, by somebody who is certainly another
    NOT_ON_RECORD = "not-on-record"
    TOO_SHORT = "too-short"  # so few or so common words that finding them, or not, says nothing


@dataclass(frozen=True, slots=True)
class Found:
    """Words on record.

    Attributes:
        quote: The whole sentences around them, with whose they are.
        spans: The words themselves, in the article; several where the article interrupts them.
    """

    quote: Quote
    spans: tuple[Span, ...]

    @property
    def words(self) -> str:
        """The words, without what interrupts them."""
        return " ".join(self.quote.article.text[start:end] for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation of a text, and how it stands.

    Attributes:
        text: The quotation as its text has it, without the marks at its edges.
        pieces: Its words; several pieces where its text interrupts it to say who speaks.
        finding: How it stands.
        credited: Whom the text credits with it; None where it names nobody.
        found: Where it is on record, the best first; the pieces in their order for JOINED.
        breaks: What divides the quotation: ellipses, brackets.
        span: Where it stands in its text, the marks included.
    """

    text: str
    pieces: tuple[str, ...]
    finding: Finding
    credited: str | None = None
    found: tuple[Found, ...] = ()
    breaks: frozenset[Break] = frozenset()
    span: Span = (0, 0)

    @property
    def differs(self) -> bool:
        """Whether the words on record are other words."""
        return any(mark != "=" for mark, _ in self.difference)

    @property
    def difference(self) -> Runs:
        """How the quotation differs from what is on record; empty where nothing is compared."""
        if self.finding not in (Finding.ALTERED, Finding.ANOTHERS) or not self.found:
            return ()
        return difference(" ".join(part.text for part in parts_of(self.pieces)), self.found[0].words)


def tally(checked: Iterable[CheckedQuotation]) -> list[tuple[Finding, int]]:
    """How many quotations stand how, in the order of `Finding`, without those that none does."""
    counts = Counter(each.finding for each in checked)
    return [(finding, counts[finding]) for finding in Finding if counts[finding]]
