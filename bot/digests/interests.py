"""What somebody wants to be told about, from how they say it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.digests.wished_lists import is_office, simple_wishes
from bot.digests.wished_outlets import WishedOutlet, is_everything, wished_outlet
from index.model import Person, Question
from index.news.topic_mentions import Topic
from index.text.name_lists import ROLES, TITLES

if TYPE_CHECKING:
    from bot.digests.subscriptions import Subscription
    from index.view import View

# A name in Latin letters may have several words, one in Hangul has none within it.
_KOREAN_ROLE = r"(?:위원장|시장|장관|의원|대표|총리|대통령|교수|총재|청장|회장)"
_KOREAN_WHO = rf"(?P<who>[A-Z][\w'’.-]*?(?: [A-Z][\w'’.-]*?){{0,3}}|\S+?(?: {_KOREAN_ROLE})??)"
SPEAKS_ABOUT = (
    re.compile(
        r"^what\s+(?:did|does|has|do|have)\s+(?P<who>.+?)\s+(?:say|said)(?:\s+(?:about|on)\s+(?P<what>.+))?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:to (?:know|hear|read)\s+)?(?:what|whatever|everything|anything|all)\s+(?P<who>.+?)\s+(?:says?|is saying)"
        r"(?:\s+(?:about|on)\s+(?P<what>.+))?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<who>.+?)\s+(?:speaks?|talks?|says?(?:\s+(?:something|anything|a word))?|comments?|is\s+quoted)"
        r"(?:\s+(?:about|on|of)\s+(?P<what>.+))?$",
        re.IGNORECASE,
    ),
    re.compile(r"^(?P<who>.+?)\s+mentions?\s+(?P<what>.+)$", re.IGNORECASE),
    re.compile(
        rf"^{_KOREAN_WHO}(?:이|가|은|는|께서)\s+(?P<what>.+?)(?:에\s*대해서?|에\s*관해서?)\s*"
        r"(?:말하|말씀하|발언하|이야기하|얘기하|언급하|말할|말씀할|발언할|이야기할|얘기할|언급할).*$"
    ),
    re.compile(rf"^{_KOREAN_WHO}(?:이|가|께서)\s+(?P<what>.+?)(?:을|를)\s*언급하.*$"),
    re.compile(
        rf"^{_KOREAN_WHO}(?:이|가|께서)\s+(?P<what>.+?)\s+(?:얘기|이야기|말|언급|발언)(?:을|를)?\s*(?:꺼내|꺼낼|하|할).*$"
    ),
    re.compile(
        rf"^{_KOREAN_WHO}(?:이|가|께서)\s+(?P<what>.+?)\s*관련(?:해서?|하여)?\s*(?:말하|말씀하|발언하|언급하|말할|발언할|언급할).*$"
    ),
    re.compile(rf"^{_KOREAN_WHO}(?:이|가|께서)(?P<what>)\s+(?:말하|말씀하|발언하|입을 열).*$"),
    re.compile(
        rf"^{_KOREAN_WHO}(?:이|가|의)?(?:\s+(?P<what>.+?)(?:에\s*(?:대한|관한)|\s*관련))?\s+(?:새\s*|새로운\s*)?"
        r"(?:발언|말|인터뷰)(?:이|가|을|를)?\s*(?:나오|나올|있으|있을|하|할|올라오|올라올|뜨|뜰|들어오|들어올)$"
    ),
    re.compile(
        rf"^{_KOREAN_WHO}(?:의)?"
        r"(?:\s+(?P<what>.+?)(?:에\s*(?:대한|관한)|\s*관련))?\s+(?:발언|인터뷰)(?:들)?(?:만|을|를)?$"
    ),
    re.compile(
        r"^(?P<who>.+?)['’]s?\s+(?:words|quotes|speeches|statements|remarks|comments)"
        r"(?:\s+(?:about|on)\s+(?P<what>.+))?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:the\s+)?(?:words|quotes|speeches|statements|remarks|comments)\s+(?:of|by|from)\s+(?P<who>.+?)"
        r"(?:\s+(?:about|on)\s+(?P<what>.+))?$",
        re.IGNORECASE,
    ),
)
NAME_ON = re.compile(r"^(?P<who>[A-Z][\w'’.-]+(?: (?:[a-z]{2,3} )?[A-Z][\w'’.-]+){0,3}) (?:on|about) (?P<what>.+)$")
OFFICE_ON = re.compile(r"^(?P<who>(?:the\s+)?[\w'’ .-]+?)(?:\s+(?:on|about)\s+(?P<what>.+))?$", re.IGNORECASE)
KOREAN_ON = re.compile(r"^(?P<what>.+?)에\s*(?:대한|관한)\s+(?P<who>\S+?)(?:의)?\s+(?:발언|말)$")
NEWS_ABOUT = re.compile(
    r"^(?:there(?:\s+is|['’]s)\s+)?(?:news|anything|something|everything|stories|articles)\s+(?:new\s+)?(?:about|on)\s+",
    re.IGNORECASE,
)
HAPPENS_WITH = re.compile(
    r"^(?:(?:anything|something|there(?:\s+is|['’]s)|things?)\s+)?(?:new\s+|important\s+)?"
    r"(?:happens?|changes?|moves|develops?|comes? (?:up|out)|breaks|is (?:said|published|reported|new))\s+"
    r"(?:with|to|in|on|about|at|around|from|for)\s+",
    re.IGNORECASE,
)
NAME_ENDS = {"이", "가", "도", "로", "의", "나"}
ANYBODY = {"anybody", "anyone", "somebody", "someone", "누군가", "누구든"}
_ON_ANYTHING = re.compile(
    r"(?<=\w)(?:,|\s+(?:on|about))\s+(?:(?:anything|everything|whatever)(?:\s+at all)?"
    r"|(?:any|all|every)\s+(?:topics?|subjects?))$",
    re.IGNORECASE,
)
MAX_LENGTH = 300  # characters of a wish that are read
MAX_CHOICES = 6  # people of one name to choose from
LOOKED_AT = 5  # passages in which a topic is looked for
_NAMES_OFFICE = re.compile(r"^(?:the\s|[A-Z][\w.-]+(?: [A-Z][\w.-]+)?['’]s\s)", re.IGNORECASE)
_LISTED = re.compile(r"\s+(?:and|or|&)\s+|,\s+(?:(?:and|or)\s+)?")
_ANYBODY_WHO = re.compile(r"^(?:everyone|everybody|anyone|anybody|whoever|all|people|those)(?:\s+who)?$", re.IGNORECASE)
_EITHER = re.compile(r"\s(?:and|or)\s(?:the\s)?|\s(?:또는|혹은)\s")  # several speakers, whom no subscription has
_SEVERAL_ON = re.compile(r"^(?P<who>[A-Z].+?) (?:on|about) (?P<what>.+)$")
_ON_IN_KOREAN = re.compile(r"\s*(?:관련(?:해서|하여|된|한)?|에\s*(?:대해서?|관해서?|대한|관한))$")
_HANGUL = re.compile(r"[가-힣]")
_WORD = re.compile(r"\w+")


class Unfulfilled(StrEnum):
    """Why a wish brings nothing yet."""

    NOBODY = "nobody yet"  # no person of that name
    NO_HOLDER = "no holder yet"  # nobody is known to hold that office
    NO_OUTLET = "no outlet yet"
    NOTHING = "nothing yet"  # nothing on the topic


@dataclass(frozen=True, slots=True)
class ParsedInterest:
    """What somebody wants to be told about; all None for everything.

    Attributes:
        speaker: Whose words; the full name where it is plain who is meant, an office as it was written.
        topic: What they are about.
        outlet: Where they are published.
        people: Whom the name can mean, when it is several.
        speaker_id: Id of the person, where it is plain who is meant.
        office: Whether the speaker is an office.
        unfulfilled: Why it brings nothing yet; empty when it can.
    """

    speaker: str | None = None
    topic: str | None = None
    outlet: str | None = None
    people: tuple[Person, ...] = ()
    speaker_id: int | None = None
    office: bool = False
    unfulfilled: tuple[Unfulfilled, ...] = ()


def parse_interest(view: View, text: str) -> ParsedInterest:
    """Read what somebody wants to be told about: "Varga on housing", "everything", "housing in The Courier".

    Args:
        view: What the chat sees of the library, which knows people and outlets.
        text: What was typed.
    """
    wish = HAPPENS_WITH.sub("", NEWS_ABOUT.sub("", _ON_ANYTHING.sub("", " ".join(text.split())[:MAX_LENGTH])))
    if is_everything(wish):
        return ParsedInterest()
    if of_outlet := wished_outlet(view.outlets, wish):
        return _of_outlet(view, of_outlet)
    if (match := _SEVERAL_ON.match(wish)) and _is_several_people(view, match["who"]):
        return _on_topic(view, ParsedInterest(topic=match["what"]))
    if interest := _somebody_on(view, wish):
        return interest
    if Topic(wish).phrase or _is_several_people(view, wish):
        return _on_topic(view, ParsedInterest(topic=wish))
    question = view.understand(wish)
    if question.others or not (question.speaker or question.topic or question.outlet):
        return _on_topic(view, ParsedInterest(topic=wish or None))
    if question.speaker and _is_misread(view, wish, question):
        return _on_topic(view, ParsedInterest(topic=wish))
    if not question.speaker and _ends_uncut(wish, question.topic):
        question = replace(question, topic=wish)
    return _on_topic(view, interest_of_question(view, question))


def parse_interests(view: View, text: str) -> tuple[ParsedInterest, ...]:
    """Read a wish that may name several people or outlets: "Varga and Tamm on housing", "fish in A and B".

    Args:
        view: What the chat sees of the library, which knows people and outlets.
        text: What was typed.

    Returns:
        What each of its subscriptions is about, at least one.
    """
    simple = simple_wishes(view, _ON_ANYTHING.sub("", " ".join(text.split())))
    read = ((parse_interest(view, each.text), each.outlet) for each in simple)
    return tuple(replace(interest, outlet=outlet) if outlet else interest for interest, outlet in read)


def _of_outlet(view: View, wished: WishedOutlet) -> ParsedInterest:
    wanted = parse_interest(view, wished.what) if wished.what else ParsedInterest()
    missing = () if wished.is_known else (Unfulfilled.NO_OUTLET,)
    return replace(wanted, outlet=wished.outlet, unfulfilled=(*wanted.unfulfilled, *missing))


def _is_misread(view: View, wish: str, question: Question) -> bool:
    """Whether a word in small letters was taken for a name that is nearly it: "housing market" for Jo Marken."""
    if question.office or _HANGUL.search(wish) or wish != wish.lower():
        return False
    people = [match.person for match in view.directory.matching(question.speaker or "")]
    names = {word.casefold() for each in people for form in (each.name, *each.aliases) for word in _WORD.findall(form)}
    return names.isdisjoint(_WORD.findall(wish))


def _ends_uncut(wish: str, topic: str | None) -> bool:
    """Whether a wish that is its topic lost the end of a name, taken for a particle: 투데이.  A wish has no subject."""
    return bool(topic) and wish.removeprefix(topic or "") in NAME_ENDS


def interest_of_question(view: View, question: Question) -> ParsedInterest:
    """What a question is about, to be told about it from now on.

    Args:
        view: What the chat sees of the library.
        question: A question that was understood.
    """
    if not question.speaker:
        return ParsedInterest(topic=question.topic, outlet=question.outlet)
    directory = view.directory
    matches = directory.matching(question.speaker)
    if meant := directory.meant(matches):
        person = meant.person
        return ParsedInterest(person.name, question.topic, question.outlet, speaker_id=person.id or None)
    people = tuple(match.person for match in matches[:MAX_CHOICES])
    missing = () if people else (Unfulfilled.NOBODY,)
    return ParsedInterest(question.speaker, question.topic, question.outlet, people, unfulfilled=missing)


def speaker_now(view: View, subscription: Subscription, today: date) -> str | None:
    """The name under which a subscription's speaker is on record now.

    Args:
        view: What the chat sees of the library.
        subscription: Whose speaker is a person, or an office that somebody holds.
        today: The day on which the office is held.
    """
    if subscription.office and subscription.speaker:
        return _holder(view, subscription.speaker, today) or subscription.speaker
    if subscription.speaker_id is not None:
        return visible_person_name(view, subscription.speaker_id) or subscription.speaker
    return subscription.speaker


def who_is_called(view: View, name: str) -> str | None:
    """Who is on record now under a name that nobody on record had when it was asked for.

    Args:
        view: What the chat sees of the library.
        name: A topic that may be a name: "Vann".
    """
    if not name[:1].isupper():
        return None
    meant = view.directory.meant(view.directory.matching(name))
    return meant.person.name if meant and not meant.person.organisation else None


def visible_person_name(view: View, person: int) -> str | None:
    """The name of a person whose words a chat may see.

    Args:
        view: What the chat sees of the library.
        person: Id.

    Returns:
        The name; None for anybody else.
    """
    known = view.directory.people.get(person)
    return known.name if known else None


def _is_several_people(view: View, wish: str) -> bool:
    """Whether a wish is a list of people, which no subscription has for speakers: what tells of all of them is."""
    names = _LISTED.split(wish)
    return len(names) > 1 and all(name[:1].isupper() and view.directory.matching(name) for name in names)


def _somebody_on(view: View, wish: str) -> ParsedInterest | None:
    """What is read of "somebody on something"; None for a wish that has another form."""
    spoken = next((match for pattern in SPEAKS_ABOUT if (match := pattern.match(wish))), None)
    match = spoken or KOREAN_ON.match(wish) or NAME_ON.match(wish) or _office_on(wish)
    if match is None:
        return None
    who, what = match["who"].strip(), match["what"] or None
    if spoken and not what and wish.endswith(" talks") and not view.directory.matching(who):
        return None  # "nuclear talks": nobody's words, but a subject
    if who.casefold() in ANYBODY or _ANYBODY_WHO.match(who) or (what and _EITHER.search(who)):
        return _on_topic(view, ParsedInterest(topic=what or wish))
    return _of_speaker(view, who, what, is_spoken=spoken is not None)


def _of_speaker(view: View, who: str, what: str | None, is_spoken: bool) -> ParsedInterest | None:
    """Somebody's words on something; is_spoken: whether the wish says that they are to speak."""
    if is_office(who) and (office := _office(view, who, what)) is not None:
        return _on_topic(view, office)
    question = view.understand(f"What did {who} say about {what}?" if what else f"What did {who} say?")
    topic = question.topic or what if what else None
    if _HANGUL.search(what or ""):
        topic = _ON_IN_KOREAN.sub("", what or "") or what
    if question.speaker is None and not is_spoken and len(who.split()) < 2:
        return None  # "Norvale on fish": nobody's words, but a subject
    speaker = question.speaker or who
    return _on_topic(view, interest_of_question(view, replace(question, speaker=speaker, topic=topic)))


