"""Title, author, outlet, date and address of a page's article.

What the article's own JSON-LD says comes first, then the page's meta tags, then the page itself, then its address.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.extract.normalisation import one_line
from index.extract.page.linked_data import (
    Described,
    described,
    headline_of,
    is_page,
    letters,
    names_in,
    own_article,
    resolved,
    types_of,
    words_of,
)
from index.extract.page.moments import in_address, published, written
from index.extract.page.title_outlet import outlet_before_title, outlet_in_title
from index.extract.reporters import reporter_in

_TITLES = ("og:title", "headline", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "title")
_SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher")
_AUTHORS = (
    "author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "og:article:author",
    "dable:author", "article:author_name", "cxenseparse:author",
)  # fmt: skip
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "article:published", "published_time_telegram", "pubdate", "publishdate", "publish-date", "publish_date",
    "cxenseparse:recs:publishtime", "originalpublicationdate", "article_date_original", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "date", "regdate",
)  # fmt: skip
_SITE_TYPES = {"website", "newsmediaorganization"}
_SEPARATOR = re.compile(r"\s+[-–—|·•:»«/<>]\s+|\s?[|｜:：»]\s|::")
_LONGEST_TITLE = 1000  # characters
_LONGEST_NAME = 80  # characters of an author or an outlet
_LONGEST_STAMP = 120  # characters of a line that states a date
_BY = re.compile(r"^(?:by|written by|words by|posted by|story by|von|por|par|글)[:\s]\s*", re.IGNORECASE)
_NOBODY = re.compile(
    r"^(?:admin|administrator|editors?|webmaster|root|user\d*|author|unknown|anonymous|none|null|undefined|n/a|guest"
    r"|posted|share|follow|comments?|home|about|more)$",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(r"\s*(?:[-–—|•·(/]\s*)?\d.*$|\s*[|•·(].*$|\s+[-–—]\s.*$")
_APART = re.compile(r"\s*[;,&/]\s*|\s+(?:and|und|y|et|e)\s+")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,4}")
_ROLE = re.compile(
    r"\b(?:writer|reporter|correspondent|editor|staff|press|news|contributor|associated|agency|desk|team|service|media"
    r"|journalist|columnist|analyst|com|follow|twitter)\b",
    re.IGNORECASE,
)
_AGENCIES = frozenset(
    {
        "associated press",
        "ap",
        "the associated press",
        "reuters",
        "afp",
        "agence france-presse",
        "yonhap",
        "newsis",
        "dpa",
        "pa media",
    }
)
_OF_AUTHOR = re.compile(
    r"/(?:authors?|writers?|staff|reporters?|journalists?|by|contributors?|people|profile)/[^/?#]", re.IGNORECASE
)
_DATED = re.compile(r"date|time|publish|posted|byline|meta|info", re.IGNORECASE)
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author(?:-?name|__name)?)(?:$|[\s_-])", re.IGNORECASE)
_ASIDE = re.compile(
    r"comment|related|recommend|teaser|promo|sidebar|widget|(?<!post-)(?<!entry-)(?<!article-)footer|popular|trending|card|latest|more-",
    re.IGNORECASE,
)
_OUTSIDE = frozenset({"aside", "nav", "footer", "figure"})
_SILENT = frozenset({"script", "style", "noscript", "template", "title"})
_DATES_IN = frozenset({"time", "abbr", "span", "p", "div", "li", "em", "dd", "td"})
_STAMP = re.compile(
    r"(?:입력|등록|승인|게재|published|posted|first published|publication date|date)\W{0,6}(?:on\W+)?(?=\w)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"h[1-6]")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says about its article.

    Attributes:
        title: What it is called, without the outlet's name.
        author: Who wrote it, several names apart by "; ".
        outlet: Who published it.
        published: When.
        url: Where it stands.
        language: In which it is written, as two letters.
        article: What the page describes it as.
        headlines: All that the page calls it.
    """

    title: str | None
    author: str | None
    outlet: str | None
    published: datetime | None
    url: str | None
    language: str | None
    article: Described | None
    headlines: tuple[str, ...]


