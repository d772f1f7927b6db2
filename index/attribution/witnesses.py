"""Who answers in an examination or an interview: the witness under oath, the holder of a briefing, who is asked."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import pairwise

from index.attribution.briefers import Briefer
from index.attribution.interviews import answering
from index.attribution.person_nouns import is_person_noun
from index.attribution.transcripts import Turn
from index.text.label_heads import LabelKind, bare_name
from index.text.label_names import proper_case
from index.text.label_words import OFFICES
from index.text.letter_case import INITIAL, SMALL
from index.text.person_names import fold

_WITNESS = re.compile(
    r"(?i:deposition|testimony|examination|interview|sworn statement) (?i:upon oral examination )?(?i:of|with) "
    rf"(?P<of>{INITIAL}[\w.'’\-]{{0,30}}(?: {INITIAL}[\w.'’\-]{{0,30}}){{0,4}})|"
    rf"(?<!\w)(?P<called>(?:{INITIAL}[\w.'’\-]{{0,30}} ){{1,4}}{INITIAL}[\w'’\-]{{0,30}})"
    r"(?:, (?:M\.?D|Ph\.?D|D\.?O|R\.?N|P\.?E|Esq|D\.?D\.?S|C\.?P\.?A)\.?)?,?"
    r"(?: |[ \t]*\n[ \t]{0,60}(?:\d{1,2}[ \t]{2,20})?)"
    r"(?:(?:[Ss]worn|SWORN|[Aa]ffirmed|AFFIRMED)(?=[.\s\[]|$)|"
    r"(?:after )?(?:having|being|was)(?: been)? (?:first )?(?:been )?(?:first )?(?:duly )?sworn|"
    r"(?:was |being )?called as a witness|the witness herein|\((?:affirmed|sworn|recalled)\))"
)
_SWORN = re.compile(r"\b(?:sworn|affirmed(?=\))|called as a witness|DIRECT EXAMINATION)\b[^\n]*")
_ONE_OATH = 400  # code points between two words of one oath: "sworn", "DIRECT EXAMINATION"
_NEAR = 200  # code points between an oath and the witness's name above it
_STATE_NAME = re.compile(r"(?i)\b(?:state|give|tell)\b.{0,40}\byour (?:full )?name\b|\bwhat is your (?:full )?name\b")
_STATED = re.compile(
    r"(?:(?:My|It's|It’s) (?:full )?(?:name )?(?:is )?)?"
    rf"(?P<name>(?:{INITIAL}(?:[\w'’\-]*|\w{{0,2}}\.) ){{1,3}}{INITIAL}[\w'’\-]+)[.,]?(?=\s|$)"
)
_TITLED_NAME = (
    rf"(?:M(?:r|s|rs)|Miss|Dr|Prof(?:essor)?|Officer|Detective|Sergeant|Senator|Minister)\.? {INITIAL}[\w'’\-]+"
)
# "Mr. Tamm, was it dated?", "Good morning, Mr. Tamm."
_ADDRESSING = re.compile(
    r"^(?:(?:Good (?:morning|afternoon|evening)|Now|So|And|Okay|OK|Well|Thank you|All right|Hello),? ){0,2}"
    rf"(?P<first>{_TITLED_NAME}),|, (?P<last>{_TITLED_NAME})[.?]"
)
_POSSESSIVES = ("'s", "’s", "s'", "s’")
_NOUN_BEHIND = re.compile(rf" ([{SMALL}-]+) {INITIAL}")


class Witnesses:
    """Who answers at each place of a transcript whose labels tell only that somebody does.

    Args:
        text: The transcript.
        title: Its title, which may name a witness.
        found: All its turns.
        briefer: The holder of a briefing, where its opening tells.
    """

    def __init__(self, text: str, title: str | None, found: Sequence[Turn], briefer: Briefer | None) -> None:
        self._text = text
        self._title = title
        self._briefer = briefer
        self._oaths = self._read_oaths(found)
        self._only = self._answerer(found)

    def name_at(self, place: int) -> str | None:
        """Who answers at a place: who took the oath last before it, where there are several.

        Args:
            place: Code point at which the answer's label starts.

        Returns:
            The name; None where the text doesn't tell.
        """
        if len(self._oaths) < 2:
            return self._only
        last = next((name for start, name in reversed(self._oaths) if start < place), None)
        return proper_case(" ".join(bare_name(last.split()))) if last else None

    def _read_oaths(self, found: Sequence[Turn]) -> list[tuple[int, str | None]]:
        """Where witnesses take the oath, and the name above each oath where it can be read."""
        spoken = [turn.label.start for turn in found]
        named: list[tuple[int, str | None]] = []
        for start, end in self._oath_spans(spoken):
            above = bisect(spoken, start)
            low = max(0, start - _NEAR, spoken[above - 1] if above else 0)
            high = min(end, start + _ONE_OATH)
            called = {m["called"] for m in _WITNESS.finditer(self._text, low, high) if m["called"]}
            named.append((start, called.pop() if len(called) == 1 else None))
        return named

    def _oath_spans(self, spoken: list[int]) -> list[tuple[int, int]]:
        """Spans of the words of each oath, of which an examination is part that follows it."""
        oaths: list[tuple[int, int]] = []
        examined = False  # whether an examination has followed the last oath
        for match in _SWORN.finditer(self._text):
            examines = match.group().startswith("DIRECT")
            near = bool(oaths) and match.start() - oaths[-1][1] < _ONE_OATH
            if near and bisect(spoken, match.start()) == bisect(spoken, oaths[-1][0]):
                oaths[-1] = (oaths[-1][0], match.end())
            elif not (examines and oaths and not examined):
                oaths.append(match.span())
                examined = False
            examined = examined or examines
        return oaths

    def _answerer(self, found: Sequence[Turn]) -> str | None:
        """Who answers: the witness or the holder of a briefing whom the text or its title plainly names."""
        if len(self._oaths) > 1:
            return None  # one witness after another
        named = {fold(n): n for n in (*self._named_witnesses(), *self._stated_names(found))}
        fullest = max(named, key=len, default="")
        if not fullest:
            return self._addressed_witness(found) or self._interviewee(found)
        if not all(_is_form_of(name.split(), fullest.split()) for name in named):
            return None
        return named[fullest]

    def _addressed_witness(self, found: Sequence[Turn]) -> str | None:
        """The only one whom the questions before answers address: "Q. Mr. Tamm, was it dated?"."""
        addressed: dict[str, str] = {}
        for asked, answered in pairwise(found):
            if asked.question and answered.label.kind is LabelKind.ANSWER:
                words = self._text[asked.content[0][0] : asked.content[-1][1]]
                for match in _ADDRESSING.finditer(words):
                    name = match["first"] or match["last"]
                    addressed.setdefault(fold(name.split()[-1]), name)
        name = next(iter(addressed), "")
        return addressed[name] if len(addressed) == 1 and name not in OFFICES else None

    def _interviewee(self, found: Sequence[Turn]) -> str | None:
        """Whom the title or the lead of an interview names as answering."""
        answers = [turn for turn in found if turn.label.kind is LabelKind.ANSWER]
        if not answers or self._oaths:
            return None
        words = [self._text[a:b] for turn in answers for a, b in turn.content]
        return answering(self._title, self._text[: found[0].label.start], words)

    def _stated_names(self, found: Sequence[Turn]) -> Iterable[str]:
        """Names that witnesses give when they are asked for theirs."""
        for asked, answered in pairwise(found):
            if not asked.question or answered.label.kind not in {LabelKind.ANSWER, LabelKind.OFFICE}:
                continue
            if _STATE_NAME.search(self._text, asked.content[0][0], asked.content[-1][1]):
                stated = _STATED.match(self._text, *answered.content[0])
                if stated:
                    yield proper_case(stated.group("name").strip(" .,"))

    def _named_witnesses(self) -> Iterable[str]:
        if self._briefer is not None:
            yield self._briefer.name
            return
        for source in (self._title or "", self._text[:6000]):
            for match in _WITNESS.finditer(source):
                name = (match.group("of") or match.group("called")).strip(" ,.")
                if match.group("of") and _is_of_another(source, *match.span("of")):
                    continue
                if len(bare_name(name.split())) > 1:
                    yield proper_case(" ".join(bare_name(name.split())))


def _is_of_another(text: str, start: int, end: int) -> bool:
    """Whether a name only tells whose a person is: "Ada Holm's deputy", "Harbour Trust director Ilo Tamm"."""
    noun = _NOUN_BEHIND.match(text, end)
    return text[start:end].endswith(_POSSESSIVES) or (noun is not None and is_person_noun(noun[1]))


def _is_form_of(name: list[str], fullest: list[str]) -> bool:
    """Whether a name is another's, with less of it: "Harold J. Quenby" of "Harold James Quenby"."""
    if name[-1] != fullest[-1] or name[0] != fullest[0]:
        return False
    return all(any(full.startswith(word.strip(".")) for full in fullest[1:-1]) for word in name[1:-1])
