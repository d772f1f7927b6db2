"""What people write below an answer in a group: a question, thanks, or words to each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import Enum

from bot.answers.pointing import pointing
from bot.messages.phrases import CATALOGUES
from index.answering.reading.asides import without_asides
from index.answering.reading.talk import Talk, talk_of
from index.text.terms import content_stems


class Remark(Enum):
    """What somebody writes to the bot, or beside it."""

    QUESTION = "question"
    PERHAPS = "perhaps"  # a question, of which only a quote shows that it was one for the bot
    THANKS = "thanks"  # and whatever else is nodded at
    CHATTER = "chatter"


_OPENS = re.compile(
    r"(?:who|whom|whose|who['’]s|what|what['’]s|when|where|why|how|which|did|does|do|has|have|had|is|are|was|were|can|"
    r"could|will|would|should|any|anything|show|quote|find|list)\b",
    re.IGNORECASE,
)
_ASKS_FACT = re.compile(
    r"(?:when|where|why|how|which|what(?! about\b)|who|whose|is|are|was|were|will|does|do|did|has|have|had)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:and|but|or|also)\b(?! (?:yet|so)\b)|(?:and )?(?:what|how) about\b", re.IGNORECASE)
_SUGGESTS = re.compile(r"(?:and )?how about\b", re.IGNORECASE)
_NARROWS = re.compile(
    r"(?:in|on|about|since|until|before|after|only|last|this|newer|older|latest|more on|anything (?:on|about|from))\b",
    re.IGNORECASE,
)
# Those who talk, and not those who are quoted.
_AMONG_US = re.compile(
    r"\b(?:i|me|my|mine|we|us|our|ours|let['’]?s|you|your|yours|u|guys|folks|everyone|everybody|anyone|anybody|"
    r"someone|somebody|(?:i|we|you)['’](?:m|re|ll|ve|d))\b",
    re.IGNORECASE,
)
_ASKS_BOT = re.compile(
    r"(?:(?:can|could|will|would) you (?:please )?|please )?(?:show|find|give|get|tell|look up|quote|list|have|"
    r"do you have|have you got)\b",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\b(?:say|says|said|saying|told|quot(?:e|es|ed|ation|ations)|statements?|(?:on|for the) record|"
    r"claim(?:s|ed)?|promised?|announced?|den(?:y|ied)|respond(?:ed)?|repl(?:y|ied)|criticised?|"
    r"criticized?|position|stance|more about|more on)\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(r"\b(?:he|she|they|him|her|them|his|their)\b", re.IGNORECASE)
# What was asked wrongly before: "sorry, I meant Tamm on the ferry".
_CORRECTS = re.compile(r"(?:(?:oh|ah|oops|no|sorry|my bad)[,.! ]+)*i mean(?:t)?\b", re.IGNORECASE)
_TO_SOMEBODY = re.compile(r"@\w+|[A-Z][\w'’-]+, ")  # whoever reads along is spoken to
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z]")
_SENTENCE = re.compile(r"(?<=[.!?…\n])\s+")
COURTESIES = (Talk.THANKS, Talk.HELLO)
SHORT = 8  # words of a follow-up that is no whole sentence


def remark(text: str, names_somebody: Callable[[], bool], named: bool) -> Remark:
    """What a message in a group is.

    Args:
        text: Without the bot's name.
        names_somebody: Whether it names somebody who is on record; asked only where that matters.
        named: Whether it names the bot, and so is for it whatever it says.
    """
    text = without_thanks(text)
    if is_thanks(text) or talk_of(text) in COURTESIES:
        return Remark.THANKS
    if named:
        return Remark.QUESTION
    if _CORRECTS.match(text) and names_somebody():
        return Remark.QUESTION
    if _TO_SOMEBODY.match(text) and not names_somebody():
        return Remark.CHATTER
    return _unnamed(text, names_somebody)


def asks_of_record(text: str, names_somebody: Callable[[], bool]) -> bool:
    """Whether a message asks who said what, and does not greet, present its writer, or ask to be let in.

    Args:
        text: Without the bot's name.
        names_somebody: Whether it names somebody who is on record; asked only where that matters.
    """
    if is_to_continue(text):
        return False
    found = remark(text, names_somebody, named=False)
    if found is not Remark.CHATTER:
        return found is not Remark.THANKS
    return talk_of(text) is None and not _AMONG_US.search(text) and names_somebody()


def asks_of(text: str, quotations: Iterable[str]) -> bool:
    """Whether what is written below an answer asks of what that speaks of: "when is the vote?" below words on a vote.

    Args:
        text: Without the bot's name.
        quotations: Those of the answer.
    """
    bare = without_asides(" ".join(text.split())).strip()
    if not bare.endswith("?") or not _ASKS_FACT.match(bare) or _AMONG_US.search(bare):
        return False
    asked = set(content_stems(bare))
    return any(asked.intersection(content_stems(quotation)) for quotation in quotations)


def _unnamed(text: str, names_somebody: Callable[[], bool]) -> Remark:
    """What a message is that may be for the bot, or for whoever reads along."""
    bare, asks = without_asides(" ".join(text.split())).strip(), "?" in text or "？" in text
    points = pointing(text)
    if is_to_continue(bare) or (points is not None and points.plain):
        return Remark.QUESTION
    if not _LATIN.search(bare):
        return Remark.PERHAPS if asks and _LETTER.search(bare) else Remark.CHATTER
    if points is not None and asks:
        return Remark.PERHAPS
    if _AMONG_US.search(bare):
        return _among_us(bare, names_somebody) if asks or _OPENS.match(bare) else Remark.CHATTER
    return _of_somebody(bare, asks, names_somebody)


def without_thanks(text: str) -> str:
    """A text without whole sentences of thanks and greeting around it; as it is where nothing else is in it."""
    sentences = [each for each in _SENTENCE.split(text) if each.strip()]
    asked = [each for each in sentences if not is_thanks(each) and talk_of(each) not in COURTESIES]
    return " ".join(asked) if asked and len(asked) < len(sentences) else text


def is_thanks(text: str) -> bool:
    """Whether a text is one of the words of thanks in any language."""
    return _is_one_of(text, "words thanks")


def is_refusal(text: str) -> bool:
    """Whether a text only says that somebody leaves it at that: "never mind".

    Args:
        text: As written.
    """
    return _is_one_of(text, "words cancel")


def is_to_continue(text: str) -> bool:
    """Whether a text only asks for more of the last answer.

    Args:
        text: As written.
    """
    return any(_is_one_of(text, f"words {name}") for name in ("more", "further", "context", "source"))


def _is_one_of(text: str, key: str) -> bool:
    word = text.casefold().strip(" .!?")
    return any(word in catalogue[key].split("|") for catalogue in CATALOGUES.values())


def _among_us(text: str, names_somebody: Callable[[], bool]) -> Remark:
    """What asks somebody who is addressed: the bot only where it is asked for words, or for somebody's."""
    if not _RECORD.search(text):
        return Remark.CHATTER
    if _ASKS_BOT.match(text):
        return Remark.QUESTION if names_somebody() else Remark.PERHAPS
    return Remark.PERHAPS if names_somebody() else Remark.CHATTER


def _of_somebody(text: str, asks: bool, names_somebody: Callable[[], bool]) -> Remark:
    """What is said of others than those who talk."""
    goes_on = bool(_GOES_ON.match(text)) and len(text.split()) <= SHORT
    opens = bool(_OPENS.match(text))
    if not (asks or opens or goes_on):
        return Remark.CHATTER
    known = names_somebody()
    if known and (asks or goes_on or _RECORD.search(text)):
        return Remark.QUESTION
    if _RECORD.search(text):
        return Remark.QUESTION if opens else Remark.PERHAPS
    if not asks or _SUGGESTS.match(text):
        return Remark.CHATTER
    if goes_on or _SOMEBODY.search(text) or (_NARROWS.match(text) and len(text.split()) <= SHORT):
        return Remark.PERHAPS
    return Remark.CHATTER
