"""A question as a person writes it -> speakers, topic, dates, outlet and the kind of answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.answering.reading.asides import without_asides, without_signature
from index.answering.reading.bodies import minister_near, speaker_for
from index.answering.reading.body_kinds import is_of_body
from index.answering.reading.dates import find_dates
from index.answering.reading.events import day_of_event
from index.answering.reading.follow_ups import carried_on, newer, without_beginning
from index.answering.reading.interpretation import is_worked_out, is_worked_out_time, other_year, topic_instead
from index.answering.reading.korean import is_korean_question, read_korean
from index.answering.reading.korean_foreigners import offices_in_english
from index.answering.reading.mentions import Mention, Named, find_mentions
from index.answering.reading.newest import asks_for_newer, is_occasion, newest_asked, refers_back
from index.answering.reading.offices import ALWAYS, Bearers, DaysCalled, Holder, Offices, Texts, without_former
from index.answering.reading.premises import premise_of, premise_of_all
from index.answering.reading.pronouns import Antecedents
from index.answering.reading.quotations import quotation_asked, words_claimed
from index.answering.reading.relations import Relations, relate
from index.answering.reading.relatives import Relatives, relative_asked, with_relative
from index.answering.reading.spelling import with_spelling
from index.answering.reading.spokespeople import speaking_for
from index.answering.reading.stated_nicknames import StatedNicknames
from index.answering.reading.strangers import stranger
from index.answering.reading.succession import Succession, is_of_succession
from index.answering.reading.talk import talk_of
from index.answering.reading.terms_of_office import Days
from index.answering.reading.two_parts import another_speaker, in_one_breath, parts
from index.answering.reading.unplaced_offices import unplaced
from index.model import Ask, Question, Reading
from index.search.speakers import SpeakerDirectory
from index.text.terms import stem

_OUTLET = re.compile(
    r"\b(?:according to|in|by|from|reported by|per|via)\s+(?:the\s+)?(?P<o>[\w .&-]+?)\s*$", re.IGNORECASE
)

_ONLY = re.compile(r"^(?:and |but )?(?:only|just)(?: (?:in|from|for|of))?$", re.IGNORECASE)  # "only this month"
MOST_OFFICES = 3  # ways in which one that is named in Korean is named in English
REMEMBERED = 6  # questions of a conversation whose words a question carries

# Those who are somebody's only, whom no article's word for another's tells.
RELATIVE = frozenset({"predecessor", "successor"})
_HEAD = r"(?:leader|boss|head|chief|chair(?:man|woman|person)?|ceo)"
# Who leads a body, whose name stands before or after.
_LEADS = re.compile(rf"(?P<body>\S.*?)(?:['’]s?)? {_HEAD}|{_HEAD} of (?:the )?(?P<of>\S.*)", re.IGNORECASE)
_MOSTLY_ONE = frozenset({"president", "chancellor", "premier", "pope", "king", "queen"})


@dataclass(frozen=True, slots=True)
class Articles:
    """What a reading asks the articles for.

    Attributes:
        uses: Whether they use a word, in small letters.
        texts: Gives passages that hold the words of a phrase, the best first.
        bearers: In how many articles people bear one of some plain roles.
        spelt: Gives words of the articles that are written so in Hangul.
        days_called: People whom they call by some plain roles, each with a day on which they do.
    """

    uses: Callable[[str], bool] = lambda _: False
    texts: Texts = lambda _: ()
    bearers: Bearers = lambda _: {}
    spelt: Callable[[str], Sequence[str]] = lambda _: ()
    days_called: DaysCalled = lambda _: ()


NO_ARTICLES = Articles()


def understand(
    text: str,
    directory: SpeakerDirectory,
    outlets: Iterable[str],
    today: date,
    previous: Question | None = None,
    articles: Articles = NO_ARTICLES,
) -> Question:
    """What a question asks.

    Args:
        text: The question as written.
        directory: The people on record.
        outlets: Names of outlets; read only when the question may name one.
        today: What "last week" is counted from.
        previous: The question that this one may continue.
        articles: What tells words from misspelt names, and who holds an office.
    """
    reader = _Reader(directory, outlets, today, articles)
    asked = " ".join(without_signature(text).split())
    question = _understood(asked, reader, previous)
    before = previous.words if previous is not None else ()
    return replace(question, words=(*before, asked)[-REMEMBERED:])


def _understood(asked: str, reader: _Reader, previous: Question | None) -> Question:
    """One question, or two that are asked in one breath."""
    if is_korean_question(asked) and quotation_asked(asked)[0] is None:
        return read_korean(asked, reader.directory, reader.today, previous, reader.holder)
    if (both := parts(without_asides(asked))) is not None:  # who asks is no first question
        first = reader.read(both[0], previous)
        if first.topic:
            return in_one_breath(asked, both, first, reader.read(both[1], first))
    if (other := another_speaker(asked)) is not None and reader.is_person(other[1]):
        first = reader.read(other[0], previous)
        if first.speaker and first.topic:
            return in_one_breath(asked, other, first, reader.read(f"and {other[1]}?", first))
    return reader.read(asked, previous)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What every reading of a question needs; see `understand`."""

    directory: SpeakerDirectory
    outlets: Iterable[str]
    today: date
    articles: Articles

    def read(self, asked: str, previous: Question | None) -> Question:
        """Read one question."""
        base = Question(text=asked)
        quotation, bare = quotation_asked(asked)
        if quotation is None and talk_of(asked):
            # What was asked before is gone on with after it.
            return replace(previous or base, text=asked, ask=Ask.TALK, second=None, quotation=None)
        dated = with_spelling(without_asides(bare), self._is_known)
        if previous is not None and quotation is None and asks_for_newer(dated):
            return newer(replace(base, text=asked), previous)
        since, until, undated = find_dates(dated, self.today, self._day_of_event)
        outlet, bare = _outlet(undated, self.outlets)
        bare = _ONLY.sub("", bare.strip(" ?!.,;")) if undated != dated else bare.strip(" ?!.,;")
        worked_out = is_worked_out_time(dated, undated)
        base = replace(base, since=since, until=until, outlet=outlet, interpreted=worked_out)
        newest = newest_asked(bare) if quotation is None else None
        if newest is not None and not refers_back(newest):
            previous = None  # "the latest on the ferry" is nobody's in particular
        reading = _OneReading(self.directory, self.articles, previous, Days(since, until))
        if quotation is not None:
            return replace(base, ask=Ask.CHECK, quotation=quotation, speaker=reading.claimed(bare))
        if newest is None:
            question = reading.read(base, bare)
            question = self._or_another_year(question, dated, undated)
            if question.ask is not Ask.SAID:
                return question
            return replace(question, quotation=words_claimed(asked) if question.speaker else None)
        question = reading.read(replace(base, text=newest), newest)
        topic = None if question.topic and is_occasion(question.topic) else question.topic
        question = replace(question, text=asked, ask=Ask.LATEST, topic=topic, second=None)
        return self._or_another_year(question, dated, undated)

    def holder(self, called: str) -> str | None:
        """Who holds an office that is named in Korean, as articles in English tell."""
        for office in offices_in_english(called, self.articles.spelt)[:MOST_OFFICES]:
            speaker = self.read(f"What did the {office} say about it?", None).speaker
            if speaker is not None and self.is_person(speaker):
                return speaker
        return None

    def is_person(self, name: str) -> bool:
        """Whether a name is one person's on record."""
        matches = self.directory.matching(name)
        return bool(matches) and not matches[0].person.organisation

    def _day_of_event(self, phrase: str) -> date | None:
        return day_of_event(phrase, self.articles.texts, self.today)

    def _is_known(self, word: str) -> bool:
        """Whether a word in small letters is one that the articles use, or a name."""
        # Of a longer word it is only known whether another of its forms is used.
        return (stem(word) == word and self.articles.uses(word)) or bool(self.directory.matching(word))

    def _or_another_year(self, question: Question, dated: str, undated: str) -> Question:
        """A question whose time may be that of another year; dated, undated: its text with its dates, and without."""
        if question.second is not None or (days := other_year(dated, undated, self.today)) is None:
            return question
        if days == (question.since, question.until):
            return question
        return replace(question, second=replace(question.reading, since=days[0], until=days[1]))


