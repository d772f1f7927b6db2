"""Articles and questions for measuring speed: real articles, varied copies of them, and questions about them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from random import Random

from index.errors import OnRecordError, SourceError
from index.extract.documents import from_file
from index.extract.formats import SUFFIXES
from index.model import Article, Draft, Statement
from index.store.store import Store
from index.text.terms import STOPWORDS

EXCHANGED = 0.15  # share of the longer words that are exchanged in a varied article
BATCH = 50  # articles read from the store at a time
STATEMENTS_PER_ARTICLE = 4  # that are asked about
_LONG = re.compile(r"\b[a-z]{4,}\b")
_TOPIC = re.compile(r"\b[^\W\d_]{5,}\b")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles to measure with.

    Attributes:
        drafts: The articles; the real ones come first.
        real: How many of them are real; the others are varied copies.
    """

    drafts: tuple[Draft, ...]
    real: int


def read_corpus(source: Path, most: int, least: int) -> Corpus:
    """Read articles, and add varied copies where they are too few.

    Args:
        source: A file or folder.
        most: About how many code points of real articles are read.
        least: About how many code points there are with the varied copies.

    Returns:
        The articles, at least one.

    Raises:
        OnRecordError: There is no article.
    """
    if not source.exists():
        raise OnRecordError(f"{source} is no file or folder; name one with articles after --corpus")
    real = take(_articles(source), most)
    if not real:
        raise OnRecordError(f"{source} holds no article On Record can read; name another folder after --corpus")
    return Corpus((*real, *vary(real, least - sum(len(draft.text) for draft in real))), len(real))


def take(drafts: Iterable[Draft], most: int) -> list[Draft]:
    """Take the first articles.

    Args:
        drafts: Articles.
        most: About how many code points they have together at most.

    Returns:
        The first of them; one at least, where there is one.
    """
    taken: list[Draft] = []
    for draft in drafts:
        if taken and most < len(draft.text):
            break
        taken.append(draft)
        most -= len(draft.text)
    return taken


def _articles(source: Path) -> Iterator[Draft]:
    """Different articles of a file or folder; of a folder in random order, as names often go by date or kind."""
    files = [source]
    if source.is_dir():
        files = sorted(p for p in source.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
        Random(1).shuffle(files)
    seen: set[str] = set()
    for file in files:
        for draft in from_file(file, file.name):
            if not isinstance(draft, SourceError) and draft.text not in seen:
                seen.add(draft.text)
                yield draft


def vary(drafts: Sequence[Draft], most: int, first: int = 1) -> list[Draft]:
    """Make new articles from others, in rounds, by exchanging some of their words.

    Args:
        drafts: The others.
        most: About how many code points the new articles have together.
        first: Number of the first round; the words that are exchanged depend on it.

    Returns:
        New articles, each with an address of its own.
    """
    rounds = ((number, draft) for number in count(first) for draft in drafts)
    copies: list[Draft] = []
    while drafts and most > 0:
        number, draft = next(rounds)
        url = f"{draft.url or draft.title or 'article'}#{number}"
        copies.append(replace(draft, text=_exchange_words(draft.text, number), url=url))
        most -= len(draft.text)
    return copies


def _exchange_words(text: str, seed: int) -> str:
    """A text with the same words, some of which have changed places with others of their length."""
    random = Random(seed)
    by_length: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for match in _LONG.finditer(text):
        if random.random() < EXCHANGED:
            by_length[match.end() - match.start()].append(match.span())
    letters = list(text)
    for spans in by_length.values():
        words = [text[a:b] for a, b in spans]
        random.shuffle(words)
        for (a, b), word in zip(spans, words, strict=True):
            letters[a:b] = word
    # Words may happen to keep their places; the last line makes the article a new one even then.
    return f"{''.join(letters)}\n\nNumber {seed}."


QUESTION_TEMPLATES = {
    "said": "What did {name} say about {topic}?",
    "since": "What did {name} say about {topic} since {year}?",
    "topic": "{topic}",
    "who": "Who talked about {topic}?",
}
# Seven of ten ask what somebody said about something.
_ORDER = ("said", "said", "since", "said", "said", "topic", "said", "said", "who", "said")


def make_questions(store: Store, most: int, seed: int = 1) -> list[str]:
    """Make questions about what is in a store, as people ask them.

    Args:
        store: The store.
        most: How many questions are wanted.
        seed: Of all randomness.

    Returns:
        Different questions, always the same ones of the same store; fewer where there is little to ask about.
    """
    random = Random(seed)
    questions: dict[str, None] = {}
    for article, statement in _some_statements(store, random):
        if question := _question(article, statement, len(questions), random):
            questions[question] = None
        if len(questions) >= most:
            break
    return list(questions)[:most]


def _some_statements(store: Store, random: Random) -> Iterator[tuple[Article, Statement]]:
    """A few statements with known speakers of each article, in random order."""
    speakers = {person.id for person, _ in store.speakers() if person.id is not None}
    ids = [entry.id for entry in store.listing()]
    random.shuffle(ids)
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        articles = store.articles(batch)
        for id, statements in store.statements(batch).items():
            for statement in random.sample(statements, min(STATEMENTS_PER_ARTICLE, len(statements))):
                if statement.person is not None and statement.person.id in speakers:
                    yield articles[id], statement


def _question(article: Article, statement: Statement, number: int, random: Random) -> str | None:
    """A question about a statement with a known speaker; None where no word of it is a topic."""
    text = " ".join(article.text[start:end] for start, end in statement.content)
    topics = [word for word in _TOPIC.findall(text) if word.lower() not in STOPWORDS]
    if not topics or statement.person is None:
        return None
    template = QUESTION_TEMPLATES[_ORDER[number % len(_ORDER)]]
    year = article.published.year if article.published else 2020
    return template.format(name=statement.person.name, topic=random.choice(topics), year=year)


def question_kind(question: str) -> str:
    """The key of QUESTION_TEMPLATES for a question that was made from one."""
    if question.startswith("Who talked about "):
        return "who"
    if not question.startswith("What did "):
        return "topic"
    return "since" if re.search(r" since \d{4}\?$", question) else "said"
