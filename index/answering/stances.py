"""What somebody can do with words, and the words that show it: to oppose, to apologise, to call somebody something."""

from __future__ import annotations

from dataclasses import dataclass

from index.text.terms import stem


@dataclass(frozen=True, slots=True)
class Stance:
    """Something done with words.

    Attributes:
        names: Stems of the words that say so themselves: "opposed", "opposition".
        shows: Stems of other words that show it in what somebody says: "wrong", "stop".
        counters: Stems of words that show the contrary.
        negative: Whether a negation shows it as well: "must not".
    """

    names: frozenset[str]
    shows: frozenset[str]
    counters: frozenset[str]
    negative: bool = False


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


def _stance(names: str, shows: str = "", counters: str = "", negative: bool = False) -> Stance:
    return Stance(_stems(names), _stems(shows), _stems(counters), negative)


_BAD = """wrong bad mistake disaster disastrous danger dangerous terrible stop refuse fail failed failure shame
    shameful disgrace disgraceful threat unacceptable unfair illegal absurd worst worse harm hurt destroy
    nonsense lie liar angry outrage outrageous weak reckless irresponsible foolish stupid cruel burden waste corrupt
    crime criminal enemy scandal ridiculous horrible awful offensive hate hateful regret doubt concern concerned
    problem unworkable broken abandon scrap cancel withdraw resist fight"""
_GOOD = """good great best right proud glad happy love need must should important thank thanks congratulate historic
    strong hope win benefit help better hero excellent wonderful outstanding fair success successful essential vital
    necessary pleased delighted deserve brilliant courage brave remarkable impressive favour favor yes"""
_FOR = "support back endorse favour favor welcome applaud praise agree approve"
_STANCES: dict[str, Stance] = {
    "oppose reject condemn criticise criticize denounce blast slam attack dismiss lament": _stance(
        "oppose opposed opposition reject rejection condemn condemnation criticise criticize criticism critical "
        "denounce "
        "blast slam attack dismiss lament object objection disagree refuse unacceptable",
        _BAD,
        _FOR,
        negative=True,
    ),
    "object disagree": _stance("object objection disagree oppose opposition reject", _BAD, _FOR, negative=True),
    "support back endorse favour favor approve defend": _stance(
        "support supporter back endorse endorsement favour favor approve approval defend agree welcome", _GOOD, _BAD
    ),
    "praise applaud hail welcome thank congratulate": _stance(
        "praise applaud hail welcome thank thanks congratulate commend salute support", _GOOD, _BAD
    ),
    "complain moan grumble gripe": _stance(
        "complain complaint moan grumble gripe", "bad worse wrong unfair harm hurt angry never enough burden problem"
    ),
    "apologise apologize": _stance("apologise apologize apology sorry", "regret forgive forgiveness fault"),
    "regret": _stance("regret sorry", "apologise apologize apology wish mistake unfortunately"),
    "blame accuse": _stance("blame accuse accusation fault", "because cause responsible guilty due lie liar"),
    "promise vow pledge": _stance("promise vow pledge commit commitment guarantee", "will shall ll"),
    "threaten": _stance("threaten threat", "warn warning consequence sanction punish retaliate force unless if war"),
    "warn": _stance("warn warning caution", "risk danger dangerous threat could may if unless careful beware must"),
    "deny": _stance("deny denial", "false untrue lie nonsense fake nothing", negative=True),
    "admit concede confess": _stance("admit concede confess acknowledge confession", "wrong mistake yes true fault"),
    "mock insult ridicule": _stance("mock insult ridicule joke", _BAD, _FOR),
    "urge demand": _stance("urge demand insist call", "must should need ask want let"),
    "resign": _stance("resign resignation", "quit step leave"),
}
_CALLING = frozenset(
    "call called calling label labelled labeled brand branded describe described compare compared".split()
)
# What somebody is said to be, and what they then do.
STATES: dict[str, str] = {
    "against": "oppose", "opposed to": "oppose", "critical of": "oppose", "so critical of": "oppose",
    "so opposed to": "oppose", "hostile to": "oppose", "so against": "oppose", "in favour of": "support",
    "in favor of": "support", "so keen on": "support", "sorry for": "apologise", "sorry about": "apologise",
}  # fmt: skip


def _forms(verb: str) -> tuple[str, ...]:
    if verb == "back":
        return ("back", "backs", "backed", "backing")
    base = verb[:-1] if verb.endswith(("e", "y")) and verb != "defy" else verb
    if verb.endswith("y"):
        return (verb, f"{base}ies", f"{base}ied", f"{verb}ing")
    doubled = base + base[-1] if verb in {"slam", "admit"} else base
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s"
    return (verb, third, f"{doubled}ed", f"{doubled}ing")


_BY_FORM = {
    form: stance for verbs, stance in _STANCES.items() for verb in verbs.split() for form in _forms(verb)
}  # fmt: skip
# Verbs of which those are asked for who did what they say, as of verbs of judging: "who apologised for the spill".
DEEDS = frozenset(
    form for verb in "apologise apologize complain moan grumble gripe regret object".split() for form in _forms(verb)
)  # fmt: skip
PLAIN_VERBS = frozenset(_BY_FORM) | _CALLING


def stance_of(verb: str) -> Stance | None:
    """What a verb or a state is evidence of; None for one that calls somebody something, which its own words show."""
    return _BY_FORM.get(STATES.get(verb, verb))


def side_of(verb: str) -> int:
    """1 for a verb or a state that takes the side of something, -1 for one against it, 0 for any other."""
    stance = stance_of(verb)
    if stance is None:
        return 0
    if stance in (_BY_FORM["support"], _BY_FORM["praise"]):
        return 1
    return -1 if stance in (_BY_FORM["oppose"], _BY_FORM["disagree"], _BY_FORM["mock"]) else 0
