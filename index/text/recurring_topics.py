"""Topics that recur in what people said: names, and one or two nouns that anybody would recognise."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from index.model import Person
from index.text.common_words import COMMON_PAIRS, COMMON_WORDS
from index.text.given_names import FEMALE_NAMES, MALE_NAMES
from index.text.hangul import without_particles
from index.text.name_lists import CALENDAR, TITLES
from index.text.terms import STOPWORDS, stem, synonyms

MIN_REMARKS = 3  # that touch a topic
MAX_OVERLAP = 0.5  # share of a topic's remarks that another may touch without being the same topic
MAX_ARTICLE_SHARE = 0.5  # a word in a larger share of the articles is what everything here is about
MIN_PAIR_SHARE = 0.2  # share of the rarer word's remarks in which two words must stand together to be one topic
MIN_ARTICLES = 10  # among fewer, the number of articles with a word says nothing
MAX_LENGTH = 22  # characters
_NAME_SHARE = 0.6  # share of a word's uses within sentences that are capitalised, if it is a name
_NOUN_SHARE = 0.45  # share of a word's uses that look like a noun's, if it is one
_MAX_VERB_SHARE = 0.12  # share of a noun's uses that may look like a verb's

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W\d_][\w&-]*(?:['’]\w+)?|\d[\d.,]*|[^\w\s]")
# Korean nouns that tell no topic: offices, and what anything is said of.
_KOREAN_COMMON = frozenset(
    """
    대통령 대표 의원 장관 위원장 원내대표 대변인 총리 의장 시장 지사 교수 총장
    국민 자신 과정 자리 이유 이날 오전 오후 우리
    사람 시간 상황 결과 경우 모습 정도 이번 지난 오늘 내일 올해 정부 국회 회의 기자  기자들
    관계자 페이스북 인터뷰 라디오
    통화 브리핑 발언 입장 주장 지적 비판 말씀 생각 의견 부분 측면 차원 대한민국 한국 나라 사실 이야기 얘기 여러분 본인
    """.split()
)
_NOUN_PARTICLE = re.compile(r"[가-힣](?:을|를|의|에는|에서|에|와|과)$")
_ADJECTIVE = re.compile(r"(?:ese|ian|ean|ish|ench|[lqst]i|ican|ghan|German|ic)$")
_BEFORE_VERBS = frozenset(
    """to i we you they he she it who that will would can could should must may might shall do does did don't didn't
    doesn't won't wouldn't can't cannot not never let let's i'll we'll you'll he'll they'll also just always""".split()
)
_BEFORE_NOUNS = frozenset(
    """the a an this that these those his her its their our your my of on in for about with from by against at into
    no any some more and or through over under between its every each other into after before during across
    along among within without per toward towards both several""".split()
)


_FORENAMES = MALE_NAMES | FEMALE_NAMES


@dataclass(frozen=True, slots=True)
class Remark:
    """Words of a speaker.

    Attributes:
        speaker: A number for who said them.
        article: Id.
        text: The words.
    """

    speaker: int
    article: int
    text: str


@dataclass(frozen=True, slots=True)
class RecurringTopic:
    """A topic of several remarks.

    Attributes:
        name: As the remarks write it.
        remarks: Positions of the remarks that touch it.
    """

    name: str
    remarks: frozenset[int]


class _Token(NamedTuple):
    """A word, number or punctuation mark.

    Attributes:
        written: As it stands in the text, without a possessive ending.
        stem: Its singular, or the least of its synonyms; empty for a punctuation mark.
        is_common: Whether it is too common for a topic, a person's name, or no word.
        is_proper: Whether it is capitalised without need.
        starts_sentence: Whether it stands where every word is capitalised.
    """

    written: str
    stem: str
    is_common: bool
    is_proper: bool
    starts_sentence: bool


@dataclass(slots=True)
class _Term:
    """A word, or two that stand together.

    Attributes:
        remarks: Positions of the remarks that have it.
        uses: How often it is used: in "all", as a "noun" or "verb", "within" a sentence, and there as a "name".
        forms: How often it is written in which way.
        third_words: What follows it as the third word of a longer name.
    """

    remarks: set[int] = field(default_factory=set)
    uses: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    third_words: Counter[str] = field(default_factory=Counter)

    @property
    def is_name(self) -> bool:
        return self.uses["within"] > 0 and self.uses["name"] >= _NAME_SHARE * self.uses["within"]

    @property
    def is_noun(self) -> bool:
        nouns, verbs, uses = self.uses["noun"], self.uses["verb"], self.uses["all"]
        return self.is_name or (nouns >= _NOUN_SHARE * uses and verbs <= _MAX_VERB_SHARE * uses)


@dataclass(frozen=True, slots=True)
class _Corpus:
    """All remarks, their number by speaker, the number of their articles, and how many a topic touches at least."""

    remarks: Sequence[Remark]
    by_speaker: Counter[int]
    articles: int
    least: int

    def articles_with(self, term: _Term) -> int:
        return len({self.remarks[i].article for i in term.remarks})

    def is_recurring(self, term: _Term) -> bool:
        """Whether a term is in enough remarks, and neither in a single article nor in most."""
        if len(term.remarks) < self.least or not term.forms:
            return False
        return self.articles < MIN_ARTICLES or 2 <= self.articles_with(term) <= MAX_ARTICLE_SHARE * self.articles

    def score(self, term: _Term) -> float:
        """High for what several speak of often, compared with all they said, in some articles and not in all."""
        by_speaker = Counter(self.remarks[i].speaker for i in term.remarks)
        spoken = sum(count / math.sqrt(self.by_speaker[speaker]) for speaker, count in by_speaker.items())
        articles = self.articles_with(term)
        rarity = math.log(1 + self.articles / articles)
        density = math.sqrt(len(term.remarks) / articles)
        return spoken * rarity * density


def person_name_words(people: Iterable[Person]) -> frozenset[str]:
    """Words of the names of people, in lower case; organisations are left out."""
    return frozenset(
        word.lower()
        for person in people
        if not person.organisation
        for name in (person.name, *person.aliases)
        for word in re.findall(r"[^\W\d_][\w'’-]+", name)
        if word.lower() not in TITLES
    )


def find_recurring_topics(
    remarks: Sequence[Remark],
    names: frozenset[str],
    count: int,
    least: int = MIN_REMARKS,
    is_wanted: Callable[[RecurringTopic], bool] = lambda _: True,
) -> tuple[RecurringTopic, ...]:
    """The topics that say most about who speaks of what: names, and one or two nouns.

    Args:
        remarks: What was said.
        names: Words in lower case that, capitalised, name a person and no topic.
        count: How many topics, at most.
        least: Remarks that touch a topic, at least.
        is_wanted: Whether a topic may be one of them.

    Returns:
        Topics, the commonest first.
    """
    terms = _terms(remarks, names)
    corpus = _Corpus(
        remarks, Counter(remark.speaker for remark in remarks), len({remark.article for remark in remarks}), least
    )
    scored: list[tuple[float, RecurringTopic]] = []
    for key, term in terms.items():
        if corpus.is_recurring(term) and _is_topic(key, terms) and len(name := _name(term)) <= MAX_LENGTH:
            topic = RecurringTopic(name, frozenset(term.remarks))
            if is_wanted(topic):
                scored.append((_weight(key, term) * corpus.score(term), topic))
    return _distinct(scored, count)


def _weight(key: str, term: _Term) -> float:
    """How much more a pair of words or a name says than a word."""
    return 1.5 if " " in key else 1.25 if term.is_name else 1.0


def _terms(remarks: Sequence[Remark], names: frozenset[str]) -> dict[str, _Term]:
    """The words and pairs of words of all remarks, by their stems."""
    seen: dict[tuple[str, bool], _Token] = {}
    terms: dict[str, _Term] = defaultdict(_Term)
    for place, remark in enumerate(remarks):
        _add_terms(place, _tokens(remark.text, names, seen), terms)
    return terms


def _add_terms(remark: int, tokens: list[_Token], terms: dict[str, _Term]) -> None:
    """Add the words and pairs of words of a remark; parts of a name of two words are no words of their own."""
    in_name = False  # whether the word before and this one are parts of one name
    windows = zip([None, *tokens], tokens, [*tokens[1:], None], [*tokens[2:], None, None], strict=False)
    for before, token, after, third in windows:
        pair = after if after is not None and _belong_together(token, after) else None
        starts_name = pair is not None and token.is_proper and (pair.is_proper or pair.is_common)
        if token.stem and not token.is_common and not in_name and not starts_name:
            _add_word(remark, before, token, after, terms)
        if pair is not None:
            term = _add_pair(remark, token, pair, starts_name, terms)
            if starts_name and third is not None and third.is_proper:
                term.third_words[third.written] += 1
        in_name = starts_name


def _add_word(remark: int, before: _Token | None, token: _Token, after: _Token | None, terms: dict[str, _Term]) -> None:
    term = terms[token.stem]
    term.remarks.add(remark)
    term.uses.update(_uses(before, token, after))
    if not token.starts_sentence:
        term.forms[token.written] += 1


def _add_pair(remark: int, token: _Token, after: _Token, is_name: bool, terms: dict[str, _Term]) -> _Term:
    term = terms[f"{token.stem} {after.stem}"]
    term.remarks.add(remark)
    term.uses.update(("all", "within", "name") if is_name else ("all", "within"))
    term.forms[f"{token.written} {after.written}"] += 1
    return term


def _tokens(text: str, names: frozenset[str], seen: dict[tuple[str, bool], _Token]) -> list[_Token]:
    """seen: tokens by their text and whether they start a sentence, as most words come again and again."""
    tokens: list[_Token] = []
    starts_sentence = True
    for written in _TOKEN.findall(text):
        token = seen.get((written, starts_sentence))
        if token is None:
            token = seen[written, starts_sentence] = _token(written, starts_sentence, names)
        tokens.append(token)
        if written[0].isalpha():
            starts_sentence = False
        elif written not in "\"“”'‘’(":
            starts_sentence = written in ".!?:…-–—"
    return tokens


def _token(written: str, starts_sentence: bool, names: frozenset[str]) -> _Token:
    if "가" <= written[0] <= "힣":
        return _korean_token(written, starts_sentence, names)
    if not written[0].isalpha():
        return _Token(written, written if written.isdecimal() else "", True, False, starts_sentence)
    written = re.sub(r"['’]s?$", "", written)
    lower = written.lower().replace("’", "'")
    is_common = lower in STOPWORDS or lower in COMMON_WORDS or lower in CALENDAR or lower in TITLES
    is_common = is_common or lower in _BEFORE_NOUNS
    lower = lower.removesuffix("-19")
    is_common = is_common or len(lower) < 3 or "'" in lower
    capitalised = written[0].isupper()
    names_person = capitalised and (lower in names or (not starts_sentence and lower in _FORENAMES))
    is_proper = (
        capitalised and not starts_sentence and not names_person and lower not in STOPWORDS and lower not in TITLES
    )
    return _Token(written, _stem(lower, capitalised), is_common or names_person, is_proper, starts_sentence)


def _korean_token(written: str, starts_sentence: bool, names: frozenset[str]) -> _Token:
    """A Korean word without its particles, common unless it has one that only nouns have."""
    word = without_particles(written)
    is_noun = _NOUN_PARTICLE.search(written) is not None and len(written) > len(word) >= 2
    is_common = not is_noun or word in STOPWORDS or word in names or word in _KOREAN_COMMON
    return _Token(word, word, is_common, False, starts_sentence)


def _stem(word: str, capitalised: bool) -> str:
    """The least of a name's synonyms, as of a country and its people; of other words the singular."""
    same = synonyms(stem(word)) if capitalised else ()
    return min(same) if len(same) > 1 else _singular(word)


