"""Who of those whom a question names is to speak, what kind of answer is wanted, and which words are the topic.

A question's words are taken with each name as one sign. What is looked for are relations between a sign and the words
around it ("according to X", "X's view", "did X say"), anywhere; never whole sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.answering.reading import cues
from index.answering.reading.cues import Cue
from index.answering.reading.mentions import Mention, Named
from index.answering.reading.offices import is_head
from index.answering.reading.rows import Row
from index.answering.reading.topics import topic_of
from index.answering.reading.vocabulary import (
    AUXILIARY,
    JUDGE,
    ON,
    OPENING,
    PRONOUN,
    QUESTION_WORDS,
    is_courtesy,
    is_nobody,
)
from index.answering.stances import DEEDS
from index.model import Ask
from index.text.name_lists import OCCUPATIONS

_BEFORE_MATTER = re.compile(r"^(?:for|of|about|to|over|against|with) (?=\w)")  # "apologised for the spill"
_WHOM_WHO_TELLS_OF = re.compile(
    rf"{AUXILIARY} (?!.*\b(?:anyone|anybody|someone|somebody|there|it|you|we|i|known|clear)\b).*\w $"
)
_WHICH = re.compile(r"\bwhich (?:other |former )?$", re.IGNORECASE)
# "Did Vale's camp accept the count", where what follows is no name alone.
_OTHER_ACTING = re.compile(
    rf"{AUXILIARY} (?:the |an? )?(?:(?!{PRONOUN.pattern}\b|there\b|it\b)[^\s‹]+ |‹\d+› 's )(?!‹)\w"
)
_UNKNOWN = (
    cues.ASKED_UNKNOWN,
    cues.TOLD_UNKNOWN,
    cues.PRONOUN_OWNER,
    cues.RELATIVE,
    cues.UNKNOWN_OWNER,
    cues.UNKNOWN_SOURCE,
    cues.UNKNOWN_LINE,
)


@dataclass(slots=True)
class Relations:
    """What a question is made of.

    Attributes:
        speakers: Who is to speak.
        excluded: Who is not to.
        ask: The kind of answer wanted.
        topic: What is left, as written; None where nothing is.
        unknown: The words for a speaker who is none of those known.
        pronoun: Whether the speaker is "he", "she" or "they".
        more: Whether something else is wanted than before.
        firm: Whether a relation tells who speaks, not merely the order of the words.
        otherwise: The topic with the speaker in it, where others may tell as well what is asked.
        role: What those must be who spoke, such as "governor".
        unknown_first: Whether the unknown one of two is named first.
        deed: What those did who are asked for, where it is more than to speak: "criticised".
    """

    speakers: list[Mention] = field(default_factory=list)
    excluded: list[Mention] = field(default_factory=list)
    ask: Ask = Ask.SAID
    topic: str | None = None
    unknown: str | None = None
    pronoun: bool = False
    more: bool = False
    firm: bool = False
    otherwise: str | None = None
    role: str | None = None
    unknown_first: bool = False
    deed: str | None = None


def relate(text: str, mentions: Sequence[Mention]) -> Relations:
    """Read a question whose dates and outlet are taken out.

    Args:
        text: The question.
        mentions: Whom it names, in order.
    """
    mentions = _without_asked_for(text, mentions)
    row = Row(text, mentions)
    found = Relations()
    if request := cues.REQUEST.match(row.line):
        row.cut(request)
    if kin := cues.KIN.search(row.line):
        row.cut(kin)
    for apposed in list(cues.APPOSED.finditer(row.line))[:1]:
        if mentions[int(apposed[1][1:-1])].how is Named.BY_OFFICE:
            row.cut(apposed)
    _read_besides(row, found)
    besides = tuple(found.excluded)
    if _is_who(row, found):
        found.topic = _matter(topic_of(row, besides, None) or "") or None
        return found
    after = _read_rivals(row, found) or _read_speaker(row, found)
    if found.speakers and (clause := cues.PRONOUN_CLAUSE.search(row.line)):
        row.use(clause)
    _read_kind(row, found)
    if found.ask is Ask.SAID and not found.firm and cues.FACT.match(row.line):
        plain = Row(text, mentions)
        found.otherwise = topic_of(plain, found.excluded, None)
    found.topic = topic_of(row, (*found.speakers, *found.excluded), after, both=found.ask is Ask.VERSUS)
    if found.otherwise is None and found.topic and cues.FEELING.fullmatch(found.topic):
        found.otherwise = ""  # "what is X angry about" wants what they said
    return found


def _matter(topic: str) -> str:
    """What those spoke of who are asked for, without how they feel about it: "sure that the ferry sinks"."""
    return cues.FEELING_THAT.sub("", _BEFORE_MATTER.sub("", topic))


def _without_asked_for(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions without the offices of which it is asked who spoke: "which senator called for it"."""
    return [each for each in mentions if each.how is not Named.BY_OFFICE or not _WHICH.search(text[: each.start])]


def _read_besides(row: Row, found: Relations) -> None:
    while match := cues.BESIDES.search(row.line):
        found.excluded += row.named(match["s"])
        row.cut(match)


