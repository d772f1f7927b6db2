"""Whom a sentence asks, accuses or thanks, who may answer: "Reed asked Tamm if he would go. “No,” he said."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.attribution.entity import Entity
from index.attribution.mentions import Mention, Sort
from index.attribution.reach import Reach
from index.text.letter_case import SMALL
from index.text.quotation_marks import OUTSIDE


@dataclass(frozen=True, slots=True)
class Address:
    """What one person puts to another.

    Attributes:
        at: Where the verb stands.
        question: Whether it is a question, whose answer may follow.
        entity: Whom it is put to; None where that one isn't named.
        addressed: Whether somebody is named or meant by a pronoun.
        gender: The pronoun's by which somebody is meant: "m" or "f"; "" where there is none.
        acts: Whether the addressed one acts at the end of the sentence: "thanked Tamm, who blushed".
        told: Whether words were said that both may go on with: "told Tamm that …".
    """

    at: int
    question: bool
    entity: Entity | None
    addressed: bool
    acts: bool = False
    told: bool = False
    gender: str = ""


_LONGEST = 800  # code points of a sentence that are looked at
_ASKING = (
    r"ask(?:ed|s)|press(?:ed|es)|quizze[sd]|question(?:ed|s)|grill(?:ed|s)|challenge[sd]|cross-examine[sd]|interrogate[sd]|"
    r"wonder(?:ed|s)(?:\saloud)?|tackle[sd]|confront(?:ed|s)|prob(?:ed|es)|prodd?(?:ed|s)|push(?:ed|es)|heckle[sd]"
)
_PUT_TO = (
    r"put\s(?:it|that|the\s(?:question|point|charge|allegation|claim|same\s\w+))\sto|puts\s(?:it|that|this)\sto|put\sto|"
    r"(?:had|has)\s(?:an?|one|another|only\sone)\s(?:\w+\s)?question\sfor|demand(?:ed|s)\sto\sknow\s(?:from|of)|(?:want(?:ed|s))\sto\sknow\s(?:from|of)|inquire[sd]\sof|enquire[sd]\sof|"
    r"demand(?:ed|s)\sof|suggest(?:ed|s)\sto"
)
_ACCUSING = (
    r"accuse[sd]|blame[sd]|denounce[sd]|attack(?:ed|s)|critici[sz]e[sd]|call(?:ed|s)\son|call(?:ed|s)\supon|call(?:ed|s)|"
    r"brand(?:ed|s)|labell?(?:ed|s)|urge[sd]|implore[sd]|begg?(?:ed|s)|entreat(?:ed|s)|thank(?:ed|s)|congratulate[sd]|"
    r"prais(?:ed|es)|compliment(?:ed|s)|applaud(?:ed|s)|mock(?:ed|s)|teas(?:ed|es)|taunt(?:ed|s)|insult(?:ed|s)|"
    r"rebuke[sd]|scold(?:ed|s)|chide[sd]|reprimand(?:ed|s)|lecture[sd]|berate[sd]|threaten(?:ed|s)|invite[sd]|"
    r"apologi[sz]e[sd]\sto|appeal(?:ed|s)\sto|plead(?:ed|s)\swith|round(?:ed|s)\son|turn(?:ed|s)\son|laid\sinto|"
    r"demand(?:ed|s)\sthat|challenge[sd]|confront(?:ed|s)|compare[sd]|offer(?:ed|s)|condemn(?:ed|s)|ridicule[sd]|"
    r"reproach(?:ed|es)|reassure[sd]|flatter(?:ed|s)|welcom(?:ed|es)|greet(?:ed|s)|nominate[sd]|credit(?:ed|s)|charge[sd]"
)
_TELLING = (
    r"told|tells|said\sto|says\sto|warn(?:ed|s)|remind(?:ed|s)|order(?:ed|s)|advise[sd]|inform(?:ed|s)|assure[sd]|ask(?:ed|s)|"
    r"(?:shout(?:ed|s)|yell(?:ed|s)|scream(?:ed|s)|hiss(?:ed|es)|snapp?(?:ed|s)|bark(?:ed|s)|roar(?:ed|s)|growl(?:ed|s)|"
    r"call(?:ed|s)|cri(?:ed|es)|mutter(?:ed|s)|whisper(?:ed|s))\s(?:back\s)?(?:at|to)|put\sto|wrote\sto|writes\sto|turn(?:ed|s)\sto"
)
_REACHING = (
    r"interrupt(?:ed|s)|rang|rings|phone[sd]|telephone[sd]|e-?mail(?:ed|s)|stopp?(?:ed|s)|approach(?:ed|es)|corner(?:ed|s)|"
    r"summon(?:ed|s)|visit(?:ed|s)|contact(?:ed|s)|took\saside|drew\saside"
)
_ACT = re.compile(
    rf"(?<!\bwas\s)(?<!\bwere\s)(?<!\bbeen\s)(?<!\bis\s)(?<!\bbeing\s)(?<!\bwhen\s)(?<!\bif\s)(?<![\w’'-])"
    rf"(?:(?P<asking>{_ASKING})|(?P<put>{_PUT_TO})|(?P<accusing>{_ACCUSING})|(?P<telling>{_TELLING})|"
    rf"(?P<reaching>{_REACHING}))\s(?:back\s|again\s)?"
)
_WHOM = re.compile(
    r"(?:(?:the|an?|his|her|their)\s)?"
    rf"(?:(?!(?:to|that|for|if|whether|about|on|with|and)\s)[{SMALL}][\w’'-]*,?\s){{0,4}}$"
)
_PRONOUN = re.compile(
    r"(?:him|her)\b(?!\s(?!(?:again|about|on|over|to|that|if|whether|what|who|how|why|when|where|which|for)\b)[a-z])"
)
_ONE = re.compile(r"(?:the|an?|his|her|one)\s[a-z]")
_QUESTION = re.compile(
    r"(?:\s\([^()]{1,60}\))?(?:,[^.;:]{2,90}(?=,))?,?\s(?:(?:again|directly|repeatedly|bluntly|once\smore|straight\sout|then|twice|outright)\s)?"
    r"(?:whether|if|what|who|whom|whose|how|why|when|where|which|about|on|over|as\sto|that)\b"
)
_TO_ASK = re.compile(
    r"[^.;:“”\"]{0,40}?\s(?:to\sask|asking|and\sasked|to\sfind\sout|demanding\sto\sknow)\s(?:him\s|her\s)?"
)
_DIRECT_QUESTION = re.compile(r"(?:whether|if|what|who|whom|how|why|when|where|which)\b")
_QUOTED_QUESTION = re.compile(r"\?[”\"’']")
_WHO = re.compile(rf",\swho\s(?:only\s|then\s|just\s|\w+ly\s)?[{SMALL}]+")
_BACK = re.compile(
    r"(?:repl(?:ied|ies)|answer(?:ed|s)|respond(?:ed|s)|retort(?:ed|s)|counter(?:ed|s)|rejoin(?:ed|s)|object(?:ed|s)|"
    r"protest(?:ed|s)|demur(?:red|s)|(?:shot|shoots|hit|hits|fired|fires|snapped|snaps|came|comes|bit|threw|yelled|shouted|called|wrote|writes|said|says)\sback)\b"
)
_ASKS = re.compile(
    r"(?:ask(?:ed|s)|wonder(?:ed|s)|continue[sd]|add(?:ed|s)|repeat(?:ed|s)|insist(?:ed|s)|press(?:ed|es)|demand(?:ed|s)|"
    r"argue[sd]|warn(?:ed|s)|declare[sd]|charge[sd]|persist(?:ed|s)|went\son|goes\son|inquire[sd]|enquire[sd])\b"
)


def replies(text: str, at: int) -> bool:
    """Whether a verb of answering follows a pronoun: "he replied", "she shot back".

    Args:
        text: The text.
        at: Code point after the pronoun.
    """
    return bool(_after(_BACK, text, at))


def goes_on(text: str, at: int) -> bool:
    """Whether a verb of asking or of going on follows a pronoun: "he asked", "she added"."""
    return bool(_after(_ASKS, text, at))


def _after(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
    skipped = re.compile(r"\s(?:(?:also|then|only|just|simply|later|\w+ly)\s)?").match(text, at)
    return pattern.match(text, skipped.end()) if skipped else None


class Addressees:
    """Reads what people put to each other in one article.

    Args:
        reach: The people by place, with the text.
    """

    def __init__(self, reach: Reach) -> None:
        self._reach, self._text, self._states = reach, reach.text, reach.states

    def of(self, start: int, end: int) -> Address | None:
        """The last thing that somebody puts to somebody else in a sentence.

        Args:
            start: Where the sentence begins.
            end: Where it ends.
        """
        found: Address | None = None
        start = max(start, end - _LONGEST)
        for match in _ACT.finditer(self._text, start, end):
            if self._states[match.start()] == OUTSIDE:
                last = self._address(match, start, end)
                aside = last is not None and found is not None and found.addressed and not last.addressed
                found = found if aside else last or found
        return found

    def _address(self, match: re.Match[str], start: int, end: int) -> Address | None:
        at = match.end()
        whom = self._whom(at, end)
        if whom is None:
            asks = match["asking"] and match["asking"].startswith(("ask", "wonder"))
            asks = asks and _DIRECT_QUESTION.match(self._text, at)
            return Address(match.start(), True, None, False) if asks else None
        entity, stop = whom
        asks = _TO_ASK.match(self._text, stop, end)
        if match["reaching"] or (asks and match["telling"]):
            wanted = asks is not None and _DIRECT_QUESTION.match(self._text, asks.end(), end)
            return Address(match.start(), True, entity, True) if wanted else None
        asked = self._is_question(match, stop, start, end)
        acts = bool(_WHO.search(self._text, stop, end)) and self._reach.sentence_of(stop) == self._reach.sentence_of(at)
        told = bool(match["telling"] or (match["asking"] and not asked))
        return Address(match.start(), asked, entity, True, acts, told, self._pronoun(at, end, entity))

    def _pronoun(self, at: int, end: int, entity: Entity | None) -> str:
        """The gender of the pronoun that stands for whom is addressed; "" where none does."""
        pronoun = _PRONOUN.match(self._text, at, end) if entity is None else None
        return {"him": "m", "her": "f"}[pronoun.group()] if pronoun else ""

    def _is_question(self, match: re.Match[str], stop: int, start: int, end: int) -> bool:
        """Whether what is put to somebody is a question."""
        if match["put"]:
            return not match["put"].endswith("question for") or ":" in self._text[stop:end]
        told = match["asking"] and _QUESTION.match(self._text, stop, end)
        return bool(told or (match["asking"] and self._closes_question(start, match.start(), stop, end)))

    def _closes_question(self, start: int, verb: int, stop: int, end: int) -> bool:
        """Whether a quoted question stands before the verb: “Does it smell?” Varga asked Tamm."""
        quoted = self._text[max(0, start - 3) : verb]
        return bool(_QUOTED_QUESTION.search(quoted)) and not any(
            c.isalnum() for c in self._text[stop:end].split(",")[0]
        )

    def _whom(self, at: int, end: int) -> tuple[Entity | None, int] | None:
        """Who is addressed at a place, and where the words for them end; None where nobody is."""
        for mention in self._reach.between(at, min(end, at + 80)):
            if _WHOM.fullmatch(self._text, at, mention.span[0]) is None:
                break
            if self._is_somebody(mention):
                return self._reach.entities.of_mention.get(mention.span), mention.span[1]
        pronoun = _PRONOUN.match(self._text, at, end)
        if pronoun is not None:
            return None, pronoun.end()
        one = self._one(at, end)
        return (None, one) if one else None

    def _one(self, at: int, end: int) -> int:
        """Where words for somebody without a name end; 0 where there are none."""
        if not _ONE.match(self._text, at, end):
            return 0
        found = [c for c in self._reach.candidates(at, min(end, at + 50)) if c.at <= at + 1 and not c.named]
        return found[0].end if found else 0

    def _is_somebody(self, mention: Mention) -> bool:
        entity = self._reach.entities.of_mention.get(mention.span)
        if mention.quoted or mention.possessive or (entity is None and mention.sort is Sort.BODY):
            return False
        return entity is None or not entity.organisation
