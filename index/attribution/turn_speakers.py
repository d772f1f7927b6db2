"""Whom the labels of a transcript mean: the people of one record, and what the record calls them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from index.attribution.briefers import opening_briefer, opening_words, titled_briefer
from index.attribution.chairs import Seats
from index.attribution.coreference import Coreference
from index.attribution.headed_offices import headed_bearer
from index.attribution.headings import named_in
from index.attribution.issued import issued_opening
from index.attribution.korean_labels import is_in_hangul, korean_person
from index.attribution.question_pages import is_question_page
from index.attribution.transcripts import Turn, embedded, is_play, turns
from index.attribution.witnesses import Witnesses
from index.model import Block, Kind, Person, Statement
from index.text.label_heads import LabelKind, bare_name, peer, read_head
from index.text.label_names import known_titles, proper_case
from index.text.label_words import CONNECTIVES, OFFICE_MODIFIERS, OFFICES, SITTING_OFFICES
from index.text.letter_case import INITIAL
from index.text.person_names import fold, gender_of, is_suffix, parse_name, post_nominals
from index.text.turn_labels import TurnLabel

_OFFICIALS = re.compile(r"(?i)\b(?:officials?)\b")
_RECORD_TITLE = re.compile(
    r"(?i)\b(?:hansard|official report|verbatim record|congressional record|parliamentary debates?|"
    r"record of proceedings|minutes of (?:proceedings|the sitting)|plenary (?:sitting|session|meeting)|"
    r"house of (?:commons|lords|representatives)|"
    r"(?:oral|written) (?:questions|answers|statements)|second reading|third reading|committee stage|debates of the)\b"
)
_RECORD_TEXT = re.compile(
    r"(?im)^(?:the (?:house|senate|assembly|sitting|meeting|council) (?:met|was called to order|was opened|resumed) at|"
    r"hansard\b|official report\b|verbatim record\b|in the chair:|prayers\.?$)"
)
_ADDRESSED = re.compile(
    r"(?m)^(?:(?:thank you,? )?(?:m(?:r|rs|s|adam)\.?|madame|hon\.?|honourable) "
    r"(?:deputy |acting )?(?:speaker|president|chair\w*|presiding officer)[,:])",
    re.IGNORECASE,
)
_COURT = re.compile(
    r"(?i)\((?:affirmed|sworn)\)|\bduly sworn\b|\bcalled as a witness\b|^[ \t\d]*(?:direct|cross)[- ]examination\b",
    re.MULTILINE,
)
# The heading above what a lawyer tells a court: "ORAL ARGUMENT OF ADA B. HOLM".
_ARGUMENT = re.compile(
    r"^[ \t]*(?:(?:ORAL|REBUTTAL|CLOSING|OPENING) )?(?:ARGUMENT|STATEMENT|SUBMISSIONS) (?:OF|BY|ON BEHALF OF) "
    r"(?P<name>(?:(?:MR|MS|MRS|DR|GEN|HON)\.? )?[^\W\d_a-z][^\n,;:a-z]{4,60})(?:,[^\n]{2,40})?[ \t]*$",
    re.MULTILINE,
)
_BY = re.compile(r"\([Bb][Yy] (?P<who>(?:M[rs]{1,2}|M[RS]{1,2}|D[rR])\.? [^()\n]{2,40})\)")
_COURTS_LABEL = re.compile(r"(?i)the (?:court|witness|deponent|court reporter|bailiff)")
_LONGEST_BY = 50  # code points of such a bracket
_ATTENDANCE = re.compile(
    rf"^[ \t•*\-–]*(?P<name>{INITIAL}[\w.'’\-]*(?: (?:{INITIAL}[\w.'’\-]*|de|van|von|bin|al|der|den)){{1,5}})"
    rf"(?:,[ \t]+|[ \t]+[–—-][ \t]+|[ \t]*\()(?:the )?(?P<office>{INITIAL}[^\n,.;:()]{{2,80}})\)?[.,;]?$",
    re.MULTILINE,
)
_INITIALS_OF = re.compile(
    rf"(?<!\w)(?P<name>{INITIAL}[\w.'’\-]{{1,30}}(?: {INITIAL}[\w.'’\-]{{0,30}}){{1,4}})[, ]{{0,3}}"
    rf"\((?:hereafter |“|\")?(?P<initials>{INITIAL}(?:\.?{INITIAL}){{1,3}}\.?)[”\"]?\)"
)
_BYLINE = re.compile(
    r"(?:^|[.!?\n][ \t\n]*)(?:(?:[Ii]nterview(?:ed)?|[Ww]ords|[Tt]ext|[Ss]tory) )?[Bb]y[ \t]"
    rf"(?P<name>{INITIAL}[\w'’\-]+(?: {INITIAL}[\w.'’\-]*){{0,2}} {INITIAL}[\w'’\-]+)(?=[ \t]*(?:[.\n|,]|$))"
)
_LONGEST_OPENING = 2000  # code points in which a byline stands


@dataclass(slots=True)
class _Roster:
    """People of one record by the words of their names, and who holds its offices.

    Attributes:
        full: Each full name that a label or a list of those present gives, by its folded words.
        origins: What labels add to a bare surname ("Norvale"), by the folded surname.
        offices: The label of the person who last held an office, by the folded office.
        honorifics: The genders that labels give to a bare surname, by the folded surname.
        initials: The names that the text gives to initials.
        voices: The names in brackets behind labels that name nobody, "HOST (ADA HOLM)", by the folded label.
    """

    full: dict[tuple[str, ...], str] = field(default_factory=dict)
    origins: dict[str, set[str]] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)
    honorifics: dict[str, set[str]] = field(default_factory=dict)
    initials: dict[str, str] = field(default_factory=dict)
    voices: dict[str, set[str]] = field(default_factory=dict)


def transcript_statements(
    text: str, title: str | None, blocks: Sequence[Block], coreference: Coreference
) -> list[Statement] | None:
    """The statements of a transcript: what each speaker says, turn by turn.

    Args:
        text: The article's text.
        title: Its title, which may name a speaker or a witness.
        blocks: Its parts; its paragraphs where they aren't known.
        coreference: Who is named in the text.

    Returns:
        Statements in the order of the text; none where the text is a play, or a parliament's record whose speakers
        can't be read; None where the text is no transcript.
    """
    found = turns(text, blocks, title)
    if found:
        speakers = TurnSpeakers(text, title, found, coreference)
        if speakers.are_a_page_of_answers(found):
            return None
        return [*speakers.opening(blocks, found[0].label.start), *_statements(found, speakers)]
    return [] if is_play(text) or _is_record(text, title) else None


def embedded_statements(
    text: str, title: str | None, blocks: Sequence[Block], coreference: Coreference
) -> list[Statement]:
    """The turns that an article quotes from a transcript, such as '"OKONKWO: It will sail.'.

    Args:
        text: The article's text.
        title: Its title.
        blocks: Its parts.
        coreference: Who is named in the text.

    Returns:
        Statements in the order of the text, with the label as their mention.
    """
    quoted = embedded(text, blocks)
    if not quoted:
        return []
    return _statements(quoted, TurnSpeakers(text, title, quoted, coreference))


def with_embedded(statements: list[Statement], quoted: list[Statement]) -> list[Statement]:
    """Put turns that an article quotes in place of what was found in their paragraphs.

    Args:
        statements: Statements of the article, in order.
        quoted: Its embedded turns.

    Returns:
        Both, in the order of the text.
    """
    taken = [(one.mention[0] if one.mention else one.start, one.end) for one in quoted]
    kept = [s for s in statements if not any(a < e and b > s_ for a, b in s.content for s_, e in taken)]
    return sorted([*kept, *quoted], key=lambda s: s.start)


def _is_record(text: str, title: str | None) -> bool:
    """Whether a text is a parliament's record, of whose speeches nothing may be mined without their speakers."""
    known = bool(_RECORD_TITLE.search(title or "")) or bool(_RECORD_TEXT.search(text[:3000]))
    addressed = sum(1 for _ in _ADDRESSED.finditer(text))
    return (known and addressed > 0) or addressed > 2


