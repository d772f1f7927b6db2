"""Questions in Korean: who, about what, when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.answering.reading.korean_dates import find_korean_dates
from index.answering.reading.korean_foreigners import Foreigners, Holder, Named, nobody
from index.answering.reading.korean_wording import Wording, apart, in_korean, read_wording, without_clause
from index.answering.reading.talk import talk_of
from index.attribution.korean.bodies import BODY
from index.attribution.korean.cast import same_title
from index.attribution.korean.people import WORD, Form, Phrase, read_phrase
from index.attribution.korean.titles import COUNTRIES, TITLES, title_of
from index.model import Ask, Person, Question
from index.search.speakers import SpeakerDirectory
from index.text.hangul import without_particles
from index.text.translation import is_thing

_HANGUL = re.compile("[가-힣]")
_ABOUT = re.compile(
    r"(?P<topic>\S.*?)\s?(?:(?:에|와|과)\s?(?:대해서?|대한|대하여|관해서?|관한|관하여|관련해서?|관련하여|관련한|관련된|관련)(?:는|도)?|"
    r"(?:을|를)?\s?(?:두고|놓고|갖고|가지고)|\s관련(?:해서?)?)(?=\s|$)"
)
_OBJECT = re.compile(r"(?:에는|에|을|를|은|는|이|가|도|의)?$")
_NOUN_IN_DO = re.compile(r"(?:[철제속강온태보궤농밀한]|지지|만족|신뢰|인지|경기|제주)도$")  # "고속철도": no particle
_AND = re.compile(r"\s?(?:과|와|하고|이랑|랑|및|,|대|vs\.?)\s")
_HE = re.compile(r"(?:^|\s)(?:그(?:는|가|도|의|녀는|녀가)|[그이]\s?사람(?:은|이)?)(?=\s)")
_IT = re.compile(r"(?:그|이|저)(?:것|거|게|건|일|\s?(?:문제|사안|일|말|발언|주제|점|부분|건|논란|사건))?")
# Whoever else spoke on the topic before: "반대 의견도 있어?", "다른 사람들은?"
_OTHERS = re.compile(
    r"(?:(?:그럼|그러면|혹시)\s)?(?:(?:반대|다른|찬성|비판)(?:하는)?\s?(?:의견|입장|목소리|견해|주장|쪽|측|사람들?|반응)(?:은|는|도|이|가)?|"
    r"(?:또\s)?(?:다른\s)?누가?)(?:\s?(?:있|없|뭐|말했|어때|어떤|했)\S*)?"
)
_MORE = re.compile(r"(?:또|다른|그\s?밖에|더)\s")
_SPEAKER_END = re.compile(r"(?:께서는|께서|은|는|이|가|도|의|과|와|이랑|하고)?(?=\s|$|[,?])")
# What a speaker is called besides, which is no part of the topic: "한다솔 강사는 부두에 대해".
_CALLED = re.compile(r"\s\S+?(?:은|는|이|가)\s(?=.*?(?:에|과|와)\s?(?:대해|대한|관해|관련)|.*?[을를]\s?(?:두고|놓고))")
_SPOKEN = re.compile(r"(?:께서는|께서|은|는|이|가|의)\s")
_TOPICAL = re.compile(r"(?:께서는|께서|은|는|이|가)\s")
_SUBJECT = re.compile(
    r"(?P<who>(?:(?:한은|산은|수은|기은)\s)?(?:[가-힣A-Za-z0-9·]+(?<![은는을를의에로])\s){0,4}?[가-힣A-Za-z0-9·]{2,}?)(?:께서는|께서|은|는|이|가)(?=\s)"
)
_ACCORDING = re.compile(r"(?:에 따르면|에 의하면|의? 말에 따르면|의? 말로는)\s")  # whose words are wanted
_ANYBODY = re.compile(r"(?:들|사람|모두|각국|누구|언론|여론)$")

_ONE_EACH = frozenset({"대통령", "총리", "주석", "국왕"})  # offices of which a country has one
_PARTICLES = re.compile(r"(?:께서는|께서|은|는|이|가|도|의|와|과|이랑|랑|하고)$")
_MOST_PARTICLES = 3  # of a word
_SHORTEST_NAME = 3  # syllables of a name that is no Korean's
_MOST_OF_OFFICE = 3  # words of an office behind a name
_LATIN = re.compile(r"[A-Z][a-z'’-]+")
# What leads a topic, or ends it, and is none of it: "말한 빈집 대책", "뱃삯 얘기".
_LEADS_TOPIC = re.compile(r"^(?:말한|말했던|언급한|밝힌|주장한|약속한|얘기한|이야기한|발표한|대|및|vs\.?)\s+")
_ENDS_TOPIC = re.compile(
    r"\s+(?:시기|시점|여부|이유|배경|까닭|때|얘기|이야기|소식|건|관련|당시|일)(?:에|을|를|은|는|이|가)?$"
)
_BY_LENGTH = sorted(TITLES, key=len, reverse=True)
_BANKS = {"한은": "한국은행", "산은": "한국산업은행", "수은": "한국수출입은행", "기은": "중소기업은행"}
_LONG_TITLE = 4  # syllables of a title that few have
_MOST_BEFORE = 2  # words of a name before its last one
_MUCH_MORE = 4  # times as many statements make somebody plainly the one who is meant


def is_korean_question(asked: str) -> bool:
    """Whether a question is in Korean, whatever names it has in other letters."""
    return _HANGUL.search(asked) is not None and not re.search(r"[A-Za-z]+ [A-Za-z]+ [A-Za-z]+", asked)


def read_korean(
    asked: str,
    directory: SpeakerDirectory,
    today: date,
    previous: Question | None,
    holder: Holder = nobody,
) -> Question:
    """Read a question in Korean.

    Args:
        asked: The question.
        directory: The people on record.
        today: What "지난달" is counted from.
        previous: The question that this one may continue.
        holder: Tells who holds an office by articles in English.
    """
    base = Question(text=asked)
    asked = " ".join(asked.split())
    if talk_of(asked):
        return replace(previous or base, text=asked, ask=Ask.TALK, second=None, quotation=None)
    worded = apart(_ACCORDING.sub("은 ", in_korean(asked)), (person.name for person in directory.people.values()))
    since, until, text = find_korean_dates(worded, today)
    base = replace(base, since=since, until=until, interpreted=since is not None or until is not None)
    wording = read_wording(text)
    bare = wording.left
    named = [] if wording.who else _speakers(bare, directory)
    if not wording.who and not any(_is_known(one, directory) for one in named):
        named = _otherwise(bare, named, directory, holder) or (_strangers(bare) if wording.speaks else [])
    versus = wording.versus or _are_joined(bare, named)
    topic = _topic(bare, named if versus else _speaking(bare, named))
    names = [one.name for one in named]
    question = replace(
        base,
        ask=_kind(wording, versus and len(names) > 1),
        speaker=names[0] if names else None,
        others=tuple(names[1:2]) if versus else (),
        topic=topic if wording.quoted is None else None,
        quotation=wording.quoted,
        bearers=named[0].bearers if named else (),
    )
    if previous is None:
        return question
    return _of_others(question, previous) or _continued(question, previous, wording)


def _kind(wording: Wording, versus: bool) -> Ask:
    """The kind of answer that is asked for."""
    if wording.quoted is not None:
        return Ask.CHECK
    if wording.who:
        return Ask.WHO
    return Ask.VERSUS if versus else Ask.LATEST if wording.latest else Ask.SAID


def _are_joined(bare: str, named: Sequence[Named]) -> bool:
    """Whether two people are named as one speaks of two: "한다솔과 구름찬은"."""
    return len(named) == 2 and _AND.fullmatch(bare[named[0].span[1] : named[1].span[0]]) is not None


def _of_others(question: Question, previous: Question) -> Question | None:
    """Whoever else spoke on the topic before: "반대 의견도 있어?"; None where it is asked for something else."""
    if not previous.topic or not _OTHERS.fullmatch(question.text.strip(" ?.!")):
        return None
    without = (previous.speaker,) if previous.speaker else ()
    return replace(question, ask=Ask.WHO, speaker=None, topic=previous.topic, without=without, others=())


def _continued(question: Question, previous: Question, wording: Wording) -> Question:
    """A question that goes on with the one before: by "그는", by a topic or a time alone."""
    he = _HE.search(f" {wording.left} ") is not None
    if question.topic and _IT.fullmatch(question.topic):
        question, he = replace(question, topic=previous.topic), he or question.speaker is None
    topic = question.topic
    if he and topic:
        topic = re.sub(r"^(?:그|그녀|[그이]\s?사람)(?:는|가|도|은|이|의|$)\s?", "", topic).strip() or None
    if question.speaker is None and question.ask is not Ask.WHO and (he or _goes_on(question, wording)):
        return replace(question, speaker=previous.speaker, topic=topic or previous.topic, bearers=previous.bearers)
    if question.speaker and not topic:
        # "한다솔은 뭐라고 했나" goes on with the topic, or asks for whatever was said.
        gone_on = replace(question, topic=previous.topic)
        if not (wording.speaks and previous.topic):
            return gone_on
        return replace(gone_on, otherwise="", second=gone_on.second or replace(gone_on.reading, topic=None))
    return replace(question, topic=topic or previous.topic) if question.ask is Ask.WHO else question


def _goes_on(question: Question, wording: Wording) -> bool:
    """Whether a question is a bare time, "또", a bare topic, "중국은?", or leaves out who spoke: "뭐라고 했어?"."""
    bare = wording.left
    short = len(bare.split()) <= 2 and re.search(r"(?:은|는|도)$", bare) is not None
    return not bare or short or wording.tells or _MORE.match(f"{bare} ") is not None or (question.topic is None)


# speakers


def _is_known(one: Named, directory: SpeakerDirectory) -> bool:
    return bool(one.bearers or directory.matching(one.name))


def _otherwise(bare: str, named: list[Named], directory: SpeakerDirectory, holder: Holder) -> list[Named]:
    """Who is named in Hangul and on record in Latin letters; else those named whom nothing is on record of."""
    about = _ABOUT.search(bare)
    one = Foreigners(directory, holder).speaker(bare, about.end() if about else None)
    if one is None or (named and not _is_known(one, directory)):
        return named
    return [one]


def _speakers(bare: str, directory: SpeakerDirectory) -> list[Named]:
    """Whom a question names, in order: those of whom something is asked, not those it is about."""
    words = list(WORD.finditer(bare))
    found: list[Named] = []
    for number, word in enumerate(words):
        for stem in dict.fromkeys((without_particles(word.group()), *_forms(word.group()))):
            one = _in_full(words, number, stem, directory) or _named(words, number, stem, directory)
            one = one or _exactly(word, stem, directory)
            if one is not None and not _is_topic(bare, one.span[1]):
                found = [other for other in found if other.span[1] <= one.span[0]]
                found.append(one)
                break
    return _without_told_of(bare, found)


def _without_told_of(bare: str, found: list[Named]) -> list[Named]:
    """Those of whom something is asked, where a topic is told before them: "채 상병 사고에 대해 해병대는"."""
    about = _ABOUT.search(bare)
    subject = _SUBJECT.search(f"{bare} ", about.end()) if about else None
    if about is None or subject is None:
        return found
    kept = [one for one in found if one.span[0] >= about.end() or _TOPICAL.match(bare, one.span[1])]
    return kept or [Named(subject.span("who"), subject["who"])]


def _in_full(words: Sequence[re.Match[str]], number: int, stem: str, directory: SpeakerDirectory) -> Named | None:
    """Somebody whose name of several words ends in a word, or before a title: "카린 로벨", "카린 로벨 사령관"."""
    end = words[number].start() + len(stem)
    names = [(number, stem)] if title_of(stem) is None else [(number - 1, words[number - 1].group())] if number else []
    for last, word in names:
        for first in range(max(0, last - _MOST_BEFORE), last):
            name = " ".join([*(each.group() for each in words[first:last]), word])
            matches = directory.matching(name)
            if len(matches) == 1 and matches[0].person.name == name:
                return Named((words[first].start(), _behind_office(words, last, end)), name)
    return None


def _behind_office(words: Sequence[re.Match[str]], last: int, end: int) -> int:
    """Where a name ends together with the office behind it: "로한 데바르 인도 총리의"."""
    for word in words[last + 1 : last + 1 + _MOST_OF_OFFICE]:
        for stem in _forms(word.group()):
            if title_of(stem) is not None:
                return word.start() + len(stem)
        if not (BODY.fullmatch(word.group()) or word.group() in COUNTRIES):
            return end
    return end


def _exactly(word: re.Match[str], stem: str, directory: SpeakerDirectory) -> Named | None:
    """Somebody of one word who is called just so, though it doesn't look like a name: "민들레"."""
    if len(stem) < _SHORTEST_NAME or not _HANGUL.match(stem):
        return None
    matches = directory.matching(stem)
    named = len(matches) == 1 and matches[0].person.name.split()[-1] == stem and not matches[0].person.organisation
    return Named((word.start(), word.start() + len(stem)), stem) if named else None


