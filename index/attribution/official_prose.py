"""Reported speech in papers that report little: fact sheets, orders, readouts, biographies.

Such papers tell in their own voice what was done, planned and agreed, in words that news uses for speech ("announced
new grants", "calls for a review").  There only a clause that somebody is plainly said to have spoken is a statement.
"""

from __future__ import annotations

import re

from index.attribution.clause_grammar import spaced
from index.attribution.reporting_verbs import verb_forms
from index.text.name_lists import BODY_NOUNS

LEAST_SURE = 0.75  # confidence of the tagger in words told without quotation marks

SURE = 0.85  # the same, from which a text that isn't titled as official paper may tell words in any form

_TITLES = re.compile(
    r"\W*(?:fact[ -]?sheet|backgrounder|read[ -]?out|executive order|proclamation|memorandum|communiqu[eé]|"
    r"nominations?\b|"
    r"[^:]{0,60}\bannounces? (?:key |intent to |the |new ){0,3}(?:nominees?|nominations?|nominate|appoint\w*)\b|"
    r"joint (?:statement|declaration|communiqu[eé])|press release: (?:nominations?|withdrawals?))",
    re.IGNORECASE,
)
# Verbs that report nothing but words, and those that report words only where a clause follows: "announced a grant".
_SAYING = frozenset(
    """say says said saying tell tells told telling write writes wrote writing according testify testifies testified
    testifying admit admits admitted admitting imply implies implied deny denies denied denying reply replied replies
    replying""".split()
) | {
    form
    for verb in """state add explain claim argue warn report insist acknowledge assert declare remark observe
    maintain contend conclude complain recall concede predict allege suggest point quote
    cite""".split()
    for form in verb_forms(verb)
}
_SAYING_THAT = frozenset(
    form
    for verb in """note affirm reaffirm confirm announce emphasise emphasize stress underscore underline reiterate
    describe reject outline disclose reveal""".split()
    for form in verb_forms(verb)
)
_PROMISING = frozenset(
    form for verb in ("promise", "pledge", "vow", "urge", "ask", "warn") for form in verb_forms(verb)
) | {"told"}
_WORD = re.compile(r"[a-z]+")
_OWN_VOICE = re.compile(r"(?:I|[Ww]e|[Yy]ou|[Ii]t|[Oo]ne|[Aa]n?|[Mm]y|[Oo]ur)")
# What orders and permits, and has no mouth.
_RULES = re.compile(
    r"(?i)\b(?:orders?|laws?|acts?|bills?|rules?|regulations?|memorand(?:um|a)|budgets?|plans?|strateg(?:y|ies)|treat(?:y|ies)|"
    r"agreements?|constitution|statutes?|guidance|proclamations?|sections?|programmes?|programs?|initiatives?|policy|"
    r"policies|resolutions?|directives?|amendments?|provisions?|decrees?)\b"
)
# Several at once, for whom a readout speaks: "The two leaders discussed".
_JOINTLY = re.compile(
    r"(?i)they|(?:the )?(?:(?:two|three) )?(?:leaders|sides|presidents|ministers|principals|delegations|parties|"
    r"participants|attendees|group|pair|heads of state|officials)|both|(?:the )?(?:two|both) [\w -]+"
)
_RULE = re.compile(
    r"(?i)(?:the|this|that|its|a|new) (?:[\w’'-]+ ){0,4}(?:orders?|laws?|acts?|bills?|treaty|statutes?|constitution)"
)
_CLAUSE_OPENS = re.compile(r"(?i)\W*(?:that|how|why|whether|what|when|who|if|there|it|he|she|they|we|I)\b")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|shall|should|may|might|must|does|do|did)\b|n[’']t\b"
)
_SUBORDINATE = re.compile(r"\b(?:that|which|who|whose|whom|as|while|because|where|when|to|including|such as|like)\b")
_THAT_BEFORE = re.compile(r"\bthat\s+$")
# "announced that it is providing", "stated that they will build": what somebody does.
_OF_ITSELF = spaced(r"(?i)\W*(?:that )?(?:it|they|the (?:agency|department|ministry|administration|company|bank))\b")
_ANNOUNCING = re.compile(r"(?i)\b(?:announce[sd]?|announcing|ordered|confirmed|launched)(?: \w+)?$")
_ENDS = re.compile(r"[.!?:;…][\"”’')\]*\s]*$")


def is_official(title: str | None) -> bool:
    """Whether a title is one of an official paper that speaks in its own voice: "Fact Sheet: …", "Readout of …".

    Args:
        title: The title.
    """
    return bool(title and _TITLES.match(title))


def is_own_voice(mention: str) -> bool:
    """Whether a mention outside quotation marks is of who writes, or of nobody: "we", "it".

    Args:
        mention: The mention.
    """
    return bool(_OWN_VOICE.fullmatch(mention))


def is_voice(mention: str) -> bool:
    """Whether a mention can be somebody's whose words a paper tells: no law, no programme, nor the paper itself.

    Args:
        mention: The mention.
    """
    return not is_own_voice(mention) and not _RULES.search(mention)


def is_rule(mention: str) -> bool:
    """Whether a mention is a law's, an order's or a treaty's itself: "The law", "the Ports Act".

    Args:
        mention: The mention.
    """
    return bool(_RULE.fullmatch(mention))


def is_joint(mention: str) -> bool:
    """Whether a mention means several together, for whom a readout speaks: "the two leaders", "they".

    Args:
        mention: The mention.
    """
    return bool(_JOINTLY.fullmatch(mention))


def is_told(cue: str, before: str, words: str) -> bool:
    """Whether words without quotation marks are a clause that a cue plainly says somebody spoke.

    Args:
        cue: The reporting words.
        before: What stands right before the words.
        words: The words.
    """
    verbs = set(_WORD.findall(cue.lower()))
    if verbs & _PROMISING and (words.startswith(("to ", "not to ")) or cue.endswith(" to")):
        return True
    if verbs & _SAYING:
        return True
    return bool(verbs & _SAYING_THAT) and is_clause(before, words) and not _OF_ITSELF.match(words)


def is_announced_deed(mention: str, cue: str, before: str, words: str) -> bool:
    """Whether a body announces what it does and not that something is so: "The Ministry of Ports announced a grant".

    Args:
        mention: Who announces.
        cue: The reporting words.
        before: What stands right before the words.
        words: The words.
    """
    body = not BODY_NOUNS.isdisjoint(_WORD.findall(mention.lower()))
    return body and bool(_ANNOUNCING.search(cue)) and not is_clause(before, words)


def is_clause(before: str, words: str) -> bool:
    """Whether words are a clause and not only what a verb acts on: "that it rained", not "the rain".

    Args:
        before: What stands right before the words.
        words: The words.
    """
    return bool(_THAT_BEFORE.search(before) or _CLAUSE_OPENS.match(words) or _has_verb(words))


def _has_verb(words: str) -> bool:
    """Whether a verb stands before the first word that makes another clause or a phrase of what follows."""
    verb, subordinate = _FINITE.search(words), _SUBORDINATE.search(words)
    return verb is not None and (subordinate is None or verb.start() < subordinate.start())


def is_finished(block: str) -> bool:
    """Whether a block ends as a sentence does; a heading, a headline and most items of a list don't.

    Args:
        block: Its text.
    """
    return bool(_ENDS.search(block))
