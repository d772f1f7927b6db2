"""The outlet that a wish names: "everything in The Courier", "prices, but only what the Courier writes"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ALL = frozenset(
    {
        "everything", "everything else", "all", "all else", "all articles", "anything", "the rest", "all the rest",
        "all news", "all the news", "all headlines", "all the headlines", "all stories",
        "the headlines", "headlines", "the news", "news", "rest", "top stories", "the top stories",
        "모두", "전부", "전체", "다", "전부 다", "모든 기사", "모든 소식", "모든 뉴스",
        "나머지", "나머지 전부", "나머지 다", "나머지는 전부", "나머지는 다",
    }
)  # fmt: skip
_TOP = re.compile(
    r"^(?:the )?top (?:(?:\d+|three|five|ten) )?(?:stories|headlines|news)$|^(?:주요 )?나머지(?:만|도)?$|^주요 ?뉴스$",
    re.I,
)
_EVERYTHING_IN = re.compile(
    r"^(?P<all>everything|anything|all(?: articles)?|모두|전부)?\s*(?:that is\s+)?(?:published\s+)?"
    r"\b(?:in|from|by)\s+(?P<outlet>.+)$",
    re.IGNORECASE,
)
_OUTLET_ON = re.compile(r"^(?P<outlet>.+?)\s+(?:on|about)\s+(?P<what>.+)$", re.IGNORECASE)
_REPORTING = r"(?:writes?|reports?|publish(?:es)?|prints?|runs?|has)"
_OF_OUTLET = (
    re.compile(
        r"^(?P<outlet>.+?)(?:['’]s)?\s+(?:articles?|stories|pieces|reports|coverage|headlines|front pages?)"
        r"(?:\s+(?:about|on|of)\s+(?P<what>.+))?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:everything|anything|all|stories|articles|news|pieces|reports)\s+(?:in|from|by)\s+(?P<outlet>.+?)\s+"
        r"(?:about|on)\s+(?P<what>.+)$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?P<what>.+?),?\s+(?:but\s+)?(?:only|just)\s+(?:what|if|when)\s+(?P<outlet>.+?)\s+{_REPORTING}"
        r"(?:\s+(?:it|(?:about|on) (?:it|them)|them))?$",
        re.IGNORECASE,
    ),
    re.compile(r"^(?P<what>.+?),?\s+(?:but\s+)?(?:only|just)\s+(?:in|from|by)\s+(?P<outlet>.+)$", re.IGNORECASE),
    re.compile(
        rf"^(?:everything|all|whatever)?\s*(?:that|what)?\s*(?P<outlet>.+?)\s+{_REPORTING}"
        r"(?:\s+(?:about|on)\s+(?P<what>.+))?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<outlet>\S*?[가-힣]\S*?)(?:의|에서|에\s*(?:나온|실린|나오는|실리는))?(?:\s+(?P<what>\S.*?))??"
        r"(?:\s+(?:관련\s*)?(?:기사|소식|뉴스)(?:들)?만?)?$"
    ),
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class WishedOutlet:
    """What a wish says of an outlet.

    Attributes:
        outlet: Its name; as written where there is none.
        what: What is wanted of it; None for everything.
        is_known: Whether there is an outlet of that name.
    """

    outlet: str
    what: str | None = None
    is_known: bool = True


def is_everything(wish: str) -> bool:
    """Whether a wish has no bounds.

    Args:
        wish: What was typed.
    """
    return wish.casefold().strip(" .!") in _ALL or _TOP.match(wish) is not None


def wished_outlet(outlets: Sequence[str], wish: str) -> WishedOutlet | None:
    """Read the outlet out of a wish.

    Args:
        outlets: Names of those that there are.
        wish: What was typed.

    Returns:
        The outlet, and what is wanted of it; None where no outlet may be meant, but a place or a time.
    """
    if outlet := _same(outlets, wish):
        return WishedOutlet(outlet)
    if (match := _OUTLET_ON.match(wish)) and (outlet := _same(outlets, match["outlet"])):
        return WishedOutlet(outlet, match["what"])
    if interest := _of_outlet(outlets, wish):
        return interest
    if match := _EVERYTHING_IN.match(wish):
        written = match["outlet"].strip(" .!")
        if outlet := called(outlets, written):
            return WishedOutlet(outlet)
        if match["all"]:
            return WishedOutlet(written, is_known=False)
    return None


def _of_outlet(outlets: Sequence[str], wish: str) -> WishedOutlet | None:
    """What is wanted of an outlet that there is."""
    for pattern in _OF_OUTLET:
        match = pattern.match(wish)
        if match and (outlet := called(outlets, match["outlet"].strip(" .!"))):
            what = match["what"]
            return WishedOutlet(outlet, None if not what or is_everything(what) else what)
    return None


def _same(outlets: Sequence[str], written: str) -> str | None:
    """The outlet of a name, however it is written."""
    wanted = _bare(written)
    return next((outlet for outlet in outlets if _bare(outlet) == wanted), None) if wanted else None


def called(outlets: Sequence[str], written: str) -> str | None:
    """The outlet of a name, or the only one that has its words: "the Courier" of the Kivik Courier.

    Args:
        outlets: Names of those that there are.
        written: The name as typed.

    Returns:
        Its name here; None where there is none, or several.
    """
    if outlet := _same(outlets, written):
        return outlet
    words = set(_words(written))
    having = [outlet for outlet in outlets if words and words <= set(_words(outlet))]
    return having[0] if len(having) == 1 else None


def _bare(outlet: str) -> str:
    return "".join(_words(outlet))


def _words(outlet: str) -> list[str]:
    return _WORD.findall(outlet.casefold().removeprefix("the "))
