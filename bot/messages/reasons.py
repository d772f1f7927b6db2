"""Why something was refused, in a chat's language: codes of the library and the catalogues' texts for them."""

from __future__ import annotations

from bot.messages.phrases import phrase
from index.errors import Refusal


def refusal(refused: Refusal, language: str) -> str:
    """Why a source was refused.

    Args:
        refused: The problem with its facts.
        language: The chat's language.

    Returns:
        Words to stand after the source's name, without a full stop.
    """
    return phrase(language, f"refused {refused.problem}", **refused.facts)
