"""Statements of Korean articles: which quotations are speech, and whose."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.attribution.korean.broadcasts import broadcast_voices
from index.attribution.korean.cast import Cast, Figure
from index.attribution.korean.clauses import (
    is_asked,
    is_hearsay,
    is_passed_on,
    is_subordinate,
    same_goes_on,
    tells_whose,
)
from index.attribution.korean.issued import issued_statement
from index.attribution.korean.people import Form, Phrase, read_phrase, words_of
from index.attribution.korean.record import Record, record_statements
from index.attribution.korean.subjects import Subject, subjects_of
from index.attribution.korean.told_beside import ANNOUNCES, SAID_SO, VOICED, WORDS_ARE, WORDS_OF
from index.attribution.korean.unmarked_words import (
    ACCORDING,
    CUES,
    FURTHER,
    GOES_ON,
    LEADING,
    REPORTED,
    SUBJECT_OF_CLAUSE,
    begins_clause,
    is_reporting,
    is_set_apart,
    reported_first,
    unmarked,
)
from index.model import Block, Kind, Person, Span, Statement
from index.text.korean_sentences import Sentence, sentences

# What tells that a quotation is speech: the particle behind it.
_QUOTING = re.compile(r"\s?(?P<how>(?:이?라|)(?:고|며|면서)(?:도|는|까지)?)(?=[\s,.]|$)")
# "…"라는 입장을 밝혔다: what is quoted is what somebody holds; the noun and the verb tell.
_HOLDING = re.compile(
    r"\s?(?:이?라|)는\s(?:\S+\s){0,2}?(?:말|입장|주장|뜻|의견|소수의견|반대의견|취지|메시지|글|방침|평가|반응|지적|비판|설명|답변|목소리|의지|생각|견해|논평|성명|소감|당부|"
    r"제안|요구|경고|점|등)\S*"
)
_HELD = re.compile(
    r"(?:밝혔|전했|내놨|내놓았|냈|올렸|말했|했|보였|드러냈|남겼|피력했|강조했|고수했|펼쳤|폈|소개했|표했|건넸|적었|썼|설명했|주장했)(?:다|습니다|고|으며|지만)|(?:남기|내놓|전하|밝히|올리)고\s"
)
# "…"라는 입장이다, with nothing behind it.
_HELD_TO_BE = re.compile(
    r"\s?(?:이?라|)는\s(?:\S+\s)?(?:입장|주장|설명|생각|판단|의견|지적|분석|평가|해명|요구|당부|반응|방침|계획|뜻)이?(?:다|었다|였다|라고\s\S+다)\s*[.]?\s*$"
)
# … and that it is none: written on a sign, a name, what is told of no one.
_NO_SPEECH = re.compile(
    r"\s?(?:이?라|)(?:고|는)\s(?:적힌|쓰인|쓴\s\S+\s(?:피켓|손팻말|현수막)|써\s?있|불리|부르|부른|부를|불릴|불렀|불렸|불려|알려[진지졌져]|전해[진지졌져]|일컫|이름|제목|주제|구호|슬로건|표현|"
    r"별명|문구|생각|해도|해서|하더라도|할\s수|보도했|보도한)"
)
# What reports the words: "말했다" behind the particle, or that alone.
_CUE = re.compile(
    r"\s?(?:(?:이?라|)(?:고|며|면서|는)(?:도|는)?\s(?P<verb>[^\s“”\"\0.,]+)|(?P<particle>(?:이?라|)(?:고|며|면서)(?:도|는)?))"
)
_ASIDE = re.compile(r"[‘'][^‘’'\n\0]{1,80}[’'](?:이?라)?(?:는|은|이란|란)?")  # no words of a sentence's own
# A clause inside the sentence, whose subject is not the speaker: "윤 총장이 이끄는 것에 대해 “…”".
_CLAUSE = re.compile(
    r"\s(?:것|데|점|사실|가운데|때|뒤|후|만큼|채|동안|이유|상황|논란|의혹|문제|배경)[가-힣]{0,3}(?=[\s,\0])"
)
# Whoever else may be the subject of a sentence; "정부에는", "이에 대해서는" are none.
_OTHER_SUBJECT = re.compile(
    r"(?<!에)(?<!에서)(?<!으로)(?<!대해서)(?<!관련해서)(?<!까지)(?<!또)(?<!하)(?<!되)(?<!있)(?<!없)"
    r"(?<![묻맞받찾않싶겪얻먹읽걷믿웃잇짓])(?:은|는|이|가)(?=[\s,\0])"
)
# “…” 김 의원은 이렇게 말했다: who said a quotation that stands alone.
_SO_SAID = re.compile(r"[^\n.]{0,60}(?:이렇게|이같이|이처럼|그렇게|이\s같이|말했|밝혔|외쳤|물었|답했|적었|썼)")
_SIGNED = re.compile(r"\s*\((?P<who>[^()\n]{2,40})\)\s*$")
_LEADS = re.compile(r"(?:(?:이에|그러자|반면|또|이에\s대해)\s)?")
_AGE_AND_MR = re.compile(r"\([^()]{1,30}\)\s?씨$")
LONGEST = 4_000  # code points of a sentence, quotations included; no longer one is prose
_OFFICES_ALONE = frozenset("대통령 총리 장관 총재 위원장 회장 사장 이사장 총장 의장 교육감 구청장 군수 지사".split())
_BEGINS = re.compile(r"(?:^|[.!?”\"\n])\s*$")
_MOST_AGE = 2  # sentences for which whoever spoke last is meant without a subject
_SHORTEST_ALONE = 20  # code points of a quotation that stands alone
_CERTAIN = 0.95
_CERTAIN_INDIRECT = 0.9
_REST_OF_WORD = re.compile(r"(?:\([^()\n]{1,30}\))?\S*\s*")


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who is said to speak.

    Attributes:
        person: None where the text doesn't tell.
        mention: Where it names them; None where it leaves them out.
    """

    person: Person | None
    mention: Span | None = None

    def same_as(self, other: _Speaker) -> bool:
        """Whether another may be the same: nobody is told from somebody who isn't known."""
        return self.person is None or other.person is None or self.person.name == other.person.name


