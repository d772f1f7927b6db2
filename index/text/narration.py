"""What a record of a sitting tells in no brackets, and nobody says: "The motion was lost"."""

from __future__ import annotations

import re

_MOST = 600  # code points of such a line
_SOMEBODY = re.compile(r"(?i)\b(?:i|i'm|i’m|we|you|my|our|your|me|us)\b")
_SITTING = (
    r"(?:house|senate|assembly|council|committee|commission|meeting|sitting|session|court|hearing|deposition|"
    r"proceedings?|plenary|jury|parliament|debate|conference|chamber|dáil|seanad|board|tribunal|members|"
    r"witness|division|"
    r"general committee|examination)"
)
_MOTION = (
    r"(?:questions?|motions?|amendments?|bills?|clauses?|debate|leave|resolutions?|schedules?|petitions?|"
    r"nominations?|treat(?:y|ies)|preamble|appeal|point of order|conference report|vote|ballot|minutes|"
    r"title|joint resolution|division|progress|"
    r"sitting|main question|original question|order|item|business|new clause \d+|clause \d+|report|draft resolution|"
    r"lords amendments?)"
)
_NARRATED = re.compile(
    rf"(?:[–—-] ?)?(?:(?:the |this |a )?{_SITTING}(?: \w+){{0,3}} "
    r"(?:(?:opens|closes|ends|begins|rises|resumes|adjourns) at|"
    r"rose|adjourned|suspended|resumed|divided|met|convened|concluded|"
    r"closed|opened|recessed|called to order|sworn|returned|stood|proceeded|voted|ended|began|excused|"
    r"observed|retired|"
    r"reconvened|commenced|dismissed|went)\b.{0,160}|"
    rf"(?:the )?(?:{_MOTION})\b(?:[^.]|\.(?=\d)|(?<=No)\.|(?<=[A-Z])\.(?= \d)){{0,100}}\b(?:put|agreed|"
    rf"negatived|read|adjourned|granted|carried|lost|withdrawn|"
    r"proposed|"
    r"resolved|passed|rejected|defeated|reported|interrupted|adopted|ordered|referred|disagreed|"
    r"accordingly|confirmed|ratified|engrossed|considered|tabled|sustained|overruled|laid|deferred|"
    r"seconded|postponed|discharged|recommitted|lapsed|approved|moved|taken|held)\b.{0,200}|"
    r"(?:sitting|meeting|session|proceedings) (?:suspended|adjourned|closed|resumed|interrupted)\b.{0,80}|"
    r"(?:ayes?|noes?|yeas|nays|votes|in favou?r|against|abstentions?|abstaining|division no\.?)[: ]+\d.{0,60}|"
    r".{2,80}\binterjecting\.?|.{2,80}\b(?:indicated|nodded|signified) (?:assent|dissent|agreement)\.?|"
    r".{2,80}\b(?:interjecting|interrupting|having spoken|having been sworn|being seated|rising|"
    r"rose)\b.{0,10}[—–-]\s*|"
    r".{2,120}\b(?:took|left|vacated|resumed|in) the chair\b.{0,60}|"
    r"(?:whereupon|thereupon)\b.{0,200}|it was so (?:decided|ordered|agreed)\.?|(?:so ordered|prayers)\.?|"
    r"(?:vote|voting) (?:taken|time|result)\b.{0,60}|the (?:result of the vote|votes? w\w+)\b.{0,120}|"
    r".{2,80}\b(?:called as a witness|(?:was|were|having been|being)(?: first)?(?: duly)? "
    r"(?:escorted|sworn|called|examined|invited to))\b.{0,160}|"
    r"(?:this|the) (?:interview|conversation|transcript|discussion|exchange|translation)\b.{0,120}\b"
    r"(?:edited|condensed|conducted|translated|provided|recorded|took place|abridged)\b.{0,120}|"
    r".{2,80}\basked and was given permission\b.{0,160}|there was no objection\.?|"
    r"a motion to reconsider was\b.{0,60}|the (?:question|vote) was taken\b.{0,200}|the yeas and nays were\b.{0,80}|"
    r"the [\w-]+(?: [\w-]+){0,3} (?:then |thereupon )?adjourned (?:till|until|at|to|for|sine die)\b.{0,160}|"
    r"(?:enter|exit|exeunt)\b.{0,60})",
    re.IGNORECASE,
)
# The same in the records of congresses, courts and councils, where a clerk, a roll or a vote is told of.
_ENTERED = re.compile(
    r"(?:the )?(?:[\w-]+ ){0,5}clerk (?:proceeded|read|reads|called|calls|reported|announced|designated|"
    r"continued|resumed|"
    r"concluded|took|administered|is ordered|polled)\b.{0,500}|"
    r"(?:the )?(?:yeas|ayes|noes|nays) (?:and|,) (?:nays|noes|yeas|ayes) (?:resulted|were|are|was)\b.{0,300}|"
    r"(?:the )?result (?:of the \w+ )?(?:was|being) (?:then )?(?:announced|declared|as follows|yeas|ayes|"
    r"\d)\b.{0,300}|"
    r"(?:the )?roll(?:[- ]call)?(?: vote)? (?:was|having been|being) (?:called|taken)\b.{0,300}|"
    r"(?:a |the )?(?:recorded |electronic |secret |standing |rising |voice |roll[- ]call ){0,2}"
    r"(?:vote|division|ballot|show of hands|poll|count) (?:was |is |having been |being )?"
    r"(?:taken|held|requested|called|demanded|ordered|deferred|conducted)\b.{0,300}|"
    r"there being no (?:objections?|further)\b.{0,400}|(?:without objection|by unanimous consent), the \w+ "
    r"(?:was|were|proceeded|adjourned)\b.{0,300}|so the .{2,120}\b(?:was|were) \w+.{0,160}|"
    r"the (?:senate|house|assembly|council|committee|court|board), (?:at|by|on|under|having|in|pursuant)\b.{2,160}, "
    r"(?:\w+ ){0,2}(?:adjourned|recessed|rose|proceeded|resumed|reconvened|stood|took|agreed)\b.{0,200}|"
    r"(?:at|by) \d{1,2}[.:]?\d{0,2} ?(?:[ap]\.?m\.?|o['’]clock|hours)?,? the \w+ "
    r"(?:adjourned|recessed|rose|divided|suspended|resumed|met|was|stood)\b.{0,200}|"
    r"it being (?:now )?(?:\w+ )?(?:[\d.:]+|\w+ o['’]clock)\b.{0,300}|"
    r"(?:ordered|resolved)(?:, that\b.{0,400}| in the (?:affirmative|negative).{0,60}|\.)|"
    r"(?:a |one )?(?:minute|moment)['’]?s? (?:of )?silence (?:was |is )?(?:observed|held|kept).{0,100}|"
    r"(?:the )?oath (?:of \w+ )?(?:was|having been) \w+.{0,160}|prayers? (?:was |were )?(?:read|said|"
    r"offered|led).{0,100}|"
    r"(?:a |the )?(?:short |brief |luncheon |lunch |morning |afternoon ){0,2}(?:recess|break|adjournment) "
    r"(?:was |is )?(?:taken|held|had|called)\b.{0,160}|(?:a )?discussion (?:was )?(?:held |"
    r"had )?off the record.{0,60}|"
    r"(?:the )?jury (?:in|out|enters|exits|leaves|returns|is|was)\b.{0,160}|"
    r"(?:[\w-]+['’]s? )?exhibits?\b.{0,80}\b(?:was|were) (?:\w+ )?(?:marked|received|admitted|offered|"
    r"entered)\b.{0,200}|"
    r"(?:the )?(?:division )?bells? (?:\w+ )?(?:rung|ringing|rang)\b.{0,100}|"
    r"(?:the )?(?:following )?(?:senators?|members|representatives|delegates|councillors)[^.!?]{0,80} "
    r"(?:recorded their votes|answered present|answered to their names|voted in the (?:affirmative|"
    r"negative))\b.{0,300}|"
    r"(?:mr|mrs|ms|senator|representative|messrs)\.? [^.!?]{2,60} (?:addressed|assumed|took) the chair\.?|"
    r"(?:mr|mrs|ms|senator|representative|messrs)\.? [^.!?]{2,120}\b"
    r"changed (?:his|her|their) votes?\b.{0,100}",
    re.IGNORECASE,
)