def _is_who(row: Row, found: Relations) -> bool:
    """Whether it is asked who spoke."""
    match = cues.WHO_STANDS.search(row.line) or cues.WHO.search(row.line) or cues.WHICH_IS.search(row.line)
    if match is None or (match.re is not cues.WHO_STANDS and not _asks_for_people(row, match)):
        return False
    before = row.line[: match.start()]
    if _WHOM_WHO_TELLS_OF.match(before):
        return False  # "did the mayor speak of the man who had threatened her"
    if any(cue.expression.search(before) for cue in Cue if cue not in cues.FAINT):
        return False
    found.ask, found.firm = Ask.WHO, True
    found.more = "else" in match.group().split()
    row.use(match)
    _read_deed(row, found, match)
    found.role = _role_asked(match.group())
    return True


def _read_deed(row: Row, found: Relations, who: re.Match[str]) -> None:
    """What those did who are asked for, where they judge or take a side: then none of those named is wanted."""
    verb = next((who[name] for name in who.re.groupindex if who[name]), "")
    if who.re is cues.WHO_STANDS or re.fullmatch(JUDGE, verb) or verb in DEEDS:
        found.excluded += [mention for mention in row.mentions if mention not in found.excluded]
        found.deed = "in favour of" if verb == "for" else verb


def _asks_for_people(row: Row, who: re.Match[str]) -> bool:
    """Whether a question with "who" or "which" asks for those who spoke, and not who somebody is or was asked."""
    if cues.WHO_IS.match(row.line, who.start()):
        return False
    if not who.group().startswith(("which", "what")):
        return True
    people = cues.WHICH_PEOPLE.match(who.group()) or _role_asked(who.group())
    return bool(people) and not cues.ASKED_OF.search(who.group())


def _role_asked(words: str) -> str | None:
    """What those must be who spoke: "which governors said", "which pollster called"."""
    if not words.startswith(("which", "what")):
        return cues.office_asked(words)
    one = next((word for word in words.split()[1:] if word in OCCUPATIONS or is_head(word)), None)
    return cues.office_asked(words) or one


def _read_rivals(row: Row, found: Relations) -> int | None:
    """Somebody on record against somebody who isn't; returns where in the row the words after that begin."""
    match = cues.RIVALS.search(row.line)
    if match is None or _is_object(row.line, match.start("s") if match["s"] else match.start("t")):
        return None
    group = "u" if match["u"] else "v"
    words = match[group].strip()
    found.speakers = row.named(match["s"] or match["t"])
    found.unknown = row.as_written(match.start(group), match.end(group), len(words.split()))
    found.ask, found.firm, found.unknown_first = Ask.VERSUS, True, group == "u"
    row.use(match)
    return match.end()


def _read_speaker(row: Row, found: Relations) -> int | None:
    """Find who is to speak; returns where in the row the words after the relation begin."""
    for cue in Cue:
        for match in cue.expression.finditer(row.line):
            speakers = [mention for mention in row.named(match["s"]) if mention not in found.excluded]
            if speakers and _is_meant(cue, row, match, speakers[0]):
                found.speakers, found.firm = speakers, cue not in cues.LOOSE
                row.use(match)
                return match.end()
    return _read_unknown(row, found) or _read_order(row, found)


def _is_meant(cue: Cue, row: Row, match: re.Match[str], speaker: Mention) -> bool:
    """Whether a match makes somebody the speaker, and not what is spoken about."""
    if cue in cues.FAINT and _is_weak(speaker):
        return False
    if cue is Cue.SAYING and _is_object(row.line, match.start("s")):
        return False
    if cue in cues.LOOSE and (_is_matter(row.line[match.end("s") :]) or _OTHER_ACTING.match(row.line)):
        return False
    if cue is Cue.LAST and row.line[: match.end()].endswith("? " + match["s"]):
        return True
    if cue is Cue.LAST and _acts_first(row, speaker):
        return False
    if cue in (Cue.SOURCE, Cue.ASKED):
        return True
    # Somebody else may be asked about already, but not by "could you tell me what X said".
    asked = cues.ASKED_UNKNOWN.search(row.line[: match.start("s")])
    return asked is None or is_nobody(asked["u"])


def _acts_first(row: Row, last: Mention) -> bool:
    """Whether a question is whether somebody else does something: "does X take orders from Y"."""
    acting = Cue.DOING.expression.match(row.line)
    return acting is not None and row.named(acting["s"])[0] is not last


def _is_matter(after: str) -> bool:
    """Whether what follows a name makes it something to be spoken about: "X's resignation", "X University"."""
    return bool(cues.MATTER.match(after))


def _is_object(row: str, start: int) -> bool:
    """Whether a name belongs to what is spoken about: "about X", "called X"."""
    return any(match.end() >= start + 3 > match.start() + 3 for match in cues.OBJECT.finditer(row))


def _is_weak(mention: Mention) -> bool:
    return mention.how is Named.WEAKLY or mention.organisation


