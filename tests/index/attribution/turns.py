"""Who says what in a transcript, as tests compare it."""

from __future__ import annotations

from index.attribution.coreference import Coreference
from index.attribution.turn_speakers import transcript_statements
from index.model import Block
from index.text.blocks import infer_blocks

Heard = list[tuple[str | None, str]]


def heard(text: str, title: str | None = None, blocks: tuple[Block, ...] = ()) -> Heard | None:
    """Who says what, in the blocks given or else those of a plain text; None where the text is no transcript.

    Questions are said by "?".
    """
    found = transcript_statements(text, title, blocks or infer_blocks(text), Coreference(text, title))
    if found is None:
        return None
    return [
        (
            "?" if one.question else one.person.name if one.person else None,
            " | ".join(text[a:b] for a, b in one.content),
        )
        for one in found
    ]


def lines(*said: str) -> str:
    return "\n\n".join(said)
