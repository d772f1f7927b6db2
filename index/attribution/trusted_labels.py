"""Which labels of a text are a speaker's: a heading, a dateline or a list can look like one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from index.attribution.label_survey import BEHIND_QUESTION, CITY_OFFICES, LISTED, LabelSurvey
from index.attribution.press_questions import answers_papers
from index.text.common_words import COMMON_WORDS
from index.text.label_heads import LabelKind, bare_name, in_capitals, is_capitals, peer
from index.text.label_words import CONNECTIVES, LABEL_TITLES, OFFICES, PERSONAL_TITLES
from index.text.name_lists import NOT_NAMES
from index.text.narration import tells_deed
from index.text.person_names import fold
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
_WORDS = COMMON_WORDS | CONNECTIVES | NOT_NAMES
_SEATS = frozenset("MSP MS AS MP AM TD MLA MEP MHK MLC".split())


class TrustedLabels:
    """The labels of one text, and which of them are to be trusted.

    Args:
        text: The text.
        labels: The labels of its lines in order, None for lines without one.
        title: Its title, whose names are known.
    """

    def __init__(self, text: str, labels: Sequence[TurnLabel | None], title: str | None = None) -> None:
        self._survey = LabelSurvey(text, labels, title)
        self.loud = self._survey.loud
        self._trusted = frozenset(label for label in self._survey.labels if self._trust(label))
        self.is_transcript = self._decide()

    def is_speaker(self, label: TurnLabel) -> bool:
        """Whether a label names who speaks the words after it."""
        return label in self._trusted

    def may_be_speaker(self, label: TurnLabel) -> bool:
        """Whether a label that isn't trusted may be one, so that the words after it aren't the last speaker's."""
        words = self._survey.words(label)
        if label.form is LabelForm.STOP:
            bare = label.kind is LabelKind.UNREAD and not self._survey.is_titled(label)
            return label.sure or (
                self._survey.named_in_capitals if bare else self._survey.forms[LabelForm.STOP] > _LEAST_LABELS
            )
        if label.form is LabelForm.ALONE:
            return self._survey.forms[LabelForm.ALONE] >= _LEAST_LABELS or is_capitals(" ".join(words))
        if label.form is LabelForm.BARE or label.kind in {LabelKind.QUESTION, LabelKind.ANSWER}:
            return label.form is LabelForm.COLON
        if words[0].lower() in _FURNITURE:
            return True
        if self._survey.is_whispered(label):
            return len(words) > 1 and words[0].lower() not in _COUNTING
        return True

    # the text as a whole

    def _decide(self) -> bool:
        chosen = [label for label in self._survey.labels if label in self._trusted]
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
        stop = self._survey.text.find("\n", label.end)
        line = self._survey.text[label.end : stop if stop >= 0 else len(self._survey.text)].strip()
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
        titled = not alone and (self._survey.sure > 0 or self._titled(chosen))
        if len(chosen) < (2 if titled else _LEAST_LABELS):
            return False
        if not (titled or self._is_exchange(chosen) or (alone and self._is_sitting(chosen))):
            return False
        if self._are_asked(chosen):
            return True  # however long they spoke before
        first = next(i for i, label in enumerate(self._survey.lines) if label is not None and label in self._trusted)
        return _LEAST_SHARE * len(chosen) >= len(self._survey.lines) - first

    def _tells_deed(self, label: TurnLabel) -> bool:
        """Whether what stands after a label tells what somebody did, and is no speech."""
        return tells_deed(self._survey.text[label.end :].lstrip().split("\n", 1)[0])

    def _is_exchange(self, chosen: list[TurnLabel]) -> bool:
        """Whether somebody speaks again after somebody else did; the entries of a list come once each."""
        kinds = {label.kind for label in chosen}
        if (LabelKind.QUESTION in kinds and len(kinds) > 1) or answers_papers(
            self._survey.text, self._survey.labels, self._trusted
        ):
            return True
        keys = [
            self._survey.initials(label) if self._survey.is_short_for_one(label) else self._full_key(label)
            for label in chosen
        ]
        return len(set(keys)) > 1 and any(
            keys[i] in keys[i + 2 :] and keys[i + 1] != keys[i] for i in range(len(keys) - 2)
        )

    def _are_asked(self, chosen: Sequence[TurnLabel]) -> bool:
        """Whether one label in capitals answers several questions that have labels of their own."""
        asked = [here for above, here in pairwise(chosen) if above.kind is LabelKind.QUESTION]
        answering = Counter(self._survey.key(label) for label in asked if label.kind is not LabelKind.QUESTION)
        loud = {self._survey.key(label) for label in asked if is_capitals(" ".join(self._survey.words(label)))}
        return any(count >= _LEAST_LABELS and key in loud for key, count in answering.items())

    def _full_key(self, label: TurnLabel) -> str:
        """The key of the only full name in the labels that ends in a label's surname: "ADA HOLM, HOST" of "HOLM"."""
        key = self._survey.key(label)
        full = {other for other in self._survey.counts if " " in other and other.split()[-1] == key}
        return full.pop() if len(full) == 1 else key

    def _is_sitting(self, chosen: list[TurnLabel]) -> bool:
        """Whether words of somebody speaking stand under most of the titled names that are headings."""
        titles = [self._survey.words(label)[0].lower().strip(".") in LABEL_TITLES for label in chosen]
        offices = [label.kind is LabelKind.OFFICE for label in chosen]
        if not all(map(max, titles, offices)) or sum(titles) < 2:
            return False
        ends = [label.start for label in chosen[1:]] + [len(self._survey.text)]
        bodies = [_QUOTED.sub("", self._survey.text[label.end : end]) for label, end in zip(chosen, ends, strict=True)]
        announced = _SPEECHES.search(self._survey.title) or _SPEECHES.search(self._survey.text, 0, chosen[0].start)
        if announced and not any(map(self._tells_of, chosen, bodies)):
            return True
        speaking = sum(1 for body in bodies if _SPEAKING.search(body))
        return 3 * speaking >= 2 * len(chosen)

    def _tells_of(self, label: TurnLabel, body: str) -> bool:
        """Whether words under a name are about its bearer: the surname stands in them, the office, "she"."""
        words = self._survey.words(label)
        if _PRONOUN_FIRST.match(body) or not body.strip():
            return True
        return (
            re.search(rf"\b(?:[Tt]he {re.escape(words[0])}|{re.escape(words[-1])})\b", body, re.IGNORECASE) is not None
        )

    def _is_biography(self, label: TurnLabel) -> bool:
        """Whether the words under a name tell of its bearer, as in a list of people."""
        first = _FIRST_WORD.match(self._survey.text, label.end)
        if first is None or label.kind is not LabelKind.PERSON:
            return False
        word = first.group(1).lower()
        return word in {"he", "she"} or word in {
            w.lower() for w in self._survey.words(label) if len(w) > 2
        } - LABEL_TITLES - {"the"}

    def _titled(self, chosen: list[TurnLabel]) -> bool:
        return any(
            (label.kind is LabelKind.OFFICE and label.form is not LabelForm.STOP)
            or self._survey.words(label)[0].lower().strip(".") in PERSONAL_TITLES
            for label in chosen
        )

    def _is_spoken(self, label: TurnLabel) -> bool:
        """Whether a sure label isn't a heading all the same: a title in capitals can begin one."""
        words = self._survey.words(label)
        return label.kind is not LabelKind.PERSON or words[0].lower().strip(".") in PERSONAL_TITLES or len(words) <= 4

    # one label

    def _trust(self, label: TurnLabel) -> bool:
        match label.kind:
            case LabelKind.UNREAD:
                return False
            case LabelKind.QUESTION:
                return self._trust_question(label)
            case LabelKind.ANSWER if label.form is LabelForm.STOP and self._survey.sure > 1:
                return self._survey.kinds[LabelKind.QUESTION] > 0 or self._answers_what_others_ask()
            case LabelKind.ANSWER | LabelKind.EXAMINER:
                return self._survey.kinds[LabelKind.QUESTION] > 0
            case LabelKind.GROUP | LabelKind.UNNAMED if label.form is LabelForm.STOP:
                return False  # a sentence of one word, most often: it ends the turn where others are labels
            case LabelKind.GROUP | LabelKind.UNNAMED:
                numbered = self._survey.words(label)[-1][
                    -1:
                ].isdigit()  # "Caller 2" is no prose, whatever the others look like
                return self._survey.forms[label.form] > 1 and (numbered or not self._survey.is_whispered(label))
            case LabelKind.INITIALS:
                again = (
                    self._survey.counts[self._survey.key(label)] > 1 and self._survey.key(label) not in _WORDS
                )  # "IN: … OUT: …"
                return again or self._explained(label) or self._survey.is_short_for_one(label)
            case LabelKind.OFFICE:
                return label.sure or self._trust_office(label)
            case LabelKind.PERSON:
                return self._trust_person(label)

    def _trust_office(self, label: TurnLabel) -> bool:
        if label.form is LabelForm.STOP:
            repeated = self._survey.counts[self._survey.key(label)] > 1
            return (
                repeated
                and self._survey.forms[LabelForm.STOP] > _LEAST_LABELS
                and self._survey.words(label)[0] == "The"
            )
        if label.form is LabelForm.ALONE:
            return self._survey.alternating
        return self._survey.forms[label.form] > 1 and not self._survey.is_whispered(label)

    def _trust_question(self, label: TurnLabel) -> bool:
        others = (
            self._survey.sure
            or self._survey.kinds[LabelKind.ANSWER]
            or any(self._survey.kinds[kind] > 1 for kind in _ANSWERING)
        )
        return bool(others) or self._survey.counts[self._survey.key(label)] > 1

    def _answers_what_others_ask(self) -> bool:
        """Whether answers, "A.", stand below questions of those whom the labels name, as before a coroner."""
        answers = [label for label in self._survey.labels if label.kind is LabelKind.ANSWER]
        above = [self._survey.text[: label.start].rstrip(BEHIND_QUESTION)[-1:] for label in answers]
        return len(answers) > 1 and 2 * above.count("?") >= len(answers)

    def _explained(self, label: TurnLabel) -> bool:
        initials = self._survey.text[slice(*label.name)].replace(".", "")
        return f"({initials})" in self._survey.text

    def _trust_person(self, label: TurnLabel) -> bool:
        if label.form is LabelForm.ALONE:
            return self._trust_alone(label)
        if label.form is LabelForm.STOP:
            return label.sure or (self._survey.forms[LabelForm.STOP] > _LEAST_LABELS and self._trust_stop(label))
        if label.sure or (label.form is LabelForm.COLON and self._survey.is_short_for_one(label)):
            return True
        return self._trust_with_colon(label, self._survey.words(label))

    def _is_member(self, label: TurnLabel) -> bool:
        """Whether letters behind a name tell of a seat in a parliament: "Ada Holm MS"."""
        return any(self._survey.text[a:b].split()[0] in _SEATS for a, b in label.asides)

    def _trust_stop(self, label: TurnLabel) -> bool:
        if not self._survey.is_titled(label):
            return self._survey.named_in_capitals
        examined = self._survey.kinds[LabelKind.EXAMINER] > 0 and self._survey.most_labels(LabelForm.STOP) > 1
        return examined or self._survey.heard_twice(LabelForm.STOP)

    def _trust_with_colon(self, label: TurnLabel, words: list[str]) -> bool:
        before = (
            words[-2].lower().strip(".")
            if len(words) > 2 and self._survey.loud and is_capitals(" ".join(words))
            else ""
        )
        if (words[0].lower().strip(".") in LABEL_TITLES and len(words) > 1) or before in CITY_OFFICES:
            return self._trust_titled(label, words)
        if len(words) == 1:
            return self._trust_surname(label, words[0])
        repeated = self._survey.counts[self._survey.key(label)] > 1 or self._survey.key(label) in self._survey.holders
        if self._survey.is_whispered(label):
            given = self._survey.mixed and len(words) < _LONGEST_NAME and self._survey.is_given(words[0].lower())
            return given or (repeated and self._is_known(words))
        if self._survey.heads_alone and not repeated:
            return False  # the title of a debate: "Harbour Lamps: Winter Hours"
        return repeated or bool(label.asides) or self._is_known(words)

    def _trust_surname(self, label: TurnLabel, word: str) -> bool:
        """Whether a name of one word is one that a full name in the labels or in the text explains."""
        named = word.lower() in self._survey.people and word.lower() not in self._survey.places
        if self._survey.text[label.start : label.name[0]].rstrip().endswith(")"):
            return self._survey.forms[label.form] > 1  # "Sen. (Prof.) Tamm:"
        known = (
            named
            or fold(word) in self._survey.surnames
            or word.lower() in self._survey.first_names
            or self._is_asking(word)
        )
        if self._survey.counts[self._survey.key(label)] > 1 and self._survey.asking:
            return True  # "SEEBLATT: …" and "Holm: …": a paper and whom it asks
        return known and self._survey.forms[label.form] > 1 and not self._survey.is_whispered(label)

    def _is_asking(self, word: str) -> bool:
        """Whether a name in capitals that the text doesn't explain speaks in turn with the one other that it does."""
        again = {
            words[0]
            for label in self._survey.labels
            if len(words := self._survey.words(label)) == 1 and self._is_repeated(label)
        }
        others = again - {word}
        if len(others) != 1 or word not in again or not in_capitals(word) or word.lower() in _WORDS:
            return False
        other = next(iter(others))
        return in_capitals(other) and other.lower() in self._survey.people and len(word) > 2

    def _is_repeated(self, label: TurnLabel) -> bool:
        return label.form is LabelForm.COLON and self._survey.counts[self._survey.key(label)] > 1

    def is_paper(self, label: TurnLabel) -> bool:
        """Whether a label is the name under which a paper asks in its interview."""
        return self._survey.asking is not None and self._survey.words(label) == [self._survey.asking]

    def _trust_titled(self, label: TurnLabel, words: list[str]) -> bool:
        if self._survey.forms[label.form] < 2:
            return False
        repeated = self._survey.counts[self._survey.key(label)] > 1
        if not self._survey.is_whispered(label) or repeated:
            return True
        return not label.asides and (len(words) == 2 or self._survey.has_courtesy(label))

    def _trust_alone(self, label: TurnLabel) -> bool:
        words = self._survey.words(label)
        if (
            self._survey.forms[LabelForm.ALONE] < 2
            or self._survey.loud
            or not self._survey.alternating
            or label in self._survey.listed
        ):
            return False
        titled = words[0].lower().strip(".") in LABEL_TITLES and len(words) > 1
        if label.sure or titled or self._is_member(label) or peer(" ".join(words)):
            return True
        known = self._survey.counts[self._survey.key(label)] > 1 or self._survey.key(label) in self._survey.holders
        return known or self._is_dashed(label) or self._is_with_office(label)

    def _is_with_office(self, label: TurnLabel) -> bool:
        """Whether a label tells behind a comma what office its bearer has, as others do: "Ada Holm, Commissioner"."""
        return self._tells_office(label) and sum(map(self._tells_office, self._survey.labels)) >= _LEAST_LABELS

    def _tells_office(self, label: TurnLabel) -> bool:
        told = {w.lower().strip(",.") for a, b in label.asides for w in self._survey.text[a:b].split()}
        return label.form is LabelForm.ALONE and label.kind is LabelKind.PERSON and not OFFICES.isdisjoint(told)

    def _is_dashed(self, label: TurnLabel) -> bool:
        """Whether a label tells behind a dash who that is, as others do: "Ada Holm -- Holm Capital -- Analyst"."""
        if LISTED.search(self._survey.text, label.start, label.end) is None:
            return False
        return (
            self._survey.is_given(self._survey.words(label)[0].lower())
            or sum(map(self._is_set_apart, self._survey.labels)) > 1
        )

    def _is_set_apart(self, label: TurnLabel) -> bool:
        alone = label.form is LabelForm.ALONE and label not in self._survey.listed
        return alone and LISTED.search(self._survey.text, label.start, label.end) is not None

    def _is_known(self, words: list[str]) -> bool:
        """Whether a name without a title is one: a common first name, or a name that stands in the text as well."""
        name = bare_name(words)
        first, last = name[0].lower(), name[-1].lower().strip(".,'’")
        return self._survey.is_given(first) or last in self._survey.people
