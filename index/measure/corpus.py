"""What speed is measured with: articles of somebody's own, more of their kind, and questions about them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from random import Random

from index.errors import OnRecordError, SourceError
from index.extract.documents import SUFFIXES, from_file
from index.model import Draft
from index.store.store import Store
from index.text.terms import STOPWORDS

EXCHANGED = 0.15  # share of the longer words that are others in a varied article
_LONG = re.compile(r"\b[a-z]{4,}\b")
_TOPIC = re.compile(r"\b[^\W\d_]{5,}\b")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles to measure with.  real: how many of them were read; the rest are varied from those."""

    drafts: tuple[Draft, ...]
    real: int


def read(source: Path, most: int, least: int) -> Corpus:
    """Articles of a file or folder, about `most` code points at most; filled up with varied ones to `least`.

    Raises OnRecordError when there are none.
    """
    if not source.exists():
        raise OnRecordError(f"{source} is no file or folder; name one with articles after --corpus")
    real = upto(_articles(source), most)
    if not real:
        raise OnRecordError(f"{source} holds no article On Record can read; name another folder after --corpus")
    return Corpus((*real, *varied(real, least - sum(len(draft.text) for draft in real))), len(real))


def upto(drafts: Iterable[Draft], most: int) -> list[Draft]:
    """The first articles that have about so many code points together; one at least, where there is one."""
    found: list[Draft] = []
    for draft in drafts:
        if found and most < len(draft.text):
            break
        found.append(draft)
        most -= len(draft.text)
    return found


def _articles(source: Path) -> Iterator[Draft]:
    """Articles of a file or folder, spread over it: a folder's names often go by date or by kind."""
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


def varied(drafts: Sequence[Draft], most: int, first: int = 1) -> list[Draft]:
    """New articles of about `most` code points: these ones, over and over, some of their words exchanged.

    first: the number of the first round; each round exchanges other words.
    """
    rounds = ((number, draft) for number in count(first) for draft in drafts)
    found: list[Draft] = []
    while drafts and most > 0:
        number, draft = next(rounds)
        url = f"{draft.url or draft.title or 'article'}#{number}"
        found.append(replace(draft, text=_exchanged(draft.text, number), url=url))
        most -= len(draft.text)
    return found


def _exchanged(text: str, seed: int) -> str:
    """A text of the same length and the same words, some of them elsewhere."""
    random = Random(seed)
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for match in _LONG.finditer(text):
        if random.random() < EXCHANGED:
            places[match.end() - match.start()].append(match.span())
    letters = list(text)
    for spans in places.values():
        words = [text[a:b] for a, b in spans]
        random.shuffle(words)
        for (a, b), word in zip(spans, words, strict=True):
            letters[a:b] = word
    # Words may happen to fall on their own places; the last line makes the article another one all the same.
    return f"{''.join(letters)}\n\nNumber {seed}."


def questions(store: Store, most: int, seed: int = 1) -> list[str]:
    """Questions as people ask them, about what is in a store: mostly what somebody said about something.

    The same store gives the same questions, each once.  Fewer than `most` where there is little to ask about.
    """
    random = Random(seed)
    speakers = {person.id: person for person, said in store.speakers() if person.id is not None}
    articles = [entry.id for entry in store.listing()]
    random.shuffle(articles)
    found: dict[str, None] = {}
    for start in range(0, len(articles), 50):
        chosen = articles[start : start + 50]
        texts = store.articles(chosen)
        for article, statements in store.statements(chosen).items():
            for one in random.sample(statements, min(4, len(statements))):
                text = " ".join(texts[article].text[a:b] for a, b in one.content)
                words = [word for word in _TOPIC.findall(text) if word.lower() not in STOPWORDS]
                if not words or one.person is None or one.person.id not in speakers:
                    continue
                year = published.year if (published := texts[article].published) else 2020
                found[_question(len(found), one.person.name, random.choice(words), year)] = None
        if len(found) >= most:
            break
    return list(found)[:most]


KINDS = {
    "said": "What did {name} say about {topic}?",
    "since": "What did {name} say about {topic} since {year}?",
    "topic": "{topic}",
    "who": "Who talked about {topic}?",
}
_ORDER = ("said", "said", "since", "said", "said", "topic", "said", "said", "who", "said")


def _question(number: int, name: str, topic: str, year: int) -> str:
    """Seven of ten ask what somebody said about something."""
    return KINDS[_ORDER[number % len(_ORDER)]].format(name=name, topic=topic, year=year)


def kind(question: str) -> str:
    """The kind of one of these questions."""
    if question.startswith("Who talked about "):
        return "who"
    if not question.startswith("What did "):
        return "topic"
    return "since" if re.search(r" since \d{4}\?$", question) else "said"
