"""Quotations that are put together from words of several places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.answering.checking.article_words import ArticleWords, WordOrder
from index.answering.checking.matches import Match
from index.text.quoted_words import Part
from index.text.terms import content_stems

LEAST_WORDS = 4  # of a piece
LEAST_CONTENT = 2  # content words of a piece
MOST_PIECES = 4
# Words that, left out, make an altered quotation and no joined one: of a sentence, and of any.
LONGEST_OMISSION, SHORT_OMISSION = 12, 8

_SENTENCE_END = re.compile(r"[.!?。]")

Piece = tuple[int, Match]  # number of the article, place in it
_Longest = tuple[int, int, WordOrder, int]  # words, article, its order, where they begin


def joined_pieces(parts: Sequence[Part], articles: Sequence[ArticleWords]) -> list[Piece] | None:
    """The places from which a quotation is put together, word for word.

    Args:
        parts: Of the quotation.
        articles: Where to look.

    Returns:
        Two or more places in the order of the quotation, or None: where its words are not all on record in long enough
        pieces, and where they are one sentence from which a few words are left out.
    """
    forms = [form for part in parts for form in part.forms]
    longest = [_longest(forms, start, articles) for start in range(len(forms))]
    cuts = _fewest_cuts(forms, [each[0] if each else 0 for each in longest])
    if cuts is None or not 2 <= len(cuts) <= MOST_PIECES:
        return None
    pieces: list[Piece] = []
    for start, end in cuts:
        found = longest[start]
        assert found is not None
        _, article, order, first = found
        spans, _ = articles[article].spans(order, first, first + end - start)
        pieces.append((article, Match(spans)))
    return None if _is_one_sentence(pieces, articles) else pieces


def _longest(forms: Sequence[str], start: int, articles: Sequence[ArticleWords]) -> _Longest | None:
    """The longest stretch of words from one on that stands in an article; the first of equal ones."""
    best: _Longest | None = None
    least = LEAST_WORDS
    for number, article in enumerate(articles):
        for order in article.orders:
            for first in order.positions(forms[start]):
                length = _common(forms, start, order.forms, first, least)
                if length >= least:
                    best, least = (length, number, order, first), length + 1
    return best


def _common(forms: Sequence[str], start: int, words: Sequence[str], first: int, least: int) -> int:
    """How many words are the same; 0 where fewer than `least` are."""
    enough = start + least <= len(forms) and first + least <= len(words)
    if not enough or list(forms[start : start + least]) != words[first : first + least]:
        return 0
    length = least
    for form, word in zip(forms[start + least :], words[first + least :], strict=False):
        if form != word:
            break
        length += 1
    return length


def _fewest_cuts(forms: Sequence[str], longest: Sequence[int]) -> list[tuple[int, int]] | None:
    """The fewest pieces [start, end) that together are all the words."""
    ways: list[list[tuple[int, int]] | None] = [[], *([None] * len(forms))]
    for start in range(len(forms)):
        so_far = ways[start]
        if so_far is None or len(so_far) >= MOST_PIECES:
            continue
        for end in range(start + LEAST_WORDS, start + longest[start] + 1):
            known = ways[end]
            if (known is None or len(known) > len(so_far) + 1) and _says_something(forms[start:end]):
                ways[end] = [*so_far, (start, end)]
    return ways[-1]


def _says_something(forms: Sequence[str]) -> bool:
    return len(content_stems(" ".join(forms))) >= LEAST_CONTENT


def _is_one_sentence(pieces: Sequence[Piece], articles: Sequence[ArticleWords]) -> bool:
    """Whether the pieces follow one another, with only a few words between them."""
    for (one, before), (other, after) in pairwise(pieces):
        low, high = before.spans[-1][1], after.spans[0][0]
        if one != other or low > high:
            return False
        between = articles[one].text[low:high]
        most = SHORT_OMISSION if _SENTENCE_END.search(between) else LONGEST_OMISSION
        if len(between.split()) > most:
            return False
    return True