def read_metadata(tree: Any, url: str | None, now: datetime) -> PageMetadata:
    """What a page says about its article.

    Args:
        tree: The page.
        url: Its address, if that is known.
        now: Nothing is published later.
    """
    meta = _meta(tree)
    heading = _heading(tree)
    address = url or _address(tree, meta)
    objects = described(tree)
    known = [*(meta[name] for name in _TITLES if name in meta), *([heading] if heading else [])]
    article = own_article(objects, address, known)
    head = tree.find(".//head/title")
    called = " ".join(head.text_content().split()) if head is not None else ""
    names = _outlets(article, objects, meta) or _titled_outlets(called[:_LONGEST_TITLE], known, heading)
    stated = [headline_of(article or {}), *known, called]
    titles = [title for each in stated if (title := without_outlet(each, names, heading))]
    return PageMetadata(
        title=one_line(_fullest(titles)),
        author=one_line("; ".join(_authors(tree, resolved((article or {}).get("author"), objects), meta, names))),
        outlet=one_line(next(iter(names), None)),
        published=_published(tree, article or _page(objects, address), meta, address, now),
        url=address,
        language=_language(tree, meta),
        article=article,
        headlines=tuple(dict.fromkeys([*titles, *([heading] if heading else [])])),
    )


def without_outlet(title: str, outlets: Iterable[str], heading: str | None) -> str:
    """A title without the name of its outlet before or after it.

    Args:
        title: As a page states it.
        outlets: What the outlet is called.
        heading: What the page shows over the article: a title that stands there as a whole is kept as a whole.
    """
    title = " ".join(title[:_LONGEST_TITLE].split())
    if heading and letters(heading) == letters(title):
        return title
    names = {letters(name) for name in outlets} - {""}
    parts = list(_SEPARATOR.finditer(title))
    for mark in reversed(parts):
        if letters(title[mark.end() :]) in names and mark.start():
            title = title[: mark.start()].rstrip()
            break
    for mark in _SEPARATOR.finditer(title):
        if letters(title[: mark.start()]) in names and mark.end() < len(title):
            title = title[mark.end() :].lstrip()
        break
    return _shown(title, heading)


def _shown(title: str, heading: str | None) -> str:
    """The part of a title that stands over the article, where the rest is set apart from it."""
    if heading and title.startswith(heading) and len(heading.split()) > 2 and _SEPARATOR.match(title, len(heading)):
        return heading
    return title


def _titled_outlets(title: str, known: Sequence[str], heading: str | None) -> list[str]:
    """The outlet that the page's title alone names, behind its article or before it."""
    name = outlet_in_title(title, heading) or outlet_before_title(title, known)
    return [name] if name else []


def _fullest(titles: Sequence[str]) -> str | None:
    """The first title; where that is cut off, the one of which it is the beginning."""
    if not titles:
        return None
    cut = re.sub(r"\s*(?:\.\.\.|…)$", "", titles[0])
    if cut != titles[0]:
        return next((each for each in titles[1:] if each.startswith(cut) and len(each) > len(cut) + 1), titles[0])
    return titles[0]


def _meta(tree: Any) -> dict[str, str]:
    """What the page's meta tags state, each by its name in lower case; the first of a name counts."""
    stated: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for key in ("property", "name", "itemprop"):
            if content and (name := element.get(key)) and not (key == "itemprop" and _is_others(element)):
                stated.setdefault(name.strip().lower(), html.unescape(content))
    return stated


def _is_others(element: Any) -> bool:
    """Whether a property is one of an object inside the page that is no article."""
    for around in element.iterancestors():
        if around.get("itemscope") is not None:
            return not re.search(r"Article|Posting|WebPage|Report", around.get("itemtype") or "")
    return False


def _heading(tree: Any) -> str | None:
    """What stands over the article: the page's only first heading, or the first one in an article."""
    headings = [element for element in tree.iter("h1") if element.text_content().strip()]
    if len(headings) > 1:
        headings = [each for each in headings if any(around.tag == "article" for around in each.iterancestors())][:1]
    return " ".join(headings[0].text_content().split()) if headings else None


