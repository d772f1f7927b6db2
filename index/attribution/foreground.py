"""Who is in the foreground where a pronoun stands: who acts, or is addressed, in the sentence before its words."""

from __future__ import annotations

import re

from index.attribution.addressees import Address, Addressees, goes_on, replies
from index.attribution.described_people import HUMAN
from index.attribution.entity import Entity
from index.attribution.narrative_sentences import NarrativeSentences
from index.attribution.reach import Reach
from index.attribution.roles import role_words
from index.attribution.sentence_subjects import CLEFTS, Known, SentenceSubjects, Subject
from index.model import Span
from index.text.quotation_marks import INSIDE, OUTSIDE

Verdict = tuple[Entity | None, int]  # whom a pronoun means, or nobody, and how many others may be meant, too
Spoke = tuple[Span, Entity | None] | None  # the mention of the last statement's speaker, and whom it meant

_FAR = 3000  # code points between somebody and a pronoun within which is looked
_OWN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|[Uu]s|I[’'](?:m|ve|d|ll)|[Ww]e[’'](?:re|ve|d|ll))\b")
_THIRD = {
    "m": re.compile(r"\b(?:[Hh]e|[Hh]im|[Hh]is)\b"),
    "f": re.compile(r"\b(?:[Ss]he|[Hh]er|[Hh]ers)\b"),
}
_YOU = re.compile(r"\b[Yy]ou(?:r|rs)?\b")
# What somebody does who is about to speak.
_EXPRESSIVE = re.compile(
    r"(?:smil|nod|shook|shak|shrug|grin|laugh|sigh|frown|wink|wept|weep|cri(?:ed|es)|sob|blush|chuckl|giggl|grimac|winc|paus|"
    r"hesitat|bristl|demurr?|disagree|agree|look|stare|glanc|gaz|roll|rais|lean|turn|clear|snort|groan|gasp|burst|broke|"
    r"rose|stood|sat|wip|threw|held|bow|beam|scoff|balk|insist|reflect|remember|recall|was\b|were\b|is\b|had\b|took|thought|sounded|"
    r"appear|seem|spread|tapp|point|wav|clapp|applaud|objected|relent|hung|bit|drew|put|let|gave|seem|remained|kept)\w*"
)
# "His boss, Tom Reed, had sent him home.": either of the two may speak next.
_KIN_OF = {"m": re.compile(r"His\s"), "f": re.compile(r"Her\s")}
_OBJECT = {"m": re.compile(r"\bhim\b"), "f": re.compile(r"\bher\b")}
_HEAD = re.compile(r"(?:his|her)\s(?:\w+\s)?head\b")  # no chief's
_STANDING = frozenset("candidate nominee contender hopeful billionaire mogul".split())
_OTHER_ROLE = frozenset("vice deputy assistant under former ex acting shadow junior co".split())
_LOUD = re.compile(r"(?:yell|shout|scream|jeer|heckl|roar|hiss|boo|bellow)(?:ed|s|es)")
_LEADS = re.compile(r"[^.!?“”\"‘]{0,80}[:,]\s*(?=[\"“‘])")  # between "she" and the words that she is said to say
_AT_ONCE = re.compile(r"\b(?:as|when|while|before|after|until|because)\s$")
_NEAR = 12  # code points
_SILENT = re.compile(r"(?:declin|refus|fail|did\snot|didn|could\snot|was\snot\savailable|were\snot)\w*")
_DID = re.compile(
    r"(?P<who>He|She)\s(?:did(?:\snot|n[’']t)?(?:\sso)?|refused|obeyed|complied|would\snot)(?:,\s[^.]{1,40})?\."
)


