"""Questions that go on from another one: what they leave out is taken over from it."""

from __future__ import annotations

import re
from dataclasses import replace

from index.answering.reading.bodies import is_body, is_lobby
from index.answering.reading.cues import FACT
from index.answering.reading.pronouns import Antecedents
from index.answering.reading.relations import Relations
from index.answering.reading.vocabulary import AUXILIARY, ON
from index.model import Ask, Question

HEARD = 6  # earlier speakers that are remembered
_ELLIPSIS = re.compile(
    r"(?:(?:and|but|or|so|ok(?:ay)?|then|also|no|sorry),? )*"
    r"(?:i mean(?:t)?|what about|how about|what of|same for|and for|and|but|also|now)\b,? ?",
    re.IGNORECASE,
)
_ONLY = re.compile(r"(?:(?:and|but|no|so),? )?(?:only|just)\b,? ", re.IGNORECASE)
_ALONE = re.compile(r"(?P<rest>[^,;:?!]+?),? (?:only|instead)(?:,? (?:please|pls|plz))?[?!. ]*", re.IGNORECASE)
# Who came before or after somebody: "and the one before her?"
_BESIDE_IN_TIME = re.compile(
    r"(?:the (?:one|man|woman)|whoever(?: was)?|who(?: was)?) (?:there )?(?P<where>before|after) (?:him|her|them)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:(?:and|but) )?(?:since when|when|how long|"
    r"(?:(?:what about|anything|what did (?:he|she|they) say|any|what) )?"
    r"(?:before (?:that|then|this)|earlier(?: on| ones?)?|previously|older(?: ones?)?|prior to that)|before)",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"(?:(?:and|but|so) )*"
    r"(?:why(?: (?:not|so|is that|was that|did (?:he|she|they)(?: say (?:so|that|it|this))?))?|how so|how come|"
    r"when (?:was (?:that|this|it)(?: said)?|did (?:he|she|they) say (?:so|that|it|this))|"
    r"where(?: was (?:that|this|it))?|says who|who said (?:that|this|it|so)|in what context|context|really)",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:compare|contrast|difference|differ|versus|vs|disagree|agree)\b.*\b(?:them|they|both|these|those|the two|"
    r"two)\b|"
    r"\b(?:them|both|the two) (?:side by side|compared)\b|^compare$|^side by side$|^both(?: of them)?\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:(?:and|but|are there) )*(?:any(?:one|body)? (?:else|others?)|others?|some(?:one|body) "
    r"else)\b.*",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:(?:and|but) )*(?:what|anything|something) (?:else|more)|go on|"
    r"continue|tell me more|more",
    re.IGNORECASE,
)
_MORE_OF_IT = re.compile(r"(?:tell me )?more (?:on|about) (?:it|that|this)", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:compare[sd]?|vs\.?|versus)\b", re.IGNORECASE)
_ON = re.compile(rf"(?:{ON})\b (?P<topic>.+)", re.IGNORECASE)
_NOTHING = re.compile(r"(?:and|but|then|what about|how about)", re.IGNORECASE)
_THING = re.compile(
    r"(?:(?:about|on) )?(?:it|that|this|them|these|those|he|she|they|his|her|hers|their|theirs|its|"
    r"the same(?: thing)?|so|this topic|that topic)"
    r"(?: (?:later|then|since|before|again|too|afterwards))?",
    re.IGNORECASE,
)


# What comes of what was said: "does that affect the ferry?"
_EFFECT = re.compile(
    rf"{AUXILIARY} (?:that|this|it)(?: (?:also|still|really|now))?(?: (?:affect|change|mean|apply(?: to)?|include|hurt|"
    r"help|delay|threaten|concern|cover|touch|endanger|stop|put|go|hold|matter))?"
    r"(?: (?:for|to))? (?=\S)",
    re.IGNORECASE,
)
# What the last speaker does or is: "will she run again", "is he afraid of the fog".
_THEY_ACT = re.compile(
    rf"{AUXILIARY} (?:he|she|they)\b(?: (?:ever|still|also|really|now|just|be|been|have))*+ (?P<rest>\S.*)",
    re.IGNORECASE,
)
_DID = re.compile(r"who\b(?!.*\b(?:he|she|they)\b)", re.IGNORECASE)
_THEY = re.compile(rf"\s*\b(?:{AUXILIARY} )?(?:he|she|they)\b\s*", re.IGNORECASE)


def without_beginning(text: str, goes_on: bool) -> str:
    """A text without "and", "what about" and the like; as it is where nothing else would be left.

    Args:
        text: The question.
        goes_on: Whether there is one before it, so that "only" and "just" ask for a part of that.
    """
    beginning = _ELLIPSIS.match(text) or (_ONLY.match(text) if goes_on else None)
    rest = text[beginning.end() :] if beginning else text
    if goes_on and (alone := _ALONE.fullmatch(rest)):
        rest = alone["rest"]
    if goes_on and (beside := _BESIDE_IN_TIME.fullmatch(rest)):
        rest = "his predecessor" if beside["where"].lower() == "before" else "his successor"
    return rest if re.search(r"\w", rest) else text


