"""How sure it is that a statement is its speaker's."""

from __future__ import annotations

import re

from index.attribution.drafts import StatementDraft
from index.attribution.entity import Entity
from index.attribution.reporting import Place
from index.attribution.resolution import How, Resolution
from index.attribution.speech_acts import reports_speech
from index.model import Kind

LEAST_CERTAINTY = 0.83  # below which nobody is named
UNRESOLVED = Resolution(None, How.UNKNOWN)

# How often a mention is right that a rule read.
_BY_PLACE = {Place.AFTER: 0.99, Place.PHRASE: 0.98, Place.BEFORE: 0.97}
_ALONE = 0.93  # the same where the tagger read none, or another
# How often a mention means whom it is taken to mean, without rivals.
_BY_NAME = {
    How.FULL_NAME: 0.995,
    How.TITLE_AND_SURNAME: 0.99,
    How.SURNAME: 0.985,
    How.GIVEN_NAME: 0.96,
    How.ROLE: 0.95,
    How.PRONOUN: 0.95,
    How.ORGANISATION: 0.98,
    How.UNKNOWN: 0.0,
}
_RIVALRY = 0.92  # for each rival
_AGREED = 0.96  # where a rule read the same mention as the tagger
_STANCE = 0.9  # where a cue tells what somebody wants, thinks or opposes, or is said to have done
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|get|gets|got)\s+(?:\w+ly\s+)?\w+(?:ed|en|wn|ld)\b")


def certainty(draft: StatementDraft, resolution: Resolution, kind: Kind, text: str) -> float:
    """Estimate the probability that the words are the speaker's.

    Args:
        draft: The statement, with how its mention was found.
        resolution: Whom the mention means.
        kind: How the words reach us.
        text: The text.

    Returns:
        0 to 1; 0 where the mention means nobody.
    """
    if resolution.entity is None:
        return 0.0
    if kind is Kind.INDIRECT and _is_heading(draft, resolution.entity, text):
        return 0.0
    named = _BY_NAME[resolution.how] * _RIVALRY**resolution.rivals
    return named * _mention(draft, kind, text)


def _is_heading(draft: StatementDraft, entity: Entity, text: str) -> bool:
    """Whether words without marks stand after a heading, not after a name: "HARBOUR WATCH: The mayor was …"."""
    if draft.source is None or draft.cue is None or text[slice(*draft.cue)].strip() != ":":
        return False
    return len(entity.at) < 2 and not entity.roles


def _mention(draft: StatementDraft, kind: Kind, text: str) -> float:
    """Probability that the mention is the one whose words they are."""
    if draft.place is not None:
        return _BY_PLACE[draft.place] if draft.agreed or draft.place is Place.AFTER else _ALONE
    sure = draft.source_confidence * (0.8 if draft.contested else 1.0)
    if draft.agreed:
        sure = max(sure, _AGREED)
    cue = text[draft.cue[0] : draft.cue[1]] if draft.cue else ""
    if kind is Kind.INDIRECT and (not reports_speech(cue) or _PASSIVE.search(cue)):
        return _STANCE * sure
    if not cue:
        return 0.8 * sure
    return sure * min(1.0, draft.confidence + 0.2)