def _address(tree: Any, meta: dict[str, str]) -> str | None:
    links: Iterable[str | None] = (
        element.get("href") for element in tree.iter("link") if (element.get("rel") or "").lower() == "canonical"
    )
    for each in (*links, meta.get("og:url"), meta.get("twitter:url")):
        if each and re.match(r"https?://[^\s/]+/\S", each.strip()):
            return each.strip()
    return None


def _page(objects: Sequence[Described], address: str | None) -> Described | None:
    return next((each for each in objects if is_page(each, address)), None)


def _outlets(article: Described | None, objects: Sequence[Described], meta: dict[str, str]) -> list[str]:
    """What the outlet is called, the best name first."""
    authors = {letters(name) for name in names_in(resolved((article or {}).get("author"), objects))}
    publishers = names_in(resolved((article or {}).get("publisher"), objects))
    names = [name for name in publishers if letters(name) not in authors]  # an agency's report is on another's page
    names += [meta[name] for name in _SITES[:1] if name in meta]
    names += [words_of(each.get("name")) for each in objects if _SITE_TYPES & {kind.lower() for kind in types_of(each)}]
    names += [meta[name] for name in _SITES[1:] if name in meta]
    names = [name for name in dict.fromkeys([*names, *publishers]) if _is_outlet(name)]
    return sorted(names, key=lambda name: name.lower() in _AGENCIES)  # their reports stand on others' pages


def _is_outlet(name: str) -> bool:
    long = len(letters(name)) > 2 or (len(name) == 2 and name.isupper())
    return long and len(name) <= _LONGEST_NAME and "://" not in name and name[0] != "@"


def _authors(tree: Any, described_authors: object, meta: dict[str, str], outlets: Sequence[str]) -> list[str]:
    """Who wrote the article; no names of the outlet, of machines, or addresses."""
    known = {letters(name) for name in outlets}
    sources: list[Iterable[str]] = [names_in(described_authors), *([meta[name]] for name in _AUTHORS if name in meta)]
    for names in (*sources, _bylines(tree), _reporters(tree)):
        authors = [name for name in people_in(names) if letters(name) not in known]
        if authors:
            return authors[:10]
    return []


def people_in(names: Iterable[str]) -> list[str]:
    """Who is named in bylines; no machines or addresses.

    Args:
        names: The bylines.
    """
    parts = (part for name in names for part in _apart(name))
    return [name for name in dict.fromkeys(parts) if _is_author(name)]


def _apart(names: str) -> list[str]:
    """The names of people in a byline, without what they are; the byline as it is where it names no people."""
    line = _AFTER_NAME.sub("", _BY.sub("", names.strip()[:1000])).strip(" ,|")
    people = [part for part in _APART.split(line) if _NAME.fullmatch(part) and not _ROLE.search(part)]
    return people or [line]


def _is_author(name: str) -> bool:
    plain = re.search(r"://|www\.|@", name) is None and _NOBODY.match(name) is None
    return plain and len(letters(name)) > 1 and len(name) <= _LONGEST_NAME


def _bylines(tree: Any) -> list[str]:
    """The authors whom the page names beside its article."""
    names: list[str] = []
    group = None  # what holds the first of them
    for element in tree.iter("a", "span", "p", "div", "address", "strong", "h3", "h4"):
        words = " ".join(" ".join(element.itertext()).split()) if len(element) < 8 else ""
        if not 3 < len(words) <= 2 * _LONGEST_NAME or not _is_byline(element, words) or is_beside(element):
            continue
        around = element.getparent().getparent() if element.getparent() is not None else None
        if group is None or around is group:
            names.append(words)
            group = around
    return [name for name in names if not any(name != other and other in name for other in names)]


def _reporters(tree: Any) -> list[str]:
    """The reporter whom a line beside the article names, alone or among dates."""
    for element in tree.iter("p", "span", "div", "em", "li", "strong", "a"):
        words = " ".join(" ".join(element.itertext()).split()) if len(element) < 8 else ""
        if "기자" in words and len(words) <= 2 * _LONGEST_NAME and not is_beside(element):
            names = [name for piece in re.split(r"\s*[|·/]\s*", words) if (name := reporter_in(piece))]
            if names:
                return names
    return []


