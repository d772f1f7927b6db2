"""Why something was refused or not found, in a chat's language: the library's codes and the catalogues' texts."""

from __future__ import annotations

from bot.messages.html import shortened
from bot.messages.phrases import phrase
from index.errors import Refusal
from index.silence import Reason

NAME = 120  # UTF-16 units of a name or a topic at most


def refusal(refused: Refusal, language: str) -> str:
    """Why a source was refused.

    Args:
        refused: The problem with its facts.
        language: The chat's language.

    Returns:
        Words to stand after the source's name, without a full stop.
    """
    return phrase(language, f"refused {refused.problem}", **refused.facts)


def silence(reason: Reason, language: str) -> str:
    """Why there is no quote.

    Args:
        reason: The code with its names.
        language: The chat's language.

    Returns:
        One sentence.
    """
    speaker, topic, owner = (shortened(name, NAME) for name in (reason.speaker, reason.topic, reason.owner))
    return phrase(
        language,
        f"silence {reason.silence}",
        speaker=speaker,
        topic=topic,
        owner=owner,
        about=phrase(language, "about topic", topic=topic) if topic else "",
        when=phrase(language, "in that time") if reason.dated else "",
        by=phrase(language, "by speaker", speaker=speaker) if speaker else "",
        articles=reason.articles,
        dates=phrase(language, "of dates", first=reason.first, last=reason.last) if reason.first else "",
        from_outlets=phrase(language, "of outlets", outlets=shortened(reason.outlets, NAME)) if reason.outlets else "",
    )
