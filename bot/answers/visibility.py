"""Finding a quote again by its location, in the articles that a chat may see."""

from __future__ import annotations

from dataclasses import replace

from index.model import Kind, Quote, Span, Statement
from index.store.store import Store

KINDS = tuple(Kind)  # links hold positions in it: only add at its end


def quote_location(quote: Quote) -> tuple[int, ...]:
    """Five numbers by which `find_quote` finds a quote again: article, start, end, speaker (0: nobody), kind."""
    speaker = quote.speaker.id if quote.speaker else 0
    return quote.article.id, quote.start, quote.end, speaker, KINDS.index(quote.kind)


def find_quote(store: Store, location: tuple[int, ...]) -> Quote | None:
    """Find a quote again.

    Args:
        store: The articles that may be seen, with their statements.
        location: What `quote_location` returned.

    Returns:
        The quote; None if it may not be seen, or if the article does not hold it as the location says.
    """
    number, start, end, speaker, kind = location
    article = store.article(number)
    if article is None:
        return None
    if not (0 <= start < end <= len(article.text) and kind < len(KINDS)):
        return None
    if KINDS[kind] is Kind.PASSAGE:
        return Quote(article, start, end)

    statements = [
        each
        for each in store.statements([number])[number]
        if each.kind is KINDS[kind]
        and (each.person.id if each.person else 0) == speaker
        and _overlap(each, (start, end))
    ]
    if not statements:
        return None
    statement = max(statements, key=lambda each: _overlap(each, (start, end)))
    cue = article.text[slice(*statement.cue)] if statement.cue else None
    return Quote(article, start, end, statement.person, statement.via, statement.kind, cue)


def seen_again(quote: Quote, store: Store) -> Quote | None:
    """A quote as it is seen now, by whom its article alone, or others that may be seen, say it is.

    Args:
        quote: As it was seen when more could be seen.
        store: The articles that may be seen.

    Returns:
        The quote, nobody's where it is not plain any more whose it is; None if it may not be seen.
    """
    article = store.article(quote.article.id)
    if article is None:
        return None
    also = tuple(store.articles(other.id for other in quote.also).values())
    spoken = [each for each in store.statements([article.id])[article.id] if _overlap(each, (quote.start, quote.end))]
    same = [each for each in spoken if each.kind is quote.kind]
    speakers = {each.person.id if each.person else 0 for each in same}
    only = same[0] if len(speakers) == 1 else None
    return replace(
        quote, article=article, also=also, speaker=only.person if only else None, via=only.via if only else None
    )


def _overlap(statement: Statement, span: Span) -> int:
    """How many code points of a span are a statement's."""
    return sum(max(0, min(span[1], end) - max(span[0], start)) for start, end in statement.content)
