"""What a wish leaves out: "harbour treaty but not sport", "축구랑 날씨 빼고 전부"."""

from __future__ import annotations

import re

from bot.digests.wish_wording import trimmed

_THINGS = (  # "anything about football": what is left out is football
    r"(?:(?:(?:any|every)thing|stories|articles|news|pieces|coverage|all)\s+"
    r"(?:that(?:['’]s| is)\s+)?(?:on|about|to do with|related to|from|by|in|mentioning)\s+)?"
)
_ENDS = r"(?=$|[,;]|\s+(?:every|each|at|on|weekly|daily|in|from)\b)"
_WITHOUT = (
    re.compile(
        r"[,;]?\s*\b(?:(?:but|and|please)\s+)*(?:but\s+(?:nothing (?:on|about|by|of|from)|not|no)|except(?:\s+for)?"
        r"|excluding|without"
        r"|(?:other than|apart from|aside from|minus)"
        r"|(?:(?<!.)|(?<=[,;] )|(?<=\bbut )|(?<=\band ))(?:drop|hide|omit|ignore|filter out|get rid of|exclude)"
        r"|leave out|leaving out|skip(?:ping)?|and not|not about|(?:i(?:['’]m| am) )?not interested in|spare (?:me|us)"
        r"|(?:i )?(?:don['’]t|do not) (?:need|want|care (?:about|for)|send (?:me|us)|show (?:me|us)|include)"
        r"|(?<=\beverything )but|(?<=\banything )but|(?<=\ball )but)"
        rf"\s+{_THINGS}(?P<what>[^,;]+?){_ENDS}",
        re.IGNORECASE,
    ),
    re.compile(r"(?:^|(?<=[\s,;(]))[-–−](?P<what>“[^”]+”|\"[^\"]+\"|[^\W\d][\w-]*)"),
    re.compile(rf"[,;]\s*(?:not?|nothing (?:on|about|from))\s+{_THINGS}(?P<what>[^,;]+?)(?=$|[,;])", re.IGNORECASE),
    re.compile(r"\(\s*(?:but\s+)?(?:not?|without|except)\s+(?P<what>[^)]+)\)", re.IGNORECASE),
    re.compile(  # "no crime, no gossip, everything else"
        r"(?:^|[,;]\s*)no\s+(?P<what>[^,;]+?)(?=[,;].*\b(?:everything|anything|all|rest)\b)", re.IGNORECASE
    ),
    re.compile(r"^(?:stop sending (?:me|us)|no more)\s+(?P<what>[^,;]+?)(?=$|[,;.])", re.IGNORECASE),
    re.compile(r"^(?:nothing|not) (?:on|about)\s+(?P<what>[^,;]+?)(?=$|[,;.]|\s+but\b)", re.IGNORECASE),
    re.compile(
        r"(?:^|\s)not?\s+(?:on\s+|about\s+|from\s+)?(?!(?:confidence|deal|fly|go|trust|more"
        r"|less)\b)(?P<what>[^,;]{2,40})$",
        re.IGNORECASE,
    ),
    # All of "북한 미사일 빼고 전부" and of "배 시장 말고 류 위원장"; of "경제 뉴스, 날씨 빼고" the last word.
    re.compile(
        r"^(?P<what>\S+?(?:\s+\S+?){0,2}?)(?:\s*(?:기사|소식|뉴스|이야기|얘기))?만?(?:은|는|을|를)?"
        r"\s*(?:말고|(?:빼고|제외하고)(?=\s*(?:모두|전부|다|나머지)))"
    ),
    re.compile(
        r"(?P<what>(?:\S+?(?:이랑|랑|하고|와|과)\s+)*\S+?)(?:\s*(?:기사|소식|뉴스|이야기|얘기))?(?:은|는|을|를)?"
        r"\s*(?:빼고|빼줘|제외(?:하고|한)?|말고|됐고|필요 ?없고)"
    ),
)
# Of "everything in The Courier but sport"; what follows "but" may also say how or when it is to come.
_ALL_BUT = re.compile(
    r"(?<=\S),?\s+but\s+(?!(?:only|just|if|when|please|not?|nothing|never|with|without|at|on|in|every|each|keep|make"
    rf"|send|don['’]t)\b)(?P<what>[^,;]+?){_ENDS}",
    re.IGNORECASE,
)
_BEGINS_WITH_ALL = re.compile(r"(?:everything|anything|all)\b", re.IGNORECASE)
_ALSO_WITHOUT = re.compile(r"\s+(?:and|or|nor)\s+(?:no\s+)?|(?<=[가-힣])(?:이랑|랑|하고|와|과)\s+")


def exclusion(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The first part of a wish that leaves something out.

    Args:
        text: The wish, or what is left of it.

    Returns:
        The text without it, and what is left out; None where nothing is.
    """
    for pattern in (*_WITHOUT, _ALL_BUT) if _BEGINS_WITH_ALL.match(text) else _WITHOUT:
        if match := pattern.search(text):
            found = tuple(filter(None, map(trimmed, _ALSO_WITHOUT.split(match["what"]))))
            return trimmed(f"{text[: match.start()]} {text[match.end() :]}"), found
    return None