# What a congress's record tells on the line of what was said before: its wording is that of no speech.
_TOLD_WITHIN = re.compile(
    r"(?<=[.!?”\"'’)])[ \u00a0\n]{1,4}(?="
    r"(?:The|the) (?:(?:senior|assistant|legislative|bill|reading|deputy|chief|journal) ){0,4}"
    r"[Cc]lerk (?:proceeded|read|reads|called|reported|designated|announced|continued|resumed|concluded)\b|"
    r"There was no objection\.|"
    r"There being no (?:objection|further business), the (?:Senate|House|[Cc]ommittee)\b|"
    r"The (?:question|vote) was taken\b|A motion to reconsider was\b|The (?:yeas and nays|result was announced)\b|"
    r"The (?:motion|bill|resolution|amendment|nomination|concurrent resolution|joint resolution|conference report)"
    r"(?: \([^()]{1,60}\))? was (?:then )?(?:agreed to|passed|rejected|confirmed|ordered|read|laid|considered)\b"
    r"[^.]{0,80}\.\s*\Z|"
    r"(?:Mr|Mrs|Ms|Dr)\. [A-Z][^.!?\n]{1,60} (?:asked and was given permission|(?:addressed|assumed) the Chair)\b)"
)

# How a list begins of what somebody did.
_DEED = re.compile(
    r"(?:[A-Z][a-z]+ly )?(?!(?i:indeed|need|agreed|proceed|exceed|succeed|speed|feed)\b)"
    r"(?i:[a-z-]{2,}ed|made|cut|put|gave|took|sent|left|built|won|lost|kept|began|brought|broke|"
    r"sold|spent|held|led|fought|drove|went|ran|shut|oversaw|withdrew|threw|rose|fell)\b(?! by\b)"
)
_SPEAKING = re.compile(r"\b(?:I|I['’]\w+|[Ww]e|[Mm]y|[Oo]ur|[Yy]ou|[Yy]our)\b")
_SHORTEST_DEED = 5  # words; "Agreed." and "Moved and seconded." are said


