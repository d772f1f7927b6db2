"""Articles from addresses and from entries of feeds."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from index.errors import SourceError, SourceProblem
from index.extract.boilerplate import clean
from index.extract.documents import from_bytes
from index.extract.formats import GZIPPED, MEDIA_TYPES, SUFFIXES, suffix_in
from index.extract.normalisation import normalise
from index.feeds.download import Download, DownloadError, Limits, download
from index.feeds.entry import FeedEntry
from index.feeds.parser import is_feed, parse
from index.model import Draft
from index.text.blocks import infer_blocks

FULL = 150  # words from which a feed's own text can be the whole article
USABLE = 25  # words from which a feed's own text is taken when the page can't be had
UNTOLD = {
    "application/octet-stream",
    "binary/octet-stream",
    "application/gzip",
    "application/x-gzip",
    "",
}  # media types
BREAKS_OFF = re.compile(
    r"(?i)(?:…|\.\.\.|\[(?:…|\.\.\.|&hellip;|more)\]"
    r"|\b(?:read (?:more|on|the (?:full|rest)\b.{0,40})|continue reading\b.{0,80}|(?:full|more) (?:story|article)\b"
    r".{0,20}|see more|view (?:full )?article)|더 ?보기|자세히 보기|続きを読む)[\s.…»›>→)\]]*$"
)
END = 300  # last characters of a text in which its breaking off is looked for: a row of dots may be endless
FOOTER = re.compile(r"(?i)^(?:the post .{1,300} (?:first )?appeared (?:first )?on .{1,100}|source: https?://\S+)$")
BLOCKS = (
    "p|div|article|section|header|footer|blockquote|pre|li|ul|ol|dl|dd|dt|table|tr|h1|h2|h3|h4|h5|h6|hr|figure|main"
).split("|")
PARAGRAPH, LINE = "\ue000", "\ue001"  # private-use characters that mark ends while markup is removed
DROPPED = ("script", "style", "figcaption", "iframe", "noscript", "template", "svg", "form")

Get = Callable[[str], Awaitable[Download]]


async def read(
    url: str, limits: Limits, outlet: str | None = None, collection: str = "public"
) -> AsyncIterator[Draft | SourceError]:
    """The article at an address, or the articles of the feed there.

    Args:
        url: The address.
        limits: Of each download.
        outlet: The name to show; by default the feed's title, or what the page says.
        collection: Of the articles.

    Yields:
        Articles, and a refusal in the place of each that can't be had.
    """
    try:
        answer = await download(url, limits)
        if not is_feed(answer.data):
            # Reading a document is computation, which must not block the event loop.
            draft = await asyncio.to_thread(_page, answer, url)
            yield replace(draft, outlet=outlet or draft.outlet, collection=collection)
            return
        feed = await asyncio.to_thread(parse, answer.data, answer.url, datetime.now(UTC), answer.charset)
        if not feed.entries:
            raise SourceError(url, SourceProblem.FEED_WITHOUT_ENTRIES)
    except SourceError as error:
        yield error
        return
    linked = limits.beyond(url)
    for entry in feed.entries:
        try:
            draft = await article(entry, url, lambda link: download(link, linked))
            yield replace(
                draft, outlet=outlet or outlet_of(draft, entry, feed.title, feed.home or url), collection=collection
            )
        except SourceError as error:
            yield error


async def article(entry: FeedEntry, feed: str, get: Get, last: bool = True, spared: bool = False) -> Draft:
    """The article of an entry: the feed's own text when that is the whole article, else the page it links to.

    When the page can't be had, the feed's own text is taken if it is long enough: at once when the refusal is
    lasting, else at the last try.

    Args:
        entry: The entry.
        feed: The feed's address.
        get: Downloads a page.
        last: Whether no further try follows.
        spared: Whether a further try follows all the same if the host asks for time.

    Raises:
        SourceError: It can't be had.
    """
    own, whole = await asyncio.to_thread(_own, entry, feed)
    if entry.link is None or whole:
        if own is None:
            raise SourceError(entry.title or feed, SourceProblem.EMPTY_ENTRY)
        return own
    try:
        page = await asyncio.to_thread(_page, await get(entry.link), entry.link)
    except SourceError as error:
        if own is None or words(own.text) < USABLE or _is_retried(error, last, spared):
            raise
        return own
    if own is not None and words(own.text) > max(FULL, 2 * words(page.text)):
        return own  # the page holds a cookie notice or a paywall in place of the article
    return replace(
        page,
        title=page.title or entry.title,
        url=entry.link,
        author=page.author or entry.author,
        published=entry.published or page.published,
        language=page.language or entry.language,
    )


def outlet_of(draft: Draft, entry: FeedEntry, title: str | None, home: str) -> str | None:
    """Who published an article: whom its entry names, then its page, then the feed where the page is of its site.

    Args:
        draft: The article; without a name of its own its outlet is its host.
        entry: Its entry.
        title: The feed's.
        home: The feed's page, or else its address.
    """
    address = urlsplit(draft.url or "")
    host = address.hostname
    feed = urlsplit(home).hostname
    hosts = {name.removeprefix("www.") for name in (host, address.netloc, None if host else feed) if name}
    named = draft.outlet if draft.outlet and draft.outlet.lower().removeprefix("www.") not in hosts else None
    own = host is None or _site(host) == _site(feed or "")
    return entry.outlet or named or (title if own else None) or draft.outlet or title


def _site(host: str) -> str:
    """The part of a host's name that its publisher has registered, as far as that shows."""
    labels = host.split(".")
    return ".".join(labels[-3 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else -2 :])


