"""What is speech and what is not: deeds, terms, and verbs that report speech or only a stance."""

from __future__ import annotations

import re

from index.attribution.clause_grammar import spaced
from index.attribution.reporting_verbs import REPORTING_VERBS, verb_forms

_MARKS = "\"'“”‘’«»„ "
LEAST_TITLE = 4  # longer words of a title that ends with a full stop
_SMALL_WORDS = frozenset("a an the and or but of in on at to from for with by as".split())  # within a title
# Nouns and phrases that report speech as verbs do.
_SPEECH_NOUNS = frozenset(
    """according statement statements comment comments remark remarks words speech claim claims interview letter tweet
    post memo email message answer response warning promise pledge call calls criticism allegation accusation
    announcement testimony quoted statement reply question questions view opinion clear quoted""".split()
)
# Verbs that tell what somebody did, whatever he said.
_DEED_VERBS = """
sign launch establish create direct order count implement deliver champion focus provide award invest fund restore
revoke rescind terminate appoint nominate enact secure ensure host visit attend require mandate prohibit authorize
authorise allow include expand coin publish file issue release purport designate increase reduce transmit negotiate
discuss review
""".split()
_DEEDS = frozenset({form for verb in _DEED_VERBS for form in verb_forms(verb)}) | frozenset(
    "ban bans banned banning build builds built building meet meets met meeting commit commits committed shall".split()
)

# What tells the contrary of the words that follow, where these aren't quoted: "refused to go", "denied that she left".
_REFUSALS = {form for verb in ("refuse", "decline", "dismiss", "reject", "deny", "rebuff") for form in verb_forms(verb)}
_REFUSING = re.compile(r"(?i)\b(?:brush|shrugg?|wav|laugh|rul)\w* (?:off|out|aside|away)\b")

# What somebody sees or knows, and says nothing of.
_PERCEIVING = frozenset("see sees saw seen seeing know knows knew known knowing".split()) | {
    form for verb in ("notice", "realise", "realize", "witness") for form in verb_forms(verb)
}
# What leads to a title, a term or a slogan between quotation marks: "guidance titled “…”", "the term “…”".
_NAMING = spaced(
    r"(?i)\b(?:titled|entitled|headlined|named|known as|defined as|defines?|so-called|the (?:terms?|phrase|words?|"
    r"slogan|title|heading|song|book|film|novel|play|series|programme?|initiative|campaign|section|definition))[,:]? ?$"
)
_DEFINING = spaced(r"(?:,? (?:means?|shall mean|(?:has|have|shall have) the meaning|refers? to|includes?)\b)")

_WORD = re.compile(r"[A-Za-z]+")
_HEARING = re.compile(
    r"(?:(?:has|had|have|also|later|then|previously|earlier) ){0,2}"
    r"(?:hears?|heard|hearing|learns?|learned|learnt|"
    r"(?:(?:is|are|was|were|been|being) )+(?:also |later |then )?(?:told|informed))"
    r"(?: (?:from [\w ]{1,30}|how|that))?",
    re.IGNORECASE,
)


def reports_speech(cue: str) -> bool:
    """Whether a cue has a word that reports speech: "told reporters", "according to"."""
    words = {word.lower() for word in _WORD.findall(cue)}
    return bool(words & REPORTING_VERBS or words & _SPEECH_NOUNS) and not _is_deed(words)


def is_deed(cue: str) -> bool:
    """Whether a cue tells what somebody did: "signed", "is focused on", "the order directs"."""
    return _is_deed({word.lower() for word in _WORD.findall(cue)})


def is_refusal(cue: str) -> bool:
    """Whether a cue tells that what follows is not what its subject says: "refused to", "denied", "brushed off"."""
    words = {word.lower() for word in _WORD.findall(cue)}
    return bool(words & _REFUSALS) or bool(_REFUSING.search(cue))


def is_perception(cue: str) -> bool:
    """Whether a cue tells what somebody sees or knows: "will see", "knew"."""
    words = {word.lower() for word in _WORD.findall(cue)}
    return bool(words & _PERCEIVING) and not words & REPORTING_VERBS


def is_hearing(cue: str) -> bool:
    """Whether a cue tells what somebody hears, which others say: "the court heard", "has been told".

    Args:
        cue: The words that report.
    """
    return _HEARING.fullmatch(cue.strip().rstrip(":,")) is not None


def is_term(before: str, after: str) -> bool:
    """Whether what stands beside a quotation makes it a title, a term or its definition: "the term “ferry” means".

    Args:
        before: The sentence up to it.
        after: What follows it.
    """
    return bool(_NAMING.search(before[-60:]) or _DEFINING.match(after[:40]))


def _is_deed(words: set[str]) -> bool:
    return bool(words & _DEEDS) and not words & (REPORTING_VERBS - _DEEDS)


def is_title(words: str) -> bool:
    """Whether quoted words are the title of a work ("The Old Man and the Harbour").

    Args:
        words: Them, with their quotation marks or without.
    """
    bare = words.strip(_MARKS).rstrip(",").split()
    long = [word for word in bare if word not in _SMALL_WORDS]
    # A full stop ends a sentence of two words as well: “Never Again.”
    if len(long) < LEAST_TITLE and bare and not bare[-1][-1].isalnum():
        return False
    return len(long) > 1 and all(word[:1].isupper() for word in [bare[0], *long])
