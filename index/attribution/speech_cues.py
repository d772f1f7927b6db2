"""A cheap look at a paragraph: whether anybody may speak in it, which spares the others the tagger."""

from __future__ import annotations

import re

from index.attribution.reporting_verbs import REPORTING_VERBS, verb_forms
from index.text.quotation_marks import OUTSIDE

_WORD = re.compile(r"[a-z]+")
_LABEL = re.compile(r"[^\n]{0,80}?\w[)\].]?\s*:(?:\s|$)|[-–—―•*]\s*\w")
# Verbs of thinking, wanting and doing with words, beside those of REPORTING_VERBS; deeds (sign, appoint) are none.
_REGULAR = """
address advocate analyze anger apologise apologize appeal appear appreciate assail assess assume attack attribute bash
believe bemoan blame boo celebrate challenge champion chide clarify commit compare consider convince counsel critique
decide decline decry deplore deride disagree discuss dismiss document doubt email embrace encourage endorse enthuse
envision estimate expect expose favor favour fear forecast guess hope identify imagine indicate inquire intend
interview invoke label lambast lambaste liken nominate notice oppose plan portray pray prefer propose publish question
quote rail raise realise realize reassure rebuff rebuke reckon recognise recognize recommend recount refer reflect
refuse regard regret remember require resist retweet rue slam support surmise suspect talk threaten tout trumpet
unveil vote want wish worry
"""
_IRREGULAR = """
according counselled counselling labelled labelling
accusation accusations advice allegation allegations announcement apparently argument assertion assessment
assumption belief concession confidence confident consensus criticism criticisms decision desire disclosure doubts
eager endorsement endorsements feel feeling feels felt find finding findings finds forbade forbid foresaw foresee
found goal hopeful idea insistence keen knew know known knows learn learned learning letter letters message mind
notion opinion opinions outspoken ovation planned planning plea poll polls proposal proposals proud rationale
reluctant reportedly saw sceptical see seeing seek seeking seeks seem seemed seemingly seems seen sees sent show
showed showing shown shows signalled signalling skeptical sought speech stance statement statements study survey
surveys testimony think thinking thinks thought understand understanding understood unveils wary word words
"""


REPORTING_WORDS = (
    REPORTING_VERBS | set(_IRREGULAR.split()) | {form for verb in _REGULAR.split() for form in verb_forms(verb)}
)


def may_hold_speech(text: str, start: int, end: int, states: bytes) -> bool:
    """Whether a paragraph has a quotation mark, a label, or a word of saying, writing or thinking.

    Args:
        text: The text.
        start: First code point of the paragraph.
        end: Code point after its last one.
        states: The quotation states of the text.
    """
    if states.count(OUTSIDE, start, end) < end - start or _LABEL.match(text, start, end):
        return True
    return not REPORTING_WORDS.isdisjoint(_WORD.findall(text[start:end].lower()))