def _is_byline(element: Any, words: str) -> bool:
    """Whether an element names who wrote the article."""
    if element.get("rel") == "author" or "author" in (element.get("itemprop") or "").split():
        return True
    if element.tag == "a" and _OF_AUTHOR.search(element.get("href") or ""):
        return _NAME.fullmatch(words) is not None
    named = _BYLINE.search(element.get("class") or "") is not None
    first = _APART.split(_BY.sub("", words))[0]
    return named and _NAME.fullmatch(first) is not None and not _ROLE.search(first)


def _published(
    tree: Any, article: Described | None, meta: dict[str, str], address: str | None, now: datetime
) -> datetime | None:
    stated: list[object] = [words_of((article or {}).get(name)) for name in ("datePublished", "dateCreated")]
    stated += [meta[name] for name in _DATES if name in meta]
    moments = (moment for each in stated if (moment := published(each, now)))
    return next(moments, None) or _shown_moment(tree, now) or in_address(address, now)


def _shown_moment(tree: Any, now: datetime) -> datetime | None:
    """The date that the page shows beside its article."""
    elements = [each for each in tree.iter() if isinstance(each.tag, str) and each.tag not in _SILENT]
    dated = (_dated(each, now) for each in elements if each.tag in _DATES_IN and len(each) <= 6)
    stamped = (moment for each in elements if (moment := _stamped(each, now)) and not _is_apart(each))
    return next((moment for moment in dated if moment), None) or next(stamped, None)


def _dated(element: Any, now: datetime) -> datetime | None:
    """The moment in an element that is there for a date of the article."""
    prop = element.get("itemprop") or ""
    named = element.tag == "time" or "datePublished" in prop
    is_date = named or _DATED.search(f"{element.get('class')} {element.get('id')}")
    if not is_date or "dateModified" in prop or _is_apart(element):
        return None
    return _moment_of(element, named, now)


def _is_apart(element: Any) -> bool:
    return is_beside(element) or _is_others(element)


def _moment_of(element: Any, named: bool, now: datetime) -> datetime | None:
    """The moment that an element for dates states."""
    exact = element.get("title") if element.tag == "abbr" else None  # as in the microformat hAtom
    for value in (element.get("datetime"), element.get("content"), exact):
        if (named or exact) and value and (moment := published(value, now)):
            return moment
    words = " ".join(" ".join(element.itertext()).split())
    return written(words, now) if len(words) <= _LONGEST_STAMP else None


def _stamped(element: Any, now: datetime) -> datetime | None:
    """The moment that follows a word such as "Published" in an element's own words, or in those right after it."""
    for words in (element.text, element.tail):
        start = words.strip()[:_LONGEST_STAMP] if words else ""
        stamp = _STAMP.search(start)
        if stamp and (moment := written(start[stamp.end() : stamp.end() + 60], now)):
            return moment
    return None


def is_beside(element: Any) -> bool:
    """Whether an element stands beside the article: in a comment, or among other stories."""
    for around in element.iterancestors():
        if around.tag == "body":
            return False
        if around.tag in _OUTSIDE and not (around.tag == "footer" and _is_in_article(around)):
            return True
        if around.tag not in {"article", "main"} and _ASIDE.search(
            f"{around.get('class') or ''} {around.get('id') or ''}"
        ):
            return True
    return False


def _is_in_article(element: Any) -> bool:
    return any(around.tag == "article" for around in element.iterancestors())


def _language(tree: Any, meta: dict[str, str]) -> str | None:
    root = tree if tree.tag == "html" else tree.find(".//html")
    stated = (root.get("lang") or "") if root is not None else ""
    for each in (stated, meta.get("og:locale", "")):
        if language := re.match(r"[a-zA-Z]{2}(?![a-zA-Z])", each.strip()):
            return language[0].lower()
    return None
