"""What stands under a statement or an interview and its speaker doesn't say: contacts, notes, who the speaker is."""

from __future__ import annotations

import re
from collections.abc import Container

from index.text.letter_case import INITIAL
from index.text.person_names import fold
from index.text.stage_directions import is_end

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATELINE = re.compile(
    rf"[^.!?:;]{{0,100}}\b(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|"
    rf"th)?),? \d{{4}}\.?",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"[*_#\s]*(?:notes? (?:to|for) (?:the )?editors?|editor['’]?s['’]? notes?|"
    r"(?:media|press|public|news)?[ -]?(?:contacts?|enquiries|inquiries|office|"
    r"relations)(?: (?:information|details|person))?"
    r"[*_ ]*(?::|$)|for (?:all )?(?:further|more|additional|media|press|general|interview)\b.{0,40}"
    r"(?:information|details|enquiries|inquiries|questions|interviews?|requests)\b|to (?:learn|find out|read) more\b|"
    r"(?:learn|read|find out) more\b|about (?:the |this )?[^.!?:]{2,60}:?[*_ ]*$|"
    r"(?:issued|released|distributed|published) (?:by|on behalf of)\b|source:|©|copyright\b|all rights reserved|"
    rf"follow (?:us|him|her|them|(?-i:{INITIAL})\w+) on\b|(?:e-?mail|tel|telephone|phone|website|web)\.?:|"
    r"(?:the|an|this) (?:electronic|certified|printed|online|corrected|bound) "
    r"(?:version|copy|copies|edition)s? (?:of|is|was|can|may|will)\b|"
    r"(?:produced|recorded|mixed|edited|hosted|presented|transcribed|transcripts?|transcription|captioned|music|sound|"
    r"theme music|cover art|photography|original music|executive producers?|producers?|engineers?)(?: and \w+)? "
    r"(?:is |was |were |are )?(?:by|automatically|provided by|made by)\b|"
    r"(?:this|the) (?:episode|show|podcast|broadcast|recording) (?:was|is|has been) "
    r"(?:produced|edited|recorded|hosted|mixed)\b|"
    r"(?:last (?:updated|modified|reviewed)|page last updated|legal notice|privacy (?:policy|notice)|cookies? "
    r"(?:policy|notice|settings)|terms (?:of use|and conditions)|disclaimer|paid for by|tags?:|related(?: "
    r"(?:stories|articles|links|content))?:|share (?:this|on)\b.{0,40}$|subscribe (?:to|on|via)\b.{0,80}$|"
    r"(?:please )?rate and review\b|respectfully submitted\b)|"
    r"(?:this|the) (?:article|interview|conversation|statement|transcript|text|translation) (?:was|"
    r"has been|is|first)\b)",
    re.IGNORECASE,
)
_ON_SALE = re.compile(
    r".{2,160}\b(?:is|are|will be) (?:now |also )?(?:out|published|available|on sale|released|in (?:shops|"
    r"cinemas|bookshops))\b"
    r".{0,160}",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(r"(?i)\b(?:i|we|you|my|our|your|me|us)\b|['’](?:m|ve|re)\b")
_TOLD_OF = re.compile(
    rf"[*_]*(?P<name>{INITIAL}[\w.'’-]*(?: {INITIAL}[\w.'’-]*){{0,4}}?)"
    r"(?:, (?:aged )?\d{2,3})?"
    r"(?:,? (?:who )?(?:is|was|has|had|lives|works|writes|teaches|serves|served|will|became|joined|"
    r"studied|directs|leads|chairs|heads|runs|founded)\b)"
)
# What a paper adds of another one: "Matthis Quell, reached by telephone, said only that …", no turn of an interview.
_REPORTS = re.compile(
    rf"[*_]*{INITIAL}[\w.'’-]*(?: {INITIAL}[\w.'’-]*){{1,4}}(?:, [^.!?,]{{2,80}},)? "
    r"(?:\w+ly )?(?:said|told|added|declined|denied|did not|could not be|has denied|has said)\b"
)


def is_dateline(line: str) -> bool:
    """Whether a line only tells where and on what day a text was issued: "Ministry of Ports, 9 April 2026"."""
    return len(line) < 140 and bool(_DATELINE.fullmatch(line.strip(" *_\u00a0")))


def is_closing(line: str) -> bool:
    """Whether a line begins what stands under a text: its end's mark, whom to ask, notes to editors.

    Args:
        line: A paragraph, without white space at its ends.
    """
    return is_end(line) or bool(_CLOSING.match(line))


def reports(line: str) -> bool:
    """Whether a line tells what somebody else said.

    Args:
        line: A paragraph, without white space at its beginning.
    """
    return bool(_REPORTS.match(line))


def tells_of(line: str, surnames: Container[str]) -> bool:
    """Whether a line tells of a speaker, of what the speaker sells or of what another said, as papers do below.

    Args:
        line: A paragraph, without white space at its ends.
        surnames: Folded last words of the speakers' names.
    """
    if _SOMEBODY.search(line):
        return False
    match = _TOLD_OF.match(line)
    if (match and fold(match["name"].split()[-1]) in surnames) or reports(line):
        return True
    return len(line) < 320 and bool(_ON_SALE.fullmatch(line))
