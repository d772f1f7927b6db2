"""Which quotes are new: published since the last look, and not said before in any article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from index.model import Article, Kind, Quote, Span
from index.news.junk import junk_kind
from index.news.story_quotes import is_outlet_itself
from index.text.neighbouring_sentences import with_neighbours

if TYPE_CHECKING:
    from index.view import View

SLACK = timedelta(days=1)  # a date of publication is often of the day, or of the article's first version
SHINGLE = 6  # words in a row by which the same words are known again
SAME = 0.5  # share of these that an earlier article has, from which the words were said before
LONGEST = 60  # words of a quote that are looked for
LOOKED_AT = 12  # passages in which they are looked for
# Words that report what was said, and nothing else: who "pushed for" or "led" something may have said nothing.
_SAYING = frozenset(
    """said says say saying told tells stated states noted notes added adds warned warns argued argues insisted insists
    explained explains declared declares acknowledged remarked wrote writes replied testified recalled""".split()
)
_WORD = re.compile(r"\w+")
_SAID = r"(?:said|told|wrote|declared|promised|testified|argued|insisted)"
_TIME = (
    r"(?:back )?(?:in (?:[A-Z]\w+ )?(?P<year>(?:19|20)\d\d)|(?:last year|(?:two|three|four|five|\d+|some) years ago))"
)
_RECALLED = (
    re.compile(rf"^\W*(?i:{_TIME}),? (?:[\w.’'-]+ ){{1,6}}?(?:had )?{_SAID}\b"),
    re.compile(rf"\b{_SAID}(?: [\w’'-]+){{0,4}} {_TIME}\b"),
    re.compile(r"(?:(?P<year>(?:19|20)\d\d)년|지난해|작년)[^.!?]{0,60}(?:말했|밝혔|주장했|강조했|약속했)"),
)
_IN_MARKS = re.compile(r"“([^“”]+)(?:”|$)|\"([^\"]+)(?:\"|$)|「([^」]+)」|«([^»]+)»")
FEW = 5  # words in quotation marks; fewer are said by anybody, and count only with who says them


def new_quotes(quotes: Iterable[Quote], view: View, after: int, seen_until: datetime | None) -> tuple[Quote, ...]:
    """Quotes that are worth an alert, in their order.

    Args:
        quotes: That fit.
        view: What may be seen of the library.
        after: The last article that was looked at; words of it and of earlier ones are old.
        seen_until: When that came in; None where nothing was looked at.

    Returns:
        Those that are somebody's words in the news, published since, and in no earlier article.
    """
    return tuple(
        quote
        for quote in quotes
        if is_speech(quote)
        and (quote.cue is not None or not is_outlet_itself(quote.speaker, quote.article))
        and junk_kind(quote.article) is None
        and not is_recalled(quote)
        and _is_published_since(quote.article, seen_until)
        and not _is_old(quote, view, after)
    )


def is_recalled(quote: Quote) -> bool:
    """Whether an article recalls words of an earlier year: "In 2029 Tamm had told parliament: …".

    Args:
        quote: The quote, with what leads to it.
    """
    published = quote.article.published
    told = _IN_MARKS.sub(" ", quote.text)
    for pattern in _RECALLED:
        match = pattern.search(told)
        if match and (match["year"] is None or (published is not None and int(match["year"]) < published.year)):
            return True
    return False


def each_once(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Quotes without those that stand beside another of their speaker's, where a reader sees them already.

    What is reported often leads to the words themselves: "Tamm said that he was sorry. “I am sorry,” he said."

    Args:
        quotes: In any order, which is kept.
    """
    seen: dict[tuple[int, str], list[Span]] = {}
    kept: set[int] = set()
    for place in sorted(range(len(quotes)), key=lambda place: (quotes[place].kind is not Kind.DIRECT, place)):
        quote = quotes[place]
        others = seen.setdefault((quote.article.id, quote.speaker.name if quote.speaker else ""), [])
        if not any(start <= quote.start and quote.end <= end for start, end in others):
            kept.add(place)
            others.append(with_neighbours(quote))
    return tuple(quote for place, quote in enumerate(quotes) if place in kept)


def is_speech(quote: Quote) -> bool:
    """Whether it is somebody's words, and no narrative: what is only reported must be so by a plain word of saying."""
    if quote.kind is Kind.DIRECT:
        return True
    if quote.kind is Kind.PASSAGE or quote.speaker is None:
        return False
    return quote.kind is Kind.MIXED or (quote.cue or "").casefold() in _SAYING


def _is_published_since(article: Article, seen_until: datetime | None) -> bool:
    return seen_until is None or article.published is None or article.published >= seen_until - SLACK


def _is_old(quote: Quote, view: View, after: int) -> bool:
    """Whether an article that was there before has the same words."""
    if not after:
        return False
    words = own_words(quote)[:LONGEST]
    hits = view.retriever().passages.search(" ".join(words), LOOKED_AT)
    earlier = [hit.place for hit in hits if hit.article <= after and hit.article != quote.article.id]
    for slice in view.store.reads.texts(earlier):
        if slice is not None and holds_words(_joined(_words(slice.text)), words):
            return True
    return False


def own_words(quote: Quote) -> list[str]:
    """The words of a quote that are its speaker's: those in quotation marks, where it has enough of them.

    Outlets tell the same words with another "she said at the airport".

    Args:
        quote: The quote.
    """
    marked = [word for parts in _IN_MARKS.findall(quote.text) for word in _words(" ".join(parts))]
    is_whole = quote.text.count('"') % 2 == 0  # else what stands between two marks may be the reporter's
    return marked if is_whole and len(marked) >= FEW else _words(quote.text)


def joined_words(text: str) -> str:
    """A text as `holds_words` looks through it.

    Args:
        text: Any text.
    """
    return _joined(_words(text))


def holds_words(joined: str, words: Sequence[str]) -> bool:
    """Whether a text has the same words, or most of them in runs of SHINGLE, and the same figures.

    Args:
        joined: What `joined_words` made of the text.
        words: Those looked for, in their order.
    """
    runs = {_joined(words[first : first + SHINGLE]) for first in range(max(1, len(words) - SHINGLE + 1))}
    return sum(run in joined for run in runs) >= SAME * len(runs) and _holds_figures(joined, words)


def _holds_figures(joined: str, words: Sequence[str]) -> bool:
    """Whether each figure stands in a text beside a word that it stands beside: "19 dead" is news after "11 dead"."""
    pairs = [
        [_joined(words[first : first + 2]) for first in (place - 1, place) if 0 <= first < len(words) - 1]
        for place, word in enumerate(words)
        if word[0].isdigit()
    ]
    return all(any(pair in joined for pair in beside) for beside in pairs if beside)


def _joined(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
