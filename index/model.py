"""The domain: articles, passages, statements, people, questions, quotes and answers.

Offsets count Unicode code points of `Article.text`, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from index.errors import Refusal
from index.silence import ASKED_BACK, Reason, Silence

Span = tuple[int, int]
PageStart = tuple[int, int]  # where in a text a page begins, and the number of the page, from 1


class Kind(StrEnum):
    """How a person's words reach us."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    PASSAGE = "passage"  # nobody's statement: the article's own words


class BlockKind(StrEnum):
    """What a part of a page is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTATION = "block quotation"
    TURN_LABEL = "turn label"
    SIGNATURE = "signature"
    CAPTION = "caption"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of an article's text, [start, end); nothing that is read of a text crosses one."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it is stored.

    Attributes:
        text: What all offsets count in.
        blocks: The parts of the text, in order, not overlapping; empty where nobody has looked for them.
        pages: Where a page of the document begins, and its number, in the order of the text; empty where it has none.
        unread_pages: The pages that hold no text that can be read.
        addresses: Further ones under which the same text was found.
    """

    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: datetime | None = None
    language: str | None = None
    collection: str = "public"
    blocks: tuple[Block, ...] = ()
    pages: tuple[PageStart, ...] = ()
    unread_pages: tuple[int, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address, the first one first."""
        return ((self.url,) if self.url else ()) + self.addresses

    @property
    def name(self) -> str:
        """What it is called as the source of an outcome."""
        return self.url or self.title or "an article"


@dataclass(frozen=True, slots=True)
class Article:
    """A stored article.  Its text is final: a changed article is a new one.

    Attributes:
        id: Given once, never again.
        text: What all offsets count in.
        title: As the source gave it.
        outlet: Who published it.
        author: As the source gave it.
        published: An aware datetime; None when the source gave none.
        language: ISO 639 code, where the source told.
        collection: The collection it stands in.
        urls: Every address under which this text was found, the first one first.
        pages: Where a page of the document begins, and its number, in the order of the text; empty where it has none.
    """

    id: int
    text: str
    title: str | None
    outlet: str | None
    author: str | None
    published: datetime | None
    language: str | None
    collection: str
    urls: tuple[str, ...] = ()
    pages: tuple[PageStart, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The number of the page on which a place of the text stands; None where the document has no pages."""
        number = bisect_right(self.pages, offset, key=lambda page: page[0])
        return self.pages[number - 1][1] if number else None

    @property
    def url(self) -> str | None:
        """The first address."""
        return self.urls[0] if self.urls else None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone (or an organisation, or a side) whose words are on record.

    Attributes:
        name: The fullest form of the name.
        aliases: Other forms that were seen.
        roles: What they were called beside the name, such as "President".
        organisation: Whether this is no single person.
        id: 0 until stored.
    """

    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    organisation: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of a speaker in an article.

    Attributes:
        content: One or more spans of the article's text, in order.
        kind: How the words reach us.
        mention: Where the text names the speaker ("he").
        cue: Where the reporting word stands ("said").
        person: Whom the mention means; None when the text doesn't tell surely enough.
        via: Who passed the words on.
        confidence: The tagger's, 0 to 1.
        question: Whether it asks, as a reporter does; such words are nobody's statement.
    """

    content: tuple[Span, ...]
    kind: Kind
    mention: Span | None = None
    cue: Span | None = None
    person: Person | None = None
    via: Person | None = None
    confidence: float = 1.0
    question: bool = False

    def __post_init__(self) -> None:
        for start, end in self.content or ((0, 0),):
            if start >= end:
                raise ValueError(f"a statement needs content, not {self.content}")

    @property
    def start(self) -> int:
        """Where the first content span starts."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Where the last content span ends."""
        return self.content[-1][1]


@dataclass(frozen=True, slots=True)
class Passage:
    """A few whole sentences of an article, [start, end)."""

    id: int
    article: int
    start: int
    end: int


class Ask(StrEnum):
    """What kind of answer a question wants."""

    SAID = "said"  # what somebody said, or what the index holds on a topic
    WHO = "who"  # who spoke about a topic
    TIMELINE = "timeline"  # the same over time
    VERSUS = "versus"  # two speakers side by side
    CHECK = "check"  # is this quotation real?
    LATEST = "latest"  # what is newest: of everybody's, of a speaker's, on a topic
    TALK = "talk"  # greetings, thanks, what there is to ask: nothing is to be quoted


@dataclass(frozen=True, slots=True)
class Filter:
    """What a search is limited to; None sets no bound.

    Attributes:
        since: First day of publication.
        until: Last day of publication.
        outlet: Name of the outlet, in any case.
        after: Article id; only later ones.
        upto: Article id; only this one and earlier ones.
        people: Person ids, one of whom speaks in each passage.
    """

    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    after: int | None = None
    upto: int | None = None
    people: tuple[int, ...] | None = None

    @property
    def bounds_articles(self) -> bool:
        """Whether anything but the people is bounded."""
        bounds = (self.since, self.until, self.outlet, self.after, self.upto)
        return any(bound is not None for bound in bounds)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question may ask for.

    Attributes:
        speaker: The name asked for; None for anybody's words.
        topic: What about.
        since: First day of publication.
        until: Last day of publication.
    """

    speaker: str | None = None
    topic: str | None = None
    since: date | None = None
    until: date | None = None


class Part(NamedTuple):
    """What a question asks in the same breath; all but the kind may be empty.

    Attributes:
        speaker: The name asked for.
        topic: What about.
        ask: The kind of answer wanted.
        premise: What those did who are asked for, for WHO.
        otherwise: A topic on which anybody may be quoted, where that answers much better than the speaker's own words.
    """

    speaker: str
    topic: str
    ask: Ask = Ask.SAID
    premise: str = ""
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    Attributes:
        text: As written.
        speaker: The name asked for.
        topic: What about.
        since: First day of publication.
        until: Last day of publication.
        outlet: The outlet asked for.
        ask: The kind of answer wanted.
        others: Further speakers, for VERSUS.
        quotation: The words to check, for CHECK; for SAID words that may be the speaker's own.
        direct_only: Whether only direct quotations are wanted.
        collections: The only ones to look at; None means all.
        after: Article id; only later ones, as a digest has it.
        upto: Article id; only this one and earlier ones.
        without: Speakers who are not wanted, for WHO.
        further: What is asked in the same breath.
        otherwise: A topic on which anybody may be quoted, where that answers better than the speaker's own words; ""
            for whatever the speaker said, where nothing is on the topic.
        role: What those who spoke must be, for WHO, such as "governor".
        heard: Those asked about before in this conversation, the latest first.
        interpreted: Whether its words say what it asks for in a way that had to be guessed or worked out: a nickname,
            an office, a typing error, a time without its year.
        second: What else its words can mean, if anything.
        premise: What it takes for granted that the speaker did, as written: "call Ilo Tamm an enemy"; for WHO what
            those did who are asked for: "criticised the ferry".
        words: What was written in this conversation up to here, the latest last, so that it can be read again.
        translated: The topic as it was looked for in another language, where quotes are in that one.
        is_refused: Whether it was answered with the reason why there is no quote.
        bearers: Names of those whom `speaker` can mean where it is an office that several hold.
        is_time_carried: Whether its time is that of the question before, so that it can be left out.
        office: The office that `speaker` is known to hold, where no article names the place with it that is asked for.
        former: What it asks where an office is named whose holder, `speaker`, has no answer: of whoever held it before.
    """

    text: str
    speaker: str | None = None
    topic: str | None = None
    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    ask: Ask = Ask.SAID
    others: tuple[str, ...] = ()
    quotation: str | None = None
    direct_only: bool = False
    collections: tuple[str, ...] | None = None
    after: int | None = None
    upto: int | None = None
    without: tuple[str, ...] = ()
    role: str | None = None
    further: tuple[Part, ...] = ()
    otherwise: str | None = None
    heard: tuple[str, ...] = ()
    interpreted: bool = False
    second: Reading | None = None
    premise: str | None = None
    words: tuple[str, ...] = field(default=(), compare=False)
    translated: str | None = field(default=None, compare=False)
    is_refused: bool = False
    bearers: tuple[str, ...] = ()
    former: Reading | None = None
    office: str | None = None
    is_time_carried: bool = False

    @property
    def reading(self) -> Reading:
        """What it asks for."""
        return Reading(self.speaker, self.topic, self.since, self.until)

    def read_otherwise(self, speaker: str | None = None) -> Question:
        """The question by its second reading, of which the first is the second; itself where there is none.

        Args:
            speaker: By what name the speaker of the first reading is to be found again; None for that of the question.
        """
        if self.second is None:
            return self
        first = replace(self.reading, speaker=speaker or self.speaker)
        return replace(
            self, speaker=self.second.speaker, topic=self.second.topic, since=self.second.since,
            until=self.second.until, interpreted=True, second=first, otherwise=None, quotation=None,
            former=None,
        )  # fmt: skip

    @property
    def is_dated(self) -> bool:
        """Whether only a certain time is looked at."""
        return any(bound is not None for bound in (self.since, self.until, self.after, self.upto))

    @property
    def filter(self) -> Filter:
        """What of the library the question is about, whoever speaks."""
        return Filter(self.since, self.until, self.outlet, self.after, self.upto)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article: code points [start, end) of `article.text`."""

    article: Article
    start: int
    end: int
    speaker: Person | None = None
    via: Person | None = None
    kind: Kind = Kind.PASSAGE
    cue: str | None = None
    score: float = 0.0
    parts: tuple[tuple[str, float], ...] = field(default=(), compare=False)  # what the score is the sum of; not stored
    also: tuple[Article, ...] = ()  # other articles with the same words

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.article.text):
            raise ValueError(f"span {self.start}:{self.end} is outside article {self.article.id}")

    @property
    def text(self) -> str:
        """The words, cut from the article."""
        return self.article.text[self.start : self.end]

    @property
    def page(self) -> int | None:
        """The number of the page on which it begins; None where the document has no pages."""
        return self.article.page_at(self.start)

    @property
    def speaker_unclear(self) -> bool:
        """Whether these are somebody's words, and the article doesn't tell surely enough whose."""
        return self.speaker is None and self.kind is not Kind.PASSAGE


@dataclass(frozen=True, slots=True)
class Tally:
    """One speaker in the answer to "who talked about ...?": how often, and the best line."""

    person: Person
    count: int
    best: Quote


class Verdict(StrEnum):
    """How a checked quotation stands."""

    EXACT = "exact"
    NEAR = "near"
    JOINED = "joined"  # words of several places, as if they were one quotation


@dataclass(frozen=True, slots=True)
class Answer:
    """Quotes, or reasons for silence with what is nearest in the index.

    Attributes:
        question: What was asked, as understood.
        quotes: Best first.
        reasons: Why there is no quote; beside quotes, of which side of a comparison there is none, or why a quotation
            to check is not the speaker's.
        people: The nearest, or those whom an ambiguous name can mean.
        topics: What the person asked for did speak about.
        tallies: Who spoke, for WHO.
        verdict: How a checked quotation stands.
        difference: Of a NEAR quotation, as runs of (mark, words): "=" the same, "-" asked only, "+" article only.
    """

    question: Question
    quotes: tuple[Quote, ...] = ()
    reasons: tuple[Reason, ...] = ()
    people: tuple[Person, ...] = ()
    topics: tuple[str, ...] = ()
    tallies: tuple[Tally, ...] = field(default=())
    verdict: Verdict | None = None
    difference: tuple[tuple[str, str], ...] = ()

    @property
    def answered(self) -> bool:
        """Whether there is at least one quote."""
        return bool(self.quotes)

    @property
    def ambiguous(self) -> tuple[str, ...]:
        """The names that were asked for and can mean several of `people`; a comparison may have more than one."""
        return tuple(reason.speaker for reason in self.reasons if reason.silence in ASKED_BACK)

    @property
    def reason(self) -> str | None:
        """The reasons in English."""
        return " ".join(map(str, self.reasons)) or None

    @property
    def silence(self) -> Silence | None:
        """Why there is no quote at all; NOTHING for a comparison that lacks each of its sides."""
        if self.quotes or not self.reasons:
            return None
        return self.reasons[0].silence if len(self.reasons) == 1 else Silence.NOTHING


class OutcomeStatus(StrEnum):
    """What became of a source that was to be added."""

    ADDED = "added"
    REVISED = "revised"  # it says something new in place of what the same address said before
    UNCHANGED = "unchanged"  # the same text under the same address is there already
    ADDRESS = "address"  # the same text is there; it gained this address
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source.

    Attributes:
        source: What it is called.
        status: What became of it.
        refusal: Why it was refused.
        article: Id of the stored article.
        unread_pages: The pages of its document that hold no text that can be read.
    """

    source: str
    status: OutcomeStatus
    refusal: Refusal | None = None
    article: int | None = None
    unread_pages: tuple[int, ...] = ()

    @property
    def reason(self) -> str | None:
        """Why it was refused, in English."""
        return str(self.refusal) if self.refusal else None


def page_ranges(pages: Sequence[int]) -> str:
    """Numbers of pages as a sentence has them: "2, 4–6".

    Args:
        pages: Rising.
    """
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