def _strangers(bare: str) -> list[Named]:
    """The subject of a question that nobody on record is called by: "박마루는 부두에 대해 뭐라고 했나"."""
    match = _SUBJECT.match(bare) if _HE.match(f" {bare} ") is None else None
    if match is None or _ANYBODY.search(match["who"]) is not None or is_thing(match["who"]):
        return []
    return [Named(match.span("who"), match["who"])]


def _forms(word: str) -> Sequence[str]:
    """A word with each of its last particles left out."""
    forms = [word]
    while len(forms) <= _MOST_PARTICLES and (match := _PARTICLES.search(word)) is not None and match.start():
        word = word[: match.start()]
        forms.append(word)
    return forms


def _is_topic(bare: str, end: int) -> bool:
    """Whether words are what is spoken about: "… 윤 총장에 대해"."""
    return re.match(r"(?:에|와|과)\s?(?:대|관)|(?:을|를)\s", bare[end:]) is not None


def _named(words: Sequence[re.Match[str]], number: int, stem: str, directory: SpeakerDirectory) -> Named | None:
    phrase = read_phrase(words, number, stem)
    if phrase is None or phrase.form is Form.PRONOUN:
        return None
    if phrase.form in {Form.FULL, Form.BODY}:
        matches = directory.matching(phrase.name)
        titled = phrase.form is Form.FULL and bool(phrase.title) and not is_thing(phrase.name)
        name = matches[0].person.name if len(matches) == 1 else phrase.name
        return Named(phrase.span, name) if matches or titled else None
    return _in_office(words, number, phrase, directory) if phrase.title else None


