"""A question as a person writes it -> speaker, topic, dates, outlet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from index.answering.dates import find_dates
from index.model import Ask, Question
from index.search.speakers import SpeakerDirectory

_MARKS = '"“”„«»'
_SAY = (
    r"(?:tell|tells|told) (?:reporters|journalists|lawmakers|the \w+|[A-Z]\w+)|"
    r"say|says|said|saying|tell|told|think|thinks|thought|claim|claimed|announce|announced|promise|promised|argue|argued|"
    r"state|stated|comment|commented|speak|spoke|talk|talked|mention|mentioned|remark|remarked|write|wrote|declare|declared|discuss|discussed|address|addressed"
)
_ABOUT = r"(?:about|on|regarding|concerning|of|re|over|toward|towards|with regard to|in regard to|when it comes to|related to|as to)"
_NOUN = r"(?:position|view|views|stance|take|opinion|opinions|comment|comments|statement|statements|remarks?|words?|quotes?|line|thoughts?|policy|attitude|response|reaction)"
_QUOTED = re.compile(rf"[{_MARKS}](?P<q>[^{_MARKS}]{{3,}})[{_MARKS}]|(?<!\w)['‘](?P<s>[^\n]{{3,}}?)['’](?!\w)")

_PATTERNS: list[tuple[Ask, re.Pattern[str]]] = [
    (ask, re.compile(pattern, re.IGNORECASE))
    for ask, pattern in (
        (
            Ask.VERSUS,
            rf"(?:compare )?(?P<x>.+?) (?:vs\.?|versus|against|compared (?:to|with)) (?P<y>.+?) (?:{_ABOUT}) (?P<t>.+)$",
        ),
        (
            Ask.VERSUS,
            rf"compare (?:what )?(?P<x>.+?) (?:and|with|to) (?P<y>.+?) (?:(?:say|said|have said) )?(?:{_ABOUT}) (?P<t>.+)$",
        ),
        (
            Ask.TIMELINE,
            rf"(?:what|how) (?:(?:has|have|had|did) )?(?:it )?chang\w+ (?:in |about )?(?:what |how )?(?P<x>.+?)(?:['’]s)? (?:{_SAY}|has said|{_NOUN}) (?:{_ABOUT}) (?P<t>.+)$",
        ),
        (
            Ask.TIMELINE,
            rf"how (?:has|have|did) (?P<x>.+?)['’]?s? {_NOUN} (?:{_ABOUT}) (?P<t>.+?) (?:change|changed|evolve|evolved|shift|shifted|develop|developed)\w*(?: over time)?$",
        ),
        (Ask.TIMELINE, rf"timeline(?: of| for)?:? (?P<x>.+?) (?:{_ABOUT}) (?P<t>.+)$"),
        (
            Ask.WHO,
            rf"who(?: else| all)? (?:has |have )?(?:{_SAY})(?: anything| something| things)?(?: {_ABOUT})? (?P<t>.+)$",
        ),
        (Ask.WHO, rf"who(?: has| have|['’]s) (?:been )?(?:talking|speaking|commenting) {_ABOUT} (?P<t>.+)$"),
        (
            Ask.SAID,
            rf"what (?:else )?(?:did|does|do|has|have|had|would|will|is|was|were|are) (?P<x>.+?) (?:ever |actually |recently |really |publicly )?(?:been )?(?:{_SAY})(?:ing)?(?: (?:anything|something))? ?(?:(?:{_ABOUT}|to) (?P<t>.+))?$",
        ),
        (
            Ask.SAID,
            rf"(?:did|does|do|has|have) (?P<x>.+?) (?:ever |actually |recently |really |publicly )?(?:{_SAY})(?: anything| something| a word)?(?: {_ABOUT})? (?P<t>.+)$",
        ),
        (Ask.SAID, rf"what (?P<x>.+?) (?:{_SAY}|has said|have said) {_ABOUT} (?P<t>.+)$"),
        (
            Ask.SAID,
            rf"(?:what(?:['’]s| is| was| were| are)|show(?: me)?|find|give me)(?: the)? {_NOUN} of (?P<x>.+?) {_ABOUT} (?P<t>.+)$",
        ),
        (
            Ask.SAID,
            rf"(?:what(?:['’]s| is| was| were| are)|show(?: me)?|find|give me|any)? ?(?P<x>.+?)(?:['’]s|s['’]) {_NOUN} {_ABOUT} (?P<t>.+)$",
        ),
        (Ask.SAID, rf"where does (?P<x>.+?) stand {_ABOUT} (?P<t>.+)$"),
        (Ask.SAID, r"how (?:did|does|has|have) (?P<x>.+?) (?:respond|react|reply)\w* (?:to|on) (?P<t>.+)$"),
        (
            Ask.SAID,
            rf"(?:quotes?|statements?|remarks?|words|comments?) (?:by|from|of) (?P<x>.+?)(?: {_ABOUT} (?P<t>.+))?$",
        ),
    )
]
_LOOSE = re.compile(
    rf"(?P<x>.+?)\s*(?:\b(?:{_SAY}|says|said)\b\s*)?(?:\b(?:on|about|regarding|re)\b|:)\s*(?P<t>.+)$", re.IGNORECASE
)
_FOLLOW_TOPIC = re.compile(r"^(?:and|but|what|how)?\s*(?:and )?(?:about|on)\s+(?P<t>.+)$", re.IGNORECASE)
_FOLLOW_WHO = re.compile(r"^(?:and |but )?(?:what about|how about|and)\s+(?P<x>.+)$", re.IGNORECASE)
_OUTLET = re.compile(r"\b(?:according to|in|by|from|reported by)\s+(?:the\s+)?(?P<o>[\w .&-]+?)\s*$", re.IGNORECASE)


def understand(
    text: str, directory: SpeakerDirectory, outlets: Iterable[str], today: date, previous: Question | None = None
) -> Question:
    """What a question asks.

    Args:
        text: The question as written.
        directory: The people on record.
        outlets: Names of outlets; read only when the question may name one.
        today: What "last week" is counted from.
        previous: The question that this one may continue.
    """
    asked = re.sub(r"\s+", " ", text).strip()
    quotation, bare = _quotation(asked)
    since, until, bare = find_dates(bare, today)
    outlet, bare = _outlet(bare, outlets)
    bare = bare.strip(" ?!.,;")
    base = Question(text=asked, since=since, until=until, outlet=outlet)
    if quotation is not None:
        return replace(base, ask=Ask.CHECK, quotation=quotation, speaker=_asked_speaker(bare, directory))
    if previous is not None and (follow_up := _follow_up(base, bare, directory, previous)):
        return follow_up
    for ask, pattern in _PATTERNS:
        match = pattern.fullmatch(bare)
        if match and (question := _by_pattern(base, ask, match.groupdict(), directory)):
            return question
    loose = _LOOSE.fullmatch(bare)
    if loose and (speaker := _speaker(loose.group("x"))) and directory.matching(speaker):
        return replace(base, speaker=speaker, topic=_topic(loose.group("t")))
    return _free(base, bare, directory)


def _by_pattern(
    base: Question, ask: Ask, parts: Mapping[str, str | None], directory: SpeakerDirectory
) -> Question | None:
    """What a pattern's parts make of a question; None when they name nobody where somebody must be named."""
    topic = _topic(parts.get("t"))
    if ask is Ask.WHO:
        return replace(base, ask=ask, topic=topic)
    speaker = _speaker(parts["x"])
    if speaker is None:
        return None
    if ask is not Ask.VERSUS:
        return replace(base, ask=ask, speaker=speaker, topic=topic)
    other = _speaker(parts["y"])
    if other is None or not (directory.matching(speaker) or directory.matching(other)):
        return None
    return replace(base, ask=ask, speaker=speaker, others=(other,), topic=topic)


