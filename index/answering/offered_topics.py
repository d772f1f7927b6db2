"""Topics to be offered: what several articles or remarks speak of, on which an answer with quotes is certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from index.search.speakers import SpeakerDirectory
from index.search.text_index import Hit
from index.store.store import Store
from index.text.name_spelling import plain_word
from index.text.recurring_topics import RecurringTopic, Remark, find_recurring_topics, person_name_words

READ = 120  # passages in which topics are looked for
OF_AN_ARTICLE = 6  # of them, at most, that a long article may not speak for all
CONSIDERED = 5  # times as many topics are weighed as are wanted
TRIED = 2  # times as many are tried
FEWEST = 2  # remarks that touch a topic of several words
FEWEST_OF_A_NAME, FEWEST_OF_A_WORD = 3, 4  # … of one word, by whose neighbours alone it may be no noun
PEOPLE = 500  # whose names are no topics
_NOISES = frozenset({"applause", "laughter", "crosstalk"})  # what a transcript puts in brackets


def spread(hits: Iterable[Hit]) -> list[Hit]:
    """Of passages the first of each article, at most so many."""
    taken: Counter[int] = Counter()
    kept: list[Hit] = []
    for hit in hits:
        taken[hit.article] += 1
        if taken[hit.article] <= OF_AN_ARTICLE:
            kept.append(hit)
            if len(kept) == READ:
                break
    return kept


def offered_topics(
    hits: Sequence[Hit],
    store: Store,
    directory: SpeakerDirectory,
    count: int,
    is_answered: Callable[[str], bool],
) -> tuple[str, ...]:
    """Topics that recur in documents and are answered, the commonest first; no names of people and outlets.

    Args:
        hits: Passages or statements to look through.
        store: Where they are read.
        directory: The people on record, whose names are no topics.
        count: How many, at most.
        is_answered: Whether there are several quotes on a topic.
    """
    remarks = [
        Remark(hit.article, hit.article, slice.text)
        for hit, slice in zip(hits, store.reads.texts([hit.place for hit in hits]), strict=True)
        if slice is not None
    ]
    names = person_name_words(directory.most_quoted(PEOPLE)) | _NOISES
    outlets = {_plain(outlet) for outlet in store.outlets()}

    def may_be_offered(topic: RecurringTopic) -> bool:
        return _tells(topic, remarks) and _plain(topic.name) not in outlets

    found = find_recurring_topics(remarks, names, CONSIDERED * count, FEWEST, may_be_offered)
    topics = sorted(found, key=lambda topic: -len(topic.remarks) * (1 + (" " in topic.name)))
    chosen: list[str] = []
    for topic in topics[: TRIED * count]:
        if len(chosen) == count:
            break
        if is_answered(topic.name):
            chosen.append(topic.name)
    return tuple(chosen)


def _tells(topic: RecurringTopic, remarks: Sequence[Remark]) -> bool:
    """Whether a topic is one beyond doubt: of one word it must be in many remarks, and not of a single article."""
    if " " in topic.name:
        return not topic.name.isupper()  # a headline
    if topic.name.endswith(("ing", "ly", "ed")):
        return False
    articles = {remarks[place].article for place in topic.remarks}
    fewest = FEWEST_OF_A_NAME if topic.name[0].isupper() else FEWEST_OF_A_WORD
    return len(topic.remarks) >= fewest and len(articles) > 1


def _plain(name: str) -> str:
    return " ".join(map(plain_word, name.split())).removeprefix("the ")