def _in_office(
    words: Sequence[re.Match[str]], number: int, phrase: Phrase, directory: SpeakerDirectory
) -> Named | None:
    """Whom a title means, with a surname or alone; nobody where no article knows an office without a name."""
    start = phrase.span[0]
    before = words[number - 1].group() if number else ""
    if phrase.form is Form.UNNAMED and _LATIN.fullmatch(before) and directory.matching(before):
        return Named((words[number - 1].start(), phrase.span[1]), before)
    role = phrase.role.split()
    if phrase.form is Form.UNNAMED:
        while number and (BODY.fullmatch(words[number - 1].group()) or words[number - 1].group() in COUNTRIES):
            number, start = number - 1, words[number - 1].start()
            role.insert(0, words[number].group())
    fits = _bearers(phrase, role, directory)
    if not fits and phrase.form is Form.UNNAMED and len(role[-1]) >= _LONG_TITLE:
        fits = _bearers(phrase, role[-1:], directory)  # which articles don't say of what
    written = words[0].string[start : phrase.span[1]]
    if len(fits) == 1:
        return Named((start, phrase.span[1]), fits[0])
    if not fits:
        return Named(phrase.span, written) if phrase.form is Form.SURNAME else None
    return Named((start, phrase.span[1]), written, tuple(fits[:5]))


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
    if phrase.form is Form.SURNAME and len(role) == 1 and any(_ends_in(each, role[0]) for each in person.roles):
        return True
    return any(_has_role(role, each) for each in person.roles)


