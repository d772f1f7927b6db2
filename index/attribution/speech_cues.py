"""A cheap look at a paragraph: whether anybody may speak in it, which spares the others the tagger."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.text.quotation_marks import OUTSIDE

_WORD = re.compile(r"[a-z]+")
_LABEL = re.compile(r"[^\n]{0,80}?\w[)\].]?\s*:(?:\s|$)|[-–—―•*]\s*\w")
_REGULAR = """
accept accuse acknowledge add address admit advise advocate affirm agree aim allege allow analyze anger announce
answer apologise apologize appeal appear applaud appoint appreciate approve argue ask assail assert assess assume
assure attack attempt attribute avoid back bash beg believe bemoan blame blast block boast boo broadcast call caution
celebrate challenge champion chant charge chide cite claim clarify comment commend commit compare complain concede
concern conclude condemn confess confide confirm congratulate consider contend continue convince counsel counter
criticise criticize critique decide declare decline decry defend deliver demand denounce deny deplore deride describe
detail determine disagree discard disclose discuss dismiss dispute divulge document doubt echo elaborate email embrace
emphasise emphasize encourage endorse enthuse envision estimate exclaim exhort expect explain expose express favor
favour fear forecast gripe guess hail highlight hint hope identify imagine imply indicate inform inquire insist
instruct intend interject interview invoke joke label lament lash laud launch lambast lambaste like liken list
maintain mean mention mock muse mutter name nominate note notice object observe offer oppose opine order outline
persuade plan plead pledge point portray post praise pray predict prefer present press proclaim profess project
promise promote propose protest publish push question quip quote rail raise realise realize reason reassure rebuff
rebuke recall reckon recognise recognize recommend recount refer reflect refuse regard register regret reiterate
reject relate release remark remember remind repeat reply report request require resist respond retort retweet reveal
rue sense shout signal slam sign speculate sponsor state stress suggest support surmise suspect swear talk target term
testify thank threaten tout trumpet tweet underline underscore unveil urge view voice volunteer vote vow want warn
welcome whisper wish wonder worry yell
"""
_IRREGULAR = """
according accusation accusations advice allegation allegations announcement apparently argument assertion assessment
assumption belief calls confidence confident consensus concession criticism criticisms decision desire disclosure
doubts eager endorsement endorsements feel feeling feels felt find finding findings finds forbade forbid foresee
foresaw found goal hopeful idea insistence keen knew know known knows learn learned learning letter letters message
mind notion opinion opinions outspoken ovation planned planning plea pledges poll polls proposal proposals proud
rationale read reads reading remarks reportedly reluctant reply said saw say saying says see seeing seek seeking seeks
seem seemed seemingly seems seen sees sent showed show showing shown shows skeptical sceptical sought speak speaking
speaks speech spoke spoken stance statement statements study survey surveys swore sworn tell telling tells testimony
think thinking thinks thought told understand understanding understood unveils wary word words write writes writing
written wrote
"""


def _forms(verb: str) -> Iterator[str]:
    """Forms of a regular verb: deny, denies, denied, denying."""
    yield from (verb, f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}ing")
    if verb.endswith("e"):
        yield from (f"{verb}d", f"{verb[:-1]}ing")
    if verb.endswith("y"):
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied")
    yield from (f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing")


REPORTING_WORDS = frozenset(_IRREGULAR.split()) | {form for verb in _REGULAR.split() for form in _forms(verb)}


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
