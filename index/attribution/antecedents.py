"""Whom a pronoun means: its antecedent among those named in its reach."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.attribution.asked_people import asked_before
from index.attribution.entities import Entities
from index.attribution.entity import Entity
from index.attribution.foreground import Foreground
from index.attribution.mentions import Blocks, Mention, Sort
from index.attribution.newcomers import Newcomers
from index.attribution.reach import FAR, FEMALE_WORDS, MALE_WORDS, Candidate, Reach
from index.attribution.roles import is_role
from index.attribution.salience import Ranked, Salience
from index.attribution.shared_surnames import is_left_open
from index.attribution.subject_grammar import is_verb
from index.attribution.wording import Wording
from index.model import Span
from index.text.letter_case import CAPITAL, SMALL
from index.text.name_lists import BODY_NOUNS, GROUPS, MANY_PEOPLE
from index.text.quotation_marks import INSIDE

# Gender of each pronoun; "" of those that mean no single person.
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    **dict.fromkeys("they them their theirs it its that this these those i we us me my our you your".split(), ""),
    **dict.fromkeys("who whom whose which one some many others both all".split(), ""),
}
RELATIVE = {"who", "whom", "whose"}
SURE = 0.9  # probability of an antecedent from which rivals don't count
LIKELY = 0.8  # from which they leave a doubt
DOUBTED = 0.2  # below which an antecedent that a rule found is none
LEAST = 0.6  # of another one who makes it doubtful
PLAIN = 0.97  # from which somebody of unknown gender is meant
_BACK = 3  # blocks before a pronoun's own in which its antecedent may stand
_LONGEST_QUESTION = 500  # code points
# A question of which the next clause's subject is the one who is asked: "Asked whether Tamm had left, she …".
_ASKED = re.compile(
    r"\b(?:[Aa]sked|[Qq]uestioned|[Pp]ressed|[Qq]uizzed)\s(?:(?:repeatedly|again|later|by\s[\w’' -]{1,50}?)\s)?"
    r"(?:whether|if|about|on|over|why|how|what|when|where|who|which)\b"
)
_APPOSITION = re.compile(
    rf"(?:\s(?:of|from|at|with)\s(?:the\s)?[{CAPITAL}][\w. -]{{1,60}})?,?\s|"
    r",\s(?:(?:the|an?|its|his|her)\s)?[^,.;“”\"]{2,90},\s"
)
_WHOSE_KIN = re.compile(r"\b(?P<whose>[Hh]is|[Hh]er)\s(?:[\w-]+\s){0,3}[\w-]+,?\s$")
_LONGEST_KIN = 50  # code points
_CALLED_NEAR = 400  # code points before a pronoun in which a surname may leave it open
_ADDS = re.compile(r"(?:he|she) (?:added|adds|continued|went on)\b")
_ASKS = re.compile(r"(?:he|she) (?:asked|asks|pressed|wondered|demanded)\b")
_OWNING = re.compile(rf"(?:His|Her|his|her)\s[{SMALL}]")  # "Her favourite saying was"
# What stands before the rest of a body's name: "the Institute for Maritime Law".
_BODY_BEGUN = re.compile(rf"\s(?:[{CAPITAL}][\w-]+\s)*(?P<noun>[{CAPITAL}][\w-]+)\s(?:of|for|on|in)\s(?:the\s)?$")

Verdict = tuple[Entity | None, int]  # whom a pronoun means, or nobody, and how many others in reach fit, too
Said = tuple[Span, Entity | None]  # a statement's mention of its speaker, and whom it meant


class Antecedents:
    """Finds the antecedents of pronouns in one article.

    Args:
        text: The article's text.
        blocks: Its blocks.
        states: Which code points are quoted.
        entities: Its people.
        mentions: Its mentions, in order.
        wording: Its words.
        enter: Enters a name as somebody's, if it can be a person's.
    """

    def __init__(
        self,
        text: str,
        blocks: Blocks,
        states: bytes,
        entities: Entities,
        mentions: Sequence[Mention],
        wording: Wording,
        enter: Callable[[Mention], Entity | None],
    ) -> None:
        self._enter = enter
        self.text, self.blocks, self.states, self.entities = text, blocks, states, entities
        self.reach = Reach(text, blocks, states, entities, mentions)
        self._salience = Salience(self.reach)
        self._foreground = Foreground(self.reach)
        self._newcomers = Newcomers(self.reach, entities, wording)
        self._meant: dict[Entity, int] = {}  # where a pronoun meant each last
        self._asked: Span = 0, 0  # the question before the pronoun that is resolved
        self._asked_about: frozenset[Entity] = frozenset()

    def resolve(self, pronoun: str, at: int, previous: Said | None) -> Verdict:
        """Resolve "he" or "she".

        Args:
            pronoun: The pronoun, in small letters.
            at: Where it stands.
            previous: The last statement's mention, and whom it meant.

        Returns:
            (the antecedent, or None where the text doesn't tell; how many others in reach fit, too).
        """
        gender = PRONOUNS[pronoun]
        if not gender:
            return None, 0
        if self.states[at] == INSIDE:
            return self._in_quotation(gender, at)
        self._note_question(at)
        found = self._unless_kin(gender, at, self._weighed(gender, at, self._by_rule(gender, at, previous)))
        found = self._unless_newcomer(gender, at, found)
        found = self._foreground.weigh(gender, at, at + len(pronoun), found, previous)
        found = self._unless_subject_told(gender, at, self._unless_told_of(at, found), previous)
        found = self._or_asked(gender, at, self._unless_only_owning(gender, at, found))
        found = self._unless_shared(gender, at, found)
        if found[0] is not None:
            self._salience.note(at, found[0])
            self._meant[found[0]] = at
            self._note_gender(gender, found)
        return found

    def _unless_shared(self, gender: str, at: int, found: Verdict) -> Verdict:
        """Nobody where the paragraph calls the one found by a surname that may be another's."""
        entity, rivals = found
        start, _ = self.blocks.spans[self.blocks.number(at)]
        before = self.reach.between(max(start, at - _CALLED_NEAR), at)
        if entity is None or not is_left_open(entity, gender, before, self.entities):
            return found
        return None, rivals + 1

    @staticmethod
    def _note_gender(gender: str, found: Verdict) -> None:
        """Keep what a pronoun tells of somebody whose name tells no gender: "she" is no "he" later."""
        entity, rivals = found
        if entity is not None and not rivals and not entity.gender and not entity.organisation:
            entity.gender = gender

    def _by_rule(self, gender: str, at: int, previous: Said | None) -> Verdict:
        """The antecedent that stands plainly closest, block by block."""
        own = self.blocks.number(at)
        for number in range(own, max(-1, own - _BACK - 1), -1):
            start, end = self.blocks.spans[number]
            end = min(at, end)
            said = previous if previous and start <= previous[0][0] < end else None
            found = self._in_block(gender, start, end, said, own=number == own)
            if found is not None:
                return self._unless_rivalled(gender, found, start, end)
        return None, 0

    def _weighed(self, gender: str, at: int, found: Verdict) -> Verdict:
        """An antecedent that is confirmed, refused or added by how much the text is about whom."""
        likely = self._salience.ranked(at, gender)
        ranked = [(who, p) for who, p in likely if who not in self._asked_about and _may_be(who, gender)]
        if not ranked:
            return found
        who, sure = ranked[0]
        who = self._entered(who) if sure >= PLAIN else who
        if who is found[0]:
            return (found[0], 0) if sure >= SURE else found
        if isinstance(who, Entity) and sure >= self._least(who, found[0], alone=len(likely) == 1):
            return who, int(sure < SURE)
        return self._unless_unlikely(found, ranked, sure)

    @staticmethod
    def _least(who: Entity, other: Entity | None, *, alone: bool) -> float:
        """The probability from which the text is plainly about somebody whom no rule finds."""
        if not who.gender:
            return PLAIN
        return LEAST if alone and other is None else LIKELY  # nobody else is in reach

    @staticmethod
    def _unless_unlikely(found: Verdict, ranked: Ranked, sure: float) -> Verdict:
        """An antecedent that a rule found, unless another one is much likelier."""
        entity, rivals = found
        own = next((p for one, p in ranked if one is entity), 0.0)
        return (None, max(1, rivals)) if own < DOUBTED and sure > LEAST else found

    def _entered(self, who: Entity | int) -> Entity | int:
        """Somebody by whose full name alone a text tells that it is a person, who is entered among its people."""
        if isinstance(who, Entity):
            return who
        named = (m for m in self.reach.between(who, who + 1) if len(m.words) > 1 and not m.possessive)
        mention = next((m for m in named if m.sort is Sort.NAME and m.span not in self.entities.of_mention), None)
        return (self._enter(mention) if mention else None) or who

    def _unless_newcomer(self, gender: str, at: int, found: Verdict) -> Verdict:
        """An antecedent, unless somebody whom the text doesn't introduce came to the fore since it was named."""
        entity, rivals = found
        if entity is None:
            return found
        last = max((place for place in (*entity.at, self._meant.get(entity, -1)) if 0 <= place < at), default=None)
        if last is None or not self._newcomers.come_between(entity, last, at, gender):
            return found
        return None, max(1, rivals)

    def _unless_told_of(self, at: int, found: Verdict) -> Verdict:
        """An antecedent, unless the sentence tells of it what the pronoun says: "Holm, she wrote, never slept"."""
        entity, rivals = found
        if entity is None or self.text[at - 2 : at] != ", ":
            return found
        start = self.reach.sentence_of(at)
        told = (m for m in self.reach.between(start, at) if m.span[1] == at - 2 and not m.possessive)
        subject = next((m for m in told if start in {m.span[0], m.name_start}), None)
        same = subject is not None and self.entities.of_mention.get(subject.span) is entity
        return (None, max(1, rivals)) if same else found

    def _unless_subject_told(self, gender: str, at: int, found: Verdict, previous: Said | None) -> Verdict:
        """An antecedent, unless it is what the told words before the pronoun speak of, and another one spoke last.

        "The accused, Tom Quell, had sold the rice, he added." is whose words came before.
        """
        entity, rivals = found
        if previous is None or previous[1] is None or entity in {None, previous[1]} or self.text[at - 2 : at] != ", ":
            return found
        speaker = previous[1]
        start = self.reach.sentence_of(at)
        near = self.blocks.number(at) - self.blocks.number(previous[0][0]) <= 1 and previous[0][1] <= start
        subject = next((m for m in self.reach.between(start, at) if m.sort is not Sort.BODY), None)
        told = subject is not None and self.entities.of_mention.get(subject.span) is entity
        if not near or not told or subject is None or subject.possessive or not self.reach.is_subject(subject.span[0]):
            return found
        if speaker.organisation or speaker.gender not in {"", gender}:
            return found
        goes_on = _ADDS.match(self.text, at) is not None
        return (speaker, 1) if goes_on else (None, max(1, rivals))

    def _or_asked(self, gender: str, at: int, found: Verdict) -> Verdict:
        """An antecedent, or who is asked in the sentence before: "Quist asked the mayor why. “A slip,” he said."."""
        if found[0] is not None or self.text[at - 2 : at] == ", " or _ASKS.match(self.text, at):
            return found
        asked = asked_before(self.reach, at)
        return found if asked is None or asked.organisation or asked.gender not in {"", gender} else (asked, 0)

    def _unless_only_owning(self, gender: str, at: int, found: Verdict) -> Verdict:
        """An antecedent, unless a pronoun only tells whose a saying is, and another one of the text may own it."""
        entity, rivals = found
        if entity is None or not _OWNING.match(self.text, at):
            return found
        others = [e for e in self.entities.people() if e is not entity and e.gender in {"", gender}]
        before = sum(1 for e in others if any(0 <= place < at for place in e.at))
        return (None, max(rivals, before)) if before else found

    def _unless_kin(self, gender: str, at: int, found: Verdict) -> Verdict:
        """An antecedent, unless it came in as somebody's kin in another paragraph: that one may be meant as well."""
        entity, rivals = found
        kin = next((m for m in entity.mentions if m.relative), None) if entity is not None else None
        if entity is None or kin is None:
            return found
        start, _ = self.blocks.spans[self.blocks.number(at)]
        if any(start <= place < at for place in entity.at):
            return found
        early = [c for c in self._candidates(0, min(max(0, kin.span[0]), FAR)) if c.suits(gender) and c.named]
        if len({c.who for c in early}) == 1 and self._is_owner_of_other_gender(gender, kin):
            return found  # "His sister Gudny": the only one before her is a man
        return (None, max(1, rivals)) if early else found

    def _is_owner_of_other_gender(self, gender: str, kin: Mention) -> bool:
        """Whether the pronoun that tells whose kin somebody is can't mean who a pronoun of a gender means."""
        whose = _WHOSE_KIN.search(self.text, max(0, kin.span[0] - _LONGEST_KIN), kin.span[0])
        return whose is not None and {"his": "m", "her": "f"}[whose["whose"].lower()] != gender

    def _unless_rivalled(self, gender: str, found: Verdict, start: int, end: int) -> Verdict:
        """An antecedent, unless the block names another one before the pronoun who fits no less."""
        entity, rivals = found
        if entity is None or entity.gender:
            return found
        near = self._candidates(max(start, end - FAR), end)
        others = {c.entity for c in near if c.entity and c.named and c.suits(gender)}
        others -= {entity}
        return (None, max(rivals, len(others))) if others else found

    def _note_question(self, at: int) -> None:
        """Note whom a question right before a pronoun is about: its subject is asked about another one."""
        self._asked, self._asked_about = (0, 0), frozenset()
        low = max(self.reach.sentence_of(at), at - _LONGEST_QUESTION)
        match = _ASKED.search(self.text, low, at) if self.text[at - 2 : at] == ", " else None
        if match is None or self.states[match.start()] == INSIDE:
            return
        self._asked = match.end(), at
        named = (self.entities.of_mention.get(m.span) for m in self.reach.between(match.end(), at))
        self._asked_about = frozenset(e for e in named if e is not None)

    def _candidates(self, start: int, end: int) -> list[Candidate]:
        return [c for c in self.reach.candidates(start, end) if not self._is_asked_about(c)]

    def _is_asked_about(self, candidate: Candidate) -> bool:
        low, high = self._asked
        return low <= candidate.at < high or not self._asked_about.isdisjoint({candidate.entity, candidate.owner})

    def relative(self, at: int) -> Entity | None:
        """Resolve "who": the name right before it, or before an apposition that ends there.

        Args:
            at: Where it stands.
        """
        start, _ = self.blocks.spans[self.blocks.number(at)]
        before = [m for m in self.reach.between(max(start, at - 160), at) if m.sort is not Sort.BODY]
        for mention in before[:-4:-1]:
            entity = self.entities.of_mention.get(mention.span)
            if entity is not None and not self._is_of_body(mention, start):
                return entity if self._precedes(mention, start, at) else None
        return None

    def _is_of_body(self, mention: Mention, start: int) -> bool:
        """Whether a name is the rest of a body's, which says nothing that "who" says."""
        begun = _BODY_BEGUN.search(self.text, max(start, mention.name_start - 60), mention.name_start)
        return begun is not None and begun["noun"].lower() in BODY_NOUNS

    def _precedes(self, mention: Mention, start: int, at: int) -> bool:
        """Whether a clause with "who" at a place belongs to a name before it."""
        gap = self.text[mention.span[1] : at]
        if mention.possessive:
            return False
        if re.fullmatch(r",?\s(?:\([^()]*\),?\s)?", gap):
            lead = self.text[max(start, mention.span[0] - 30) : mention.span[0]].split()
            return not (len(lead) > 1 and lead[-1] in {"of", "to", "for"} and is_role(lead[-2]))
        apposed = gap.strip(", ").split()
        told = len(apposed) > 1 and is_verb(apposed[0]) and apposed[-1].islower()  # "Tamm, marched with the crew, who"
        return bool(_APPOSITION.fullmatch(gap)) and not told

    # choosing

    def _in_block(self, gender: str, start: int, end: int, said: Said | None, own: bool) -> Verdict | None:
        """Look for the antecedent in one block; None where nobody in it fits."""
        if said is not None:
            verdict = self._after_speaker(gender, start, end, said)
            if verdict is not None:
                return verdict
        if not own:
            return (None, 1) if end - start > FAR else self._alone(gender, self._candidates(start, end))
        for low, high in self.reach.sentences_back(start, end):
            verdict = self._in_sentence(gender, low, high)
            if verdict is not None:
                entity, rivals = verdict
                before = self._candidates(max(start, low - FAR), low)
                others = {c.entity for c in before if c.entity and c.suits(gender)} - {entity}
                return entity, rivals + len(others)
        return (None, 1) if end - start > FAR else self._owner(gender, self._candidates(start, end))

    def _after_speaker(self, gender: str, start: int, end: int, said: Said) -> Verdict | None:
        """The last statement's speaker, unless somebody else who fits came to the fore since."""
        (at, after), entity = said
        if entity is None:
            return self._after_nobody(gender, at, after, end)
        if entity.organisation or entity.gender not in {"", gender} or entity in self._asked_about:
            return None
        low = self.reach.sentence_of(at)
        if end - low > FAR:
            return None, 1
        everybody = self._candidates(low, end)
        since = [c for c in everybody if c.who is not entity and c.suits(gender)]
        fore = [c for c in since if c.at > after and self._leads(c, everybody) and self.reach.sentence_of(c.at) > at]
        if fore or self._is_beside(said, end, since):
            return None, len(since)
        return entity, len({c.who for c in since})

    def _is_beside(self, said: Said, end: int, since: list[Candidate]) -> bool:
        """Whether somebody else stands beside the speaker so that a pronoun at the end may mean either.

        That is one before "who", and one between the speaker and the pronoun in one sentence.
        """
        (at, after), _ = said
        here = self.reach.sentence_of(at)
        if self.text[at:after].lower() in RELATIVE:
            return any(c.at < at and self.reach.sentence_of(c.at) == here for c in since)
        last = self.blocks.spans[self.blocks.number(at)][1]
        return end < last and self.reach.sentence_of(end) == here and any(after < c.at for c in since)

    def _after_nobody(self, gender: str, at: int, after: int, end: int) -> Verdict | None:
        """After words of somebody whom the text doesn't name, a pronoun means that one."""
        mention = self.text[at:after].lower()
        words = set(re.findall(r"[\w-]+", mention))
        if mention in PRONOUNS:
            return (None, 0) if PRONOUNS[mention] == gender else None
        told = "m" if words & MALE_WORDS else "f" if words & FEMALE_WORDS else ""
        if told and told != gender:
            return None
        name = mention != self.text[at:after] and words.isdisjoint(MANY_PEOPLE) and words.isdisjoint(GROUPS)
        if not name and not any(map(is_role, words)):
            return None
        return None if self._is_followed(gender, at, after, end) else (None, 0)

    def _is_followed(self, gender: str, at: int, after: int, end: int) -> bool:
        """Whether somebody else who fits comes in a later sentence than a place, before another place close by."""
        sentence = self.reach.sentence_of(at)
        near = end - after <= FAR
        return near and any(
            c.suits(gender) and self.reach.sentence_of(c.at) > sentence for c in self._candidates(after, end)
        )

    def _in_sentence(self, gender: str, low: int, high: int) -> Verdict | None:
        if high - low > FAR:
            return None, 1  # no sentence, but a list or a text without full stops
        everybody = self._candidates(low, high)
        fits = [c for c in everybody if c.suits(gender)]
        if not any(c.entity for c in fits):
            unnamed = any((c.gender or self.reach.is_subject(c.at)) and c.owner is None for c in fits)
            return (None, len(fits)) if unnamed else None
        named = {c.who for c in fits if c.named}
        if len(named) == 1 and fits[0].entity in named and self._leads(fits[0], everybody):
            return fits[0].entity, len(fits) - sum(c.named for c in fits)
        return self._alone(gender, everybody)

    @staticmethod
    def _alone(gender: str, everybody: list[Candidate]) -> Verdict | None:
        """The only one who fits."""
        fits = [c for c in everybody if c.suits(gender)]
        if not fits:
            return None
        people = {c.who for c in fits}
        if len(people) > 1:
            return None, len(people) - 1
        return next((c.entity for c in fits if c.entity), None), 0

    def _owner(self, gender: str, everybody: list[Candidate]) -> Verdict | None:
        """The only one in a block who fits, where only something of theirs is named: "Roth's vote, which she …"."""
        fits = [c for c in everybody if c.suits(gender)]
        owners = {c.owner for c in fits}
        owner = next(iter(owners)) if len(owners) == 1 else None
        if owner is None:
            return (None, len(fits)) if fits else None
        return owner, 1

    def _in_quotation(self, gender: str, at: int) -> Verdict:
        """A pronoun that is quoted means somebody whom the same quotation names."""
        start, _ = self.blocks.spans[self.blocks.number(at)]
        low = at
        while low > start and self.states[low - 1] == INSIDE:
            low -= 1
        named = {
            e
            for m in self.reach.between(low, at)
            if (e := self.entities.of_mention.get(m.span)) and e.gender in {"", gender}
        }
        return (next(iter(named)), 0) if len(named) == 1 else (None, max(0, len(named) - 1))

    def _leads(self, candidate: Candidate, everybody: list[Candidate]) -> bool:
        """Whether somebody stands first in a sentence, as its subject does."""
        if candidate.owner is not None or not self.reach.is_subject(candidate.at):
            return False
        sentence = self.reach.sentence_of(candidate.at)
        return all(c.at >= candidate.at for c in everybody if self.reach.sentence_of(c.at) == sentence)


def _may_be(who: Entity | int, gender: str) -> bool:
    """Whether a pronoun of a gender may mean somebody, who may be known by a number alone."""
    return isinstance(who, int) or who.gender in {"", gender}