def _statements(found: list[Turn], speakers: TurnSpeakers) -> list[Statement]:
    return [
        Statement(
            turn.content, Kind.DIRECT, turn.label.name, None, speakers.who(turn), None, 1.0, speakers.is_question(turn)
        )
        for turn in found
    ]


class TurnSpeakers:
    """Resolves the labels of one transcript, in their order.

    Args:
        text: The transcript.
        title: Its title.
        found: All its turns.
        coreference: Who is named in the text.
    """

    def __init__(self, text: str, title: str | None, found: Sequence[Turn], coreference: Coreference) -> None:
        self._text = text
        self._title = title
        self._coreference = coreference
        self._roster = _Roster()
        self._known: dict[tuple[str, str], Person | None] = {}
        self._first = found[0].label.start if found else 0
        self._read_attendance(text[: self._first])
        for turn in found:
            self._read_label(turn.label)
        for match in _INITIALS_OF.finditer(text):
            self._roster.initials.setdefault(match.group("initials").replace(".", ""), match.group("name"))
        self._briefer = titled_briefer(title or "") or opening_briefer(text, self._first)
        self._witnesses = Witnesses(text, title, found, self._briefer)
        offices = {proper_case(turn.name) for turn in found if turn.label.kind is LabelKind.OFFICE}
        self._seats = Seats(text, self._first, offices)
        self._surnames = {fold(turn.name.split()[-1]) for turn in found if turn.name.split()}
        self._headings = [title or "", *(proper_case(match["name"]) for match in _ARGUMENT.finditer(text))]
        self._in_court = _COURT.search(text) is not None or any(
            turn.examiner or _COURTS_LABEL.fullmatch(turn.name) for turn in found
        )

    def who(self, turn: Turn) -> Person | None:
        """Whom a turn's label means; None where the record doesn't tell, or it is a question."""
        label = turn.label
        if turn.question:
            return self._examiner(turn)
        if label.kind in {LabelKind.GROUP, LabelKind.QUESTION, LabelKind.EXAMINER, LabelKind.UNREAD}:
            return None
        match label.kind:
            case LabelKind.ANSWER:
                return self._witness(label.start)
            case LabelKind.UNNAMED:
                seated = self._voice(label) or self._seats.holder(turn.name, label.start)
                return self._person(seated, "") if seated else self._officials(turn.name)
            case LabelKind.INITIALS:
                return self._initials(turn.name)
            case LabelKind.OFFICE:
                return self._office(label)
        if called := peer(turn.name):
            return Person(called)
        key = (fold(turn.name), self._origin(label))
        if key not in self._known:
            self._known[key] = self._person(turn.name, self._origin(label))
        return self._known[key]

    def is_question(self, turn: Turn) -> bool:
        """Whether a turn is a reporter's question; in court lawyers ask."""
        return turn.question and not self._in_court

    def are_a_page_of_answers(self, found: Sequence[Turn]) -> bool:
        """Whether turns are a page's own questions and answers, which nobody speaks: "Q: When does it start?"."""
        answers = [turn for turn in found if turn.label.kind is LabelKind.ANSWER]
        if any(turn.label.kind not in {LabelKind.QUESTION, LabelKind.ANSWER} for turn in found) or self._in_court:
            return False
        headed = f"{self._title or ''}\n{self._text[: found[0].label.start]}"
        told = (self._text[a:b] for turn in answers for a, b in turn.content)
        return is_question_page(headed, told) and not any(map(self.who, answers))

    def opening(self, blocks: Sequence[Block], first_label: int) -> list[Statement]:
        """What the holder of a briefing says before the first label.

        Args:
            blocks: Parts of the transcript.
            first_label: Code point at which its first label starts.

        Returns:
            One statement; none where no sentence above the labels tells whose briefing it is.
        """
        briefer = self._briefer
        if briefer is None or briefer.begin is None:
            issued = issued_opening(self._text, self._title, blocks, first_label, self._coreference)
            surname = fold(issued.person.name.split()[-1]) if issued and issued.person else None
            return [issued] if issued and surname in self._surnames else []
        content = tuple(opening_words(self._text, blocks, briefer.begin, first_label))
        person = self._person(briefer.name, "")
        return [Statement(content, Kind.DIRECT, briefer.mention, None, person, None, 1.0)] if content else []

    # reading the record

    def _read_attendance(self, opening: str) -> None:
        for match in _ATTENDANCE.finditer(opening):
            self._note_full(match.group("name"))
            office = match.group("office").strip()
            self._roster.offices.setdefault(_office_key(office), match.group("name"))
            head = _office_key(re.split(r" (?:of|for) ", office)[0])
            self._roster.offices.setdefault(head, match.group("name"))

    def _read_label(self, label: TurnLabel) -> None:
        name = _without_honours(self._text[slice(*label.name)])
        if label.kind in {LabelKind.OFFICE, LabelKind.UNNAMED}:
            holder = self._holder(label)
            if holder:
                self._roster.voices.setdefault(fold(name), set()).add(holder)
                self._note_full(holder)
        elif label.kind is LabelKind.PERSON:
            self._note_full(name)
            origin = self._origin(label)
            words = bare_name(name.split())
            _, _, honorific = parse_name(" ".join(known_titles(proper_case(name).split())))
            if honorific and len(words) == 1:
                self._roster.honorifics.setdefault(fold(words[0]), set()).add(honorific)
            if origin and len(words) == 1:
                self._roster.origins.setdefault(fold(words[0]), set()).add(origin)

    def _note_full(self, name: str) -> None:
        written = bare_name(name.split())
        words = tuple(map(fold, written))
        if len(words) > 1:
            self._roster.full.setdefault(words, proper_case(" ".join(written)))

    def _origin(self, label: TurnLabel) -> str:
        """The place that tells two of one surname apart: "of Ohio", "(Norvale)"; empty where the label has none."""
        words = self._text[slice(*label.name)].split()
        if "of" in words[1:-1] and len(bare_name(words)) == 1:
            return "of " + " ".join(words[words.index("of") + 1 :])
        if not label.asides or self._text[label.asides[0][0] - 1] not in "([":
            return ""
        aside = self._text[slice(*label.asides[0])]
        place = re.split(r"[—–,;/]| - ", aside)[0].strip()
        return place if re.fullmatch(rf"{INITIAL}[^\d()]{{2,40}}", place) else ""

    def _holder(self, label: TurnLabel) -> str | None:
        """The name in the brackets of an office's label."""
        for start, end in label.asides:
            aside = _INNER_BRACKET.sub("", self._text[start:end])
            head = read_head(aside, 0, len(aside))
            if head is not None and head.kind is LabelKind.PERSON:
                name = aside[slice(*head.name)]
                if len(name.split()) > 1:
                    return name
        return None

    # resolving

    def _person(self, name: str, origin: str) -> Person | None:
        if is_in_hangul(name):
            return korean_person(name)
        name = _without_honours(name)
        written = name.split()
        if len(written) > 3 and written[0].isupper() and not written[1].isupper():
            name = " ".join(bare_name(written))  # "NATO Secretary General Ilo Tamm"
        words = known_titles(proper_case(name).split())
        bare = bare_name(words)
        person = self._labelled(words, bare, origin)
        if len(bare) > 1 or origin:
            return person
        if self._may_be_either(bare[0]):
            return None
        headed = self._headed(bare[0], words)
        if headed and (person is None or len(bare_name(person.name.split())) == 1):
            return self._with_text([*words[:-1], *headed], list(headed))
        return person

    def _labelled(self, words: list[str], bare: list[str], origin: str) -> Person | None:
        """The person of a label by the labels and the text alone."""
        if len(bare) == 1:
            origins = self._roster.origins.get(fold(bare[0]), set())
            if self._is_ambiguous(bare[0], words) or (len(origins) > 1 and not origin):
                return None
            if len(origins) > 1:
                return Person(name=f"{bare[0]} {origin}" if origin.startswith("of ") else f"{bare[0]} ({origin})")
        return self._with_text(words, bare)

    def _headed(self, surname: str, words: list[str]) -> tuple[str, ...] | None:
        """The full name that the title gives to a surname, where neither it nor the labels have another of it."""
        named = list(dict.fromkeys(name for heading in self._headings for name in named_in(heading, surname)))
        if len(named) != 1 or not _fits(tuple(map(fold, named[0])), words):
            return None
        _, _, honorific = parse_name(" ".join(words))
        if honorific and not gender_of(named[0]) and self._is_shared(surname, words):
            return None
        others = {full for full in self._roster.full if full[-1] == fold(surname)} - {tuple(map(fold, named[0]))}
        others |= {(origin,) for origin in self._roster.origins.get(fold(surname), ())}
        return None if others or len(self._genders(surname)) > 1 else named[0]

    def _genders(self, surname: str) -> set[str]:
        return self._roster.honorifics.get(fold(surname), set())

    def _may_be_either(self, surname: str) -> bool:
        """Whether a man and a woman of a surname speak, and the title's first name may be either's."""
        named = named_in(self._title or "", surname)
        return len(self._genders(surname)) > 1 and any(not gender_of(name) for name in named)

    def _with_text(self, words: list[str], bare: list[str]) -> Person:
        """The person of the label, with what the text tells: a first name, roles."""
        figure = self._coreference.name(" ".join(words))
        if figure is not None and figure.words[0] in {"Q.", "A."} and bare[0] != figure.words[0]:
            figure = None  # "A. Femi Adeyemi.": the label of an answer, no initial
        if figure is not None and {"Q.", "A."} & set(figure.person().roles):
            figure = None  # "Q. Mr. Femi, …": the label of a question, no title
        if figure is None or figure.organisation or len(figure.words) < len(bare):
            _, titles, _ = parse_name(" ".join(words))
            return Person(name=" ".join(_without_office(bare)), roles=titles)
        person = figure.person()
        name = _without_office(person.name.split())
        if _is_justice(name):
            return Person(name=name[-1], roles=(proper_case(" ".join(name[:-1])),))  # "LADY JUSTICE Holm"
        return replace(person, name=" ".join(name)) if name[-1] == bare[-1] else person

    def _is_ambiguous(self, surname: str, words: list[str]) -> bool:
        """Whether a bare surname may be several people's of the record, or, where it is none's, of the text."""
        folded = fold(surname)
        bearers = [full for full in self._roster.full if folded in (full[-1], full[0]) and _fits(full, words)]
        return len(bearers) > 1 if bearers else self._is_shared(surname, words)

    def _is_shared(self, surname: str, words: list[str]) -> bool:
        """Whether the text names several people of a surname whom a label doesn't tell apart."""
        _, titles, honorific = parse_name(" ".join(words))
        bearers = [
            f
            for f in self._coreference.figures
            if f.full
            and not f.organisation
            and len(_without_office(list(f.words))) > 1
            and fold([w for w in f.words if not is_suffix(w)][-1]) == fold(surname)
            and not (honorific and f.gender and honorific != f.gender)
        ]
        titled = [f for f in bearers if f.titles & set(titles)]
        return len(titled or bearers) > 1

    def _office(self, label: TurnLabel) -> Person | None:
        office = proper_case(self._text[slice(*label.name)])
        key = _office_key(office)
        if self._briefer is not None and self._briefer.holds(office):
            return self._person(self._briefer.name, "")
        holder = self._holder(label)
        if holder:
            self._roster.offices[key] = holder
        held = holder or self._roster.offices.get(key) or self._seats.holder(office, label.start)
        if held:
            person = self._person(held, "")
            role = _COURTESY.sub("", office)
            return replace(person, roles=tuple(sorted({*person.roles, role}))) if person else None
        if key in {"witness", "deponent"}:
            return self._witness(label.start)
        figure = self._coreference.bearer(key) or headed_bearer(self._coreference.figures, key, self._first)
        return figure.person() if figure is not None else _bare_office(office, key)

    def _voice(self, label: TurnLabel) -> str | None:
        """Who speaks under a label without a name: "HOST (ADA HOLM):", and "HOST:" where the brackets name one only."""
        named = self._roster.voices.get(fold(self._text[slice(*label.name)]), set())
        return self._holder(label) or (next(iter(named)) if len(named) == 1 else None)

    def _witness(self, place: int) -> Person | None:
        name = self._witnesses.name_at(place)
        return self._person(name, "") if name else None

    def _officials(self, name: str) -> Person | None:
        """Officials who speak unnamed, as one group; a moderator or "Speaker 2" is nobody."""
        label = re.sub(r"\s*#?\d+$", "", proper_case(name))
        return Person(name=label, organisation=True) if _OFFICIALS.search(label) else None

    def _initials(self, name: str) -> Person | None:
        initials = name.replace(".", "")
        explained = self._roster.initials.get(initials)
        if explained is None:
            names = {name for words, name in self._full_names() if initials.lower() in _initials_of(words)}
            folded = {fold(n) for n in names}
            explained = names.pop() if len(folded) == 1 else None
        return self._person(explained, "") if explained else None

    def _full_names(self) -> Iterable[tuple[tuple[str, ...], str]]:
        """The full names of the text, of its labels, and of its bylines, with their words."""
        yield from ((figure.words, figure.name) for figure in self._coreference.figures if figure.full)
        yield from self._roster.full.items()
        for match in _BYLINE.finditer(self._text, 0, _LONGEST_OPENING):
            yield tuple(match["name"].split()), match["name"]

    def _examiner(self, turn: Turn) -> Person | None:
        """The lawyer who asks, as the label above the questions tells, or the one in their own: "Q (By Mr. Tamm)"."""
        own = _BY.search(self._text, turn.label.start, turn.label.end + _LONGEST_BY)
        if own is not None and own.start() <= turn.label.end:
            return self._person(own["who"], "")
        label = turn.label if turn.label.kind is LabelKind.EXAMINER else turn.examiner
        if label is None:
            return None
        name = self._text[slice(*label.name)]
        head = read_head(name, 0, len(name))
        if head is not None and head.kind is LabelKind.OFFICE:
            return self._office(label)  # "BY THE COURT:"
        return self._person(name, "")