def _free(base: Question, bare: str, directory: SpeakerDirectory) -> Question:
    """No pattern: a known name at the beginning is the speaker, the rest the topic."""
    spotted = directory.spot(bare)
    if spotted is not None:
        start, end, name = spotted
        before = bare[:start].strip().lower()
        if start == 0 or re.fullmatch(
            r"(?:what|did|does|has|the|president|mr|ms|mrs|dr|show me|quotes?|by|from|of|[\s.])*", before
        ):
            rest = re.sub(r"^['’]?s?\s+(?:on|about|and)?\s*", " ", bare[end:]).strip(" ?:,")
            return replace(base, speaker=name, topic=_topic(rest))
    return replace(base, topic=_topic(bare))


def _follow_up(base: Question, bare: str, directory: SpeakerDirectory, previous: Question) -> Question | None:
    """The last question, gone on with: "and about China?", "what about Blinken?", "since March?"."""
    going_on = replace(previous, text=base.text, since=base.since or previous.since, until=base.until or previous.until)
    if not bare:
        if base.since or base.until or base.outlet:
            return replace(going_on, outlet=base.outlet or previous.outlet)
        return None
    if re.fullmatch(r"(?:and |but )?since when|when(?: was that)?|how long", bare, re.IGNORECASE):
        return replace(previous, text=base.text, ask=Ask.TIMELINE)
    who = _FOLLOW_WHO.fullmatch(bare)
    if who and (name := _follow_up_speaker(who.group("x"), directory)):
        return replace(going_on, speaker=name, others=())
    if topic := _FOLLOW_TOPIC.fullmatch(bare):
        return replace(going_on, topic=_topic(topic.group("t")))
    return replace(going_on, topic=_topic(who.group("x"))) if who else None