class Foreground:
    """Tells who is in the foreground at the pronouns of one article.

    Args:
        reach: The people by place, with the text.
    """

    def __init__(self, reach: Reach) -> None:
        self._reach, self._text, self._states, self._blocks = reach, reach.text, reach.states, reach.blocks
        self._sentences = NarrativeSentences(reach)
        self._subjects = SentenceSubjects(reach)
        self._addressees = Addressees(reach)
        self._read: dict[int, Subject | None] = {}

    def weigh(self, gender: str, at: int, end: int, found: Verdict, spoke: Spoke) -> Verdict:
        """An antecedent that the sentences before a pronoun confirm, refuse or replace.

        Args:
            gender: The pronoun's, "m" or "f".
            at: Where it stands.
            end: Code point after it.
            found: Whom it was found to mean, and how many rivals there are.
            spoke: The mention of the last statement's speaker, and whom it meant.
        """
        own = self._sentences.number(at)
        start, stop = self._sentences.span(own)
        if self._is_of_another(gender, start, at, found):
            return None, found[1] + 1
        before = self._before(own)
        words = self._words(start, stop, at, end)
        if self._is_below_office(gender, start, at, found):
            return None, 1
        if before is None or words is None:
            return found
        same_block = self._blocks.number(before[0]) == self._blocks.number(start)
        answer = self._answer(gender, end, words, before, found, spoke, same_block)
        if answer is not None:
            return answer
        cleft = self._text.startswith(CLEFTS, before[0])
        if (words or cleft) and (same_block or self._is_gesture(before)):
            found = self._acting(gender, words, before, found, spoke)
        return self._unless_described(gender, start, own, found, before, quoted=bool(words))

    def _is_of_another(self, gender: str, start: int, at: int, found: Verdict) -> bool:
        """Whether a pronoun may mean the subject of the clause before its own: "An inmate, Ada, wept as she told"."""
        if found[0] is None or not _AT_ONCE.search(self._text, max(start, at - _NEAR), at):
            return False
        subject = self._subjects.of(start, at)
        return subject is not None and subject.suits(gender) and subject.entity is not found[0]

    def _words(self, start: int, stop: int, at: int, end: int) -> str | None:
        """What is quoted in a pronoun's sentence, or right after it: "She replied: “…”"; "" where words are told.

        Returns:
            None where the sentence is neither a quotation's nor begins with the pronoun.
        """
        if self._states[start] != OUTSIDE:
            return self._quoted(start, stop)
        if at != start:
            return None
        last = self._blocks.spans[self._blocks.number(at)][1]
        leads = _LEADS.match(self._text, end, last)
        if leads is None:
            return ""
        close = self._states.find(OUTSIDE, leads.end() + 1, last)
        return self._quoted(leads.end(), close if close >= 0 else last)

    def _is_gesture(self, before: Span) -> bool:
        """Whether a paragraph ends with a sentence whose subject is about to speak in the next one."""
        subject = self._subject(*before)
        if subject is None or self._states.count(OUTSIDE, subject.end, before[1]) < before[1] - subject.end:
            return False
        return subject.fronted or bool(HUMAN.match(subject.verb))

    def _before(self, own: int) -> Span | None:
        """The sentence before a sentence, in its block or at the end of the one above."""
        if own == 0:
            return None
        before, here = self._sentences.span(own - 1), self._sentences.span(own)
        near = self._blocks.number(here[0]) - self._blocks.number(before[0]) <= 1
        return before if near and here[0] - before[0] <= _FAR else None

    def _quoted(self, start: int, stop: int) -> str:
        return "".join(c if self._states[start + n] == INSIDE else " " for n, c in enumerate(self._text[start:stop]))

    # who answers

    def _answer(
        self,
        gender: str,
        end: int,
        words: str,
        before: Span,
        found: Verdict,
        spoke: Spoke,
        same_block: bool,
    ) -> Verdict | None:
        """Who answers what the sentence before puts to somebody; None where it puts nothing to anybody."""
        address = self._addressees.of(*before)
        back = replies(self._text, end)
        if address is None:
            return self._other_voice(gender, before, found, spoke) if back else None
        if not same_block and not (back or (address.question and address.addressed)):
            return None
        if address.question:
            return self._answers(gender, end, words, address, before, found, spoke)
        if back or address.acts:
            return self._given(address.entity, gender, found) if back or not address.told else None
        return self._unless_about(gender, words, address, found) if words else None

    def _answers(
        self,
        gender: str,
        end: int,
        words: str,
        address: Address,
        before: Span,
        found: Verdict,
        spoke: Spoke,
    ) -> Verdict | None:
        """Who answers a question."""
        if goes_on(self._text, end) or (words.rstrip(' ,.”"').endswith("?") and not replies(self._text, end)):
            return None
        asker = self._subject(*before)
        if address.addressed:
            if self._is_meant_twice(address, gender, found, asker):
                return found
            return self._given(address.entity, gender, found)
        if asker is None or asker.entity is None or not asker.suits(gender):
            return None
        if asker.end - len(asker.verb) != address.at:
            return None  # "Varga smiled when a voter asked how"
        other = spoke[1] if spoke and spoke[0][1] <= before[0] else None
        if other is not None and other is not asker.entity and not other.organisation and other.gender in {"", gender}:
            return other, 1
        return (None, 1) if found[0] is asker.entity else None

    @staticmethod
    def _is_meant_twice(address: Address, gender: str, found: Verdict, asker: Subject | None) -> bool:
        """Whether the one who is asked is a pronoun that means the same: "Tamm put it to her that …", she replied."""
        if address.gender != gender or found[0] is None or asker is None:
            return False
        return asker.entity is not found[0] and (asker.entity is not None or not asker.suits(gender))

    @staticmethod
    def _given(entity: Entity | None, gender: str, found: Verdict) -> Verdict | None:
        """Words for whom they are asked of, where the pronoun can mean that one."""
        if entity is None:
            return None, 1
        if entity.gender not in {"", gender}:
            return None
        return (entity, 0) if entity.gender or entity is found[0] else (entity, 1)

    def _unless_about(self, gender: str, words: str, address: Address, found: Verdict) -> Verdict | None:
        """Nobody's, where the one who is accused or thanked may answer as well as the other may go on."""
        rival = address.entity
        if address.told or rival is None or rival is found[0] or rival.gender not in {"", gender}:
            return None
        if _THIRD[gender].search(words) or _YOU.search(words) or not _OWN.search(words):
            return None
        return None, 1

    def _other_voice(self, gender: str, before: Span, found: Verdict, spoke: Spoke) -> Verdict | None:
        """Nobody, where the speaker of the words right before can't be the one who replies to them."""
        entity = found[0]
        if spoke is None or entity is None or entity is not spoke[1] or not before[0] <= spoke[0][0] < before[1]:
            return None
        quoted = INSIDE in self._states[before[0] : before[1]]
        return (None, 1) if quoted or self._has_rival(entity, gender, spoke[0][1], before[1]) else None

    # who acts

    def _subject(self, start: int, end: int) -> Subject | None:
        if start not in self._read:
            self._read[start] = self._subjects.of(start, end)
        return self._read[start]

    def _acting(self, gender: str, words: str, before: Span, found: Verdict, spoke: Spoke) -> Verdict:
        """The subject of the sentence before, where it plainly speaks next."""
        if did := _DID.match(self._text, *before):
            meant = {"He": "m", "She": "f"}[did["who"]]
            return (None, 1) if meant == gender else found
        subject = self._subject(*before)
        entity = subject.entity if subject else None
        if subject is None or entity is None or not subject.suits(gender) or entity.organisation:
            return found
        about = bool(_THIRD[gender].search(words)) and not _OWN.search(words)
        if found[0] is entity:
            return (None, 1) if self._is_open(subject, gender, before, words, spoke, about=about) else found
        if not about and not self._has_rival(entity, gender, subject.end, before[1]):
            return self._speaks_next(subject, entity, words, before, found)
        after = not about and found[0] is not None and self._names(found[0], subject.end, before[1])
        return found if found[0] is None or after else (None, 1)

    def _is_open(self, subject: Subject, gender: str, before: Span, words: str, spoke: Spoke, *, about: bool) -> bool:
        """Whether words after a sentence about somebody may be another one's all the same."""
        if _KIN_OF[gender].match(self._text, *before) and _OBJECT[gender].search(self._text, subject.end, before[1]):
            return True
        entity = subject.entity
        if about and spoke and spoke[1] and not set(spoke[1].words).isdisjoint(re.findall(r"[\w’-]+", words)):
            return False  # “Pim ran in his socks,” he said: not Pim
        if entity and _LOUD.fullmatch(subject.verb) and self._has_rival(entity, gender, subject.end, before[1]):
            return True  # “Coward!” Tamm yelled as Varga came in.
        other = spoke[1] if spoke and spoke[0][1] <= before[0] else None
        if not about or other is None or other is subject.entity or subject.fronted:
            return False
        return other.gender in {"", gender} and not _EXPRESSIVE.match(subject.verb)

    def _speaks_next(self, subject: Subject, entity: Entity, words: str, before: Span, found: Verdict) -> Verdict:
        """The only one in the sentence before whom a pronoun can mean, where nothing speaks for another one."""
        if subject.fronted or _EXPRESSIVE.match(subject.verb):
            return entity, int(not entity.gender)
        if found[0] is not None:
            return found if self._names(found[0], *before) else (None, 1)
        return (entity, 0) if entity.gender and _OWN.search(words) else found

    def _has_rival(self, entity: Entity, gender: str, start: int, end: int) -> bool:
        """Whether somebody else whom a pronoun may mean stands after the subject of a sentence."""
        others = (c for c in self._reach.candidates(start, end) if not _HEAD.match(self._text, c.at))
        return any(c.who is not entity and c.suits(gender) and c.owner is None for c in others)

    @staticmethod
    def _names(entity: Entity, start: int, end: int) -> bool:
        return any(start <= place < end for place in entity.at)

    # who is described

    def _unless_described(
        self, gender: str, start: int, own: int, found: Verdict, before: Span, *, quoted: bool
    ) -> Verdict:
        """An antecedent, unless somebody without a name, or with a new one, came to the fore since."""
        entity, rivals = found
        if entity is None:
            return found
        block = self._blocks.number(start)
        first = self._blocks.spans[block][0]
        low = before[0] if start <= first + 1 else first
        last = max((place for place in entity.at if 0 <= place < start), default=-1)
        number = own - 1
        while number >= 0:
            begin, end = self._sentences.span(number)
            if begin < max(low, start - _FAR) or end <= last:
                break
            subject = self._subject(begin, end)
            # "The senator left. He says that …" goes on about the one who was named.
            plain = quoted or (subject is not None and self._is_plain(subject))
            if plain and self._is_another(subject, entity, gender, last):
                return None, max(1, rivals)
            number -= 1
        return found

    def _is_plain(self, subject: Subject) -> bool:
        """Whether a noun is no epithet of somebody who was named: an office in capitals has one holder."""
        return not self._text.startswith("The ", subject.span[0]) or self._is_office(subject)

    def _is_office(self, subject: Subject) -> bool:
        noun = self._text[slice(*subject.span)].split()[-1]
        return noun[:1].isupper()

    def _is_below_office(self, gender: str, start: int, at: int, found: Verdict) -> bool:
        """Whether an office in capitals acts before a pronoun in its sentence that isn't the antecedent's."""
        subject = self._subject(start, at) if self._text.startswith("The ", start) and start < at else None
        if subject is None or found[0] is None or subject.end > at or subject.span[0] != start:
            return False
        return self._is_office(subject) and self._is_another(subject, found[0], gender, last=-1)

    def _is_another(self, subject: Subject | None, entity: Entity, gender: str, last: int) -> bool:
        if subject is None or subject.known is Known.NAMED or not subject.suits(gender):
            return False
        if (
            subject.epithet
            or self._is_role_of(entity, subject)
            or _SILENT.match(self._text, subject.end - len(subject.verb))
        ):
            return False
        return last < subject.span[0] or not self._leads(entity, subject)

    def _is_role_of(self, entity: Entity, subject: Subject) -> bool:
        """Whether a description may be of the antecedent: "the Estmar senator" of Senator Tamm."""
        phrase = self._text[slice(*subject.span)]
        if subject.known is not Known.DESCRIBED or not phrase.lower().startswith("the "):
            return False
        head, telling = role_words(phrase[4:])
        if head in _STANDING and len(phrase.split()) > 2:
            return True
        if self._is_office(subject) and len(self._reach.entities.bearers_of(head, telling)) > 1:
            return False  # "The Prime Minister", of whom the text has two
        return any(role.head == head and not (telling ^ role.words) & _OTHER_ROLE for role in entity.roles)

    def _leads(self, entity: Entity, subject: Subject) -> bool:
        """Whether somebody is named before a subject in its sentence."""
        begin, _ = self._sentences.span(self._sentences.number(subject.span[0]))
        return self._names(entity, begin, subject.span[0])
