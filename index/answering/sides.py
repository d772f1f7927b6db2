"""Which side a sentence takes: for something, against it, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from index.answering.stances import stance_of
from index.text.terms import content_stems, stem, synonyms

REACH = 5  # words after "for" and "against", one of which is what they are for
FAR = 14  # words after a name, one of which is what its bearer did
CALLED = 12  # words after "called", some of which say what
NEAR = 3  # words before a matter, one of which says that it isn't wanted
_AGAINST = frozenset({"against"})
_BEFORE_FOR = frozenset("vote votes voted voting is was are were be been am stand stands stood all".split())
_NEXT_OBJECT = frozenset({"and", "but", "or", "for", "against"})
_WITHOUT = frozenset("without no not never against stop".split())
_ENDS = frozenset(
    """said says saying told tells asked whether whom whose that those which when because after as while if but
    not never no didn't don't won't hasn't hadn't""".split()
)
_REFUSING = frozenset(map(stem, "reject rejected dismiss dismissed deny denied refuse refused brush".split()))
_ATTACKS = frozenset(map(stem, "criticism critics objections protests accusations attacks calls demands fears".split()))
# What stands for the matter of an article in it.
_GENERAL = frozenset(
    map(
        stem,
        """project plan plans decision reform bill law proposal idea deal agreement step move policy measure it this
        them ruling contract scheme""".split(),
    )
)
_CALLING = frozenset(map(stem, "call calls called describe described label labelled brand branded dub dubbed".split()))
_INSULTS = (_BAD_ONES.shows if (_BAD_ONES := stance_of("oppose")) else frozenset()) | frozenset(
    map(
        stem,
        """slap insult betrayal farce joke mess blow sham trap fiasco theft robbery madness folly expropriation blunder
        debacle gimmick stunt swindle fraud backward naive short-sighted""".split(),
    )
)
_HONOURS = frozenset(
    map(
        stem, "victory triumph relief breakthrough milestone blessing historic excellent brave overdue sensible".split()
    )
)
_FOR_IT, _AGAINST_IT = stance_of("support"), stance_of("oppose")
_PRAISE = stance_of("praise")


def matter_stems(matter: str) -> list[frozenset[str]]:
    """The stems of a matter's words, each with those that mean the same."""
    return [frozenset(synonyms(each)) for each in content_stems(matter)]


def is_about(part: Iterable[str], matter: Sequence[frozenset[str]], least: float = 0.66) -> bool:
    """Whether words hold a share of those of a matter, as `matter_stems` gives it."""
    held = {stem(word) for word in part}
    return sum(bool(each & held) for each in matter) >= least * len(matter)


def side_by_preposition(part: Sequence[str], matter: Sequence[frozenset[str]], is_on_matter: bool) -> int:
    """The side of a sentence by "for" or "against" before the matter: 1, -1, or 0 for neither.

    Args:
        part: The sentence's words in small letters.
        matter: What it may be for or against, as `matter_stems` gives it.
        is_on_matter: Whether the words around are about the matter, so that "against it" means that.
    """
    for place, word in enumerate(part):
        if not _takes_side(part, place):
            continue
        following = part[place + 1 : place + 1 + REACH]
        ends = next((at for at, each in enumerate(following) if each in _NEXT_OBJECT), REACH)
        object = following[:ends]
        means_it = is_on_matter and (not object or object[0] in {"it", "this", "that"})
        if means_it or is_about(object, matter):
            return -1 if word in _AGAINST else 1
    return 0


def _takes_side(part: Sequence[str], place: int) -> bool:
    """Whether "against", or a "for" as in "vote for", stands at a place."""
    is_for = part[place] == "for" and place > 0 and part[place - 1] in _BEFORE_FOR
    return part[place] in _AGAINST or is_for


def is_without(part: Sequence[str], matter: Sequence[frozenset[str]]) -> bool:
    """Whether a sentence has a matter as what isn't there or isn't wanted: "without his common duty"."""
    places = [place for place, word in enumerate(part) if any(stem(word) in each for each in matter)]
    return any(set(part[max(0, place - NEAR) : place]) & _WITHOUT for place in places)


def acts_told(part: Sequence[str], name: str) -> Iterator[tuple[str, Sequence[str]]]:
    """The words of a sentence that may be what somebody did, each with those after it.

    Args:
        part: The sentence's words in small letters.
        name: Their surname in small letters.
    """
    start = part.index(name) + 1 if name in part else len(part)
    for place in range(start, min(len(part), start + FAR)):
        if part[place] in _ENDS:
            return
        object = part[place + 1 : place + 1 + CALLED]
        if object[:1] != ["by"]:  # "opposed by": somebody else did
            yield stem(part[place]), object


def side_told(part: Sequence[str], name: str, matter: Sequence[frozenset[str]], is_on_matter: bool) -> int:
    """The side that a sentence tells somebody took with regard to a matter: 1, -1, or 0 for neither.

    Args:
        part: The sentence's words in small letters.
        name: Their surname in small letters.
        matter: See `matter_stems`.
        is_on_matter: Whether the article is about the matter, so that "the project" means it.
    """
    for act, following in acts_told(part, name):
        object = following[:REACH]
        side = _side_of_name(following) if act in _CALLING else _side_of_act(act)
        if side and act in _REFUSING and any(stem(each) in _ATTACKS for each in object):
            return 1 if is_on_matter else 0  # "rejected the criticism"
        means_it = is_on_matter and any(stem(each) in _GENERAL for each in object)
        if side and (means_it or is_about(object, matter)):
            return side
    return 0


def _side_of_name(following: Iterable[str]) -> int:
    """The side that is taken by what something is called: "called the decision a slap in the face"."""
    called = set(map(stem, following))
    return -1 if called & _INSULTS else 1 if called & _HONOURS else 0


def _side_of_act(act: str) -> int:
    if _AGAINST_IT and act in _AGAINST_IT.names:
        return -1
    return 1 if _FOR_IT and _PRAISE and act in _FOR_IT.names | _PRAISE.names else 0