def _is_retried(error: SourceError, last: bool, spared: bool) -> bool:
    """Whether a page that could not be had is tried again."""
    if not isinstance(error, DownloadError) or error.lasting:
        return False
    return not last or bool(spared and error.wait)


def breaks_off(text: str) -> bool:
    """Whether a text ends in an ellipsis or in a link to the rest, such as "Read more"."""
    return bool(BREAKS_OFF.search(text[-END:]))


def words(text: str) -> int:
    """Number of words; in Chinese and Japanese, which write no spaces, two characters count as one."""
    ideographs = len(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]", text))
    return ideographs // 2 + len(re.findall(r"[^\W\u3040-\u30ff\u4e00-\u9fff]+", text))


def text_of(markup: str) -> str:
    """The text of a piece of HTML, its paragraphs separated by a blank line."""
    import lxml.etree
    import lxml.html

    try:
        root = lxml.html.fragment_fromstring(re.sub(f"[{PARAGRAPH}{LINE}]", "", normalise(markup)), create_parent="div")
    except (lxml.etree.LxmlError, ValueError, AssertionError):
        return ""
    for name in DROPPED:
        for element in root.findall(f".//{name}"):
            element.drop_tree()
    for element in root.iter(*BLOCKS, "br"):
        gap = PARAGRAPH if element.tag != "br" else LINE
        element.text, element.tail = gap + (element.text or ""), gap + (element.tail or "")
    flat = re.sub(r"[ \t\n\r\f\v\u00a0\u2028\u2029]+", " ", str(root.text_content()))
    flat = re.sub(rf"[ {LINE}]*{PARAGRAPH}[ {PARAGRAPH}{LINE}]*", "\n\n", flat)
    flat = re.sub(rf" *{LINE}[ {LINE}]*", "\n", flat)
    return normalise(flat)


def _own(entry: FeedEntry, feed: str) -> tuple[Draft | None, bool]:
    """The article as the feed itself gives it (None: no words), and whether it is long and not cut off."""
    texts = [text_of(each) for each in (entry.html, entry.summary) if each]
    longest = max(texts, key=words, default="")
    lines = [line.strip() for line in longest.split("\n") if line.strip() and not FOOTER.match(line.strip())]
    # Before cleaning, which removes "Read more" as a leftover of the page.
    broken = breaks_off("\n".join(lines))
    if lines and BREAKS_OFF.match(lines[-1]):
        lines.pop()
    text = "\n\n".join(line for line in clean(lines, [entry.title] if entry.title else [], entry.author) if line)
    if not re.search(r"\w", text):
        return None, False
    host = urlsplit(entry.link or feed).hostname
    draft = Draft(
        text, entry.title, entry.link, host, entry.author, entry.published, entry.language, blocks=infer_blocks(text)
    )
    return draft, words(text) >= FULL and not broken


def _page(answer: Download, url: str) -> Draft:
    """The article on a page or in a document."""
    suffix = MEDIA_TYPES.get(answer.content_type)
    if suffix is None and answer.content_type in UNTOLD:
        promised = suffix_in(urlsplit(answer.url).path.removesuffix(GZIPPED))
        suffix = promised if promised in SUFFIXES else None
    return from_bytes(answer.data, url, suffix or ".html", answer.url, answer.charset)
