"""Words in quotation marks in a question, and whether it is asked if they were said."""

from __future__ import annotations

import re

_MARKS = '"“”„«»'
_QUOTED = re.compile(rf"[{_MARKS}](?P<q>[^{_MARKS}]{{3,}})[{_MARKS}]|(?<!\w)['‘](?P<s>[^\n]{{3,}}?)['’](?!\w)")
_ASKS = re.compile(
    r"^\s*(?:did|has|have|who|is|was|does|check|where|when|verify|confirm)\b|\breal\b|\bquot|\bsay\b|\bsaid\b|\bsays\b|"
    r"\bcall(?:ed)?\b|\bgenuine\b|\bauthentic\b|\baccurate\b|\btrue\b|\bfake\b|\bverbatim\b|\bexact words\b|^\W*$",
    re.IGNORECASE,
)
# Words in marks that are what is spoken about.
_OF_TOPIC = re.compile(
    r"^(?!.*\b(?:quot|exact words)).*\b(?:about|on|of|regarding|concerning|over|the)\s*$", re.IGNORECASE
)
_UNMARKED = re.compile(
    r"^(?:please )?(?:check(?: (?:this|the) quot\w+)?|verify|fact ?-?check|is (?:this|it) (?:real|true|a real "
    r"quote))\s*:\s*(?P<q>.{12,})$",
    re.IGNORECASE,
)


def quotation_asked(text: str) -> tuple[str | None, str]:
    """Words to be checked, and the question without them.

    Args:
        text: The question.

    Returns:
        (the words, the rest); the words are None where no quotation is to be checked. Marks around fewer than two
        words, or in a question for something else, are dropped.
    """
    match = _QUOTED.search(text)
    if match is None:
        unmarked = _UNMARKED.match(text)
        return (unmarked["q"].strip(), "") if unmarked else (None, text)
    words = match.group("q") or match.group("s")
    rest = text[: match.start()] + " " + text[match.end() :]
    if not _ASKS.search(rest) or len(words.split()) < 2 or _OF_TOPIC.search(text[: match.start()]):
        return None, text.replace(match.group(), words)
    return words.strip(), rest