class _OneReading:
    """One question being read."""

    def __init__(
        self, directory: SpeakerDirectory, articles: Articles, previous: Question | None, days: Days = ALWAYS
    ) -> None:
        self._directory = directory
        self._articles = articles
        self._offices = Offices(directory, articles.texts, articles.bearers, days, articles.days_called)
        self._nicknames = StatedNicknames(directory, articles.texts)
        self._succession = Succession(directory, articles.texts, self._offices)
        self._relatives = Relatives(directory, articles.texts)
        self._previous = previous
        self._holders: dict[str, Holder | None] = {}  # of the offices that were looked for
        self._unplaced: dict[str, str] = {}  # offices without their places, where only so a holder was found

    def read(self, base: Question, bare: str) -> Question:
        whole, bare = bare, without_beginning(bare, self._previous is not None)
        found, names, mentions = self._resolved(bare, elliptic=bare != whole)
        unknown = [found.unknown] if found.unknown else []
        speakers = [*unknown, *names] if found.unknown_first else [*names, *unknown]
        asked = replace(
            base,
            ask=found.ask,
            speaker=speakers[0] if speakers else None,
            others=tuple(speakers[1:]),
            topic=found.topic,
            role=found.role,
            without=tuple(name for name in map(self._name_of(bare), found.excluded) if name),
            interpreted=base.interpreted or is_worked_out(bare, found.speakers, self._directory),
        )
        asked = self._with_bearers(replace(asked, second=self._second(asked, bare, mentions, found)), found)
        if self._previous is not None:
            people = Antecedents(self._previous, self._directory, self._articles.texts, self._holder_near)
            going_on = carried_on(asked, bare, found, self._previous, bare != whole, people)
            if going_on is not None:
                second = asked.second
                if going_on.reading != asked.reading:  # what else these words alone can mean is no matter then
                    second = going_on.second if going_on.second is not asked.second else None
                interpreted = asked.interpreted or going_on.interpreted
                return replace(
                    going_on, interpreted=interpreted, second=second, premise=premise_of_all(found, going_on.topic)
                )
        return replace(_alone(asked, found), premise=premise_of(bare, mentions, found))

    def _second(self, asked: Question, bare: str, mentions: list[Mention], found: Relations) -> Reading | None:
        """What else a question can mean: another holder of the office, or that nobody is named who is to speak."""
        if len(found.speakers) == 1 and found.speakers[0].how is Named.BY_OFFICE:
            holder = self._holder(found.speakers[0].name)
            return replace(asked.reading, speaker=holder.second) if holder and holder.second else None
        topic = topic_instead(bare, mentions, found)
        return replace(asked.reading, speaker=None, topic=topic) if topic else None

    def _with_bearers(self, asked: Question, found: Relations) -> Question:
        """A question with those whom the office of its one speaker can mean, where it is not plain, or who had it."""
        if found.unknown and not found.speakers and asked.ask is Ask.SAID:
            return replace(asked, bearers=speaking_for(found.unknown, self._offices, self._articles.texts))
        if len(found.speakers) != 1 or found.speakers[0].how is not Named.BY_OFFICE:
            return asked
        holder = self._holder(found.speakers[0].name)
        asked = replace(asked, office=self._unplaced.get(found.speakers[0].name))
        if holder is None or not holder.former:
            return replace(asked, bearers=holder.rivals) if holder else asked
        name, until = holder.former
        return replace(asked, former=replace(asked.reading, speaker=name, until=until))

    def _resolved(self, bare: str, elliptic: bool) -> tuple[Relations, list[str], list[Mention]]:
        """The relations of a question, the names of those who are to speak, and all whom it names.

        An office that nobody is known to hold is tried without its last words, which may be the topic's; then it is no
        office, or stays as it is written where somebody is plainly asked for: "and the ambassador?" is about one, where
        nobody on record is called so.
        """
        mentions = find_mentions(bare, self._directory, self._articles.uses, self._nicknames.bearer)
        mentions = self._with_relative(bare, mentions)
        if (unknown := stranger(bare, mentions, self._articles.texts)) is not None:
            mentions = [unknown, *(each for each in mentions if each.start >= unknown.end)]
        while True:
            found = relate(bare, mentions)
            names = list(map(self._name_of(bare), found.speakers))
            if None not in names:
                break
            lost = found.speakers[names.index(None)]
            shorter = self._shorter(lost)
            if shorter is None and (found.firm or (elliptic and self._offices.is_borne(lost.name))):
                break
            kept = [each for each in mentions if each is not lost]
            mentions = sorted([*kept, *([shorter] if shorter else [])], key=lambda mention: mention.start)
        written = [bare[mention.start : mention.end] for mention in found.speakers]
        return found, [name or text for name, text in zip(names, written, strict=True)], mentions

    def _with_relative(self, bare: str, mentions: list[Mention]) -> list[Mention]:
        """Whom a question names, with somebody's relative for whoever that is: "her brother", "Vale's wife"."""
        asked = relative_asked(bare, mentions)
        if asked is None:
            return mentions
        owner = self._name_of(bare)(asked.owner) if asked.owner else None
        if asked.owner is None and self._previous is not None:
            people = Antecedents(self._previous, self._directory, self._articles.texts)
            owner = people.speaker(asked.whose)
        name = self._relatives.find(owner, asked.kin) if owner else None
        return with_relative(asked, name, bare, mentions) if name or asked.firm else mentions

    def claimed(self, bare: str) -> str | None:
        """Who is said to have said a quotation."""
        mentions = find_mentions(bare, self._directory, self._articles.uses, self._nicknames.bearer)
        found = relate(bare, mentions)
        speaker = next(map(self._name_of(bare), found.speakers), None) or found.unknown
        if speaker is None and found.pronoun and self._previous is not None:
            return self._previous.speaker
        return speaker

    def _name_of(self, bare: str) -> Callable[[Mention], str | None]:
        def name(mention: Mention) -> str | None:
            if mention.how is Named.BY_OFFICE:
                return self._name_in_office(mention.name, bare[mention.start : mention.end])
            if mention.organisation and bare[: mention.start].lower().endswith("the "):
                return bare[mention.start - 4 : mention.end]
            return mention.name

        return name

    def _name_in_office(self, office: str, written: str) -> str | None:
        holder = self._holder(office)
        relative = office.lower().removeprefix("his ").removeprefix("her ").removeprefix("their ")
        if holder is None and relative in RELATIVE and self._previous is not None and self._previous.speaker:
            return f"{self._previous.speaker}'s {relative}"
        return holder and (holder.name or written)

    def _shorter(self, mention: Mention) -> Mention | None:
        """An office without words at its end that may be the topic's: "mayor of Dunmere harbour fees"."""
        words = mention.name.split()
        joint = next((place for place, word in enumerate(words) if word.lower() in ("of", "for")), None)
        for end in range(len(words) - 1, (joint or len(words)) + 1, -1):
            name = " ".join(words[:end])
            if is_of_body([stem(words[end].lower())]) or self._is_one_name(words[end - 1 : end + 1]):
                return None  # "the European Commission" is not cut in two
            if self._offices.holder(name):
                return replace(mention, end=mention.start + len(name), name=name)
        return None

    def _is_one_name(self, pair: Sequence[str]) -> bool:
        """Whether articles write two words of an office as one name: "Economic Advisers", but "Dunmere harbour"."""
        name = re.compile(r" (?:and |of |the )*".join(re.escape(word.capitalize()) for word in pair))
        return any(name.search(text) for text, _ in self._articles.texts(" ".join(pair)))

    def _former(self, office: str, present: str) -> Holder | None:
        """Who held an office before, and not who holds it; present: the office without "former"."""
        now, found = self._offices.holder(present), self._offices.holder(office)
        if now is None or not now.name or (found is not None and found.name != now.name):
            return found
        return self._succession.holder(f"{present}'s predecessor", None)

    def _holder(self, office: str) -> Holder | None:
        if office not in self._holders:
            if is_of_succession(office):
                before = self._previous.speaker if self._previous else None
                self._holders[office] = self._succession.holder(office, before)
            elif present := without_former(office):
                self._holders[office] = self._former(office, present)
            else:
                self._holders[office] = self._found_holder(office)
        return self._holders[office]

    def _found_holder(self, office: str) -> Holder | None:
        topic = self._previous.topic if self._previous is not None else None
        if topic and _is_one_of_many(office) and (name := self._holder_near(office, topic)):
            return Holder(name)  # "the minister" of whom the articles on the last topic tell
        if topic and office.lower() == "minister" and len(self._directory.in_role(["minister"])) > 1:
            return None
        holder = self._offices.holder(office) or self._offices.holder_under(office)
        if holder is None and topic:
            name = self._holder_near(office, topic)
            holder = Holder(name) if name else None
        return holder or self._unplaced_holder(office) or self._leader(office)

    def _leader(self, office: str) -> Holder | None:
        """Who leads a body by what articles tell where they name it: "Under its new head, …" for a company's boss."""
        leads = _LEADS.fullmatch(office)
        if leads is None:
            return None
        named = speaker_for(leads["body"] or leads["of"], None, self._directory, self._articles.texts)
        return Holder(named) if named else None

    def _unplaced_holder(self, office: str) -> Holder | None:
        """Who holds an office whose place no article names with it; the office is told in the answer."""
        found = unplaced(office, self._offices, self._articles.texts)
        if found is None:
            return None
        self._unplaced[office] = found.office
        return found.holder

    def _holder_near(self, office: str, topic: str) -> str | None:
        """Who holds an office that is named where articles speak of a topic: no prime minister for "the minister"."""
        if office.lower() == "minister":
            return minister_near(topic, self._directory, self._articles.texts)
        holder = self._offices.holder_near(office, topic)
        return holder and holder.name


def _is_one_of_many(office: str) -> bool:
    """Whether an office is named by a word that is the title of many: "minister"; "president" is mostly one's."""
    return " " not in office and office.lower() not in _MOSTLY_ONE


def _alone(asked: Question, found: Relations) -> Question:
    """A question that stands by itself: nobody is meant by "he"."""
    if found.ask is Ask.VERSUS and not asked.others:
        return replace(asked, ask=Ask.SAID)
    return replace(asked, otherwise=found.otherwise)


def _outlet(text: str, outlets: Iterable[str]) -> tuple[str | None, str]:
    match = _OUTLET.search(text.strip(" ?!."))
    if match:
        wanted = match.group("o").strip().lower().removeprefix("the ")
        for outlet in outlets:
            if wanted == outlet.lower().removeprefix("the "):
                return outlet, text[: match.start()]
    return None, text
