"""The objects that a page describes in JSON-LD, and which of them is its own article."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

Described = Mapping[str, Any]

_DEEPEST = 6  # levels at which an object is looked for
_MOST = 500  # objects of a page
_WRAPPED = ("<!--", "-->", "<![CDATA[", "]]>", "//")  # what pages put around JSON
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")  # where the page's own article stands in another object
_ARTICLE = re.compile(r"(?:article|posting|report|review)$", re.IGNORECASE)
_NO_ARTICLE = re.compile(r"(?:^|/)(?:job|aggregate)", re.IGNORECASE)
_OF_OTHERS = re.compile(r"(?:^|/)(?:claim|\w*review$)", re.IGNORECASE)  # these may be of what the page is about
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def described(tree: Any) -> list[Described]:
    """The objects of a page, in their order, those inside another that says so among them.

    Args:
        tree: The page.
    """
    objects: list[Described] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text:
            objects.extend(_objects(_loaded(script.text), 0))
            if len(objects) > _MOST:
                break
    return objects[:_MOST]


def own_article(objects: Sequence[Described], address: str | None, headlines: Sequence[str]) -> Described | None:
    """The article that a page is about; None where it describes none, or only others.

    Args:
        objects: What the page describes.
        address: Of the page.
        headlines: What else the page says its article is called.
    """
    articles = [each for each in objects if is_article(each)]
    here = [each for each in articles if _stands_at(each, address)]
    others = [each for each in articles if not any(_OF_OTHERS.search(kind) for kind in types_of(each))]
    called = {letters(headline) for headline in headlines} - {""}
    named = [each for each in others if _is_called(each, called)]
    unnamed = [each for each in others if not letters(headline_of(each)) or not called or len(others) == 1]
    nowhere = [each for each in unnamed if not address or not addresses_of(each)]
    return next(iter([*here, *named, *nowhere]), None)


def _stands_at(described: Described, address: str | None) -> bool:
    return bool(address) and any(_is_same_address(url, address or "") for url in addresses_of(described))


def _is_called(article: Described, headlines: set[str]) -> bool:
    """Whether an article's headline is one of these, or begins as one of them, or the other way round."""
    name = letters(headline_of(article))
    return bool(name) and any(name.startswith(other) or other.startswith(name) for other in headlines)


def is_article(described: Described) -> bool:
    """Whether an object is an article, a post or a report."""
    kinds = types_of(described)
    return any(_ARTICLE.search(kind) and not _NO_ARTICLE.search(kind) for kind in kinds)


def types_of(described: Described) -> list[str]:
    """What an object says it is."""
    kinds = described.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def addresses_of(described: Described) -> list[str]:
    """The addresses at which an object says it stands."""
    page = described.get("mainEntityOfPage")
    stated = [described.get("url"), page.get("@id") if isinstance(page, dict) else page, described.get("@id")]
    return [each for each in stated if isinstance(each, str) and each.startswith(("http://", "https://"))]


def resolved(value: object, objects: Sequence[Described]) -> object:
    """A property whose references to other objects of the page are replaced by these."""
    if isinstance(value, list):
        return [resolved(each, objects) for each in value[:20] if not isinstance(each, list)]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
        named = (each for each in objects if each.get("@id") == value["@id"] and each.get("name"))
        return next(named, value)
    return value


def is_page(described: Described, address: str | None) -> bool:
    """Whether an object is the page itself."""
    own = any(kind.lower() in {"webpage", "itempage"} for kind in types_of(described))
    return own and (not address or _stands_at(described, address))


def headline_of(described: Described) -> str:
    """What an article is called, "" where it doesn't say."""
    return words_of(described.get("headline")) or words_of(described.get("name"))


def names_in(value: object) -> list[str]:
    """The names of the people or organisations that a property holds."""
    names: list[str] = []
    for each in value if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, dict) else each
        names.extend(words for part in (name if isinstance(name, list) else [name]) if (words := words_of(part)))
    return names


def words_of(value: object) -> str:
    """A text of a property, without mark-up; "" where it is none."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value")
    return " ".join(_TAG.sub("", html.unescape(value)).split()) if isinstance(value, str) else ""


def letters(text: str) -> str:
    """A text by its letters and digits alone, in one case."""
    return re.sub(r"[\W_]+", "", text).casefold()


def host_of(address: str | None) -> str | None:
    """The host of an address, without "www."; None where it names none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.") or None if address else None
    except ValueError:
        return None


def _loaded(text: str) -> object:
    text = text.strip()
    for mark in _WRAPPED:
        text = text.removeprefix(mark).removesuffix(mark).strip()
    try:
        return json.loads(text.rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: object, depth: int) -> Iterator[Described]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _objects(each, depth + 1)
    elif isinstance(value, dict):
        if value.get("@type"):
            yield value
        for name in _INSIDE:
            yield from _objects(value.get(name), depth + 1)


def _is_same_address(one: str, other: str) -> bool:
    """Whether two addresses differ in nothing but the scheme, "www.", what is asked for, and the last slash."""
    try:
        first, second = urlsplit(one), urlsplit(other)
        hosts = {(each.hostname or "").removeprefix("www.") for each in (first, second)}
    except ValueError:
        return False
    paths = {each.path.rstrip("/") for each in (first, second)}
    return len(hosts) == 1 and len(paths) == 1 and paths != {""}