def newer(asked: Question, previous: Question) -> Question:
    """The newest words of the last speaker on the last topic."""
    return replace(_going_on(replace(asked, heard=_heard(previous)), previous), ask=Ask.LATEST, since=None, until=None)


def carried_on(
    asked: Question, bare: str, read: Relations, previous: Question, elliptic: bool, people: Antecedents
) -> Question | None:
    """The last question, gone on with; None where this one stands by itself.

    Args:
        asked: What the question says by itself, its speakers found.
        bare: Its text without dates, outlet, "and" at the beginning and marks at the ends.
        read: Its relations.
        previous: The question before.
        elliptic: Whether it begins with "and" or "what about".
        people: Whom "he", "she" and "the company" can mean.
    """
    if previous.is_refused and previous.ask is Ask.WHO and previous.heard:
        previous = replace(previous, ask=Ask.SAID, speaker=previous.heard[0])  # of whom it was before
    named = people.object(asked.topic, asked.speaker)
    is_named = named != asked.topic
    asked = replace(asked, heard=_heard(previous), topic=named)
    if is_named and asked.speaker and asked.ask is not Ask.WHO:
        return asked  # what somebody says of "him"
    return _gone_on(asked, bare, read, previous, elliptic, people)


def _gone_on(
    asked: Question, bare: str, read: Relations, previous: Question, elliptic: bool, people: Antecedents
) -> Question | None:
    """The last question, gone on with; see `carried_on`."""
    going_on = _going_on(asked, previous)
    if not bare or _NOTHING.fullmatch(bare):
        return going_on if asked.is_dated or asked.outlet else None
    if (same := _same_again(bare, read, going_on, previous)) is not None:
        return same
    if previous.speaker and not read.speakers and (effect := _EFFECT.match(bare)):
        affected = bare[effect.end() :].strip(" ?!.,")
        return replace(asked, ask=Ask.SAID, speaker=previous.speaker, topic=affected, otherwise=affected)
    if previous.speaker and not read.speakers and not read.pronoun and (acts := _THEY_ACT.fullmatch(bare)):
        return replace(asked, speaker=people.speaker(bare), topic=acts["rest"], otherwise=acts["rest"])
    topic = None if asked.topic and _THING.fullmatch(asked.topic) else asked.topic
    if asked.ask is Ask.WHO:
        return _who(asked, topic, read, previous, going_on)
    if elliptic and not read.unknown:
        return _elliptic(asked, bare, topic, read, going_on, people)
    return _by_speaker(asked, bare, topic, read, previous, people)


def _by_speaker(
    asked: Question, bare: str, topic: str | None, read: Relations, previous: Question, people: Antecedents
) -> Question | None:
    """What a body, "he" or somebody who is named said of the last topic or another, or a fact of the last speaker's."""
    going_on = _going_on(asked, previous)
    if read.unknown and not read.speakers:
        return _by_body(asked, topic, read.unknown, going_on, people)
    if read.pronoun and not read.speakers:
        return _by_pronoun(asked, topic, read, going_on, people.speaker(bare))
    if not topic and not read.unknown:
        return _without_topic(asked, previous, going_on)
    return _fact(asked, bare, read, previous, people.speaker(bare))


def _by_body(asked: Question, topic: str | None, named: str, going_on: Question, people: Antecedents) -> Question:
    """What somebody says who isn't known by name, such as "the company", of the last topic or of another one."""
    speaker = people.body(named, topic or going_on.topic) or asked.speaker
    if topic:
        return replace(asked, speaker=speaker, interpreted=True)
    return replace(going_on, ask=asked.ask, speaker=speaker, others=(), interpreted=True)


def _fact(asked: Question, bare: str, read: Relations, previous: Question, speaker: str | None) -> Question | None:
    """A fact that the last speaker may have told, or else others; None where it isn't asked for one.

    Who did something is nobody's to tell in particular.
    """
    alone = not read.speakers and not read.unknown and asked.ask is Ask.SAID
    if not previous.speaker or not alone or not FACT.match(bare.lower()) or _DID.match(bare):
        return None
    if _THEY.search(bare):  # "how many did they ask": nobody else may tell
        return replace(asked, speaker=speaker, topic=_THEY.sub(" ", asked.topic or "").strip() or None)
    return replace(asked, speaker=previous.speaker, otherwise=asked.topic)


def _without_topic(asked: Question, previous: Question, going_on: Question) -> Question | None:
    """What a speaker said, or what was said of "it": of the last topic."""
    if not asked.speaker:
        return going_on if asked.topic else None
    if not previous.topic:
        return None
    # Where that topic was none of theirs, whatever they said is wanted; where it was, that is the other reading.
    gone_on = replace(going_on, ask=asked.ask, speaker=asked.speaker, others=asked.others, otherwise="")
    return replace(gone_on, second=replace(gone_on.reading, topic=None))


