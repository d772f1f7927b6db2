"""What people ask the bot itself to do, in words: it is done by a command, which they are told."""

from __future__ import annotations

import re

LONGEST = 80  # code points of an errand
_POLITE = r"(?:(?:please|pls|hey|ok)[, ]+)*(?:(?:can|could|would|will) you (?:please )?|i want to |i['’]d like to )?"
_STOP = r"(?:delete|remove|cancel|stop|end|pause|turn off|switch off|get rid of|unsubscribe(?: me)?(?: from)?)"
_OF_MINE = r"(?:(?:all|of|my|our|the|these|those|this|that|every|sending(?: me| us)?|getting) )*"
_ORDERED = r"(?:alerts?|digests?|subscriptions?|notifications?|newsletters?|briefings?)"
_LANGUAGE = r"(?:english|korean|한국어|another language|my language|영어|우리말)"
_TAIL = r"(?:[, ]+(?:please|pls|thanks|thank you))?[\s.!?…]*"
# By the phrase that names the command.
_ERRANDS = {
    "errand language": (
        rf"{_POLITE}(?:speak|talk|answer|reply|write|respond)(?: to)?(?: me| us)?(?: only)?(?: in)? {_LANGUAGE}",
        rf"(?:and |now )?in {_LANGUAGE}",
        rf"{_POLITE}(?:change|switch|set)(?: (?:the|your|my))?(?: language)?(?: to)? (?:language|{_LANGUAGE})",
        r"(?:영어|한국어|우리말)로 (?:답|대답|말|써|쓰|바꿔|해)\S*(?: \S{1,6})?",
    ),
    "errand subscriptions": (
        rf"{_POLITE}{_STOP} {_OF_MINE}{_ORDERED}(?: (?:on|about|for|of|from) .+)?",
        rf"{_POLITE}(?:unsubscribe(?: me)?|stop (?:sending|writing|messaging)(?: me| us)?(?: (?:this|these|things))?)",
        r"(?:.{1,20} )?(?:알림|구독|다이제스트)\S{0,2} (?:그만|꺼|끄|취소|삭제|해지|중지|끊)\S*(?: \S{1,6})?",
    ),
    "errand forget": (
        rf"{_POLITE}(?:delete|erase|remove|forget) {_OF_MINE}(?:data|questions|history|everything about me)",
        r"(?:내|제) (?:데이터|기록|질문|정보)\S{0,2} (?:모두 |다 )?(?:지워|삭제|잊어)\S*(?: \S{1,6})?",
    ),
}
_PATTERNS = {
    key: tuple(re.compile(pattern + _TAIL, re.IGNORECASE) for pattern in patterns) for key, patterns in _ERRANDS.items()
}


def errand(text: str) -> str | None:
    """The phrase that tells by which command something is done that a text asks for; None for anything else.

    Args:
        text: As written, without the bot's name.
    """
    asked = " ".join(text.split())
    if len(asked) > LONGEST:
        return None
    return next((key for key, all in _PATTERNS.items() if any(each.fullmatch(asked) for each in all)), None)
