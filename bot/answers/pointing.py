"""Questions that point at words: "who said this?" under a message, "is it real?" of a highlighted part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from index.answering.reading.asides import without_asides

Held = TypeVar("Held")


@dataclass(frozen=True, slots=True)
class PointedWords:
    """Words that a message points at.

    Attributes:
        quotations: The words; of a message of the bot each quotation that it shows.
        chosen: Whether the asker has highlighted them.
        by_bot: Whether they stand in a message of the bot.
    """

    quotations: tuple[str, ...]
    chosen: bool = False
    by_bot: bool = False

    @property
    def certain(self) -> bool:
        """Whether nothing but these words can be meant, however short the question."""
        return self.chosen or not self.by_bot


@dataclass(frozen=True, slots=True)
class Pointing:
    """What a question asks of the words that it points at.

    Attributes:
        name: Whose they are said to be, as written.
        plain: Whether it says by itself that it is about words; "when?" says so only where words are highlighted.
        place: Which of several quotations is meant, as an index from 0, or -1 for the last; None where that is open.
    """

    name: str | None = None
    plain: bool = True
    place: int | None = None

    def among(self, several: Sequence[Held]) -> tuple[Held, ...]:
        """Which of several are meant: one if it is told by its place, else all."""
        if self.place is None or not -1 <= self.place < len(several):
            return tuple(several)
        return tuple(several[self.place :][:1])


PLACES = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "last": -1, "bottom": -1, "top": 0}
_PLACE = re.compile(
    rf"\bthe (?P<place>{'|'.join(PLACES)}) (?:one|quot(?:e|ation)|sentence|statement|remark)\b", re.IGNORECASE
)
_THIS = (
    r"(?:this|that|it|these|those)(?: (?:exact|very|last|first))?(?: (?:words?|quot(?:e|ation)s?|sentences?|"
    r"statements?|lines?|remarks?|passages?|bits?|parts?|posts?|claims?|messages?|ones?|things?|here|there|above))?"
)
_SAY = (
    r"(?:sa(?:y|ys|id|ying)|wr(?:ite|ites|ote|itten)|tweet(?:ed)?|post(?:ed)?|claim(?:s|ed)?|state[sd]?|told|"
    r"tell|utter(?:ed)?|announced?|declared?|put|come up with|came up with)"
)
_REALLY = r"(?: (?:really|actually|ever|indeed|once|just|truly|first|exactly|in fact|even))*"
_WHO = r"(?P<name>[^\s?](?:[^?]{0,58}?[^\s?])??)"
_ON_RECORD = (
    r"(?:an? |the )?(?:real|true|genuine|authentic|fake|legit(?:imate)?|accurate|verbatim|correct|right|"
    r"made[ -]up|invented|on (?:the )?record|confirmed|verified|altered|misquoted?|exact|word for word|so)"
    r"(?: (?:quot(?:e|ation)|words?|statement))?"
)
_TAIL = (
    r"(?:,? (?:then|there|or not|or (?:false|fake|made[ -]up|invented)|at all|at some point|in public|again|please|"
    r"though|anyway|or (?:is|was) it .{1,30}))?"
)
_PLAIN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:who|who['’]s|who (?:has|is|was|might have|could have)){_REALLY} {_SAY} {_THIS}{_TAIL}",
        rf"(?:did|didn['’]t|has|have|had|would|could)(?: not)? {_WHO}{_REALLY} {_SAY} {_THIS}{_TAIL}",
        rf"(?:is it (?:really )?true (?:that )?){_WHO}{_REALLY} {_SAY} {_THIS}{_TAIL}",
        rf"(?:is|was|are|were|isn['’]t|wasn['’]t) {_THIS}{_REALLY} {_ON_RECORD}(?: by {_WHO})?{_TAIL}",
        rf"(?:is|was|are|were) {_THIS}{_REALLY} (?:{_SAY} )?(?:by|from) {_WHO}{_TAIL}",
        rf"(?:is|was) {_THIS}{_REALLY} (?:something (?:that )?)?(?:what )?{_WHO}{_REALLY} {_SAY}{_TAIL}",
        rf"(?:who|whom)(?:['’]s| is| was| are| were) {_THIS}{_REALLY}(?: (?:by|from|{_SAY} by))?{_TAIL}",
        rf"(?:by whom|who)(?: is| was| were| are) {_THIS} {_SAY}(?: by)?{_TAIL}",
        rf"whose(?: (?:words?|quot(?:e|ation)s?|statements?|lines?))?(?:['’]s| is| are| was| were) {_THIS}{_TAIL}",
        rf"where (?:is|was|are|did|does|do) {_THIS}(?: quoted?)?(?: come| comes| taken)? from{_TAIL}",
        r"(?:what|which)(?:['’]s| is| was) the (?:source|origin|original|attribution) (?:of|for|to|behind) "
        rf"{_THIS}{_TAIL}",
        rf"(?:check|verify|confirm|fact ?-?check|source|attribute)(?: (?:if|whether))? {_THIS}"
        rf"(?: (?:is|was) {_ON_RECORD})?{_TAIL}",
    )
)
# The same in Korean.
_DEMONSTRATIVE = r"(?:이|그|저)(?:거|것|건|게|말|렇게|런 말| 말)?(?:은|는|이|을|를)?"
_PLAIN += tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_DEMONSTRATIVE} )?누가 (?:{_DEMONSTRATIVE} )?(?:한 말|말했|말한|했|한)\w*(?: \w+)?",
        rf"{_DEMONSTRATIVE} (?:진짜|사실|정말|맞)\w*(?: \w+)?",
        rf"(?P<name>[^\s?]{{1,20}}(?: [^\s?]{{1,20}})?)(?:이|가|은|는) (?:정말 |진짜 )?{_DEMONSTRATIVE} "
        r"(?:정말 |진짜 )?(?:했|말했|한|말한)\w*(?: \w+)?",
    )
)
_CERTAIN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:when|where|why|how|in (?:which|what) \w+|on (?:which|what) \w+|to whom)(?: (?:did|has|have|was|is|were))?"
        rf"(?: {_WHO})?{_REALLY} {_SAY}(?: {_THIS})?(?: {_SAY})?{_TAIL}",
        rf"(?:when|where)(?: is| was| were) {_THIS}(?: {_SAY})?(?: from)?{_TAIL}",
        rf"(?:did|has|have) {_WHO}{_REALLY} (?:say|said|mean)(?: so)?",
        rf"{_WHO}{_REALLY} said (?:{_THIS}|so)",
        r"(?:(?:oh|but|and) )?(?:did|has|have) (?P<name>he|she|they)(?: (?:really|actually|indeed))?",
        r"(?:(?:but|and|so) )?(?:who|whose|who(?: has)? said|said who|says who|by whom|to whom|when|where|really|"
        r"seriously|"
        r"for real|real|true|genuine|authentic|fake|legit|sources?|real or fake|true or false|check|verify|confirm|"
        r"fact ?-?check|correct|on record|quote|who is (?:it|he|she)|attribution)",
    )
)
_REQUEST = re.compile(
    r"(?:(?:and|so|but|wait|um+|hm+|er|well|now|sorry|please|pls)[, ]+|(?:can|could|would) (?:you|anyone|"
    r"anybody|somebody|someone) (?:please )?(?:tell (?:me|us) |say |find out )?(?:if |whether )?|"
    r"do you know (?:if |whether )?|"
    r"(?:any idea|tell (?:me|us)|i wonder|i(?:['’]d| would) like to know|we need to know)[, ]+(?:if |whether )?)+",
    re.IGNORECASE,
)
# What follows "who said this" may be of the words, or what else is asked for.
_CIRCUMSTANCES = re.compile(
    r"(?<=\w)(?: (?:about|on|in|at|to|during|before|after) [^?]{1,60}| (?:last|this) \w{1,10}| yesterday| today)$",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    "he she they him her them someone somebody anyone anybody you we i one people this that it these those".split()
)
_TOPIC = re.compile(
    r"\b(?P<before>about|on|of|regarding|concerning|over|to|against|with) (?:this|that|these|those|it)"
    r"(?: (?:topic|issue|subject|matter|question|plan|idea|point))?(?=\W*$|[,;])",
    re.IGNORECASE,
)
LONGEST_TOPIC = 160  # code points of words that may stand for "this" in a question
LEAST = 3  # words that a question may bring along
_TALKS = re.compile(r"^\W*(?:i|we|you|it|he|she|they|because|thanks|please|and|or|but)\b", re.IGNORECASE)
# What asks itself, and so is no words to be looked up: "is that so? What did she say on trams?"
_ASKS_ITSELF = re.compile(
    r"\s*(?:(?:and|so|but|or) )?(?:what|when|where|why|how|who(?:m|se)?|did|does|has|have|any(?:thing|body)?)\b"
    r"(?=.*\b(?:say|said|says|about|think|spoke|talk(?:ed)?|comment(?:ed)?)\b)",
    re.IGNORECASE | re.DOTALL,
)
LONGEST = 200  # code points of a question that may point


def pointing(text: str) -> Pointing | None:
    """What a question asks of the words that it points at; None for a question that says itself what it is about.

    Args:
        text: As it was written.
    """
    asked = " ".join(text.split())
    if len(asked) > LONGEST:
        return None
    bare = without_asides(asked).strip(" ?!.,;:…")
    if not bare:
        return Pointing(plain=False) if "?" in asked else None
    chosen = _PLACE.search(bare)
    found = _matched(_PLACE.sub("this", bare, count=1))
    if found is None:
        return None
    match, plain = found
    return Pointing(_name(match), plain, PLACES[chosen["place"].lower()] if chosen else None)


def _matched(bare: str) -> tuple[re.Match[str], bool] | None:
    """How a question points at words, and whether it is plain."""
    request = _REQUEST.match(bare)
    candidates = [bare, bare[request.end() :]] if request and request.end() < len(bare) else [bare]
    shorter = [_CIRCUMSTANCES.sub("", each) for each in candidates]
    for patterns, forms, plain in ((_PLAIN, candidates, True), (_CERTAIN, candidates, False), (_PLAIN, shorter, False)):
        matches = (pattern.fullmatch(form) for form in forms for pattern in patterns)
        if match := next(filter(None, matches), None):
            return match, plain
    return None


def with_words(text: str) -> tuple[str, str] | None:
    """A question that brings the words along that it points at: "who said this: …", or on a line of its own.

    Args:
        text: As it was written, with its lines.

    Returns:
        (the question, the words); None for any other text.
    """
    lines = text.strip().splitlines()
    divided = [text.partition("?")[::2]]
    if len(lines) > 1:
        divided += [(lines[0], "\n".join(lines[1:])), (lines[-1], "\n".join(lines[:-1]))]
    divided = [each for each in divided if not _ASKS_ITSELF.match(each[1])]
    for asked, words in (text.partition(":")[::2], *divided):
        if len(words.split()) >= LEAST and not _TALKS.search(words) and (found := pointing(asked)) and found.plain:
            return asked.strip(), words.strip()
    return None


def with_topic(text: str, words: str) -> str | None:
    """A question on "this" with the words that it points at in its place; None where it says what it is about.

    Args:
        text: The question.
        words: The words.
    """
    words = " ".join(words.split()).strip(' .!?,;:"“”„«»')
    if not words or len(words) > LONGEST_TOPIC:
        return None
    replaced, count = _TOPIC.subn(lambda match: f"{match['before']} {words}", text, count=1)
    return replaced if count else None


def _name(match: re.Match[str]) -> str | None:
    """Whose the words are said to be; None where a pronoun or nobody is named."""
    name = (match.groupdict().get("name") or "").strip()
    return None if not name or name.lower() in _NOBODY else name
