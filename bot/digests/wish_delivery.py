"""How much a wish wants at once, and how it is to come: "no more than 3 stories", "without a sound"."""

from __future__ import annotations

import re

MOST_STORIES = 20  # that a digest shows
_NUMBERS = "one two three four five six seven eight nine ten".split()
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_THINGS = (
    r"(?:(?:most important|main|best|biggest|top|news)\s+)*"
    r"(?:stories|articles|items|headlines|pieces|entries|results)"
)
_LEADING = r"[,;]?\s*(?:\b(?:and|but|with|showing|show|give|send|(?:the|my)(?=\s+top))\s+(?:me\s+)?)*"
_EACH_TIME = r"(?:\s+(?:max(?:imum)?|at most|only|each(?: time)?|at a time|per digest|tops))?"
STORIES = (
    re.compile(rf"{_LEADING}\b(?:no|not) more than {_COUNT}\s+{_THINGS}{_EACH_TIME}\b", re.IGNORECASE),
    re.compile(
        rf"{_LEADING}\b(?:at most|max(?:imum)?\.?(?: of)?|up to|limit(?:ed)?(?: it)? to|top|only|just|with|the) "
        rf"{_COUNT} {_THINGS}{_EACH_TIME}\b(?:\s+(?:on|about|of|from)\b)?",
        re.IGNORECASE,
    ),
    re.compile(rf"[,;]\s*{_COUNT} {_THINGS}{_EACH_TIME}(?=\s*(?:$|[,;.]))", re.IGNORECASE),
    re.compile(rf"[,;]\s*(?:max(?:imum)?\.?|at most|top)\s+{_COUNT}(?=\s*(?:$|[,;.]))", re.IGNORECASE),
    re.compile(
        r"[,;]?\s*(?:최대|많아야|주요|상위)?\s*(?:기사|뉴스|소식)?\s*(?<!\d)(?P<count>\d{1,3})\s*(?:건|개|꼭지)"
        r"(?:씩|만|까지만|까지|로|이하로)(?=$|[\s,.])"
    ),
)
SILENTLY = re.compile(
    r"[,;]?\s*(?:\band\s+)?\b(?:(?:silently|quietly)|without (?:an?y? )?(?:sound|noise|notification|ping)s?"
    r"|no sound|on silent)\b"
    r"|[,;]?\s*(?:소리|알림음) ?(?:없이|끄고)|[,;]?\s*(?:무음|조용히)(?:으로)?(?=\s|$)",
    re.IGNORECASE,
)
WITH_NEWS_ALONE = re.compile(
    r"[,;]?\s*(?:\b(?:and|but)\s+)?\bonly (?:if|when) (?:there(?:['’]s| is)|you have) (?:something|anything"
    r"|news)(?: new)?\b"
    r"|[,;]?\s*\b(?:if|when) there(?:['’]s| is) (?:something|anything) new\b"
    r"|[,;]?\s*새로운? ?(?:소식|것|게|기사)이? ?있을 ?때만",
    re.IGNORECASE,
)
WITHOUT_NEWS_TOO = re.compile(
    r"[,;]?\s*(?:\band\s+)?\beven (?:if|when) (?:there(?:['’]s| is) )?(?:nothing(?:['’]s| is)?"
    r"|no news)(?: new)?(?: happened)?\b"
    r"|[,;]?\s*(?:새로운? ?)?(?:소식|것|기사)이? ?없어도",
    re.IGNORECASE,
)


def number_of(written: str) -> int:
    """A number in digits or in a word.

    Args:
        written: As `STORIES` finds it.
    """
    return int(written) if written.isdigit() else _NUMBERS.index(written.casefold()) + 1