def _read_unknown(row: Row, found: Relations) -> int | None:
    """A speaker in the place of one who is known: a pronoun, people at large, or somebody who isn't on record."""
    for expression in _UNKNOWN:
        match = expression.search(row.line)
        if match is None:
            continue
        if expression is cues.UNKNOWN_LINE:
            row.use(match)
            return match.end()
        words = re.sub(r"^(?:(?:the|a|an|did|does|has|have|late|mr|mrs|ms) )+", "", match["u"].strip())
        words = re.sub(rf"^(?:(?:{QUESTION_WORDS}|{AUXILIARY}|{OPENING}) )+", "", words).strip()
        if not words or not _is_speaker(row, match, words) or cues.PASSIVE.search(match.group()):
            continue
        if PRONOUN.fullmatch(words):
            found.pronoun = True
        elif not is_nobody(words) and not is_courtesy(words):
            found.unknown = row.as_written(match.start("u"), match.end("u"), len(words.split()))
        found.firm = True
        found.more = bool(re.search(r"\b(?:else|more|other)\b", row.line))
        row.use(match)
        return match.end()
    return None


def _is_speaker(row: Row, match: re.Match[str], words: str) -> bool:
    """Whether words in a speaker's place can be one: an owner's are few, a source's are written like a name."""
    if match.re is cues.UNKNOWN_OWNER:
        return len(words.split()) <= 3
    return match.re is not cues.UNKNOWN_SOURCE or bool(PRONOUN.fullmatch(words)) or _is_named(row, match)


def _is_named(row: Row, match: re.Match[str]) -> bool:
    """Whether the source of words is written like a name."""
    places = sorted(row.places(match.start("u"), match.end("u")))
    return bool(places) and row.text[row.words[places[0]].start].isupper()


def _read_order(row: Row, found: Relations) -> int | None:
    """In a question of keywords the first one named speaks, unless something is said of them."""
    fact = cues.FACT.match(row.line)
    if _OTHER_ACTING.match(row.line):
        return None
    for place, word in enumerate(row.words):
        if word.sign.startswith("‹") and not (fact and place) and _may_speak(row, place, found):
            found.speakers = row.named(word.sign)
            row.used.add(place)
            return row.starts[place] + len(word.sign) + 1
    return None


def _may_speak(row: Row, place: int, found: Relations) -> bool:
    """Whether somebody who is merely named in a question may be the one who is to speak."""
    (mention,) = row.named(row.words[place].sign)
    if mention in found.excluded or mention.how is Named.UNKNOWN:
        return False
    after = row.line[row.starts[place] + len(row.words[place].sign) :]
    if _is_object(row.line, row.starts[place]) or after.startswith((" of ", " 's ")):
        return False
    if mention.how is not Named.BY_OFFICE and _is_matter(after):
        return False
    return not _is_weak(mention) or not (place or mention.organisation or after.startswith((" in ", " and ")))


def _read_kind(row: Row, found: Relations) -> None:
    line = row.line
    others = [mention for mention in row.mentions if mention not in found.speakers and mention not in found.excluded]
    if len(found.speakers) > 1:
        found.ask = Ask.VERSUS
        _use_all(row, cues.COMPARE_WORDS)
    elif found.unknown and found.speakers:
        pass
    elif found.speakers and others and _compares(line, row.mentions, found):
        found.ask = Ask.VERSUS
        _use_all(row, cues.COMPARE_WORDS)
    elif _is_change(line, found):
        found.pronoun = not found.speakers
        found.ask = Ask.TIMELINE
        _use_all(row, cues.CHANGE_WORDS)
    elif found.speakers and (asks := _second_speaker(row, found)):
        found.speakers.append(asks)
        found.ask = Ask.VERSUS


def _is_change(line: str, found: Relations) -> bool:
    """Whether it is asked how somebody's words changed, be they only meant by "her view"."""
    if found.unknown or not cues.CHANGE.search(line):
        return False
    return bool(found.speakers) or found.pronoun or bool(cues.THEIR_VIEW.search(line))


def _use_all(row: Row, expression: re.Pattern[str]) -> None:
    for match in expression.finditer(row.line):
        row.use(match)


def _compares(row: str, mentions: Sequence[Mention], found: Relations) -> bool:
    """Whether two who are named side by side are compared; then both are the speakers."""
    pair = cues.PAIR.search(row)
    if pair is None or not cues.COMPARE.search(row):
        return False
    both = [mentions[int(sign[1:-1])] for sign in pair.groups()]
    if any(mention.organisation and mention.how is Named.WEAKLY for mention in both):
        return False
    before = row[: pair.start()]
    if re.search(rf"\b{ON} (?:the )?$", before):
        return False
    found.speakers = both
    return True


def _second_speaker(row: Row, found: Relations) -> Mention | None:
    """Somebody of whom a second question asks what they said."""
    for cue in (Cue.ASKED, Cue.SAYING):
        for match in cue.expression.finditer(row.line):
            others = [mention for mention in row.named(match["s"]) if mention not in found.speakers]
            if others and " and " in row.line[: match.start()] and not _is_object(row.line, match.start("s")):
                row.use(match)
                return others[0]
    return None
