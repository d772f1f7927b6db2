"""Questions in Korean: who, about what, when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.answering.reading.korean_dates import find_korean_dates
from index.answering.reading.talk import talk_of
from index.attribution.korean.bodies import BODY
from index.attribution.korean.people import WORD, Form, Phrase, read_phrase
from index.attribution.korean.titles import COUNTRIES, title_of
from index.model import Ask, Person, Question, Span
from index.search.speakers import SpeakerDirectory
from index.text.hangul import without_particles

_HANGUL = re.compile("[가-힣]")
# What asks for somebody's words, at the end: "뭐라고 말했나?", "발언 알려줘", "입장은?".
_HOW = r"(?:뭐라고|무엇이라고|무슨\s?말을|어떤\s?말을|무엇을|뭘|뭐|어떻게|어떤\s입장을|직접)"
_SPEAKING = (
    r"(?:말|언급|발언|주장|답|얘기|이야기|설명|비판|강조|반박|평가|논평|지적|경고|약속|제안|생각|해명|전망|예상|소개|당부|"
    r"대답|답변|촉구|요구|진단|호소|우려|반응|표현|지시|다짐|비난|칭찬|사과|예고|추측|분석|권고)?"
    r"(?:했|하|한|하셨|밝혔|밝히|밝힌|말씀하셨|보였|내놨|내놓았|냈)(?:었)?"
    r"(?:나요|나|니|어요|어|습니까|는가|는지|지|죠|냐|대|을까|던가|던|다고|고|다|는|은)?"
)
_WORDS = (
    r"(?:발언|입장|생각|반응|견해|의견|말|코멘트|인용|인용문|논평|주장|평가|언급|설명)(?:이|은|는|을|를|도)?"
    r"(?:\s?(?:뭐|무엇|어때|어떤가)(?:야|지|니|인가|인가요|예요|죠|입니까|인지)?)?"
)
_PLEASE = (
    r"알려\s?줘?(?:요|라)?|알려\s?주세요|찾아\s?줘?(?:요)?|찾아\s?주세요|보여\s?줘?(?:요)?|보여\s?주세요|있나요?|있어요?|"
    r"있니|있습니까|것|거|게|좀|주세요|줘|요|바람|부탁해요?|부탁합니다"
)
_ASKING = re.compile(rf"(?<![가-힣])\s*(?:{_HOW}\s*)*(?:(?:{_SPEAKING}|{_WORDS}|{_PLEASE})\s*)+[?？!.]*\s*$")
# Of those, what only people do: then the question's subject is to speak, whoever that is.
_SPEAKS = re.compile(r"뭐라고|무슨\s?말|말|발언|언급|밝혔|주장|답했|얘기|이야기|입장")
# Words that are often written together: "에대해뭐라고했나".
_JOINED = re.compile(
    r"(?<=[가-힣])(?P<end>(?:대해서?|대한|관해서?|관한)(?=[가-힣]*(?:뭐|무|누|어|$))|뭐라고|무슨말을|누가)"
)
_WHO = re.compile(r"(?:^|\s)(?:누가|누구(?:가|의)?|어느\s\S+(?:이|가)|어떤\s사람(?:이|들이)|누군가)\s")
_ABOUT = re.compile(
    r"(?P<topic>\S.*?)\s?(?:(?:에|와|과)\s?(?:대해서?|대한|대하여|관해서?|관한|관련해서?|관련한|관련된|관련)(?:는|도)?|"
    r"(?:을|를)\s?(?:두고|놓고)|\s관련(?:해서?)?)(?=\s|$)"
)
_OBJECT = re.compile(r"(?:에는|에|을|를|은|는|이|가|도|의)?$")
# What only joins a question to the one before, or calls for attention.
_OPENING = re.compile(
    r"^(?:(?:그럼|그러면|그렇다면|그리고|그런데|근데|그래서|혹시|저기(?:요)?|자|음|아|네|예|아니|참)[,.…]*\s+)+(?=\S)"
)
_VERSUS = re.compile(r"(?:비교|차이|대조)\S*\s*(?:해\s?줘|알려\s?줘|하면|은|는)?[?. ]*$")
_LATEST = re.compile(r"(?:최근|최신|가장\s?새로운|요즘)(?:의|에)?\s+")
_HE = re.compile(r"(?:^|\s)(?:그(?:는|가|도|의|녀는|녀가)|그\s?사람(?:은|이))(?=\s)")
_MORE = re.compile(r"(?:또|다른|그\s?밖에|더)\s")
_SPEAKER_END = re.compile(r"(?:께서는|께서|은|는|이|가|도|의|과|와|이랑|하고)?(?=\s|$|[,?])")
# What a speaker is called besides, which is no part of the topic: "한다솔 강사는 부두에 대해".
_CALLED = re.compile(r"\s\S+?(?:은|는|이|가)\s(?=.*?(?:에|과|와)\s?(?:대해|대한|관해|관련)|.*?[을를]\s?(?:두고|놓고))")
_SPOKEN = re.compile(r"(?:께서는|께서|은|는|이|가|의)\s")
_SUBJECT = re.compile(r"(?P<who>[가-힣A-Za-z0-9·]{2,}?)(?:께서는|께서|은|는|이|가)(?=\s)")

_ONE_EACH = frozenset({"대통령", "총리", "주석", "국왕"})  # offices of which a country has one
_MOST_BEFORE = 2  # words of a name before its last one
_MUCH_MORE = 4  # times as many statements make somebody plainly the one who is meant


def is_korean_question(asked: str) -> bool:
    """Whether a question is in Korean, whatever names it has in other letters."""
    return _HANGUL.search(asked) is not None and not re.search(r"[A-Za-z]+ [A-Za-z]+ [A-Za-z]+", asked)


@dataclass(frozen=True, slots=True)
class _Named:
    """Somebody whom a question names.

    Attributes:
        span: Where, without particles.
        name: By which the directory knows them, or as written.
        bearers: Names of those whom it can mean, where these are several.
    """

    span: Span
    name: str
    bearers: tuple[str, ...] = ()


def read_korean(asked: str, directory: SpeakerDirectory, today: date, previous: Question | None) -> Question:
    """Read a question in Korean.

    Args:
        asked: The question.
        directory: The people on record.
        today: What "지난달" is counted from.
        previous: The question that this one may continue.
    """
    base = Question(text=asked)
    if talk_of(asked):
        return replace(previous or base, text=asked, ask=Ask.TALK, second=None, quotation=None)
    worded = _OPENING.sub("", asked.strip())
    since, until, text = find_korean_dates(_JOINED.sub(r" \g<end> ", worded), today)
    base = replace(base, since=since, until=until, interpreted=since is not None or until is not None)
    latest = _LATEST.search(text) is not None
    text = _LATEST.sub(" ", text).strip()
    versus = _VERSUS.search(text)
    text = text[: versus.start()] if versus else text
    asking = _ASKING.search(text)
    bare = (text[: asking.start()] if asking else text).strip(" ?!.,")
    who = _WHO.search(f"{bare} ")
    bare = _WHO.sub(" ", f"{bare} ").strip() if who else bare
    named = [] if who else _speakers(bare, directory)
    if not named and not who and asking and _SPEAKS.search(asking.group()):
        named = _strangers(bare)
    topic = _topic(bare, named if versus else _speaking(bare, named))
    names = [one.name for one in named]
    question = replace(
        base,
        ask=Ask.WHO if who else Ask.VERSUS if versus and len(names) > 1 else Ask.LATEST if latest else Ask.SAID,
        speaker=names[0] if names else None,
        others=tuple(names[1:2]) if versus else (),
        topic=topic,
        bearers=named[0].bearers if named else (),
    )
    return _continued(question, previous, bare) if previous is not None else question


def _continued(question: Question, previous: Question, bare: str) -> Question:
    """A question that goes on with the one before: by "그는", by a topic or a time alone."""
    he = _HE.search(f" {bare} ") is not None
    topic = question.topic
    if he and topic:
        topic = re.sub(r"^(?:그|그녀|그\s?사람)(?:는|가|도|은|이|의)\s?", "", topic).strip() or None
    if question.speaker is None and question.ask is not Ask.WHO and (he or _goes_on(question, bare)):
        return replace(question, speaker=previous.speaker, topic=topic or previous.topic, bearers=previous.bearers)
    if question.speaker and not topic:
        return replace(question, topic=previous.topic)
    return replace(question, topic=topic or previous.topic) if question.ask is Ask.WHO else question


def _goes_on(question: Question, bare: str) -> bool:
    """Whether a question is a bare time, "또", or a bare topic: "중국은?"."""
    short = len(bare.split()) <= 2 and re.search(r"(?:은|는|도)$", bare) is not None
    return not bare or short or _MORE.match(f"{bare} ") is not None or (question.topic is None)


# speakers


def _speakers(bare: str, directory: SpeakerDirectory) -> list[_Named]:
    """Whom a question names, in order: those of whom something is asked, not those it is about."""
    words = list(WORD.finditer(bare))
    found: list[_Named] = []
    for number, word in enumerate(words):
        for stem in dict.fromkeys((without_particles(word.group()), *_forms(word.group()))):
            one = _in_full(words, number, stem, directory) or _named(words, number, stem, directory)
            if one is not None and not _is_topic(bare, one.span[1]):
                found = [other for other in found if other.span[1] <= one.span[0]]
                found.append(one)
                break
    return found


def _in_full(words: Sequence[re.Match[str]], number: int, stem: str, directory: SpeakerDirectory) -> _Named | None:
    """Somebody whose name of several words ends in a word, or before a title: "카린 로벨", "카린 로벨 사령관"."""
    end = words[number].start() + len(stem)
    names = [(number, stem)] if title_of(stem) is None else [(number - 1, words[number - 1].group())] if number else []
    for last, word in names:
        for first in range(max(0, last - _MOST_BEFORE), last):
            name = " ".join([*(each.group() for each in words[first:last]), word])
            matches = directory.matching(name)
            if len(matches) == 1 and matches[0].person.name == name:
                return _Named((words[first].start(), end), name)
    return None


def _strangers(bare: str) -> list[_Named]:
    """The subject of a question that nobody on record is called by: "박마루는 부두에 대해 뭐라고 했나"."""
    match = _SUBJECT.match(bare) if _HE.match(f" {bare} ") is None else None
    return [_Named(match.span("who"), match["who"])] if match else []


def _forms(word: str) -> Sequence[str]:
    """A word with each of its last particles left out."""
    forms = [word]
    while (match := re.search(r"(?:께서는|께서|은|는|이|가|도|의|와|과|이랑|랑|하고)$", word)) and match.start():
        word = word[: match.start()]
        forms.append(word)
    return forms


def _is_topic(bare: str, end: int) -> bool:
    """Whether words are what is spoken about: "… 윤 총장에 대해"."""
    return re.match(r"(?:에|와|과)\s?(?:대|관)|(?:을|를)\s", bare[end:]) is not None


def _named(words: Sequence[re.Match[str]], number: int, stem: str, directory: SpeakerDirectory) -> _Named | None:
    phrase = read_phrase(words, number, stem)
    if phrase is None or phrase.form is Form.PRONOUN:
        return None
    if phrase.form in {Form.FULL, Form.BODY}:
        matches = directory.matching(phrase.name)
        titled = phrase.form is Form.FULL and bool(phrase.title)
        name = matches[0].person.name if len(matches) == 1 else phrase.name
        return _Named(phrase.span, name) if matches or titled else None
    return _in_office(words, number, phrase, directory) if phrase.title else None


def _in_office(
    words: Sequence[re.Match[str]], number: int, phrase: Phrase, directory: SpeakerDirectory
) -> _Named | None:
    """Whom a title means, with a surname or alone; nobody where no article knows an office without a name."""
    start = phrase.span[0]
    role = phrase.role.split()
    if phrase.form is Form.UNNAMED:
        while number and (BODY.fullmatch(words[number - 1].group()) or words[number - 1].group() in COUNTRIES):
            number, start = number - 1, words[number - 1].start()
            role.insert(0, words[number].group())
    fits = _bearers(phrase, role, directory)
    written = words[0].string[start : phrase.span[1]]
    if len(fits) == 1:
        return _Named((start, phrase.span[1]), fits[0])
    if not fits:
        return _Named(phrase.span, written) if phrase.form is Form.SURNAME else None
    return _Named((start, phrase.span[1]), written, tuple(fits[:5]))


def _bearers(phrase: Phrase, role: Sequence[str], directory: SpeakerDirectory) -> list[str]:
    """Names of those whom a surname with a title, or an office, can mean; who spoke most first."""
    fits = [person for person in directory.people.values() if _bears(phrase, role, person)]
    fits.sort(key=lambda person: (-directory.counts[person.id], person.id))
    if phrase.form is Form.UNNAMED and role[-1] in _ONE_EACH and len(fits) > 1:
        first, second = (directory.counts[person.id] for person in fits[:2])
        fits = fits[:1] if first >= _MUCH_MORE * second else fits
    return list(dict.fromkeys(person.name for person in fits))


def _bears(phrase: Phrase, role: Sequence[str], person: Person) -> bool:
    if person.organisation or not _HANGUL.match(person.name):
        return False
    if phrase.form is Form.SURNAME and (" " in person.name or not person.name.startswith(phrase.name)):
        return False
    if phrase.form is Form.FOREIGN and person.name.split()[-1] != phrase.name:
        return False
    return any(_has_role(role, each) for each in person.roles)


def _has_role(wanted: Sequence[str], role: str) -> bool:
    *body, title = wanted
    *words, own = role.split()
    if ("전" in body) != ("전" in words):
        return False
    same = own == title or (title_of(title) is not None and (own.endswith(title) or title.endswith(own)))
    return same and all(any(_is_short_for(word, other) for other in words) for word in body)


def _is_short_for(short: str, full: str) -> bool:
    """Whether a body's name is another's, cut short: "국토부" of "국토교통부"."""
    if short == full:
        return True
    rest = iter(full)
    return short[0] == full[0] and short[-1] == full[-1] and all(syllable in rest for syllable in short)


# topics


def _speaking(bare: str, named: Sequence[_Named]) -> Sequence[_Named]:
    """Of those named the one who plainly is to speak; whoever is named behind belongs to the topic."""
    return named[:1] if named and _SPOKEN.match(bare, named[0].span[1]) else named


def _topic(bare: str, named: Sequence[_Named]) -> str | None:
    """What a question is about: the words before "에 대해", or whatever is left without speakers and particles."""
    for one in reversed(named):
        end = _CALLED.match(bare, one.span[1]) or _SPEAKER_END.match(bare, one.span[1])
        bare = f"{bare[: one.span[0]]} {bare[end.end() if end else one.span[1] :]}"
    bare = " ".join(bare.split()).strip(" ,?")
    about = _ABOUT.search(bare)
    topic = about["topic"] if about else bare
    topic = _MORE.sub("", f"{topic} ").strip() if topic else ""
    words = topic.split()
    if not words:
        return None
    words[-1] = _OBJECT.sub("", words[-1]) if not about and len(words[-1]) > 2 else words[-1]
    return " ".join(words) or None
