"""Wishes that name several people, offices or outlets: one subscription has one of each, so each gets its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from bot.digests.wished_outlets import called
from index.text.name_lists import ROLES, TITLES
from index.text.roles import role_head

if TYPE_CHECKING:
    from index.view import View

MOST = 6  # subscriptions that one wish makes

_SEPARATOR = re.compile(r"\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or|&|plus|as well as)\s+", re.IGNORECASE)
_KOREAN_SEPARATOR = re.compile(
    r"(?<=[가-힣])(?:와|과|이랑|랑|하고)\s+|\s*,\s*|\s+(?:및|또는|혹은)\s+|(?<=[가-힣])(?:이나|나)\s+"
)
_ABOUT = r"(?:\s+(?:on|about|regarding|over)\s+(?P<what>.+))"
_SPEAKING = (
    re.compile(
        r"^(?:what|whatever|everything|anything|all)\s+(?:(?:did|does|do|have|has)\s+)?(?P<who>.+?)\s+(?:says?"
        r"|said|writes?|(?:is|are) saying)"
        rf"{_ABOUT}?$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?:the\s+)?(?:words|quotes|speeches|statements|remarks|comments)\s+(?:of|by|from)\s+(?P<who>.+?){_ABOUT}?$",
        re.IGNORECASE,
    ),
    re.compile(r"^(?P<who>.+?)\s+mentions?\s+(?P<what>.+)$", re.IGNORECASE),
    re.compile(
        r"^(?P<who>.+?)\s+(?:speaks?|talks?|says?(?:\s+(?:something|anything|a word))?|comments?|(?:is|are)\s+quoted)"
        r"(?:\s+(?:on|about|of)\s+(?P<what>.+))?$",
        re.IGNORECASE,
    ),
)
_LISTS = (*_SPEAKING, re.compile(rf"^(?P<who>.+?){_ABOUT}$", re.IGNORECASE), re.compile(r"^(?P<who>.+)$"))
_KOREAN_LIST = re.compile(
    r"^(?P<who>[^\s,]+(?:\s[가-힣]{2,4})?(?:(?:와|과|이랑|랑|하고|이나|나|,|\s(?:및|또는|혹은))\s+\S+?)+?)(?P<rest>(?:의|이|가|은"
    r"|는)\s+.+|\s+(?:발언|인터뷰).*)$"
)
_IN = re.compile(
    r"(?:^|,?\s+)(?:but\s+)?(?:only|just)\s+(?:(?:in|from|by|via)\s+)?|(?:^|\s+)(?:in|from|by|via)\s+", re.IGNORECASE
)
_ONLY = re.compile(r"\s+only$", re.IGNORECASE)
_OUTLETS_IN_KOREAN = re.compile(
    r"^(?P<outlets>\S+(?:(?:와|과|이랑|랑|하고|,|\s(?:및|또는|혹은))\s+\S+?)+?)(?:의|에서|에\s*(?:나온|실린|나오는|실리는))\s+(?P<what>.+)$"
)
_SPEAKING_IN_KOREAN = re.compile(r"(?:말|말씀|발언|언급|이야기|얘기)(?:하|할|이|을|$)")
_KOREAN_NAME = re.compile(r"[가-힣]{3}(?: [가-힣]{2,4})?")  # who speaks may be on record later
_ANY_OF = re.compile(
    r"^(?:any(?:one|body)|somebody|someone|everyone|everybody|people)\s+(?:at|in|from|of)\s+", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class SimpleWish:
    """A wish for one person, office or topic in one outlet.

    Attributes:
        text: What it is about.
        outlet: Where that is published; None for anywhere.
    """

    text: str
    outlet: str | None = None


def simple_wishes(view: View, wish: str) -> tuple[SimpleWish, ...]:
    """A wish as several that name one person and one outlet each.

    Args:
        view: What the chat sees of the library, which knows people and outlets.
        wish: What it is about, as typed.
    """
    text, outlets = _in_outlets(view.outlets, wish)
    texts = _for_each_speaker(view, _ANY_OF.sub("", text))
    if len(texts) * max(1, len(outlets)) > MOST:
        return (SimpleWish(wish),)
    return tuple(SimpleWish(each, outlet) for each, outlet in product(texts, outlets or (None,)))


def _in_outlets(known: Sequence[str], wish: str) -> tuple[str, tuple[str, ...]]:
    """What is wanted, and the outlets that a wish names beside it; none where they are no names of outlets."""
    if match := _OUTLETS_IN_KOREAN.match(wish):
        named = [called(known, each) for each in _KOREAN_SEPARATOR.split(match["outlets"])]
        if len(named) > 1 and all(named):
            return match["what"], tuple(filter(None, named))
    for match in _IN.finditer(wish):  # "prices in shops in The Courier"
        written = _ONLY.sub("", wish[match.end() :])
        outlets = [_outlet(known, each) for each in _SEPARATOR.split(written)]
        if all(outlets):
            return wish[: match.start()].strip(" ,") or "everything", tuple(filter(None, dict.fromkeys(outlets)))
    return wish, ()


def _outlet(known: Sequence[str], written: str) -> str | None:
    """The outlet of a name; of a part of its name only with an article, as "the Courier"."""
    bare = written.strip(" .!")
    found = called(known, bare)
    is_whole = found is not None and _letters(found) == _letters(bare)
    return found if is_whole or re.match(r"(?:the )[A-Z]", bare) else None


def _letters(name: str) -> str:
    return re.sub(r"\W", "", name.casefold().removeprefix("the "))


def _for_each_speaker(view: View, wish: str) -> tuple[str, ...]:
    """A wish for the words of several as one for each of them."""
    if texts := _for_each_korean(view, wish):
        return texts
    for pattern in _LISTS:
        if (match := pattern.match(wish)) and (names := _people_of(view, match, pattern in _SPEAKING)):
            what = match.groupdict().get("what")
            return tuple(f"{_named(each)} on {what}" if what else _named(each) for each in names)
    return (wish,)


def _for_each_korean(view: View, wish: str) -> tuple[str, ...]:
    match = _KOREAN_LIST.match(wish)
    names = _KOREAN_SEPARATOR.split(match["who"]) if match else []
    if match is None or len(names) < 2:
        return ()
    is_spoken = _SPEAKING_IN_KOREAN.search(match["rest"]) is not None
    if not all((is_spoken and _KOREAN_NAME.fullmatch(each)) or _is_somebody(view, each) for each in names):
        return ()
    return tuple(f"{each}{match['rest']}" for each in names)


def _people_of(view: View, match: re.Match[str], is_spoken: bool) -> list[str]:
    """The names of a list of people; none where it is something else.  Who speaks may be on record later."""
    names = [_POSSESSIVE.sub("", each.strip()) for each in _SEPARATOR.split(match["who"])]
    is_alone = not is_spoken and match.groupdict().get("what") is None
    are_people = all((is_spoken and each[:1].isupper()) or _is_somebody(view, each, is_alone) for each in names)
    return names if len(names) > 1 and are_people else []


def _is_somebody(view: View, name: str, is_alone: bool = False) -> bool:
    """Whether a name is a person's or an office's; is_alone: nothing is said of speaking, so no organisation's."""
    if is_office(name):
        return True
    if not name[:1].isupper() and not re.match(r"[가-힣]", name):
        return False
    matches = view.directory.matching(name)
    return bool(matches) and not (is_alone and any(match.person.organisation for match in matches))


def _named(name: str) -> str:
    """An office with its article, by which it is known for one."""
    return f"the {name}" if is_office(name) and not re.match(r"(?i:the\s)|\S+['’]s\s", name) else name


def is_office(who: str) -> bool:
    """Whether a phrase names an office by its last word, or by that before "of".

    Args:
        who: As typed.
    """
    words = re.split(r"\s+(?:of|for|at|in)\s+", who.casefold().removeprefix("the "))[0].split()
    return bool(words) and role_head(" ".join(words)) in ROLES | TITLES