def _ends_in(role: str, title: str) -> bool:
    """Whether who holds an office is called so with the surname: "청람시장" of "안 시장"; who held it isn't."""
    *before, own = role.split()
    return "전" not in before and same_title(own, title)


def _has_role(wanted: Sequence[str], role: str) -> bool:
    *body, title = _in_words(wanted)
    *words, own = _in_words(role.split())
    if ("전" in body) != ("전" in words):
        return False
    longer, shorter, others = (title, own, words) if len(title) > len(own) else (own, title, body)
    rest = longer.removesuffix(shorter)  # "국방" of "국방장관", which a "국방부 장관" is and no other minister
    same = own == title or (rest != longer and any(word.startswith(rest) for word in others))
    return same and all(any(_is_short_for(word, other) for other in words) for word in body)


def _in_words(role: Sequence[str]) -> list[str]:
    """An office with its title apart: of "교육부장관" "교육부", "장관"."""
    *before, last = role
    title = next((each for each in _BY_LENGTH if last.endswith(each) and last != each), None)
    body = last.removesuffix(title) if title else ""
    return [*before, body, title] if title and BODY.fullmatch(body) else list(role)


def _is_short_for(short: str, full: str) -> bool:
    """Whether a body's name is another's, cut short: "국토부" of "국토교통부"."""
    if short == full or full == _BANKS.get(short):
        return True
    rest = iter(full)
    return short[0] == full[0] and short[-1] == full[-1] and all(syllable in rest for syllable in short)