def narration_start(text: str, start: int, end: int) -> int | None:
    """Where a congress's record begins to tell what happened, behind what was said on the same line.

    Args:
        text: The text.
        start: Code point at which the line, or what is said on it, starts.
        end: Code point before which it ends.

    Returns:
        Where the narration starts; None where all is said.
    """
    for told in _TOLD_WITHIN.finditer(text, start, end):
        stop = text.find(".", told.end(), end)
        if not _SOMEBODY.search(text, told.end(), stop if stop >= 0 else end):
            return told.end()
    return None


def is_narrated(line: str) -> bool:
    """Whether a line tells what happened in a sitting, in no brackets: "The meeting rose at 11.40 a.m.".

    Args:
        line: A line, or a paragraph whose lines are wrapped.
    """
    if len(line) > _MOST or _SOMEBODY.search(line):
        return False
    told = " ".join(line.split())
    return bool(_NARRATED.fullmatch(told) or _ENTERED.fullmatch(told))


def tells_deed(line: str) -> bool:
    """Whether a line behind a name tells what its bearer did, and is no speech: "Sold the harbour to Estmar."."""
    if line.rstrip().endswith("?") or len(line.split()) < _SHORTEST_DEED:
        return False
    return bool(_DEED.match(line)) and not _SPEAKING.search(line)