def _going_on(asked: Question, previous: Question) -> Question:
    """The last question with the new one's time and outlet, where it names any."""
    days = (asked.since, asked.until) if asked.since or asked.until else (previous.since, previous.until)
    return replace(
        previous, text=asked.text, since=days[0], until=days[1], outlet=asked.outlet or previous.outlet,
        heard=asked.heard, without=(), role=None, further=(), otherwise=None, premise=None, quotation=None,
        office=None, is_time_carried=not (asked.since or asked.until) and previous.is_dated,
        interpreted=False, second=None,
        ask=Ask.SAID if previous.ask in (Ask.CHECK, Ask.TALK) else previous.ask, is_refused=False,
    )  # fmt: skip


def _same_again(bare: str, read: Relations, going_on: Question, previous: Question) -> Question | None:
    """The last question once more, for its days, its reasons or its speakers side by side."""
    if _WHEN.fullmatch(bare):
        return replace(previous, text=going_on.text, ask=Ask.TIMELINE, second=None)
    if _AGAIN.fullmatch(bare) or _MORE_OF_IT.fullmatch(bare):
        return going_on
    if _MORE.fullmatch(bare) and previous.speaker:
        return replace(going_on, topic=None)
    if _OTHERS.fullmatch(bare):
        return _by_others(going_on, previous)
    if _AGAINST.search(bare) and len(read.speakers) == 1 and previous.speaker:
        (rival,) = read.speakers
        return replace(going_on, ask=Ask.VERSUS, speaker=previous.speaker, others=(rival.name,))
    if not read.speakers and not read.pronoun and not _BOTH.search(bare) and (about := _ON.fullmatch(bare)):
        return going_on if _THING.fullmatch(about["topic"]) else replace(going_on, topic=about["topic"])
    about_both = re.sub(rf"^.*\b(?:both(?: of them)?|them|they|the two)\b(?: {ON})?", "", bare).strip() or None
    return _compared(going_on, previous, about_both) if _BOTH.search(bare) and not read.speakers else None


def _by_others(going_on: Question, previous: Question) -> Question:
    """Who else spoke of the last topic."""
    without = tuple(dict.fromkeys((*_speakers(previous), *previous.heard)))
    return replace(going_on, ask=Ask.WHO, speaker=None, others=(), without=without)


def _who(
    asked: Question, topic: str | None, read: Relations, previous: Question, going_on: Question
) -> Question | None:
    """Who else spoke, or who spoke of "it"; None where another topic is named."""
    if topic and not read.excluded:
        return asked if asked.without else None
    others = (*_speakers(previous), *previous.heard) if read.more else ()
    return replace(
        going_on, ask=Ask.WHO, topic=topic or previous.topic, speaker=None, others=(), role=asked.role,
        without=tuple(dict.fromkeys((*asked.without, *others))),
    )  # fmt: skip


def _by_pronoun(
    asked: Question, topic: str | None, read: Relations, going_on: Question, speaker: str | None
) -> Question:
    """What "he" or "she" said: of the last topic, of another, or something else."""
    if read.more and not asked.topic:
        return replace(going_on, ask=Ask.SAID, topic=None, speaker=speaker)
    return replace(going_on, ask=asked.ask, topic=topic or going_on.topic, speaker=speaker)


def _heard(previous: Question) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*_speakers(previous), *previous.heard)))[:HEARD]


def _speakers(question: Question) -> tuple[str, ...]:
    return tuple(name for name in (question.speaker, *question.others) if name)


def _compared(going_on: Question, previous: Question, topic: str | None) -> Question | None:
    """Those who were asked about last, side by side."""
    both = tuple(dict.fromkeys((*_speakers(previous), *previous.heard)))[:2]
    if len(both) < 2:
        return None
    topic = topic if topic and not _BOTH.search(topic) else going_on.topic
    return replace(going_on, ask=Ask.VERSUS, speaker=both[1], others=both[:1], topic=topic)


def _elliptic(
    asked: Question, rest: str, topic: str | None, read: Relations, going_on: Question, people: Antecedents
) -> Question:
    """What follows "and" or "what about": another speaker, another topic, or both."""
    if read.pronoun:
        return replace(going_on, topic=topic or going_on.topic, speaker=people.speaker(rest) or going_on.speaker)
    speaks = [mention for mention in read.speakers if not mention.organisation or topic]
    if not speaks or not asked.speaker:
        if is_body(rest) and (body := people.body(rest, going_on.topic)):
            return replace(going_on, ask=_said(going_on.ask), speaker=body, others=(), interpreted=True)
        if is_lobby(rest):
            return replace(going_on, ask=_said(going_on.ask), speaker=rest.strip(" ?!.,"), others=())
        whole = re.sub(rf"^(?:{ON})\b ", "", rest, flags=re.IGNORECASE).strip(" ?!.,")
        return replace(going_on, topic=topic or whole)
    if topic:
        return replace(asked, outlet=asked.outlet or going_on.outlet)
    # "And Tamm?" wants that topic; "and what did Tamm say?" wants whatever it was, where there is nothing on that.
    otherwise = "" if read.firm else None
    return replace(going_on, ask=_said(going_on.ask), speaker=asked.speaker, others=asked.others, otherwise=otherwise)


def _said(ask: Ask) -> Ask:
    """What is asked of one more speaker."""
    return Ask.SAID if ask in (Ask.VERSUS, Ask.WHO) else ask
