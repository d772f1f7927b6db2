"""Words for offices in all their forms: "chief executive" and "CEO", "boss", "head" and "chief"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from index.text.terms import stem

# What short forms and other forms of an office's words stand for.
SHORT = {
    "vp": "vice president",
    "veep": "vice president",
    "labour": "labor",
    "czar": "chief",
    "spox": "spokesperson",
    "taoiseach": "irish prime minister",
    "pm": "prime minister",
    "premier": "prime minister",
    "ag": "attorney general",
    "potus": "president",
    "flotus": "first lady",
    "sec": "secretary",
    "gov": "governor",
    "sen": "senator",
    "amb": "ambassador",
    "secdef": "defense secretary",
    "secgen": "secretary general",
    "fm": "foreign minister",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "congressman": "representative",
    "congresswoman": "representative",
    "adviser": "advisor",
    "defence": "defense",
    "boss": "chief",
    "head": "chief",
    "harbourmaster": "harbour master",
    "press sec": "press secretary",
}
# Words that make an office another one.
CHANGING = frozenset("vice deputy assistant under lieutenant shadow".split())
# What somebody within a body is charged with who doesn't head it: "communications adviser", "marketing chief".
_CHARGES = frozenset(
    """communications press media marketing finance financial legal policy rights science scientific operations
    operating technology information political campaign medical nursing product research personnel refugee""".split()
)
# Heads that stand for whoever leads a body.
_LEADING = frozenset(
    """chief leader chair director president ceo administrator commissioner secretary general coordinator governor
    manager superintendent rector""".split()
)
_ALIKE = {
    "chief": _LEADING,
    "leader": _LEADING,
    "director": frozenset({"ceo", "chief"}),
    "ceo": frozenset({"chief"}),
    "envoy": frozenset({"ambassador", "representative"}),
    "ambassador": frozenset({"envoy"}),
    "representative": frozenset({"rep"}),
}
# Heads of several words as one.
_CEO = re.compile(r"\b(?:chief[ -]executive(?:[ -]officer)?|managing[ -]director)s?\b", re.IGNORECASE)
# Short forms of what a secretary is of; alone they are something else.
_SHORT_BODIES = {"ag": "agriculture", "ed": "education", "def": "defense", "treas": "treasury"}
_SHORT_BODY = re.compile(rf"\b(?:{'|'.join(_SHORT_BODIES)})(?= sec(?:retary)?\b)")
_HYPHEN = re.compile(r"@|-(?=[A-Z])|(?<=secretary)-(?=general\b)|(?<=attorney)-(?=general\b)")  # but not "Jae-on"
# By what those are told who lead or speak for a body: "Elin Varga, who runs Dunmere Fisheries".
_DOING = re.compile(
    r"\bwho (?:(?:now|also|has|have|currently) )*"
    r"(?:(?P<chief>heads|headed|runs|run|leads|led)|(?P<chair>chairs|chaired)|(?P<spokesperson>speaks|spoke) for)"
    r"(?= (?:the |its |their |an? )?\w)"
)
# By what those are told who hold an office or held it: "Elin Varga, who was president until 2022".
_HOLDING = re.compile(
    r"\bwho (?:(?P<former>was|had been|used to be|served as)|(?:is|has been|serves as))"
    r"(?: (?:now|currently|also|still|once|then))* (?:the |its |their |an? )?"
    r"(?=(?:(?!(?:with|by|at|for|of|in|on|to|from|as|than|not|the|and|or|under|elected|re-elected|named|appointed|sworn|"
    r"made|chosen|nominated|picked|tapped|hired)\b)[\w-]+ ){0,2}"
    r"(?:president|minister|chancellor|premier|governor|mayor|secretary|ambassador|chair(?:man|woman)?|director)\b)"
)
_ROLE_HEADS = {"ceo": frozenset({"executive", "managing"}), "spokesperson": frozenset({"spox"})}


@lru_cache(maxsize=1024)
def role_words(head: str) -> frozenset[str]:
    """Words by which a role may be called that is asked for by another."""
    if head == "chief of staff":
        return frozenset({"chief"})
    same = {head, *_ALIKE.get(head, ())}
    same |= {short for short, full in SHORT.items() if full.split()[-1] in same & {head, "chief"} and " " not in short}
    same |= {each for word in same for each in _ROLE_HEADS.get(word, ())}
    return frozenset(same)


def with_plain_offices(text: str) -> str:
    """A text in which an office's last word is one word, and verbs that tell an office say so: "chief of"."""
    text = _CEO.sub("CEO", _HYPHEN.sub(" ", text))
    text = _HOLDING.sub(lambda match: "the former " if match["former"] else "the ", text)
    return _DOING.sub(lambda match: f"the {match.lastgroup} of", text)


@lru_cache(maxsize=1024)
def words_sought(head: str) -> str:
    """Words with which articles are looked for that may name the holder of an office."""
    if head in _LEADING | {"chief", "ceo"}:
        return "chief head executive director chairman leader"
    return "spokesman spokeswoman spokesperson" if head == "spokesperson" else head


@lru_cache(maxsize=4096)
def office_words(office: str) -> tuple[str, ...]:
    """An office's words, in small letters, with short forms written out."""
    office = _SHORT_BODY.sub(lambda match: _SHORT_BODIES[match.group()], office.lower())
    office = _CEO.sub("ceo", office)
    words: list[str] = []
    for word in re.sub(r"['’]s\b|['’](?= |$)", "", office).replace("-", " ").split():
        word = {"ex": "former"}.get(word, word)
        words.extend(SHORT.get(word.strip(".,"), word.strip(".,")).split())
    return tuple(words)


def has_other_charge(before: Sequence[str], telling: Collection[str]) -> bool:
    """Whether the words before an office's last one give it a charge that another one hasn't: "marketing chief".

    Args:
        before: They, in small letters.
        telling: Stems of the words that tell which the other one is.
    """
    if not before or before[-1] not in _CHARGES or stem(before[-1]) in telling:
        return False
    return {"and", "&"}.isdisjoint(before[-2:-1])  # "the finance and media minister" is finance minister, too
