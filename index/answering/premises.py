"""Whether the words on record show what a question takes for granted that somebody did."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.answering.sides import (
    acts_told,
    is_about,
    is_without,
    matter_stems,
    side_by_preposition,
    side_told,
)
from index.answering.stances import PLAIN_VERBS, STATES, Stance, side_of, stance_of
from index.model import Quote
from index.text.sentences import sentences
from index.text.terms import content_stems, stem, synonyms, words

_NEGATIONS = frozenset("not no never nor neither without cannot nobody nothing hardly".split())
_PRONOUNS = frozenset("he she it they him her them you this that".split())
_REACH = 4  # words after a negation that it negates
_NEAR = 5  # words between a negation and what it is about
_ACTING = 5  # words after somebody's name, one of which is what they did
_BEFORE_ACTS = frozenset(
    "who has had have is was been also again later then first once long still often now twice".split()
)
_SPLIT = re.compile(r"^(?P<of>\S.*?) (?:as |to )?(?:an?|the|his|her|their|its) (?P<what>[^,;]+)$", re.IGNORECASE)
_HEADS = sorted((*PLAIN_VERBS, *STATES), key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class Premise:
    """What somebody is said to have done.

    Attributes:
        verb: What: "oppose", "call".
        of: With regard to whom or what; may be empty.
        what: What they are said to have called it; empty with another verb.
        stance: What else shows that; None where only its own words do.
    """

    verb: str
    of: str
    what: str
    stance: Stance | None

    @classmethod
    def read(cls, text: str) -> Premise:
        """Take a premise apart as a question has it: "call Ilo Tamm an enemy"."""
        verb = next((head for head in _HEADS if re.match(rf"{head}\b", text)), text.split(" ", 1)[0])
        rest = re.sub(r"^(?:to|for|of|with|about|on|that|over) ", "", text[len(verb) :].strip())
        if stance := stance_of(verb):
            return cls(verb, rest, "", stance)
        parts = _SPLIT.match(rest)
        of, _, what = (parts["of"], "", parts["what"]) if parts else rest.rpartition(" ")
        return cls(verb, re.sub(r" (?:as|to)$", "", of), what, None)

    def is_shown_by(self, quote: Quote) -> bool:
        """Whether the speaker of a quote does so in it: by a word for it, or by the word that reports it."""
        cue = {stem(word) for word in words(quote.cue or "")}
        parts = [words(quote.text[start:end]) for start, end in sentences(quote.text)]
        return any(
            self._concerns(parts, place) and (self._is_in(part) or self._named_by(cue))
            for place, part in enumerate(parts)
        )

    def is_done_in(self, quote: Quote, told: str, name: str, is_on_topic: bool) -> bool | None:
        """Whether somebody did so in their words or by what is told beside these; None where nothing tells.

        Args:
            quote: Their words.
            told: What the article tells close to them.
            name: Their surname.
            is_on_topic: Whether only the article is known to be about the matter, and not these words.
        """
        side = side_of(self.verb)
        taken = self._side_taken(quote, told, name.lower(), is_on_topic) if side else 0
        if taken:
            return taken == side
        cue = {stem(word) for word in words(quote.cue or "")}
        if self._named_by(cue) or self.is_told_in(told, name):
            return True
        if is_on_topic and not side:
            return self._is_named_in(quote, told, name.lower()) or None
        return None if is_on_topic else self._is_said_in(quote)

    def _is_named_in(self, quote: Quote, told: str, name: str) -> bool:
        """Whether somebody's own words say what they do, or a sentence tells it of them: "and apologised"."""
        names = self.stance.names if self.stance else frozenset()
        if any(names & set(_affirmed(words(quote.text[start:end]))) for start, end in sentences(quote.text)):
            return True
        parts = (words(told[start:end]) for start, end in sentences(told))
        return any(act in names for part in parts for act, _ in acts_told(part, name))

    def _is_said_in(self, quote: Quote) -> bool | None:
        """Whether the words of a quote do so where they speak of the matter; False where they say the contrary."""
        matter = matter_stems(self.of)
        parts = [words(quote.text[start:end]) for start, end in sentences(quote.text)]
        if self.stance is None:  # what something is called tells what is meant
            return any(map(self._is_in, parts)) or None
        if not is_about(words(quote.text), matter):
            return None
        if side_of(self.verb) > 0 and any(is_without(part, matter) for part in parts):
            return False
        return any(self._concerns(parts, place) and self._is_in(part) for place, part in enumerate(parts)) or None

    def _side_taken(self, quote: Quote, told: str, name: str, is_on_topic: bool) -> int:
        """The side that somebody takes on the matter as a sentence says or tells: 1, -1, or 0 for neither."""
        matter = matter_stems(self.of)
        said = [words(quote.text[start:end]) for start, end in sentences(quote.text)]
        around = [words(told[start:end]) for start, end in sentences(told)]
        is_on_matter = is_on_topic or is_about(words(quote.text), matter)
        sides = [side_by_preposition(part, matter, is_on_matter) for part in said if matter]
        sides += [side_told(part, name, matter, is_on_topic) for part in around]
        return next(filter(None, sides), 0)

    def is_told_in(self, text: str, name: str) -> bool:
        """Whether a text tells in its own words that somebody did so; name: their surname."""
        return any(self._is_told(words(text[start:end]), name.lower()) for start, end in sentences(text))

    def _named_by(self, stems: set[str]) -> bool:
        return self.stance is not None and bool(self.stance.names & stems)

    def _concerns(self, parts: Sequence[Sequence[str]], place: int) -> bool:
        """Whether a sentence has the matter, or the one before it, of which it may go on to speak.

        Who is called something must be named or meant by a pronoun where that stands.
        """
        goes_on = self.stance is not None or bool(_PRONOUNS & set(parts[place]))
        near = {stem(word) for part in parts[max(0, place - goes_on) : place + 1] for word in part}
        matter = content_stems(self.of) if self.of else []
        return not matter or any(synonyms(each) & near for each in matter)

    def _is_in(self, part: Sequence[str]) -> bool:
        if self.stance is None:
            wanted = content_stems(self.what)
            affirmed = set(_affirmed(part))
            return all(each in affirmed for each in wanted)
        affirmed = set(_affirmed(part))
        if self.stance.names & affirmed:
            return True
        if self.stance.counters & affirmed or self.stance.names & set(map(stem, part)):
            return False  # "I welcome it", "I do not oppose it"
        return bool(self.stance.shows & affirmed) or (self.stance.negative and self._is_negated(part))

    def _is_negated(self, part: Sequence[str]) -> bool:
        """Whether a negation stands near the matter, or, where a sentence goes on without naming it, anywhere."""
        matter = [synonyms(each) for each in content_stems(self.of)] if self.of else []
        places = [place for place, word in enumerate(part) if any(stem(word) in each for each in matter)]
        negations = [place for place, word in enumerate(part) if _negates(word)]
        return any(not places or min(abs(place - each) for each in places) <= _NEAR for place in negations)

    def _is_told(self, part: Sequence[str], name: str) -> bool:
        if name not in part or not self._concerns([part], 0):
            return False
        names = self.stance.names if self.stance else {stem(self.verb)}
        for place, word in enumerate(part):
            act = next((each for each in part[place + 1 : place + _ACTING] if not _is_before_act(each)), "")
            if word == name and stem(act) in names:
                return self.stance is not None or set(content_stems(self.what)) <= set(_affirmed(part))
        return False


def _is_before_act(word: str) -> bool:
    """Whether a word may stand between somebody and what they did: "Vale, who has often opposed"."""
    return word in _BEFORE_ACTS or word.endswith("ly")


def _negates(word: str) -> bool:
    return word in _NEGATIONS or word.endswith(("n't", "n’t"))


def _affirmed(part: Sequence[str]) -> Iterator[str]:
    """Stems of the words of a sentence that no negation stands before, nor directly after."""
    negated = 0
    for word, following in zip(part, [*part[1:], ""], strict=False):
        if _negates(word):
            negated = _REACH
        elif negated:
            negated -= 1
        elif not _negates(following):  # "must never"
            yield stem(word)