def _singular(word: str) -> str:
    """Enough of a stem to count a noun with its plural, in a tenth of the time."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def _uses(before: _Token | None, token: _Token, after: _Token | None) -> list[str]:
    """How a word is used: as a noun or a verb, and capitalised or not."""
    uses = ["all", "noun"] if "가" <= token.written[0] <= "힣" else ["all"]
    previous = before.written.lower() if before is not None else ""
    after_modifier = previous in _BEFORE_NOUNS or (before is not None and not before.is_common)
    if previous in _BEFORE_VERBS:
        uses.append("verb")
    elif after_modifier and (after is None or after.is_common):
        uses.append("noun")
    if not token.starts_sentence:
        uses.append("within")
        if token.written[0].isupper():
            uses.append("name")
    return uses


def _belong_together(token: _Token, after: _Token) -> bool:
    """Whether two neighbours may be one topic: "trade deal", "Supreme Court", "Title 42"."""
    if token.is_proper and (after.is_proper or (after.stem.isdecimal() and len(after.stem) < 4)):
        return f"{token.written} {after.written}".lower() not in COMMON_PAIRS
    return bool(after.stem) and not token.is_common and not after.is_common


def _is_topic(key: str, terms: dict[str, _Term]) -> bool:
    """Whether a word is a noun or a name, and of two whether they belong together."""
    term = terms[key]
    head, _, tail = key.partition(" ")
    if not tail:
        return term.is_noun
    if term.is_name or tail.isdecimal():
        return True
    first, second = terms.get(head, _Term()), terms.get(tail, _Term())
    return (
        len(term.remarks) >= MIN_PAIR_SHARE * min(len(first.remarks), len(second.remarks))
        and second.is_noun
        and first.uses["verb"] <= 0.3 * first.uses["all"]
    )


def _name(term: _Term) -> str:
    """The commonest way to write a term; of a country and its people's adjective, the country."""

    def commonness(form: str) -> tuple[int, str]:
        return term.forms[form], form

    name = max(term.forms, key=commonness)
    if name[0].isupper() and _ADJECTIVE.search(name):
        nouns = [form for form in term.forms if form[:3] == name[:3] and not _ADJECTIVE.search(form)]
        name = max(nouns, key=commonness, default=name)
    for third_word, count in term.third_words.most_common(1):
        if 2 * count > len(term.remarks) and len(name) + len(third_word) < MAX_LENGTH:
            return f"{name} {third_word}"
    return name


def _distinct(scored: Iterable[tuple[float, RecurringTopic]], count: int) -> tuple[RecurringTopic, ...]:
    """The topics with the highest scores, none of them much the same as one with a higher score."""
    kept: list[RecurringTopic] = []
    for _, topic in sorted(scored, key=lambda entry: (-entry[0], entry[1].name)):
        if not any(_overlap(topic, other) for other in kept):
            kept.append(topic)
        if len(kept) == count:
            break
    return tuple(sorted(kept, key=lambda topic: (-len(topic.remarks), topic.name)))


def _overlap(a: RecurringTopic, b: RecurringTopic) -> bool:
    return len(a.remarks & b.remarks) > MAX_OVERLAP * min(len(a.remarks), len(b.remarks))
