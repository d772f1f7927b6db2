"""What stands above a speech or statement and its speaker doesn't say: whose it is, where and how it was given."""

from __future__ import annotations

import re
from collections.abc import Container

from index.text.closings import is_dateline
from index.text.label_words import CONNECTIVES
from index.text.person_names import fold
from index.text.sentences import sentences

_LONGEST = 420  # code points
_LONGEST_NOTE = 160  # code points of one that stands amid a speech
_KIND = (
    r"(?:remarks?|statements?|speech(?:es)?|address(?:es)?|messages?|letters?|testimony|op-?eds?|toasts?|keynote|"
    r"lectures?|interventions?|contributions?|sermons?|homil(?:y|ies)|comments|welcome|greetings?|transcripts?|text|"
    r"press release)"
)
_HOW = re.compile(
    r"(?:(?:speech |remarks |statement |text )?(?:as|not) (?:prepared|delivered|written|given|spoken|read)"
    r"(?: for delivery)?|(?:please )?check(?:ed)? against delivery|(?:strictly |under )?embargo(?:ed)?\b.{0,120}|"
    r"(?:not )?for (?:immediate )?(?:release|publication|broadcast)\b.{0,80}|transcript(?: of .{0,120})?|"
    r"(?:unofficial |courtesy |working |official )?translat(?:ion|ed)\b.{0,80}|original(?: language)?:? ?\w+|"
    rf"(?:full |complete |unedited |official )*(?:{_KIND})(?: follows| below)?|"
    r"(?:for )?information (?:media|purposes)\b.{0,60}|not an official record|press release\b.{0,60}|"
    r"the views expressed\b.{0,300}|(?:delivered|given|spoken|recorded|broadcast|issued|released|read) "
    r"(?:by|in|at|on|to|from|via|before)\b.{0,300}|"
    rf"(?:the |a |an )?(?:full |complete |official )*(?:{_KIND}|video|recording) (?:of|by|from|can|is|was|will|may) "
    r".{0,300}\b(?:can|may) be (?:found|read|seen|watched|downloaded|heard)\b.{0,120})[.:]?",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    rf"(?i:\b(?:following|this|below)\b.{{0,60}}\b{_KIND}\b|\b{_KIND}\b.{{0,60}}\b(?:follows?|below)\b)[^.!?]*[:.]?"
)
_OF_SOMEBODY = re.compile(
    r"(?:(?:the|a|an|is|are|here|below|this|following|full|complete|opening|closing|introductory|concluding|prepared|"
    rf"written|keynote|joint|video|virtual|pre-?recorded|welcome|special|official|inaugural|of|by) ){{0,8}}{_KIND}\b"
    r"(?:(?: \w+){0,4})?,? (?:by|from|of|delivered|given|made|issued)\b.+",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r"(?i)\b(?:i|i['’]\w+|me|my|mine|we|we['’]\w+|us|our|ours|you|your|yours|let['’]?s|dear|thank\w*)\b"
)
_GREETING = re.compile(
    r"(?i)\b(?:good|hello|hi|greetings|ladies|gentlemen|excellenc\w+|distinguished|honou?rable|friends?|colleagues?|"
    r"everyone|everybody|fellow|citizens?|members?|delegates?|comrades?|brothers?|sisters?|mr|mrs|ms|madam|sir|yes|no|"
    r"merci|welcome|happy|congratulations|amen)\b"
)
_LONGEST_PLACE = 10  # words
_MARKS = " \t\n*_#[](){}«»–—-\u00a0"


def tells_how(paragraph: str) -> bool:
    """Whether a paragraph amid or below a speech only says how it was given, or where its text is found.

    Args:
        paragraph: The paragraph.
    """
    words = paragraph.strip(_MARKS)
    return len(words) < _LONGEST_NOTE and bool(_HOW.fullmatch(words)) and not _ANYBODY.search(words)


def preamble_end(text: str, start: int, end: int, surnames: Container[str] = ()) -> int:
    """Where the words of a paragraph above or at the beginning of a speech begin.

    Args:
        text: The text.
        start: Code point at which the paragraph starts.
        end: Code point before which it ends.
        surnames: Folded last words of the speaker's name or office.

    Returns:
        `end` where the whole paragraph only says whose speech follows, where, when or how it was given; else the
        beginning of its first line that says more.
    """
    if is_preamble(text[start:end], surnames):
        return end
    line = text.find("\n", start, end)
    while line >= 0 and _tells(text[start:line].strip(_MARKS), surnames):
        start = line + 1
        line = text.find("\n", start, end)
    return start


def is_preamble(paragraph: str, surnames: Container[str] = ()) -> bool:
    """Whether a paragraph above a speech only says whose it is, where, when or how it was given.

    Args:
        paragraph: The paragraph.
        surnames: Folded last words of the speaker's name or office.
    """
    words = " ".join(paragraph.strip(_MARKS).split())
    return bool(words) and len(words) <= _LONGEST and (_tells(words, surnames) or _is_place(words))


def _tells(words: str, surnames: Container[str]) -> bool:
    if is_dateline(words) or _HOW.fullmatch(words):
        return True
    if not words or _ANYBODY.search(words) or len(sentences(words)) > 1:
        return False
    named = any(fold(word.strip(".,:;()’'")).removesuffix("'s") in surnames for word in words.replace("’", "'").split())
    told = _OF_SOMEBODY.fullmatch(words) or _FOLLOWS.search(words)
    return bool(told and (named or words[-1] == ":"))


def _is_place(words: str) -> bool:
    """Whether a line has capitals throughout and greets nobody: "Straits Council, Halden.", "Halden City Hall"."""
    parts = words.split()
    spoken = _ANYBODY.search(words) or _GREETING.search(words)
    if spoken or len(parts) > _LONGEST_PLACE or words[-1] in "!?:":
        return False
    capitals = all(p[0].isupper() or p[0].isdigit() or p.lower().strip(",.") in CONNECTIVES for p in parts)
    return capitals and ("," in words or not words.endswith("."))