# topics


def _speaking(bare: str, named: Sequence[Named]) -> Sequence[Named]:
    """Of those named the one who plainly is to speak; whoever is named behind belongs to the topic."""
    return named[:1] if named and _SPOKEN.match(bare, named[0].span[1]) else named


def _topic(bare: str, named: Sequence[Named]) -> str | None:
    """What a question is about: the words before "에 대해", or whatever is left without speakers and particles."""
    for one in reversed(named):
        end = _CALLED.match(bare, one.span[1]) or _SPEAKER_END.match(bare, one.span[1])
        bare = f"{bare[: one.span[0]]} {bare[end.end() if end else one.span[1] :]}"
    bare = " ".join(bare.split()).strip(" ,?")
    about = _ABOUT.search(bare)
    topic = about["topic"] if about else without_clause(bare)
    claimed = topic != bare and not about
    topic = _ENDS_TOPIC.sub("", _LEADS_TOPIC.sub("", topic.strip()))
    words = _MORE.sub("", f"{topic} ").split()
    if words and not about:
        words[-1] = _without_particle(words[-1], claimed)
    return " ".join(words) or None


def _without_particle(word: str, surely: bool) -> str:
    """The last word of a topic without its particle; surely: whether it has one, though it has but two syllables."""
    if _NOUN_IN_DO.search(word):
        return word
    return _OBJECT.sub("", word) if len(word) > 2 or (surely and len(word) > 1) else re.sub(r"를$", "", word)
