"""Messages that ask to be told at once: "tell me when Varga speaks", "발언이 나오면 알려줘"."""

from __future__ import annotations

import re

_WHEN = r"(?:when(?:ever)?|if|as soon as|every time|each time|the moment)"
_TELL = (
    r"(?:(?:tell|notify|alert|inform|message|ping|text|warn)\s+(?:me|us)"
    r"|let\s+(?:me|us)\s+know|give\s+(?:me|us)\s+a\s+(?:shout|heads[- ]?up))"
)
_PLEASE = r"(?:(?:please|pls|hi|hello|hey|only|just|also|and|ok)[,!.]?\s+|i(?:['’]d| would)? (?:want|like) you to\s+)*"
_KOREAN_ME = r"(?:나에게|우리에게|저에게)?\s*"
_KOREAN_TELL = (
    rf"(?:바로\s*|즉시\s*)?{_KOREAN_ME}(?:바로\s*|즉시\s*)?알(?:려|림(?:을)?)\s*(?:보내\s*)?"
    r"(?:줘|주세요|줘요|달라|줄래|부탁해요?)[.!?]*$"
)
_REQUESTS = (
    re.compile(rf"^{_PLEASE}{_TELL}\s+{_WHEN}\s+(?P<what>.+?)[.!?]*$", re.IGNORECASE),
    re.compile(
        rf"^{_PLEASE}{_WHEN}\s+(?P<what>.+?),?\s+(?:please\s+)?{_TELL}"
        r"(?:,?\s*(?:please|immediately|at once|right away|straight away|asap))*[.!]*$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^{_PLEASE}(?:notify|alert|inform)\s+(?:me|us)\s+(?:on|to|of|about)\s+(?P<what>.+?)[.!]*$", re.IGNORECASE
    ),
    re.compile(
        r"^i\s*(?:want|need|['’]d (?:like|appreciate)|would (?:like|appreciate))\s+"
        r"(?:to\s+(?:be told|know)|an?\s+(?:alert|notification|heads[- ]?up))\s+"
        rf"{_WHEN}\s+(?P<what>.+?)[.!]*$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<what>.+?)(?:\s*관련|에\s*(?:대한|관한))?\s+(?:새\s*|새로운\s*)?(?:뉴스|소식|기사)(?:이|가)?\s*"
        rf"(?:나오|있으|올라오|뜨|들어오)면\s*{_KOREAN_TELL}"
    ),
    re.compile(rf"^(?P<what>.+?)\s*(?:면|때|때마다|마다)\s*{_KOREAN_TELL}"),
)
# "Could you let me know whenever …?" asks for it, "Can you tell me when …?" for an answer.
_ASKED_POLITELY = re.compile(
    r"^(?:can|could|would|will) you (?:please )?"
    r"(?=(?:notify|alert|ping|text|warn|let)\b|tell (?:me|us) (?:whenever|every time|each time|as soon as)\b)",
    re.IGNORECASE,
)
# "버스 파업이 끝나면": what it is about is the strike, whatever becomes of it.
_HAPPENS = re.compile(
    r"(?<=\S)(?:이|가|을|를|은|는)?\s+(?:끝나|시작(?:되|하)|타결(?:되|하)|재개(?:되|하)|열리|생기|바뀌|오르|내리|터지"
    r"|나|나오|뜨|발표(?:되|하)|통과(?:되|하)|결정(?:되|하)|확정(?:되|하)|발생하)$"
)
_PAST_TENSE = re.compile(r"\b(?:said|spoke|talked|told|last)\b|말했", re.IGNORECASE)


def alert_request(text: str) -> str | None:
    """What a message asks to be told about: "Varga speaks" of "tell me when Varga speaks".

    Args:
        text: Any message.

    Returns:
        The subject as it was typed; None for a message that is no such request.
    """
    message = " ".join(text.split())
    asked, politely = _ASKED_POLITELY.subn("", message)
    if politely:
        message = asked.rstrip("?")
    if message.endswith("?") or _PAST_TENSE.search(message.replace("be told", "")):
        return None  # about what has been said: a question
    matches = (pattern.match(message) for pattern in _REQUESTS)
    what = next((match["what"] for match in matches if match), None)
    return _HAPPENS.sub("", what) if what else None
