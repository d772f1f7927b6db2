"""The quotes of a story: the statements that say most, of different speakers first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.model import Article, Kind, Passage, Person, Quote, Statement
from index.news.similarity import ComparedArticle
from index.text.quote_dedupe import FULL_QUOTE_WORDS, Slice, deduplicate
from index.text.quote_spans import cut_statement, extend_quotation
from index.text.terms import content_stems
from index.text.topic_matches import TopicMatches, TopicQuery
from index.text.unclear_quotes import with_paragraphs

MAX_QUOTES = 4  # of a story
WEIGHED_PER_QUOTE = 12  # statements that are weighed for each quote wanted
MAX_WEIGHED = 200  # quotes that are compared with each other
MAX_STATEMENT = 3000  # code points of a statement from which a quote is cut


def best_quotes(items: Iterable[ComparedArticle], headline: str = "", most: int = MAX_QUOTES) -> tuple[Quote, ...]:
    """The statements that say most, in the speakers' own words where an article has them.

    Args:
        items: Articles with their statements.
        headline: What the quotes are to be about; empty when anything goes.
        most: The most quotes.

    Returns:
        Quotes, the best of each speaker first, then the second of each; then quotations whose speaker is not clear.
    """
    topic = TopicQuery(tuple(content_stems(headline)) if headline else ())
    statements = [
        (item, statement)
        for item in items
        for statement in item.statements
        if not statement.question
        and (statement.person is not None or statement.kind is not Kind.INDIRECT)
        and (statement.cue is not None or not is_outlet_itself(statement.person, item.article))
    ]
    statements.sort(key=lambda pair: (pair[1].person is None, -_promise(pair[1]), pair[0].article.id, pair[1].start))
    weighed = statements[: WEIGHED_PER_QUOTE * most]
    matches = {item.article.id: topic.find(item.article.text) for item, _ in weighed}
    ranked = sorted(
        (_quote(item.article, statement, item.statements, matches[item.article.id]) for item, statement in weighed),
        key=lambda quote: (quote.speaker_unclear, -quote.score, quote.article.id, quote.start),
    )[:MAX_WEIGHED]
    kept = deduplicate([Slice(quote.article.id, quote.start, quote.end, quote.text) for quote in ranked])
    quotes = [
        replace(ranked[place], also=tuple(ranked[other].article for other in others)) for place, others in kept.items()
    ]
    return with_paragraphs(different_speakers_first(quotes, most))


def is_outlet_itself(speaker: Person | None, article: Article) -> bool:
    """Whether a speaker is the outlet; without a verb of saying it then asks, in an interview.

    Args:
        speaker: Who speaks.
        article: Where they do.
    """
    if speaker is None or not article.outlet:
        return False
    named, outlet = (set(name.casefold().removeprefix("the ").split()) for name in (speaker.name, article.outlet))
    return bool(named) and named <= outlet


def _promise(statement: Statement) -> float:
    """What a statement is worth before its words are looked at."""
    own_words = {Kind.DIRECT: 0.4, Kind.MIXED: 0.25}.get(statement.kind, 0.0)
    named = 0.0 if statement.person is None or statement.person.organisation else 0.3
    return own_words + named + 0.2 * statement.confidence + 0.2 * max(0.0, 1.0 - statement.start / 3000)


def _quote(article: Article, statement: Statement, others: Sequence[Statement], matches: TopicMatches) -> Quote:
    """A statement cut to whole sentences, with its score."""
    end_of_passage = min(len(article.text), statement.start + MAX_STATEMENT)
    passage = Passage(0, article.id, statement.start, end_of_passage)
    span = cut_statement(article.text, statement, passage, matches)
    start, end = extend_quotation(article.text, span, statement, others)
    word_count = len(article.text[start:end].split())
    score = (
        _promise(statement)
        + 0.3 * min(1.0, word_count / FULL_QUOTE_WORDS)
        - 0.2 * max(0.0, word_count / 60 - 1.0)
        + (0.2 if statement.kind is Kind.INDIRECT else 0.5) * matches.coverage(*statement.content)
    )
    return Quote(
        article, start, end,
        speaker=statement.person, via=statement.via, kind=statement.kind,
        cue=article.text[statement.cue[0] : statement.cue[1]] if statement.cue else None,
        score=round(score, 4),
    )  # fmt: skip


def different_speakers_first(quotes: Sequence[Quote], most: int = MAX_QUOTES) -> tuple[Quote, ...]:
    """The best quote of each speaker, then the second of each; at last those whose speaker is not clear.

    Args:
        quotes: The best first.
        most: The most quotes.
    """
    keys = person_keys(quote.speaker for quote in quotes if quote.speaker is not None)
    turns: Counter[str] = Counter()
    ranked: list[tuple[bool, int, int, Quote]] = []
    for place, quote in enumerate(quotes):
        speaker = keys[quote.speaker.name] if quote.speaker is not None else ""
        turns[speaker] += 1
        ranked.append((quote.speaker_unclear, turns[speaker], place, quote))
    ranked.sort(key=lambda entry: entry[:3])
    return tuple(entry[-1] for entry in ranked[:most])


def person_keys(people: Iterable[Person]) -> dict[str, str]:
    """A key for each name, the same for names of one person: without initials, and a surname's only full name.

    Args:
        people: Those who are told apart.
    """
    organisations = {person.name: person.organisation for person in people}
    keys = {}
    for name, organisation in organisations.items():
        words = name.casefold().split()
        compared = words if organisation or len(words) < 2 else [words[0], words[-1]]
        keys[name] = " ".join(compared)
    for name in organisations:
        full_names = {key for key in keys.values() if " " in key and key.split()[-1] == keys[name]}
        if len(full_names) == 1 and not organisations[name]:
            keys[name] = full_names.pop()
    return keys