def _follow_up_speaker(text: str, directory: SpeakerDirectory) -> str | None:
    """The known speaker that "what about …" names; None where it names a topic, or both."""
    if re.match(r"(?i)about |on ", text) or _LOOSE.fullmatch(text):
        return None
    name = _speaker(text)
    return name if name and directory.matching(name) else None


def _quotation(text: str) -> tuple[str | None, str]:
    """Words in quotation marks, when the question asks whether they were said."""
    match = _QUOTED.search(text)
    if match is None:
        return None, text
    words = match.group("q") or match.group("s")
    rest = text[: match.start()] + " " + text[match.end() :]
    asks = re.search(
        r"(?i)^\s*(?:did|has|have|who|is|was|does|check|where|when)\b|\breal\b|\bquot|\bsay\b|\bsaid\b|^\s*$", rest
    )
    if not asks or len(words.split()) < 2:
        return None, text.replace(match.group(), words)
    return words.strip(), rest


def _asked_speaker(bare: str, directory: SpeakerDirectory) -> str | None:
    match = re.match(
        r"(?i)\s*(?:did|has|have|does)\s+(?P<x>.+?)\s+(?:ever |really |actually )*(?:say|said|saying|state|claim|write|tell)",
        bare,
    )
    if match:
        return _speaker(match.group("x"))
    spotted = directory.spot(re.sub(r"(?i)^\s*(?:check|is this real|who said)", "", bare))
    return spotted[2] if spotted else None


def _speaker(text: str | None) -> str | None:
    if not text:
        return None
    name = re.sub(r"^(?:the )?(?:late )?", "", text.strip(), flags=re.IGNORECASE) if text.islower() else text.strip()
    name = re.sub(r"['’]s?$", "", name).strip(" ,?:")
    if (
        not name
        or len(name.split()) > 8
        or re.fullmatch(r"(?i)(?:he|she|they|it|we|i|you|people|anyone|anybody|everyone|somebody|someone)", name)
    ):
        return None
    return name


def _topic(text: str | None) -> str | None:
    if not text:
        return None
    topic = re.sub(r"^(?:the topic of|the issue of|the question of)\s+", "", text.strip(" ?!.,:;"), flags=re.IGNORECASE)
    return topic if re.search(r"\w", topic) else None


def _outlet(text: str, outlets: Iterable[str]) -> tuple[str | None, str]:
    match = _OUTLET.search(text.strip(" ?!."))
    if match:
        wanted = match.group("o").strip().lower().removeprefix("the ")
        for outlet in outlets:
            if wanted == outlet.lower().removeprefix("the "):
                return outlet, text[: match.start()]
    return None, text
