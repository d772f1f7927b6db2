"""Which labels of a text are a speaker's: a heading, a dateline or a list can look like one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from index.attribution.press_questions import answers_papers
from index.text.common_words import COMMON_WORDS
from index.text.given_names import FEMALE_NAMES, MALE_NAMES
from index.text.label_heads import LabelKind, bare_name, in_capitals, is_capitals, peer
from index.text.label_words import CONNECTIVES, LABEL_TITLES, OFFICES, PERSONAL_TITLES
from index.text.letter_case import INITIAL
from index.text.name_lists import NOT_NAMES
from index.text.narration import tells_deed
from index.text.person_names import NAME, fold
from index.text.turn_labels import LabelForm, TurnLabel

_SHORTEST_SENTENCE = 8  # words of a line that may be no sentence
_LEAST_LABELS = 3  # of a transcript none of whose labels is sure
_LONGEST_NAME = 4  # words of a name in small letters where the other labels are in capitals, at least
_LEAST_SHARE = 3  # of its lines after the first label one in so many begins with one
_ANSWERING = frozenset({LabelKind.PERSON, LabelKind.OFFICE, LabelKind.INITIALS, LabelKind.UNNAMED})
# First words of a speech's own headings: "Step 2:".
_COUNTING = frozenset("number no point step item part option rule phase question lesson goal priority".split())
# First words of lines that stand beside a text.
_FURNITURE = frozenset(
    "photo photos caption source sources contact contacts related image credit copyright media".split()
)
_FIRST_WORD = re.compile(r"\s*(?:(?:Mr|Mrs|Ms|Dr)\.?\s|The\s)?(\w+)")
_SPEAKING = re.compile(r"\b(?:I|I['’]\w+|[Ww]e|[Mm]y|[Oo]ur|[Yy]ou|[Yy]our)\b")
_SPEECHES = re.compile(r"\b(?:speeches|remarks|addresses|tributes|full texts?)\b", re.IGNORECASE)
_PRONOUN_FIRST = re.compile(r"\s*(?:He|She|His|Her|They)\b")
_QUOTED = re.compile(r"“[^”\n]*”?|\"[^\"\n]*\"?|«[^»\n]*»?")
_LISTED = re.compile(r"[ \u00a0](?:[–—]|--?)[ \u00a0]|\S[ \u00a0]{2,}\S|\t")
# Titles that stand before a whole name, and before no heading or point of a speech.
# Offices that stand before a surname in a label behind a word of their own: "CITY ATTORNEY HOLM".
_CITY_OFFICES = frozenset("attorney clerk manager solicitor administrator director treasurer judge auditor".split())
_BEHIND_QUESTION = "\"”’') \t\r\n\u00a0"
_LINE_ENDS = frozenset({"", "\n", "\r"})
_WORDS = COMMON_WORDS | CONNECTIVES | NOT_NAMES
_SEATS = frozenset("MSP MS AS MP AM TD MLA MEP MHK MLC".split())
_COURTESIES = frozenset("hon rt honourable honorable mr mrs ms miss dr shri smt shrimati sir dame".split())
_PLACED = re.compile(rf"\b(?:in|at|from|near|to|of|outside) ({INITIAL}\w+)")


class TrustedLabels:
    """The labels of one text, and which of them are to be trusted.

    Args:
        text: The text.
        labels: The labels of its lines in order, None for lines without one.
        title: Its title, whose names are known.
    """

    def __init__(self, text: str, labels: Sequence[TurnLabel | None], title: str | None = None) -> None:
        self._text = text
        self._title = title or ""
        self._lines = labels
        self._labels = [label for label in labels if label is not None]
        self._counts = Counter(self._key(label) for label in self._labels if not label.quoted)
        self._forms = Counter(label.form for label in self._labels if label.kind is not LabelKind.UNREAD)
        self._kinds = Counter(label.kind for label in self._labels)
        self._sure = sum(1 for label in self._labels if label.sure and not label.quoted)
        self.loud = self._is_loud()
        self._listed = self._list_entries()
        self._alternating = self._alternates()
        self._heads_alone = self._stand_alone()
        self._firsts: set[str] = set()
        self._people, self._places = self._known(f"{title or ''}\n{text}")
        self._surnames = self._surnames_of_full_names()
        self._shortened = self._shortened_names()
        self._mixed = self._mixes_letters()
        self._first_names = self._named_by_first_name()
        self._named_in_capitals = self._speaks_in_capitals()
        self._asking = self._paper_asking()
        self._holders = self._named_holders()
        self._trusted = frozenset(label for label in self._labels if self._trust(label))
        self.is_transcript = self._decide()

    def is_speaker(self, label: TurnLabel) -> bool:
        """Whether a label names who speaks the words after it."""
        return label in self._trusted

    def may_be_speaker(self, label: TurnLabel) -> bool:
        """Whether a label that isn't trusted may be one, so that the words after it aren't the last speaker's."""
        words = self._words(label)
        if label.form is LabelForm.STOP:
            bare = label.kind is LabelKind.UNREAD and not self._is_titled(label)
            return label.sure or (self._named_in_capitals if bare else self._forms[LabelForm.STOP] > _LEAST_LABELS)
        if label.form is LabelForm.ALONE:
            return self._forms[LabelForm.ALONE] >= _LEAST_LABELS or is_capitals(" ".join(words))
        if label.form is LabelForm.BARE or label.kind in {LabelKind.QUESTION, LabelKind.ANSWER}:
            return label.form is LabelForm.COLON
        if words[0].lower() in _FURNITURE:
            return True
        if self._is_whispered(label):
            return len(words) > 1 and words[0].lower() not in _COUNTING
        return True

    # the text as a whole

    def _key(self, label: TurnLabel) -> str:
        return fold(self._text[slice(*label.name)])

    def _words(self, label: TurnLabel) -> list[str]:
        return self._text[slice(*label.name)].split()

    def _is_loud(self) -> bool:
        """Whether the text's labels are in capitals, so that small letters before a colon are prose."""
        spelt = (label for label in self._labels if label.kind is not LabelKind.INITIALS)  # "GM:" is always in capitals
        written = [label for label in spelt if label.form is not LabelForm.ALONE]
        sure = [label for label in written if label.sure or self._counts[self._key(label)] > 1]
        loud = sum(1 for label in sure if in_capitals(self._words(label)[-1]))
        return loud > len(sure) - loud

    def _named_holders(self) -> set[str]:
        """Names that brackets give to the holder of an office, who speaks under that name afterwards."""
        offices = [label for label in self._labels if label.kind is LabelKind.OFFICE and label.sure]
        names = [self._text[a:b].split() for label in offices for a, b in label.asides]
        return {fold(" ".join(bare_name(words))) for words in names if words}

    def _surnames_of_full_names(self) -> set[str]:
        return {fold(self._words(label)[-1]) for label in self._labels if self._is_full_name(label)}

    def _is_full_name(self, label: TurnLabel) -> bool:
        """Whether a label has a name in capitals and, after it or before it, who that is: "ADA HOLM, HOST"."""
        words = self._words(label)
        named = label.kind is LabelKind.PERSON and label.form is LabelForm.COLON and not label.quoted
        return named and bool(label.asides or label.sure) and len(bare_name(words)) > 1 and is_capitals(" ".join(words))

    def _shortened_names(self) -> dict[str, set[str]]:
        """The names in labels for which initials stand in later ones: "Ada Holm: … AH: …"."""
        short = {self._key(label).replace(".", "") for label in self._labels if label.kind is LabelKind.INITIALS}
        names: dict[str, set[str]] = {}
        for label in self._labels:
            initials = self._initials(label)
            named = label.form is LabelForm.COLON and label.kind is not LabelKind.INITIALS
            if named and len(initials) > 1 and initials in short:
                names.setdefault(initials, set()).add(self._key(label))
        return names

    def _mixes_letters(self) -> bool:
        """Whether some labels are in capitals and others aren't, as where who asks is set in small letters."""
        whispered = [label for label in self._labels if label.kind is LabelKind.PERSON and self._is_whispered(label)]
        capitals = {self._key(label) for label in self._labels if in_capitals(self._words(label)[-1])}
        surname_shouted = any(
            label.sure and not in_capitals(self._words(label)[0]) and not self._is_titled(label)
            for label in self._labels
        )  # "Dario LENNOX (Portsea) (12:01)"
        return surname_shouted or any(self._key(label) in capitals or self._has_courtesy(label) for label in whispered)

    def _is_titled(self, label: TurnLabel) -> bool:
        words = self._words(label)
        of_town = len(words) > 2 and words[-2].lower() in _CITY_OFFICES and is_capitals(" ".join(words))
        return of_town or words[0].lower().strip(".") in LABEL_TITLES | {"the"}

    def _has_courtesy(self, label: TurnLabel) -> bool:
        """Whether a label has a title that prose before a colon doesn't have, and a name of two words."""
        words = self._words(label)
        title = words[0].lower().strip(".")
        courteous = title in _COURTESIES or (words[0].endswith(".") and title in LABEL_TITLES)  # "Comm. A. Holm"
        return courteous and len(bare_name(words)) > 1

    def _alternates(self) -> bool:
        """Whether words stand between names alone on their lines; they don't in a list of people.

        Those present, each with an office after a dash, may be listed above all the same.
        """
        alone = [
            i
            for i, label in enumerate(self._lines)
            if label is not None
            and label.form is LabelForm.ALONE
            and label not in self._listed
            and self._text[label.end : label.end + 1] in _LINE_ENDS  # else the words stand on its own line
        ]
        together = sum(1 for a, b in pairwise(alone) if b - a == 1)
        return len(alone) > 1 and 4 * together <= len(alone)

    def _stand_alone(self) -> bool:
        """Whether names on lines of their own, places in brackets below them, are this text's labels."""
        sure = sum(1 for label in self._labels if label.form is LabelForm.ALONE and label.sure)
        return self._alternating and sure > 1 and self._forms[LabelForm.ALONE] > 2 * self._forms[LabelForm.COLON]

    def _list_entries(self) -> frozenset[TurnLabel]:
        return frozenset(label for i, label in enumerate(self._lines) if label is not None and self._is_listed(i))

    def _is_listed(self, number: int) -> bool:
        """Whether a line is an entry of a list of those present: a name, a dash or a gap, and an office."""
        label = self._lines[number]
        beside = [*self._lines[max(0, number - 1) : number], *self._lines[number + 1 : number + 2]]
        if label is None or not any(other is not None and other.form is LabelForm.ALONE for other in beside):
            return False
        return label.kind is LabelKind.GROUP or _LISTED.search(self._text, label.start, label.end) is not None

    def _known(self, text: str) -> tuple[set[str], set[str]]:
        """Last words of the names that stand in the text in small letters, and words that are places there."""
        people: set[str] = set()
        if not self._labels:
            return people, people
        for match in NAME.finditer(text):
            words = match.group().replace("\u00a0", " ").split(" ")
            if len(words) > 1 and any(not in_capitals(w) for w in words):
                people.update(w.lower().strip(".,'’") for w in words[1:])
                self._firsts.update(w.lower() for w in words[:-1] if w.isalpha())
        places = {match.group(1).lower() for match in _PLACED.finditer(text)}
        return people, places

    def _decide(self) -> bool:
        chosen = [label for label in self._labels if label in self._trusted]
        if not chosen or sum(label.quoted for label in chosen) * 2 > len(chosen):
            return False  # a list of what people said, each in quotation marks
        if any(label.sure and label.form is not LabelForm.ALONE and self._is_spoken(label) for label in chosen):
            return True
        if 2 * sum(map(self._heads_no_sentence, chosen)) >= len(chosen):
            return False  # a cast, results, an agenda
        return self._is_conversation(chosen)

    def _heads_no_sentence(self, label: TurnLabel) -> bool:
        """Whether the rest of a label's line is no sentence: "Ada Miller: Rosa Quill", "Elin Varga: 1,812 votes".

        A description or a result goes on in small letters or with a number: "Ilo Tamm: mayor since 2019."
        """
        stop = self._text.find("\n", label.end)
        line = self._text[label.end : stop if stop >= 0 else len(self._text)].strip()
        if line[:1].islower() or line[:1].isdigit():
            return label.kind is LabelKind.PERSON
        return bool(line) and len(line.split()) <= _SHORTEST_SENTENCE and line[-1] not in ".?!…—–-”\"’'):;,"

    def _is_conversation(self, chosen: list[TurnLabel]) -> bool:
        """Whether labels none of which is sure are so many, and in such an order, that people speak in turn."""
        if 4 * sum(map(self._is_biography, chosen)) >= len(chosen):
            return False
        if 2 * sum(map(self._tells_deed, chosen)) >= len(chosen):
            return False  # who did what, side by side
        alone = all(label.form is LabelForm.ALONE for label in chosen)
        titled = not alone and (self._sure > 0 or self._titled(chosen))
        if len(chosen) < (2 if titled else _LEAST_LABELS):
            return False
        if not (titled or self._is_exchange(chosen) or (alone and self._is_sitting(chosen))):
            return False
        if self._are_asked(chosen):
            return True  # however long they spoke before
        first = next(i for i, label in enumerate(self._lines) if label is not None and label in self._trusted)
        return _LEAST_SHARE * len(chosen) >= len(self._lines) - first

    def _tells_deed(self, label: TurnLabel) -> bool:
        """Whether what stands after a label tells what somebody did, and is no speech."""
        return tells_deed(self._text[label.end :].lstrip().split("\n", 1)[0])

    def _is_exchange(self, chosen: list[TurnLabel]) -> bool:
        """Whether somebody speaks again after somebody else did; the entries of a list come once each."""
        kinds = {label.kind for label in chosen}
        if (LabelKind.QUESTION in kinds and len(kinds) > 1) or answers_papers(self._text, self._labels, self._trusted):
            return True
        keys = [self._initials(label) if self._is_short_for_one(label) else self._full_key(label) for label in chosen]
        return len(set(keys)) > 1 and any(
            keys[i] in keys[i + 2 :] and keys[i + 1] != keys[i] for i in range(len(keys) - 2)
        )

    def _are_asked(self, chosen: Sequence[TurnLabel]) -> bool:
        """Whether one label in capitals answers several questions that have labels of their own."""
        asked = [here for above, here in pairwise(chosen) if above.kind is LabelKind.QUESTION]
        answering = Counter(self._key(label) for label in asked if label.kind is not LabelKind.QUESTION)
        loud = {self._key(label) for label in asked if is_capitals(" ".join(self._words(label)))}
        return any(count >= _LEAST_LABELS and key in loud for key, count in answering.items())

    def _full_key(self, label: TurnLabel) -> str:
        """The key of the only full name in the labels that ends in a label's surname: "ADA HOLM, HOST" of "HOLM"."""
        key = self._key(label)
        full = {other for other in self._counts if " " in other and other.split()[-1] == key}
        return full.pop() if len(full) == 1 else key

    def _is_sitting(self, chosen: list[TurnLabel]) -> bool:
        """Whether words of somebody speaking stand under most of the titled names that are headings."""
        titles = [self._words(label)[0].lower().strip(".") in LABEL_TITLES for label in chosen]
        offices = [label.kind is LabelKind.OFFICE for label in chosen]
        if not all(map(max, titles, offices)) or sum(titles) < 2:
            return False
        ends = [label.start for label in chosen[1:]] + [len(self._text)]
        bodies = [_QUOTED.sub("", self._text[label.end : end]) for label, end in zip(chosen, ends, strict=True)]
        announced = _SPEECHES.search(self._title) or _SPEECHES.search(self._text, 0, chosen[0].start)
        if announced and not any(map(self._tells_of, chosen, bodies)):
            return True
        speaking = sum(1 for body in bodies if _SPEAKING.search(body))
        return 3 * speaking >= 2 * len(chosen)

    def _tells_of(self, label: TurnLabel, body: str) -> bool:
        """Whether words under a name are about its bearer: the surname stands in them, the office, "she"."""
        words = self._words(label)
        if _PRONOUN_FIRST.match(body) or not body.strip():
            return True
        return (
            re.search(rf"\b(?:[Tt]he {re.escape(words[0])}|{re.escape(words[-1])})\b", body, re.IGNORECASE) is not None
        )

    def _is_biography(self, label: TurnLabel) -> bool:
        """Whether the words under a name tell of its bearer, as in a list of people."""
        first = _FIRST_WORD.match(self._text, label.end)
        if first is None or label.kind is not LabelKind.PERSON:
            return False
        word = first.group(1).lower()
        return word in {"he", "she"} or word in {w.lower() for w in self._words(label) if len(w) > 2} - LABEL_TITLES - {
            "the"
        }

    def _titled(self, chosen: list[TurnLabel]) -> bool:
        return any(
            (label.kind is LabelKind.OFFICE and label.form is not LabelForm.STOP)
            or self._words(label)[0].lower().strip(".") in PERSONAL_TITLES
            for label in chosen
        )

    def _is_spoken(self, label: TurnLabel) -> bool:
        """Whether a sure label isn't a heading all the same: a title in capitals can begin one."""
        words = self._words(label)
        return label.kind is not LabelKind.PERSON or words[0].lower().strip(".") in PERSONAL_TITLES or len(words) <= 4

    # one label

    def _trust(self, label: TurnLabel) -> bool:
        match label.kind:
            case LabelKind.UNREAD:
                return False
            case LabelKind.QUESTION:
                return self._trust_question(label)
            case LabelKind.ANSWER if label.form is LabelForm.STOP and self._sure > 1:
                return self._kinds[LabelKind.QUESTION] > 0 or self._answers_what_others_ask()
            case LabelKind.ANSWER | LabelKind.EXAMINER:
                return self._kinds[LabelKind.QUESTION] > 0
            case LabelKind.GROUP | LabelKind.UNNAMED if label.form is LabelForm.STOP:
                return False  # a sentence of one word, most often: it ends the turn where others are labels
            case LabelKind.GROUP | LabelKind.UNNAMED:
                numbered = self._words(label)[-1][
                    -1:
                ].isdigit()  # "Caller 2" is no prose, whatever the others look like
                return self._forms[label.form] > 1 and (numbered or not self._is_whispered(label))
            case LabelKind.INITIALS:
                again = self._counts[self._key(label)] > 1 and self._key(label) not in _WORDS  # "IN: … OUT: …"
                return again or self._explained(label) or self._is_short_for_one(label)
            case LabelKind.OFFICE:
                return label.sure or self._trust_office(label)
            case LabelKind.PERSON:
                return self._trust_person(label)

    def _is_whispered(self, label: TurnLabel) -> bool:
        """Whether a label is in small letters where the others are in capitals, and is prose most likely."""
        words = self._words(label)
        written = [w for w in words if len(w) > 1 and not w.strip("#").isdigit()] or words
        return self.loud and not label.sure and not in_capitals(written[-1])

    def _trust_office(self, label: TurnLabel) -> bool:
        if label.form is LabelForm.STOP:
            repeated = self._counts[self._key(label)] > 1
            return repeated and self._forms[LabelForm.STOP] > _LEAST_LABELS and self._words(label)[0] == "The"
        if label.form is LabelForm.ALONE:
            return self._alternating
        return self._forms[label.form] > 1 and not self._is_whispered(label)

    def _trust_question(self, label: TurnLabel) -> bool:
        others = self._sure or self._kinds[LabelKind.ANSWER] or any(self._kinds[kind] > 1 for kind in _ANSWERING)
        return bool(others) or self._counts[self._key(label)] > 1

    def _answers_what_others_ask(self) -> bool:
        """Whether answers, "A.", stand below questions of those whom the labels name, as before a coroner."""
        answers = [label for label in self._labels if label.kind is LabelKind.ANSWER]
        above = [self._text[: label.start].rstrip(_BEHIND_QUESTION)[-1:] for label in answers]
        return len(answers) > 1 and 2 * above.count("?") >= len(answers)

    def _heard_twice(self, form: LabelForm) -> bool:
        """Whether at least two speakers have several labels of a form each."""
        keys = {self._key(label) for label in self._labels if label.form is form}
        return sum(1 for key in keys if self._counts[key] > 1) > 1

    def _most_labels(self, form: LabelForm) -> int:
        """How many labels of a form the speaker has who has most."""
        return max((self._counts[self._key(label)] for label in self._labels if label.form is form), default=0)

    def _explained(self, label: TurnLabel) -> bool:
        initials = self._text[slice(*label.name)].replace(".", "")
        return f"({initials})" in self._text

    def _is_short_for_one(self, label: TurnLabel) -> bool:
        """Whether initials are those of one name that labels give, or a name's are those that labels give."""
        return len(self._shortened.get(self._initials(label), ())) == 1

    def _initials(self, label: TurnLabel) -> str:
        """The initials that a label is, or those of its name."""
        if label.kind is LabelKind.INITIALS:
            return self._key(label).replace(".", "")
        return fold("".join(word[0] for word in bare_name(self._words(label))))

    def _trust_person(self, label: TurnLabel) -> bool:
        if label.form is LabelForm.ALONE:
            return self._trust_alone(label)
        if label.form is LabelForm.STOP:
            return label.sure or (self._forms[LabelForm.STOP] > _LEAST_LABELS and self._trust_stop(label))
        if label.sure or (label.form is LabelForm.COLON and self._is_short_for_one(label)):
            return True
        return self._trust_with_colon(label, self._words(label))

    def _is_member(self, label: TurnLabel) -> bool:
        """Whether letters behind a name tell of a seat in a parliament: "Ada Holm MS"."""
        return any(self._text[a:b].split()[0] in _SEATS for a, b in label.asides)

    def _trust_stop(self, label: TurnLabel) -> bool:
        if not self._is_titled(label):
            return self._named_in_capitals
        examined = self._kinds[LabelKind.EXAMINER] > 0 and self._most_labels(LabelForm.STOP) > 1
        return examined or self._heard_twice(LabelForm.STOP)

    def _speaks_in_capitals(self) -> bool:
        """Whether somebody speaks again under a name in capitals with a full stop and no title."""
        bare = [label for label in self._labels if label.form is LabelForm.STOP and not self._is_titled(label)]
        return any(self._counts[self._key(label)] > 1 for label in bare)

    def _trust_with_colon(self, label: TurnLabel, words: list[str]) -> bool:
        before = words[-2].lower().strip(".") if len(words) > 2 and self.loud and is_capitals(" ".join(words)) else ""
        if (words[0].lower().strip(".") in LABEL_TITLES and len(words) > 1) or before in _CITY_OFFICES:
            return self._trust_titled(label, words)
        if len(words) == 1:
            return self._trust_surname(label, words[0])
        repeated = self._counts[self._key(label)] > 1 or self._key(label) in self._holders
        if self._is_whispered(label):
            given = self._mixed and len(words) < _LONGEST_NAME and self._is_given(words[0].lower())
            return given or (repeated and self._is_known(words))
        if self._heads_alone and not repeated:
            return False  # the title of a debate: "Harbour Lamps: Winter Hours"
        return repeated or bool(label.asides) or self._is_known(words)

    def _trust_surname(self, label: TurnLabel, word: str) -> bool:
        """Whether a name of one word is one that a full name in the labels or in the text explains."""
        named = word.lower() in self._people and word.lower() not in self._places
        if self._text[label.start : label.name[0]].rstrip().endswith(")"):
            return self._forms[label.form] > 1  # "Sen. (Prof.) Tamm:"
        known = named or fold(word) in self._surnames or word.lower() in self._first_names or self._is_asking(word)
        if self._counts[self._key(label)] > 1 and self._asking:
            return True  # "SEEBLATT: …" and "Holm: …": a paper and whom it asks
        return known and self._forms[label.form] > 1 and not self._is_whispered(label)

    def _is_asking(self, word: str) -> bool:
        """Whether a name in capitals that the text doesn't explain speaks in turn with the one other that it does."""
        again = {
            words[0] for label in self._labels if len(words := self._words(label)) == 1 and self._is_repeated(label)
        }
        others = again - {word}
        if len(others) != 1 or word not in again or not in_capitals(word) or word.lower() in _WORDS:
            return False
        other = next(iter(others))
        return in_capitals(other) and other.lower() in self._people and len(word) > 2

    def _is_repeated(self, label: TurnLabel) -> bool:
        return label.form is LabelForm.COLON and self._counts[self._key(label)] > 1

    def is_paper(self, label: TurnLabel) -> bool:
        """Whether a label is the name under which a paper asks in its interview."""
        return self._asking is not None and self._words(label) == [self._asking]

    def _paper_asking(self) -> str | None:
        """Of two words that are all the repeated labels, one a surname of the text, the other: a paper's that asks."""
        repeated = {self._words(label)[0] for label in self._labels if self._counts[self._key(label)] > 1}
        single = all(len(self._words(label)) == 1 for label in self._labels if self._counts[self._key(label)] > 1)
        if len(repeated) != 2 or not single:
            return None
        small = [word for word in repeated if not in_capitals(word) and word.lower() in self._people]
        if len(small) != 1:
            return None
        other = next(word for word in repeated if word != small[0])
        is_asking = (in_capitals(other) and len(other) > 2) or self._asks(other, small[0])
        return other if is_asking else None

    def _asks(self, asking: str, answering: str) -> bool:
        """Whether most of what stands under one label are questions, and under another one most are none."""
        labels = [label for label in self._labels if label.form is LabelForm.COLON]
        ends = [*(label.start for label in labels[1:]), len(self._text)]
        asked: dict[str, list[bool]] = {asking: [], answering: []}
        for label, end in zip(labels, ends, strict=True):
            name = self._words(label)[0]
            if name in asked:
                asked[name].append(self._text[label.end : end].rstrip(_BEHIND_QUESTION).endswith("?"))
        return 2 * sum(asked[asking]) > len(asked[asking]) and 2 * sum(asked[answering]) < len(asked[answering])

    def _named_by_first_name(self) -> set[str]:
        """First names alone of at least two who speak again and again; a single one may be a heading."""
        alone = [label for label in self._labels if len(self._words(label)) == 1 and self._counts[self._key(label)] > 1]
        names = {self._words(label)[0].lower() for label in alone if label.kind is LabelKind.PERSON}
        given = {name for name in names if self._is_first_name(name) and name not in self._places}
        return given if len(given) > 1 else set()

    def _is_first_name(self, word: str) -> bool:
        """Whether a word is a first name: a common one, or that of a full name in the text's own sentences."""
        return self._is_given(word) or (word in self._firsts and word not in COMMON_WORDS)

    def _trust_titled(self, label: TurnLabel, words: list[str]) -> bool:
        if self._forms[label.form] < 2:
            return False
        repeated = self._counts[self._key(label)] > 1
        if not self._is_whispered(label) or repeated:
            return True
        return not label.asides and (len(words) == 2 or self._has_courtesy(label))

    def _trust_alone(self, label: TurnLabel) -> bool:
        words = self._words(label)
        if self._forms[LabelForm.ALONE] < 2 or self.loud or not self._alternating or label in self._listed:
            return False
        titled = words[0].lower().strip(".") in LABEL_TITLES and len(words) > 1
        if label.sure or titled or self._is_member(label) or peer(" ".join(words)):
            return True
        known = self._counts[self._key(label)] > 1 or self._key(label) in self._holders
        return known or self._is_dashed(label) or self._is_with_office(label)

    def _is_with_office(self, label: TurnLabel) -> bool:
        """Whether a label tells behind a comma what office its bearer has, as others do: "Ada Holm, Commissioner"."""
        return self._tells_office(label) and sum(map(self._tells_office, self._labels)) >= _LEAST_LABELS

    def _tells_office(self, label: TurnLabel) -> bool:
        told = {w.lower().strip(",.") for a, b in label.asides for w in self._text[a:b].split()}
        return label.form is LabelForm.ALONE and label.kind is LabelKind.PERSON and not OFFICES.isdisjoint(told)

    def _is_dashed(self, label: TurnLabel) -> bool:
        """Whether a label tells behind a dash who that is, as others do: "Ada Holm -- Holm Capital -- Analyst"."""
        if _LISTED.search(self._text, label.start, label.end) is None:
            return False
        return self._is_given(self._words(label)[0].lower()) or sum(map(self._is_set_apart, self._labels)) > 1

    def _is_set_apart(self, label: TurnLabel) -> bool:
        alone = label.form is LabelForm.ALONE and label not in self._listed
        return alone and _LISTED.search(self._text, label.start, label.end) is not None

    def _is_known(self, words: list[str]) -> bool:
        """Whether a name without a title is one: a common first name, or a name that stands in the text as well."""
        name = bare_name(words)
        first, last = name[0].lower(), name[-1].lower().strip(".,'’")
        return self._is_given(first) or last in self._people

    @staticmethod
    def _is_given(word: str) -> bool:
        return word in MALE_NAMES or word in FEMALE_NAMES