_ROMANCE_TITLES = frozenset("senor senora senhor senhora sr sra diputado diputada deputado deputada".split())
_OF_MEMBERS = frozenset({"ranking", "committee", "board", "council", "assembly"})
_OF_COURTS = frozenset("lord lady mr mrs ms chief deputy senior justice".split())
_INNER_BRACKET = re.compile(r"\([^()]*\)[ \u00a0]?")
_COURTESY = re.compile(r"(?i)^(?:(?:the|mr|mrs|ms|madam|madame|hon|an)\.? )+")
_SITTING = frozenset(word for office in SITTING_OFFICES for word in fold(office).replace("-", " ").split())
_SMALL_OFFICE = CONNECTIVES | (OFFICE_MODIFIERS - {"general", "executive", "state", "security", "defence"})


def _office_key(office: str) -> str:
    words = [
        w
        for w in fold(office).replace("-", " ").replace(".", "").split()
        if w not in {"the", "mr", "madam", "mrs", "ms", "hon", "an"} | _ROMANCE_TITLES
    ]
    return " ".join(words)


def _bare_office(office: str, key: str) -> Person | None:
    """An office whose holder nothing tells, by its own name; None for one of the sitting itself."""
    nouns = [w for w in key.replace("-", " ").split() if w not in _SMALL_OFFICE]
    if not nouns or all(w in _SITTING for w in key.split() if w not in _SMALL_OFFICE):
        return None
    name = _COURTESY.sub("", office)
    return Person(name=f"the {name}", roles=(name,), organisation=True)


