"""What the labels of one text are like together: their letters and forms, and whom the text knows by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from index.text.common_words import COMMON_WORDS
from index.text.given_names import FEMALE_NAMES, MALE_NAMES
from index.text.label_heads import LabelKind, bare_name, in_capitals, is_capitals
from index.text.label_words import LABEL_TITLES
from index.text.letter_case import INITIAL
from index.text.person_names import NAME, fold
from index.text.turn_labels import LabelForm, TurnLabel

# "Ada Holm -- Analyst", or a wide gap between the two.
LISTED = re.compile(r"[ \u00a0](?:[–—]|--?)[ \u00a0]|\S[ \u00a0]{2,}\S|\t")
# Offices that stand before a surname in a label behind a word of their own: "CITY ATTORNEY HOLM".
CITY_OFFICES = frozenset("attorney clerk manager solicitor administrator director treasurer judge auditor".split())
BEHIND_QUESTION = "\"”’') \t\r\n\u00a0"
_LINE_ENDS = frozenset({"", "\n", "\r"})
_COURTESIES = frozenset("hon rt honourable honorable mr mrs ms miss dr shri smt shrimati sir dame".split())
_PLACED = re.compile(rf"\b(?:in|at|from|near|to|of|outside) ({INITIAL}\w+)")


class LabelSurvey:
    """The labels of one text taken together.

    Args:
        text: The text.
        labels: The labels of its lines in order, None for lines without one.
        title: Its title, whose names are known.

    Attributes:
        text: The text.
        title: Its title; "" where it has none.
        lines: The labels of its lines, as given.
        labels: Its labels, in order.
        counts: How often each name stands in a label.
        forms: How many labels have each form.
        kinds: How many labels are of each kind.
        sure: How many are labels whatever stands around them.
        loud: Whether they are in capitals, so that small letters before a colon are prose.
        mixed: Whether some are in capitals and others aren't.
        named_in_capitals: Whether somebody speaks again under a name in capitals with a full stop and no title.
        listed: Those that are entries of a list of those present.
        alternating: Whether words stand between names alone on their lines.
        heads_alone: Whether names on lines of their own are this text's labels.
        people: Last words of the names in its sentences.
        places: Words that are places there.
        surnames: Those of full names in labels.
        first_names: First names under which people speak again and again.
        holders: Names that brackets give to holders of offices.
        asking: The paper that asks under its own name.
    """

    def __init__(self, text: str, labels: Sequence[TurnLabel | None], title: str | None = None) -> None:
        self.text = text
        self.title = title or ""
        self.lines = labels
        self.labels = [label for label in labels if label is not None]
        self.counts = Counter(self.key(label) for label in self.labels if not label.quoted)
        self.forms = Counter(label.form for label in self.labels if label.kind is not LabelKind.UNREAD)
        self.kinds = Counter(label.kind for label in self.labels)
        self.sure = sum(1 for label in self.labels if label.sure and not label.quoted)
        self.loud = self._is_loud()
        self.listed = self._list_entries()
        self.alternating = self._alternates()
        self.heads_alone = self._stand_alone()
        self._firsts: set[str] = set()
        self.people, self.places = self._known(f"{title or ''}\n{text}")
        self.surnames = self._surnames_of_full_names()
        self._shortened = self._shortened_names()
        self.mixed = self._mixes_letters()
        self.first_names = self._named_by_first_name()
        self.named_in_capitals = self._speaks_in_capitals()
        self.asking = self._paper_asking()
        self.holders = self._named_holders()

    def key(self, label: TurnLabel) -> str:
        """The name of a label, as it is compared with others."""
        return fold(self.text[slice(*label.name)])

    def words(self, label: TurnLabel) -> list[str]:
        """The words of a label's name."""
        return self.text[slice(*label.name)].split()

    def _is_loud(self) -> bool:
        """Whether the text's labels are in capitals, so that small letters before a colon are prose."""
        spelt = (label for label in self.labels if label.kind is not LabelKind.INITIALS)  # "GM:" is always in capitals
        written = [label for label in spelt if label.form is not LabelForm.ALONE]
        sure = [label for label in written if label.sure or self.counts[self.key(label)] > 1]
        loud = sum(1 for label in sure if in_capitals(self.words(label)[-1]))
        return loud > len(sure) - loud

    def _named_holders(self) -> set[str]:
        """Names that brackets give to the holder of an office, who speaks under that name afterwards."""
        offices = [label for label in self.labels if label.kind is LabelKind.OFFICE and label.sure]
        names = [self.text[a:b].split() for label in offices for a, b in label.asides]
        return {fold(" ".join(bare_name(words))) for words in names if words}

    def _surnames_of_full_names(self) -> set[str]:
        return {fold(self.words(label)[-1]) for label in self.labels if self._is_full_name(label)}

    def _is_full_name(self, label: TurnLabel) -> bool:
        """Whether a label has a name in capitals and, after it or before it, who that is: "ADA HOLM, HOST"."""
        words = self.words(label)
        named = label.kind is LabelKind.PERSON and label.form is LabelForm.COLON and not label.quoted
        return named and bool(label.asides or label.sure) and len(bare_name(words)) > 1 and is_capitals(" ".join(words))

    def _shortened_names(self) -> dict[str, set[str]]:
        """The names in labels for which initials stand in later ones: "Ada Holm: … AH: …"."""
        short = {self.key(label).replace(".", "") for label in self.labels if label.kind is LabelKind.INITIALS}
        names: dict[str, set[str]] = {}
        for label in self.labels:
            initials = self.initials(label)
            named = label.form is LabelForm.COLON and label.kind is not LabelKind.INITIALS
            if named and len(initials) > 1 and initials in short:
                names.setdefault(initials, set()).add(self.key(label))
        return names

    def _mixes_letters(self) -> bool:
        """Whether some labels are in capitals and others aren't, as where who asks is set in small letters."""
        whispered = [label for label in self.labels if label.kind is LabelKind.PERSON and self.is_whispered(label)]
        capitals = {self.key(label) for label in self.labels if in_capitals(self.words(label)[-1])}
        surname_shouted = any(
            label.sure and not in_capitals(self.words(label)[0]) and not self.is_titled(label) for label in self.labels
        )  # "Dario LENNOX (Portsea) (12:01)"
        return surname_shouted or any(self.key(label) in capitals or self.has_courtesy(label) for label in whispered)

    def is_titled(self, label: TurnLabel) -> bool:
        """Whether a label begins with a title, or has a town's office before the name."""
        words = self.words(label)
        of_town = len(words) > 2 and words[-2].lower() in CITY_OFFICES and is_capitals(" ".join(words))
        return of_town or words[0].lower().strip(".") in LABEL_TITLES | {"the"}

    def has_courtesy(self, label: TurnLabel) -> bool:
        """Whether a label has a title that prose before a colon doesn't have, and a name of two words."""
        words = self.words(label)
        title = words[0].lower().strip(".")
        courteous = title in _COURTESIES or (words[0].endswith(".") and title in LABEL_TITLES)  # "Comm. A. Holm"
        return courteous and len(bare_name(words)) > 1

    def _alternates(self) -> bool:
        """Whether words stand between names alone on their lines; they don't in a list of people.

        Those present, each with an office after a dash, may be listed above all the same.
        """
        alone = [
            i
            for i, label in enumerate(self.lines)
            if label is not None
            and label.form is LabelForm.ALONE
            and label not in self.listed
            and self.text[label.end : label.end + 1] in _LINE_ENDS  # else the words stand on its own line
        ]
        together = sum(1 for a, b in pairwise(alone) if b - a == 1)
        return len(alone) > 1 and 4 * together <= len(alone)

    def _stand_alone(self) -> bool:
        """Whether names on lines of their own, places in brackets below them, are this text's labels."""
        sure = sum(1 for label in self.labels if label.form is LabelForm.ALONE and label.sure)
        return self.alternating and sure > 1 and self.forms[LabelForm.ALONE] > 2 * self.forms[LabelForm.COLON]

    def _list_entries(self) -> frozenset[TurnLabel]:
        return frozenset(label for i, label in enumerate(self.lines) if label is not None and self._is_listed(i))

    def _is_listed(self, number: int) -> bool:
        """Whether a line is an entry of a list of those present: a name, a dash or a gap, and an office."""
        label = self.lines[number]
        beside = [*self.lines[max(0, number - 1) : number], *self.lines[number + 1 : number + 2]]
        if label is None or not any(other is not None and other.form is LabelForm.ALONE for other in beside):
            return False
        return label.kind is LabelKind.GROUP or LISTED.search(self.text, label.start, label.end) is not None

    def _known(self, text: str) -> tuple[set[str], set[str]]:
        """Last words of the names that stand in the text in small letters, and words that are places there."""
        people: set[str] = set()
        if not self.labels:
            return people, people
        for match in NAME.finditer(text):
            words = match.group().replace("\u00a0", " ").split(" ")
            if len(words) > 1 and any(not in_capitals(w) for w in words):
                people.update(w.lower().strip(".,'’") for w in words[1:])
                self._firsts.update(w.lower() for w in words[:-1] if w.isalpha())
        places = {match.group(1).lower() for match in _PLACED.finditer(text)}
        return people, places

    def is_whispered(self, label: TurnLabel) -> bool:
        """Whether a label is in small letters where the others are in capitals, and is prose most likely."""
        words = self.words(label)
        written = [w for w in words if len(w) > 1 and not w.strip("#").isdigit()] or words
        return self.loud and not label.sure and not in_capitals(written[-1])

    def heard_twice(self, form: LabelForm) -> bool:
        """Whether at least two speakers have several labels of a form each."""
        keys = {self.key(label) for label in self.labels if label.form is form}
        return sum(1 for key in keys if self.counts[key] > 1) > 1

    def most_labels(self, form: LabelForm) -> int:
        """How many labels of a form the speaker has who has most."""
        return max((self.counts[self.key(label)] for label in self.labels if label.form is form), default=0)

    def is_short_for_one(self, label: TurnLabel) -> bool:
        """Whether initials are those of one name that labels give, or a name's are those that labels give."""
        return len(self._shortened.get(self.initials(label), ())) == 1

    def initials(self, label: TurnLabel) -> str:
        """The initials that a label is, or those of its name."""
        if label.kind is LabelKind.INITIALS:
            return self.key(label).replace(".", "")
        return fold("".join(word[0] for word in bare_name(self.words(label))))

    def _speaks_in_capitals(self) -> bool:
        """Whether somebody speaks again under a name in capitals with a full stop and no title."""
        bare = [label for label in self.labels if label.form is LabelForm.STOP and not self.is_titled(label)]
        return any(self.counts[self.key(label)] > 1 for label in bare)

    def _paper_asking(self) -> str | None:
        """Of two words that are all the repeated labels, one a surname of the text, the other: a paper's that asks."""
        repeated = {self.words(label)[0] for label in self.labels if self.counts[self.key(label)] > 1}
        single = all(len(self.words(label)) == 1 for label in self.labels if self.counts[self.key(label)] > 1)
        if len(repeated) != 2 or not single:
            return None
        small = [word for word in repeated if not in_capitals(word) and word.lower() in self.people]
        if len(small) != 1:
            return None
        other = next(word for word in repeated if word != small[0])
        is_asking = (in_capitals(other) and len(other) > 2) or self._asks(other, small[0])
        return other if is_asking else None

    def _asks(self, asking: str, answering: str) -> bool:
        """Whether most of what stands under one label are questions, and under another one most are none."""
        labels = [label for label in self.labels if label.form is LabelForm.COLON]
        ends = [*(label.start for label in labels[1:]), len(self.text)]
        asked: dict[str, list[bool]] = {asking: [], answering: []}
        for label, end in zip(labels, ends, strict=True):
            name = self.words(label)[0]
            if name in asked:
                asked[name].append(self.text[label.end : end].rstrip(BEHIND_QUESTION).endswith("?"))
        return 2 * sum(asked[asking]) > len(asked[asking]) and 2 * sum(asked[answering]) < len(asked[answering])

    def _named_by_first_name(self) -> set[str]:
        """First names alone of at least two who speak again and again; a single one may be a heading."""
        alone = [label for label in self.labels if len(self.words(label)) == 1 and self.counts[self.key(label)] > 1]
        names = {self.words(label)[0].lower() for label in alone if label.kind is LabelKind.PERSON}
        given = {name for name in names if self._is_first_name(name) and name not in self.places}
        return given if len(given) > 1 else set()

    def _is_first_name(self, word: str) -> bool:
        """Whether a word is a first name: a common one, or that of a full name in the text's own sentences."""
        return self.is_given(word) or (word in self._firsts and word not in COMMON_WORDS)

    @staticmethod
    def is_given(word: str) -> bool:
        """Whether a word in small letters is a common first name."""
        return word in MALE_NAMES or word in FEMALE_NAMES