_NOBODY = _Speaker(None)


def korean_statements(text: str, title: str | None, blocks: Sequence[Block]) -> list[Statement]:
    """Find who said what in a Korean article.

    Args:
        text: Its text.
        title: Its title.
        blocks: Its blocks.

    Returns:
        Statements in the order of the text: what stands under the labels of a record; quotations in double marks that
        a particle or a bracket tells to be speech; and words without marks at whose end a verb of speech stands.
    """
    cast = Cast(text, title)
    record = record_statements(text, title, cast)
    voices = list(broadcast_voices(text))
    told = [one for one in _Reader(text, cast, record).statements(blocks) if not record.holds(one)]
    told = [one for one in told if not any(one.start < voice.end and one.end > voice.start for voice in voices)]
    if not record.statements and not voices and not any(one.person for one in told):
        issued = issued_statement(text, title)
        told = [issued] if issued else told
    return sorted([*record.statements, *voices, *told], key=lambda one: one.start)


class _Reader:
    """Reads one article's sentences in order.

    Args:
        text: The article's text.
        cast: Its people.
        record: What is said under its labels.
    """

    def __init__(self, text: str, cast: Cast, record: Record) -> None:
        self._text, self._cast = text, cast
        self._turns = deque(record.statements)
        self._announced: _Speaker | None = None  # whose words the last sentence says that follow
        self._quoted = False  # whether the last sentence held words in marks
        self._last, self._age = _NOBODY, 0  # who was the last sentence's subject, and how many sentences ago

    def statements(self, blocks: Sequence[Block]) -> Iterator[Statement]:
        """The article's statements."""
        for sentence in sentences(self._text, blocks):
            self._age += 1
            while self._turns and self._turns[0].end <= sentence.start:
                self._last, self._age = _Speaker(self._turns.popleft().person), 1
            if sentence.end - sentence.start <= LONGEST:
                yield from self._of_sentence(sentence)
            else:
                self._last = _NOBODY

    def _of_sentence(self, sentence: Sentence) -> Iterator[Statement]:
        outside = sentence.outside(self._text)
        subjects = subjects_of(outside, sentence.start, self._cast)
        if not sentence.quotations:
            yield from self._indirect(sentence, subjects)
        found: list[tuple[list[Span], _Speaker]] = []
        before = sentence.start
        for listed in self._lists(sentence):
            last = listed[-1]
            after = self._text[last[1] : self._next(sentence, last)]
            speaker = self._speaker(sentence, outside, subjects, before, (listed[0][0], last[1]), after, found)
            if speaker is not None and found and found[-1][1] == speaker and found[-1][0][-1][1] == before:
                found[-1][0].extend(listed)
            elif speaker is not None:
                found.append((listed, speaker))
            before = last[1]
        self._note(subjects, found)
        self._announced = None if found else self._announces(sentence, subjects)
        if found:
            yield from self._beside(sentence, subjects, found)
        for content, speaker in found:
            sure = _CERTAIN if speaker.person else 0.0
            cue = self._cue(content[-1][1], sentence.end)
            yield Statement(tuple(content), Kind.DIRECT, speaker.mention, cue, speaker.person, None, sure)

    def _announces(self, sentence: Sentence, subjects: Sequence[Subject]) -> _Speaker | None:
        """Whose words follow, as a sentence without any tells: "이 교수의 말도 다르지 않다", "어민은 입을 열었다"."""
        theirs = WORDS_OF.match(self._text, sentence.start, sentence.end)
        if theirs is not None:
            return self._named_at_end(theirs["who"], theirs.start("who"))
        topics = [one for one in subjects if one.topic]
        begins = ANNOUNCES.search(self._text, sentence.start, sentence.end)
        return self._meant(topics[0].phrase) if begins and len(topics) == 1 else None

    def _cue(self, start: int, end: int) -> Span | None:
        cue = _CUE.match(self._text, start, end)
        return cue.span("verb" if cue["verb"] else "particle") if cue else None

    def _lists(self, sentence: Sentence) -> list[list[Span]]:
        """The quotations of a sentence; those between which no word stands are one list: “…”, “…”고 했다."""
        lists: list[list[Span]] = []
        for quotation in sentence.quotations:
            if lists and not self._text[lists[-1][-1][1] : quotation[0]].strip(" ,·"):
                lists[-1].append(quotation)
            else:
                lists.append([quotation])
        return lists

    @staticmethod
    def _next(sentence: Sentence, quotation: Span) -> int:
        """Where the words behind a quotation end: at the next one, or with the sentence."""
        return next((start for start, _ in sentence.quotations if start >= quotation[1]), sentence.end)

    def _note(self, subjects: Sequence[Subject], found: Sequence[tuple[list[Span], _Speaker]]) -> None:
        """Note whom the next sentence means where it leaves the subject out."""
        self._quoted = bool(found)
        if found:
            self._last, self._age = found[-1][1], 0
            return
        topics = [one for one in subjects if one.topic]
        if topics:
            self._last, self._age = self._meant(topics[0].phrase), 0
        elif subjects:
            self._last, self._age = _NOBODY, 0

    def _indirect(self, sentence: Sentence, subjects: Sequence[Subject]) -> Iterator[Statement]:
        """Words without marks that the end of a sentence reports: those of its topic, or of who stands behind them."""
        told = sentence.start  # up to where clauses that others follow report words
        for one in self._indirect_first(sentence, subjects):
            told = one.cue[1] if one.cue else one.end
            yield one
        according = ACCORDING.match(self._text, sentence.start, sentence.end)
        if according is not None and REPORTED.search(self._text, sentence.start, sentence.end) is None:
            yield from self._according(according)
            return
        said = REPORTED.search(self._text, sentence.start, sentence.end)
        if said is None or is_reporting(said["last"]):
            return
        end = said.end("last")
        subject = self._reporter(sentence, subjects, end)
        if subject is not None:
            start = self._behind_particle(subject) if subject.at < end else sentence.start
            if subject.at < told:  # "… 했고, … 했다": of the same speaker, unless another begins the clause
                start = self._behind_clause(told)
                subject = self._of_last_clause(subjects, start, end) or subject
                start = max(start, self._behind_particle(subject))
            yield from self._unmarked(start, said, self._meant(subject.phrase))
            return
        further = FURTHER.match(self._text, sentence.start, sentence.end)
        if further is not None and not subjects and self._age <= 1 and self._last.person is not None:
            yield from self._unmarked(further.end(), said, _Speaker(self._last.person))

    def _of_last_clause(self, subjects: Sequence[Subject], start: int, end: int) -> Subject | None:
        """Whoever begins a clause: "…고 하고, 이에 서 장관이 …"."""
        first = next((one for one in subjects if start <= one.at < end), None)
        return first if first is not None and _LEADS.fullmatch(self._text, start, first.at) else None

    def _behind_clause(self, cue: int) -> int:
        """Where the clause ends whose verb ends at a place."""
        end = _REST_OF_WORD.match(self._text, cue)
        return end.end() if end else cue

    def _according(self, told: re.Match[str]) -> Iterator[Statement]:
        """What a sentence tells as somebody's who has a name: "이 변호사에 따르면 …"."""
        speaker = self._named_at_end(told["who"], told.start("who"))
        content = unmarked(self._text, *told.span("words"))
        if speaker is not None and speaker.person is not None and not speaker.person.organisation and content:
            cue = told.span("cue")
            yield Statement((content,), Kind.INDIRECT, speaker.mention, cue, speaker.person, None, _CERTAIN_INDIRECT)

    def _indirect_first(self, sentence: Sentence, subjects: Sequence[Subject]) -> Iterator[Statement]:
        """Words without marks that clauses report which others follow: each those of its only topic."""
        start = sentence.start
        for said in reported_first(self._text, sentence.start, sentence.end):
            topics = [one for one in subjects if one.topic and start <= one.at < said.start("last")]
            if len(topics) == 1 and not is_reporting(said["last"]):
                yield from self._unmarked(self._behind_particle(topics[0]), said, self._meant(topics[0].phrase))
            start = said.end()

    def _unmarked(self, start: int, said: re.Match[str], speaker: _Speaker) -> Iterator[Statement]:
        """The statement of words without marks, where they are enough."""
        content = unmarked(self._text, start, said.end("last"))
        if content is not None:
            sure = _CERTAIN_INDIRECT if speaker.person else 0.0
            cue = next(said.span(name) for name, words in said.groupdict().items() if name in CUES and words)
            yield Statement((content,), Kind.INDIRECT, speaker.mention, cue, speaker.person, None, sure)

    def _beside(
        self, sentence: Sentence, subjects: Sequence[Subject], found: Sequence[tuple[list[Span], _Speaker]]
    ) -> Iterator[Statement]:
        """Words without marks of who speaks in marks before or behind them."""
        (first, _), (_, last) = found[0][0][0], found[-1][0][-1]
        topics = [one for one in subjects if one.topic and one.at < first]
        leading = LEADING.search(self._text, sentence.start, first)
        if leading is not None and len(topics) == 1:
            yield from self._unmarked(self._behind_particle(topics[0]), leading, self._meant(topics[0].phrase))
        goes_on = GOES_ON.match(self._text, last, sentence.end)
        said = REPORTED.search(self._text, goes_on.end(), sentence.end) if goes_on else None
        alone = last == sentence.quotations[-1][1] and not any(one.topic and one.at > last for one in subjects)
        if goes_on and said and alone:
            yield from self._unmarked(goes_on.end(), said, found[-1][1])

    def _reporter(self, sentence: Sentence, subjects: Sequence[Subject], end: int) -> Subject | None:
        """Whose words the end of a sentence reports: the subject behind them, else the topic of the last clause."""
        behind = next((one for one in subjects if one.at >= end), None)
        topics = [one for one in subjects if one.topic and one.at < end]
        clauses = [one for one in topics[1:] if self._text[one.at - 2 : one.at] == ", "]
        if behind or topics:
            return behind or (clauses[-1] if clauses else topics[0])
        for one in reversed(subjects):
            before = self._text[sentence.start : one.at]
            if begins_clause(before) and is_set_apart(self._text[self._behind_particle(one) - 1 : end]):
                return one
        return None

    def _behind_particle(self, subject: Subject) -> int:
        """Where the word ends in which a subject ends."""
        word = _REST_OF_WORD.match(self._text, subject.phrase.span[1])
        return word.end() if word else subject.phrase.span[1]

    # whose words

    def _speaker(
        self,
        sentence: Sentence,
        outside: str,
        subjects: Sequence[Subject],
        before: int,
        quotation: Span,
        after: str,
        found: Sequence[tuple[list[Span], _Speaker]],
    ) -> _Speaker | None:
        """Who says a quotation; None where it is no speech."""
        signed = _SIGNED.fullmatch(after)
        if signed and not outside[: quotation[0] - sentence.start].strip(" \0"):
            return self._signed(signed, quotation[1])
        if not outside.strip(" \0.,·"):
            return self._alone(sentence, quotation)
        if not self._is_speech(sentence, outside, after):
            return None
        near = [one for one in subjects if before <= one.at < quotation[0]]
        subject = self._chosen(near, after, outside[: quotation[0] - sentence.start + 1], sentence.start)
        if subject is not None:
            return self._of_clause(subject, subjects, quotation, after)
        if found and found[-1][0][-1][1] == before:
            return self._going_on(found[-1], subjects, quotation)
        if near or is_passed_on(after):
            return self._left_out(near, quotation, after)
        return self._behind(subjects, sentence, quotation) or self._carried(sentence, outside, subjects)

    def _alone(self, sentence: Sentence, quotation: Span) -> _Speaker | None:
        """Who says a quotation that stands alone: who spoke just before in its paragraph, unless it is told."""
        if quotation[1] - quotation[0] < _SHORTEST_ALONE:
            return None
        told_behind = self._told_behind(sentence)
        if told_behind is not None:
            return told_behind
        if not sentence.first and self._announced is not None:
            return self._announced
        follows = not sentence.first and self._age <= 1 and self._quoted
        told = _SO_SAID.match(self._text, sentence.end) is not None
        return _Speaker(self._last.person) if follows and not told else _NOBODY

    def _told_behind(self, sentence: Sentence) -> _Speaker | None:
        """Whom the sentence behind a quotation that stands alone tells to have said it: "…" 이 교수의 말이다."""
        theirs = WORDS_ARE.match(self._text, sentence.end)
        if theirs is not None:
            return self._named_at_end(theirs["who"], theirs.start("who"))
        voiced = VOICED.match(self._text, sentence.end)
        if voiced is not None:
            return self._named_alone(voiced)
        so = SAID_SO.match(self._text, sentence.end)
        if so is None or (so["how"] == "이렇게" and not sentence.first):
            return None  # after another's words "이렇게" may lead to what follows
        return self._named_alone(so)

    def _named_alone(self, told: re.Match[str]) -> _Speaker | None:
        """The only topic of a sentence, if it has a name."""
        topics = [one for one in subjects_of(told["told"], told.start("told"), self._cast) if one.topic]
        named = len(topics) == 1 and topics[0].phrase.form in {Form.FULL, Form.SURNAME, Form.FOREIGN, Form.BODY}
        return self._meant(topics[0].phrase) if named else None

    def _named_at_end(self, words: str, at: int) -> _Speaker | None:
        """Whom a noun phrase means that ends as some words do; None where they name nobody."""
        words = _AGE_AND_MR.sub("", words)
        found = words_of(words)
        phrase = read_phrase(found, len(found) - 1, found[-1].group()) if found else None
        if phrase is None or found[-1].end() != len(words) or not self._cast.knows(phrase):
            return None
        return self._meant(replace(phrase, span=(phrase.span[0] + at, phrase.span[1] + at)))

    def _is_speech(self, sentence: Sentence, outside: str, after: str) -> bool:
        if _NO_SPEECH.match(after):
            return False
        if _HELD_TO_BE.match(after) is not None:
            return True
        holding = _HOLDING.match(after)
        if holding is not None:
            return _HELD.search(outside, len(outside) - 30 if len(outside) > 30 else 0) is not None
        return _QUOTING.match(after) is not None

    def _chosen(self, near: Sequence[Subject], after: str, lead: str, start: int) -> Subject | None:
        """The subject of the clause that ends in a quotation."""
        topics = [one for one in near if one.topic]
        subjects = [one for one in near if not one.topic and not _CLAUSE.search(lead, one.phrase.span[1] - start)]
        if topics and not (subjects and subjects[-1].at > topics[-1].at and _is_lower(after)):
            return topics[-1]
        return subjects[-1] if subjects else None

    def _left_out(self, near: Sequence[Subject], quotation: Span, after: str) -> _Speaker:
        """Who spoke last, where before a quotation each subject has a clause of its own: "그가 온 데 대해"."""
        last = self._last.person
        if not near or last is None or self._age > 1 or is_passed_on(after) or is_subordinate(after):
            return _NOBODY
        others = [self._meant(one.phrase).person for one in near]
        rest = self._text[near[-1].phrase.span[1] + 1 : quotation[0]] + "\0"
        known = all(each is not None and each.name != last.name for each in others)
        return _Speaker(last) if known and not _OTHER_SUBJECT.search(rest) else _NOBODY

    def _of_clause(self, subject: Subject, subjects: Sequence[Subject], quotation: Span, after: str) -> _Speaker:
        """Whose words a quotation is behind a subject; subjects: all of the sentence."""
        behind = any(one.at >= quotation[1] for one in subjects)
        if subject.topic and self._is_anothers(subject, quotation, after):
            return _NOBODY
        if subject.topic and is_passed_on(after) and not is_hearsay(after) and not behind:
            return _NOBODY  # "대변인은 “…”고 말했다고 전했다": whose words, isn't told
        return self._meant(subject.phrase)

    def _is_anothers(self, topic: Subject, quotation: Span, after: str) -> bool:
        """Whether a quotation in a clause below a topic is of somebody who isn't known.

        "김 의원은 한 학생이 “…”라고 한 데 대해", "김 의원은 “…”라고 한 학생의 말에 대해".
        """
        if not is_subordinate(after) or same_goes_on(after):
            return False
        lead = self._text[self._behind_particle(topic) : quotation[0]] + "\0"
        subject = SUBJECT_OF_CLAUSE.search(lead)
        if subject is not None and not _CLAUSE.search(lead, subject.end() - 1):
            return True
        return tells_whose(after)

    def _going_on(self, told: tuple[list[Span], _Speaker], subjects: Sequence[Subject], quotation: Span) -> _Speaker:
        """Who says a quotation behind another without a subject between: its speaker, or the one who is told of it."""
        spans, speaker = told
        between = self._text[spans[-1][1] : quotation[0]] + "\0"
        topics = [one.phrase.span for one in subjects if one.topic]
        if not is_subordinate(between) or speaker.mention in topics:
            return speaker
        main = [one for one in subjects if one.topic and one.at < spans[0][0] and one.phrase.span != speaker.mention]
        if main:
            return self._meant(main[-1].phrase)
        if is_asked(between) and not speaker.same_as(self._last) and self._age <= 1:
            return _Speaker(self._last.person)
        return speaker if same_goes_on(between) else _NOBODY

    def _behind(self, subjects: Sequence[Subject], sentence: Sentence, quotation: Span) -> _Speaker | None:
        """A subject that stands behind the last quotation: "…"고 김 의원은 말했다."""
        behind = [one for one in subjects if one.at >= quotation[1]]
        if not behind:
            return None
        alone = len(behind) == 1 and sentence.quotations[-1][1] == quotation[1]
        return self._meant(behind[0].phrase) if alone else _NOBODY

    def _carried(self, sentence: Sentence, outside: str, subjects: Sequence[Subject]) -> _Speaker:
        """Who spoke last, where a sentence leaves its subject out."""
        lead = _ASIDE.sub(" ", outside.partition("\0")[0])
        begins = not lead.strip()
        if (
            subjects
            or self._names_somebody(lead)
            or self._age > (_MOST_AGE if begins else 1)
            or _OTHER_SUBJECT.search(lead + "\0")
        ):
            return _NOBODY
        return _Speaker(self._last.person)

    # subjects

    @staticmethod
    def _names_somebody(lead: str) -> bool:
        """Whether words before a quotation name somebody without a particle: "호주 총리 역시"."""
        words = words_of(lead)
        found = (read_phrase(words, number, word.group()) for number, word in enumerate(words))
        return any(phrase is not None and bool(phrase.title) for phrase in found)

    def _signed(self, signed: re.Match[str], at: int) -> _Speaker:
        """Whoever a bracket behind a quotation names: "…" (국민의힘 김병욱 의원)."""
        words = words_of(signed["who"])
        phrase = read_phrase(words, len(words) - 1, words[-1].group()) if words else None
        if phrase is None:
            return _NOBODY
        a, b = (place + at + signed.start("who") for place in phrase.span)
        return _Speaker(self._meant(phrase).person, (a, b))

    def _meant(self, phrase: Phrase) -> _Speaker:
        if phrase.form is Form.UNNAMED:
            placed = self._cast.at_title(phrase.span[1])
            return _Speaker(placed.person() if placed else self._in_office(phrase), phrase.span)
        if phrase.form is Form.PRONOUN:
            known = self._last.person if self._age <= _MOST_AGE and self._last.person else None
            return _Speaker(known if known and not known.organisation else None, phrase.span)
        if phrase.form is Form.BODY:
            return _Speaker(Person(phrase.name, organisation=True), phrase.span)
        figure: Figure | None = self._cast.meant(phrase) or self._latest(phrase)
        return _Speaker(figure.person() if figure else None, phrase.span)

    def _in_office(self, phrase: Phrase) -> Person | None:
        """Who an office without a name means at a sentence's beginning: who was just named, and alone holds it."""
        last = self._last.person
        figure = self._cast.in_office(phrase.title) if phrase.title in _OFFICES_ALONE else None
        begins = _BEGINS.search(self._text, 0, phrase.span[0]) is not None
        known = figure is not None and last is not None and figure.name == last.name and self._age <= _MOST_AGE
        return last if known and begins else None

    def _latest(self, phrase: Phrase) -> Figure | None:
        """Of several whom a surname with a title can mean, who just spoke and was the last to be named in full."""
        if self._last.person is None or self._age > _MOST_AGE:
            return None
        named = [(self._text.rfind(one.name, 0, phrase.span[0]), one) for one in self._cast.fits(phrase)]
        figure = max(named, key=lambda each: each[0])[1] if named else None
        return figure if figure is not None and figure.name == self._last.person.name else None


def _is_lower(after: str) -> bool:
    """Whether the clause that ends in a quotation is no main one, so that its nearest subject speaks."""
    return is_subordinate(after) or is_passed_on(after)