def _without_honours(name: str) -> str:
    """A label's name without what is written after it: "MR LOCKE KC"."""
    words = name.split()
    return " ".join(words[: len(words) - post_nominals(words)])


def _fits(full: tuple[str, ...], words: list[str]) -> bool:
    """Whether a title's gender allows a full name."""
    _, _, honorific = parse_name(" ".join(words))
    gender = gender_of(tuple(w.capitalize() for w in full))
    return not (honorific and gender and honorific != gender)


def _without_office(name: list[str]) -> list[str]:
    """A name without the office that stands before it wherever the text has it: "Ranking Member Holm"."""
    if len(name) > 1 and fold(name[0]).strip(".") in _ROMANCE_TITLES:
        name = name[1:]  # "Señora Muñez"
    of_a_body = len(name) > 2 and name[0].lower() in _OF_MEMBERS
    return name[2:] if of_a_body and name[1].lower() in OFFICES else name


def _is_justice(name: list[str]) -> bool:
    """Whether a name is a judge's surname behind the title of a court."""
    titles = {fold(word).strip(".") for word in name[:-1]}
    return "justice" in titles and titles <= _OF_COURTS


def _initials_of(words: tuple[str, ...]) -> set[str]:
    """The initials of a name, a double surname's as one letter and as two: "kb" and "kbo" of "Kofi Brandt-Owusu"."""
    name = " ".join(word for word in words if not is_suffix(word)).lower()
    return {"".join(word[0] for word in each.split()) for each in (name, name.replace("-", " "))}