def _office(view: View, who: str, what: str | None) -> ParsedInterest | None:
    """Whoever holds an office on something; None where the office only stands beside a name."""
    holder = _holder(view, who, None)
    people = [match.person for match in view.directory.matching(holder or who)]
    own = {word.casefold() for each in people for form in (each.name, *each.aliases) for word in _WORD.findall(form)}
    if (own - ROLES - TITLES) & {word.casefold() for word in _WORD.findall(who)}:
        return None
    missing = () if holder is not None and people else (Unfulfilled.NO_HOLDER,)
    return ParsedInterest(who, what, office=True, unfulfilled=missing)


def _holder(view: View, office: str, today: date | None) -> str | None:
    """Who holds an office; None where a part of its name is not understood: "the president of the moon"."""
    # Without a day it would be whoever is called so most, for long after another one has taken the office.
    question = view.understand(f"What did {office} say today?", today)
    return question.speaker if not question.topic else None


def _office_on(wish: str) -> re.Match[str] | None:
    match = OFFICE_ON.match(wish)
    is_named = match is not None and _NAMES_OFFICE.match(wish) is not None and is_office(match["who"])
    return match if is_named else None


def _on_topic(view: View, interest: ParsedInterest) -> ParsedInterest:
    """An interest that says so where nothing on its topic is on record yet."""
    topic = interest.topic
    if not topic or _HANGUL.search(topic) or interest.unfulfilled:
        return interest
    looked_for = Topic(topic)
    hits = view.retriever().passages.search(topic, LOOKED_AT)
    texts = view.store.reads.texts([hit.place for hit in hits])
    if any(text and looked_for.mentions(f"{text.title}. {text.text}") for text in texts):
        return interest
    return replace(interest, unfulfilled=(*interest.unfulfilled, Unfulfilled.NOTHING))
