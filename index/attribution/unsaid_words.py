"""Words that somebody didn't say: denied, only supposed, asked for, or still to be said."""

from __future__ import annotations

from index.attribution.clause_grammar import SUBJECT, spaced

_SAY = (
    "(?:say|says|said|saying|tell|told|telling|write|wrote|written|claim|claimed|announce|announced|declare|declared|"
    "promise|promised)"
)
_CALL = "(?:call|calls|called|calling|describe|describes|described|describing|brand|branded|branding|dub|dubbed)"
_BASE = "(?:say|tell|write|claim|announce|declare|promise|call|describe|brand|admit|concede|agree)"
_OTHER_VERB = rf"(?![^“”\"]*\b{_SAY}\b)"  # "Tamm, who never called back, said: "
_NEGATION = r"never|not(?! (?:long|only|just|surprisingly))|n[’']t|hardly|nobody|no one"
_ADVERB = r"(?:ever|even|actually|really|quite|yet|once|have|explicitly|\w+ly)"
_DENYING = (
    "without|instead of|rather than|short of|den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing) to|declin(?:e|es|ed|ing) to"
)
_NOT_SAID = spaced(
    rf"(?i)(?:\b|(?<=\w))(?:{_NEGATION})(?: {_ADVERB}){{0,2}} (?:{_SAY}|{_CALL}\b{_OTHER_VERB})\b"
    rf"|\b(?:{_DENYING})(?: (?!but\b|that\b)\w+){{0,3}}? (?:{_SAY}|{_CALL}\b{_OTHER_VERB})\b"
)
# What somebody contradicts is another's: "denied that he was “…”", "hit back at claims that he “…”"; but not what
# he calls it: "rejected the claim that he lied as “…”".
_CONTRADICTS = r"den(?:y|ies|ied|ying)|disput(?:ed|ing)|refut\w+|rebut\w*|hit(?:s|ting)? back at"
_REJECTS = (
    r"reject\w*|dismiss\w*|rebuff\w*|scoff\w* at|push\w* back (?:on|against|at)|"
    r"(?:brush|shrugg?|wav|laugh)\w* (?:off|aside|away)"
)
_CLAIMS = (
    "(?:accusation|allegation|argument|assertion|assessment|charge|claim|complaint|criticism|idea|insinuation|motion|"
    "narrative|notion|petition|plea|report|request|rumou?r|speculation|suggestion|talk|theory|view)s?"
)
_CLAIMED = rf"(?:(?:[\w'’-]+ ){{0,4}}{_CLAIMS} (?:[^.!?;,“”\"‘]{{0,40}} )?(?:that|of)|that|having|being)\b"
_ADDING = r"(?:say|tell|call|add|describ|brand|label|insist|stress|argu|not|warn|declar|writ|maintain)ing"
_UP_TO_QUOTATION = r"[^.!?;“”\"‘]{0,160}"
_CONTRADICTED = spaced(
    rf"(?i)\b(?:(?:{_CONTRADICTS}) {_CLAIMED}(?!{_UP_TO_QUOTATION}\b(?:{_ADDING}|{_SAY})\b)"
    rf"|(?:{_REJECTS}) {_CLAIMED}(?!{_UP_TO_QUOTATION}\b(?:{_ADDING}|{_SAY}|as)\b)){_UP_TO_QUOTATION}$"
)
# "Nobody has ever heard her say"
_UNHEARD = spaced(
    rf"(?i)(?:\b|(?<=\w))(?:{_NEGATION})(?: \w+){{0,3}} (?:heard|known|seen|caught)(?: of)? [^.!?,“”\"]{{1,40}} "
    rf"(?:{_BASE}|use|utter|{_SAY}|{_CALL})\b"
)
# "has yet to say", "is expected to say"
_AWAITED = "expected|due|set|likely|unlikely|scheduled|poised|supposed|about|preparing|planning|meant"
_INTENDING = "plans?|planned|intends?|intended|prepare[sd]?|forgot|failed|fails|neglected|omitted"
_NOT_YET = spaced(
    rf"\b(?:(?:has|have|had|is|are|was|were) (?:yet|still) to|"
    rf"(?:is|are|was|were|be|been) (?:\w+ly )?(?:{_AWAITED})(?: [^.;:“”\"]{{2,40}}?,?)? to|"
    rf"(?:{_INTENDING}) to|"
    r"(?:un|im|in)?(?:likely|doubtful|probable|possible|conceivable) that [^.!?,“”\"]{1,60} (?:will|would|might)) "
    rf"(?:{_ADVERB} )?{_BASE}\b{_OTHER_VERB}"
)
# "Would Tamm say “…”?"
_QUESTION = spaced(
    r"^\W*(?:(?:And|But|So|Yet|Or) )?(?:"
    rf"(?:Would|Could|Might|Will|Does|Do|Did|Should|Can)(?:n['’]t)? "
    rf"[^.!?,“”\"]{{1,60}} (?:{_ADVERB} )?{_BASE}\b{_OTHER_VERB}|"
    rf"[Hh]a(?:s|ve) [^.!?,“”\"]{{1,60}} (?:{_ADVERB} )?(?:said|told|written|called|described)\b)"
)
_CONDITION = "had|were|should|if|unless|imagine|suppose|when(?:ever)? (?:people|somebody|someone|anyone)"
_POSSIBLY = (
    r"should|could|might|may|ought to|need to|would have|could have|should have|wish(?:es|ed)? \w+ (?:had|would)"
)
_SUPPOSED = spaced(
    rf"(?i)^\W*(?:(?:and|but|even|for|or|so|yet|then|still) )?(?:{_CONDITION})\b[^.!?]*\b{_SAY}\b"
    rf"|\b(?:{_POSSIBLY})(?: (?:have|also|now|just|simply|as well)){{0,2}} {_SAY}\b"
    r"|\b(?:I|we|you) (?:\w+ )?(?:hope|wish|pray)(?: that)? (?:\w+ ){1,6}?(?:says?|tells?|writes?)\b"
    rf"|\b(?:if|unless|whether|as if|as though) (?:\w+ ){{1,4}}?{_SAY}\b"
)

_LONGEST = 120  # code points of a clause after a quotation
_SUPPOSED_AFTER = spaced(
    rf",? ?(?:{SUBJECT}) (?:might|may|could|should|ought to|would have|never|did not|didn[’']t|does not|doesn[’']t)"
    rf"(?: (?:well|also|even|then|now|have|once|as well|just)){{0,2}} {_SAY}\b"
)


def is_denied(sentence: str) -> bool:
    """Whether a clause that leads to words says that they were not said, or not yet, or only supposes it.

    Args:
        sentence: The sentence up to the words.

    Returns:
        True for "Tamm never said", "had she said", "Lund denied saying", "Tamm denied being", "is expected to say".
    """
    patterns = (_NOT_SAID, _CONTRADICTED, _SUPPOSED, _UNHEARD, _NOT_YET, _QUESTION)
    return any(pattern.search(sentence) for pattern in patterns)


def is_supposed_after(text: str, start: int, end: int) -> bool:
    """Whether the clause after a quotation only supposes its words: “…,” she might say.

    Args:
        text: The text.
        start: Code point after the quotation.
        end: Where its block ends.
    """
    return bool(_SUPPOSED_AFTER.match(text, start, min(end, start + _LONGEST)))
