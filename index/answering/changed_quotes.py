"""Whether a quote still stands, as it was shown, in a newer revision of its article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.answering.checking.article_words import ArticleWords
from index.answering.checking.matches import exact_matches, near_match
from index.model import Article, Person, Quote, Span, Statement
from index.text.quoted_words import Part, Runs, difference, quoted_words


@dataclass(frozen=True, slots=True)
class Change:
    """What a newer revision made of a quote.

    Attributes:
        difference: Runs of ("=" same, "-" taken out, "+" put in) words; empty where the words are the same.
        speaker: Who says these words now; None where that is as it was, or not clear.
    """

    difference: Runs = ()
    speaker: Person | None = None


def change_in(quote: Quote, revision: Article, statements: Sequence[Statement]) -> Change | None:
    """What was changed of a quote.

    Args:
        quote: Of an earlier revision.
        revision: A newer one.
        statements: Who says what in it.

    Returns:
        The change, in which every word is taken out where nothing like the quote is left; None for no change.
    """
    forms = tuple(word.form for word in quoted_words(quote.text))
    if not forms:
        return None
    parts, words = [Part(forms, quote.text)], ArticleWords(revision.text)
    if matches := exact_matches(parts, words):
        speakers = [_other_speaker(quote, match.spans, statements) for match in matches]
        return Change(speaker=speakers[0]) if all(speakers) else None
    near = near_match(parts, words, [(0, len(revision.text))])
    if near is None:
        return Change((("-", quote.text),))
    found = " ".join(revision.text[start:end] for start, end in near.spans)
    return Change(difference(quote.text, found), _other_speaker(quote, near.spans, statements))


def _other_speaker(quote: Quote, spans: Sequence[Span], statements: Sequence[Statement]) -> Person | None:
    """Who alone speaks in some spans, where that is not the one who spoke in the quote."""
    speakers = {
        each.person.id: each.person
        for each in statements
        if each.person is not None
        and any(low < end and start < high for low, high in each.content for start, end in spans)
    }
    if quote.speaker is None or quote.speaker.id in speakers or len(speakers) != 1:
        return None
    return next(iter(speakers.values()))
