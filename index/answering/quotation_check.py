"""Is this quotation real? Looking for given words, exactly or nearly."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.model import Answer, Article, Filter, Kind, Question, Quote, Span, Statement, Verdict
from index.search.fusion import within
from index.search.text_index import TextIndex
from index.silence import Reason, Silence
from index.store.store import Store
from index.text.quote_spans import sentences_around
from index.text.unclear_quotes import with_paragraphs

LEAST = 0.6  # similarity under which a passage is no near match
DEPTH = 80  # passages by their words that are compared

_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True, slots=True)
class Match:
    """Where quoted words stand in a text, and how alike they are (1: the same words in order)."""

    span: Span
    similarity: float


class _Token(NamedTuple):
    word: str
    start: int
    end: int


def _tokens(text: str, offset: int = 0) -> list[_Token]:
    return [
        _Token(match.group().lower().replace("’", "'"), match.start() + offset, match.end() + offset)
        for match in _WORD.finditer(text)
    ]


def locate(quotation: str, text: str, start: int, end: int) -> Match | None:
    """The best match of a quotation in text[start:end], or None when nothing is alike.

    Case, marks and white space don't count; words and their order do.
    """
    wanted = [token.word for token in _tokens(quotation)]
    tokens = _tokens(text[start:end], start)
    if not wanted or not tokens:
        return None
    size = len(wanted)
    words = [token.word for token in tokens]
    for first in range(len(tokens)):
        if words[first : first + size] == wanted:
            return Match((tokens[first].start, tokens[first + size - 1].end), 1.0)
    best: Match | None = None
    for first, length in _windows(words, wanted):
        ratio = difflib.SequenceMatcher(None, wanted, words[first : first + length], autojunk=False).ratio()
        if ratio >= LEAST and (best is None or ratio > best.similarity):
            best = Match((tokens[first].start, tokens[first + length - 1].end), min(ratio, 0.999))
    return best


def _windows(words: Sequence[str], wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(first, length) of stretches about as long as the wanted words that share enough of them."""
    size, bag = len(wanted), set(wanted)
    for first in range(len(words)):
        for length in {size, size + max(1, size // 4), max(1, size - size // 4)}:
            window = words[first : first + length]
            if len(window) == length and sum(word in bag for word in window) >= LEAST * size:
                yield first, length


def difference(quotation: str, text: str) -> tuple[tuple[str, str], ...]:
    """Runs of ("=" same, "-" asked only, "+" article only) words."""
    a, b = quotation.split(), text.split()
    bare = [[re.sub(r"\W+", "", w).lower() for w in side] for side in (a, b)]
    runs: list[tuple[str, str]] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, bare[0], bare[1], autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("=", " ".join(b[k:m])))
            continue
        if j > i:
            runs.append(("-", " ".join(a[i:j])))
        if m > k:
            runs.append(("+", " ".join(b[k:m])))
    return tuple(runs)


def check(asked: Question, people: Sequence[int] | None, limit: int, store: Store, passages: TextIndex) -> Answer:
    """Whether the words of a question are on record, and whose they are.

    Args:
        asked: The question, with the quotation to check.
        people: Ids of those whose words they should be; None means anyone's.
        limit: Quotes, at most.
        store: Where articles and statements are read.
        passages: BM25 over passages.
    """
    exact, near = _matches(asked, store, passages)
    exact.sort(key=lambda quote: quote.speaker is None)  # where one article names the speaker, this one tells more
    if people is not None:
        theirs = [quote for quote in exact if _is_by(quote, people)]
        if exact and not theirs:
            return _by_others(asked, exact, limit)
        exact, near = theirs, [(match, quote) for match, quote in near if _is_by(quote, people)]
    if exact:
        return Answer(asked, with_paragraphs(exact)[:limit], verdict=Verdict.EXACT)
    if near:
        return _nearly(asked, near, limit)
    return Answer(asked, reasons=(Reason(Silence.NOT_SAID, asked.speaker or ""),))


def _nearly(asked: Question, near: Sequence[tuple[Match, Quote]], limit: int) -> Answer:
    """The nearest matches, with what differs in the first."""
    ordered = sorted(near, key=lambda pair: -pair[0].similarity)
    match, quote = ordered[0]
    return Answer(
        asked,
        with_paragraphs(quote for _, quote in ordered)[:limit],
        verdict=Verdict.NEAR,
        difference=difference(asked.quotation or "", quote.article.text[match.span[0] : match.span[1]]),
    )


def _matches(asked: Question, store: Store, passages: TextIndex) -> tuple[list[Quote], list[tuple[Match, Quote]]]:
    """Quotes with the very words, and with words nearly the same."""
    wanted = asked.quotation or ""
    exact: list[Quote] = []
    near: list[tuple[Match, Quote]] = []
    seen = set()
    allowed = store.matching(Filter(collections=asked.collections, after=asked.after, upto=asked.upto))
    for passage in store.passages(within([hit.id for hit in passages.search(wanted, DEPTH)], allowed)):
        article = store.article(passage.article)
        if article is None:
            continue
        match = locate(wanted, article.text, passage.start, min(len(article.text), passage.end + 2 * len(wanted)))
        if match is None or (article.id, match.span) in seen:
            continue
        seen.add((article.id, match.span))
        quote = _quoted(store, article, match.span)
        if match.similarity == 1.0:
            exact.append(quote)
        else:
            near.append((match, quote))
    return exact, near


def _is_by(quote: Quote, people: Sequence[int]) -> bool:
    return quote.speaker is not None and quote.speaker.id in people


def _by_others(asked: Question, exact: Sequence[Quote], limit: int) -> Answer:
    """The words that were to be a speaker's, as whose they are on record; the named ones come first."""
    owner, speaker = exact[0].speaker, asked.speaker or ""
    if owner:
        reason = Reason(Silence.OTHERS_WORDS, speaker, owner=owner.name)
    elif any(quote.speaker_unclear for quote in exact):
        reason = Reason(Silence.UNCLEAR_WORDS, speaker)
    else:
        reason = Reason(Silence.UNNAMED_WORDS, speaker)
    return Answer(
        asked,
        with_paragraphs(exact)[:limit],
        verdict=Verdict.EXACT,
        reasons=(reason,),
    )


def _quoted(store: Store, article: Article, span: Span) -> Quote:
    """The whole sentences around words, with whose words they are."""
    around = [
        statement
        for statement in store.statements([article.id])[article.id]
        if not statement.question
        and any(start <= span[0] + 1 and span[1] - 1 <= end for start, end in _envelopes(statement))
    ]
    statement = min(around, key=lambda statement: statement.end - statement.start, default=None)
    start, end = sentences_around(article.text, span)
    return Quote(
        article,
        start,
        end,
        speaker=statement.person if statement else None,
        via=statement.via if statement else None,
        kind=statement.kind if statement else Kind.PASSAGE,
        score=1.0,
    )


def _envelopes(statement: Statement) -> tuple[Span, ...]:
    return (*statement.content, (statement.start, statement.end))
