"""HTML, Markdown, PDF, plain text and JSON lines -> clean articles."""

from __future__ import annotations

import gzip
import io
import json
import logging
import re
import unicodedata
import warnings
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from index.errors import SourceError, SourceProblem
from index.extract.boilerplate import clean, pasted
from index.model import Draft

LARGEST = 20_000_000  # bytes a document
SHORTEST = 60  # characters a page's text; shorter, the whole page is taken for it, headline and captions with it
TEXT = {".txt", ".text"}
MARKDOWN = {".md", ".markdown"}
HTML = {".html", ".htm", ".xhtml"}
SUFFIXES = TEXT | MARKDOWN | HTML | {".pdf", ".jsonl", ".gz"}

# Abbreviations of time zones that mean one thing in news; hours from UTC.
_ZONES = {
    name: hours * 3600
    for name, hours in {
        "EST": -5,
        "EDT": -4,
        "CDT": -5,
        "MST": -7,
        "MDT": -6,
        "PST": -8,
        "PDT": -7,
        "GMT": 0,
        "UTC": 0,
        "Z": 0,
        "BST": 1,
        "CET": 1,
        "CEST": 2,
        "EET": 2,
        "EEST": 3,
        "MSK": 3,
        "KST": 9,
        "JST": 9,
        "HKT": 8,
        "SGT": 8,
        "AEST": 10,
    }.items()
}
_TITLE = ("title", "headline", "name")
_DATE = ("published_time", "published", "date", "pubdate", "datepublished", "publish_date", "created", "created_at")
_URL = ("source_url", "url", "link", "canonical_url", "canonical", "permalink", "source")
_OUTLET = ("outlet", "publisher", "site", "sitename", "site_name", "publication")
_AUTHOR = ("author", "authors", "byline", "by")


def from_file(path: Path, name: str) -> Iterator[Draft | SourceError]:
    """The articles of a file, and for what can't be one, why.

    name: how the file is called in messages and, for want of an address, in citations.
    """
    try:
        if path.suffix.lower() == ".jsonl":
            yield from from_jsonl(path, name)
            return
        size = path.stat().st_size
        if size > LARGEST:
            raise SourceError(name, SourceProblem.LARGE_DOCUMENT, size=round(size / 1e6), most=LARGEST // 10**6)
        draft = from_bytes(path.read_bytes(), name, "".join(path.suffixes[-2:]).lower())
        yield draft if draft.url else replace_url(draft, name)
    except SourceError as error:
        yield error
    except OSError as error:
        yield SourceError(name, SourceProblem.UNREADABLE_FILE, cause=error.strerror or str(error))


def replace_url(draft: Draft, url: str) -> Draft:
    return Draft(
        draft.text, draft.title, url, draft.outlet, draft.author, draft.published, draft.language, draft.collection
    )


def from_bytes(data: bytes, name: str, suffix: str, url: str | None = None) -> Draft:
    """One article.  suffix: ".html", ".md", ".pdf", ".txt", also with ".gz".

    Raises SourceError with the reason in one sentence.
    """
    if data[:2] == b"\x1f\x8b":
        data = _gunzip(data, name)
        suffix = suffix.removesuffix(".gz")
    if not data.strip():
        raise SourceError(name, SourceProblem.EMPTY)
    last = "." + suffix.rsplit(".", 1)[-1]
    if data[:5] == b"%PDF-":
        draft = from_pdf(data, name)
    elif last == ".pdf":
        raise SourceError(name, SourceProblem.NOT_A_PDF)
    else:
        text = decode(data, name)
        if last in HTML or (last not in MARKDOWN and _looks_like_html(text)):
            draft = from_html(text, name, url)
        elif last in MARKDOWN:
            draft = from_markdown(text, name)
        else:
            draft = from_text(text)
    if not re.search(r"\w", draft.text):
        raise SourceError(name, SourceProblem.NO_TEXT)
    return replace_url(draft, url) if url and not draft.url else draft


def _gunzip(data: bytes, name: str) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            plain = stream.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(name, SourceProblem.DAMAGED_GZIP) from error
    if len(plain) > LARGEST:
        raise SourceError(name, SourceProblem.LARGE_UNPACKED, most=LARGEST // 10**6)
    return plain


def _looks_like_html(text: str) -> bool:
    return bool(
        re.match(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", text[:4000], re.IGNORECASE | re.DOTALL)
    )


def decode(data: bytes, name: str) -> str:
    """Text of bytes: UTF-8, a byte order mark, the page's own word, else the likeliest encoding."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise SourceError(name, SourceProblem.BROKEN_ENCODING, encoding=encoding) from error
    if b"\0" in data[:8192]:
        raise SourceError(name, SourceProblem.BINARY)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = re.search(
        rb"<meta[^>]+charset=[\"']?([\w-]+)|<\?xml[^>]+encoding=[\"']([\w-]+)", data[:4096], re.IGNORECASE
    )
    if declared:
        try:
            return data.decode((declared.group(1) or declared.group(2)).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    from charset_normalizer import from_bytes as guess

    best = guess(data[:200_000]).best()
    if best is not None:
        try:
            text = data.decode(best.encoding)
        except (LookupError, UnicodeDecodeError):
            text = ""
        strange = sum(1 for c in text[:20_000] if unicodedata.category(c) in {"Cc", "Cn", "Co"} and c not in "\n\r\t\f")
        if text and strange * 100 <= len(text[:20_000]):
            return text
    raise SourceError(name, SourceProblem.UNKNOWN_ENCODING)


def normalise(text: str) -> str:
    """One kind of line end, no control characters, and NFC; done once, before offsets exist."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u2060\u00ad]", "", text)
    return unicodedata.normalize("NFC", text).strip()


def from_text(text: str) -> Draft:
    """Plain text, perhaps as pasted from a news page."""
    lines = [line.rstrip() for line in normalise(text).split("\n")]
    page = pasted(lines)
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(page.paragraphs)).strip()
    return Draft(joined, title=page.title, author=page.author, published=moment(page.dated))


def from_html(text: str, name: str, url: str | None = None) -> Draft:
    """An article page, by trafilatura, without what it leaves of the page around it."""
    import trafilatura

    for noisy in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    from trafilatura.settings import Extractor

    options = Extractor(
        output_format="python",
        with_metadata=True,
        comments=False,
        tables=False,
        dedup=False,
        url=url,
        date_params={"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"},
    )
    options.min_extracted_size = SHORTEST
    found = trafilatura.bare_extraction(text, options=options)
    if found is None or not found.text:
        raise SourceError(name, SourceProblem.NO_TEXT)
    fields: dict[str, Any] = found.as_dict()
    title, author = fields.get("title"), fields.get("author")
    body = clean(normalise(str(fields["text"])).split("\n"), title, author)
    published = _stamp(text) or moment(fields.get("date"))
    address = url or fields.get("url")
    host = urlsplit(address).hostname if address else None
    return Draft(
        text="\n\n".join(line for line in body if line),
        title=_line(title),
        url=address,
        outlet=_line(fields.get("sitename")) or host,
        author=_line(author),
        published=published,
        language=_language(text, fields.get("language")),
    )


def _stamp(text: str) -> datetime | None:
    """The moment of publication, with its zone, from a page's own metadata."""
    head = text[:400_000]
    for pattern in (
        r"<meta[^>]+(?:article:published_time|datePublished|parsely-pub-date|sailthru\.date)[\"'][^>]*content=[\"']([^\"']+)",
        r"<meta[^>]+content=[\"']([^\"']+)[\"'][^>]+(?:article:published_time|datePublished)[\"']",
        r"\"datePublished\"\s*:\s*\"([^\"]+)\"",
    ):
        found = re.search(pattern, head, re.IGNORECASE)
        if found and (stamp := moment(found.group(1))):
            return stamp
    return None


def _language(text: str, found: object) -> str | None:
    declared = re.search(r"<html[^>]+lang=[\"']?([a-zA-Z]{2})", text[:4000])
    return declared.group(1).lower() if declared else (str(found) if found else None)


def from_markdown(text: str, name: str) -> Draft:
    """Markdown with optional front matter; what is kept is the text as read, not its marks."""
    import yaml
    from markdown_it import MarkdownIt

    text = text.replace("\r\n", "\n").lstrip("\ufeff")
    fields: dict[str, Any] = {}
    front = re.match(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", text, re.DOTALL)
    if front:
        try:
            loaded = yaml.safe_load(front.group(1))
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            raise SourceError(name, SourceProblem.BAD_FRONT_MATTER, cause=str(error).splitlines()[0]) from error
        if isinstance(loaded, dict):
            fields = {str(k).lower().replace("-", "_"): v for k, v in loaded.items()}
            text = text[front.end() :]
    blocks: list[str] = []
    title = _line(_first(fields, _TITLE))
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for number, token in enumerate(tokens):
        if token.type == "inline":
            block = normalise(_inline(token.children or []))
            heading = tokens[number - 1].type == "heading_open" and tokens[number - 1].tag == "h1"
            if heading and title is None:
                title = block
            elif block:
                blocks.append(re.sub(r" *\n *", "\n", re.sub(r"[ \t\u00a0]+", " ", block)))
        elif token.type in {"code_block", "fence"}:
            blocks.append(normalise(re.sub(r"\s*\n\s*", "\n", token.content)))
    url = _line(_first(fields, _URL))
    outlet = _line(_first(fields, _OUTLET))
    if outlet is None and url and (host := urlsplit(url).hostname):
        outlet = host
    authors = _first(fields, _AUTHOR)
    language = _line(fields.get("language") or fields.get("lang"))
    return Draft(
        text="\n\n".join(b for b in blocks if b),
        title=title,
        url=url,
        outlet=outlet,
        author=_line(", ".join(map(str, authors)) if isinstance(authors, list) else authors),
        published=next((m for key in _DATE if (m := moment(fields.get(key)))), None),
        language=language,
    )


def _inline(children: list[Any]) -> str:
    parts = []
    for child in children:
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
        elif child.type == "text_special":
            parts.append(child.content)
    return "".join(parts)


def from_pdf(data: bytes, name: str) -> Draft:
    """The text of a PDF, its lines joined to paragraphs again."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(name, SourceProblem.LOCKED_PDF)
        pages = [page.extract_text() or "" for page in reader.pages]
        about = reader.metadata
        title = _line(about.title) if about else None
        author = _line(about.author) if about else None
        created = about.creation_date if about else None
    except SourceError:
        raise
    except DependencyError as error:  # a cipher that only an optional package of pypdf's knows
        raise SourceError(name, SourceProblem.LOCKED_PDF) from error
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        OSError,
        NotImplementedError,
    ) as error:
        cause = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise SourceError(name, SourceProblem.DAMAGED_PDF, cause=cause) from error
    text = normalise("\n".join(_unwrap(page) for page in pages))
    if not re.search(r"\w{3}", text):
        raise SourceError(name, SourceProblem.SCANNED_PDF)
    draft = from_text(text)
    return Draft(
        text=draft.text,
        title=title or draft.title,
        author=author or draft.author,
        published=draft.published or (_aware(created) if isinstance(created, datetime) else None),
    )


def _unwrap(page: str) -> str:
    """Join the lines of a paragraph, which a PDF keeps as they were set."""
    lines = [line.strip() for line in page.split("\n")]
    widest = max((len(line) for line in lines), default=0)
    joined: list[str] = []
    open_ = False
    for line in lines:
        if not line:
            open_ = False
            continue
        if open_ and joined[-1].endswith("-") and line[:1].islower():
            joined[-1] = joined[-1][:-1] + line
        elif open_:
            joined[-1] += " " + line
        else:
            joined.append(line)
        open_ = len(line) > 0.6 * widest and not (re.search(r"[.!?:][\"'”’)]*$", line) and len(line) < 0.9 * widest)
    return "\n\n".join(joined) + "\n"


def from_jsonl(path: Path, name: str) -> Iterator[Draft | SourceError]:
    """An article a line: {"url", "title", "outlet", "author", "published", "text"}."""
    empty = True
    with path.open("rb") as stream:
        for number, raw in enumerate(stream, 1):
            if not raw.strip():
                continue
            empty = False
            where = f"{name}, line {number}"
            if len(raw) > LARGEST:
                size = round(len(raw) / 1e6)
                yield SourceError(where, SourceProblem.LARGE_LINE, size=size, most=LARGEST // 10**6)
                continue
            try:
                yield _record(json.loads(raw), where)
            except (ValueError, RecursionError):
                yield SourceError(where, SourceProblem.NOT_JSON)
            except SourceError as error:
                yield error
    if empty:
        yield SourceError(name, SourceProblem.EMPTY)


def _record(record: object, where: str) -> Draft:
    if not isinstance(record, dict):
        raise SourceError(where, SourceProblem.NOT_AN_OBJECT)
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise SourceError(where, SourceProblem.MISSING_TEXT)
    for key in ("url", "title", "outlet", "author", "published", "language", "collection"):
        if record.get(key) is not None and not isinstance(record[key], str):
            raise SourceError(where, SourceProblem.WRONG_FIELD, field=key)
    published = moment(record.get("published"))
    if record.get("published") and published is None:
        raise SourceError(where, SourceProblem.BAD_DATE, value=record["published"])
    return Draft(
        text=_whole(text),
        title=_line(record.get("title")),
        url=_line(record.get("url")),
        outlet=_line(record.get("outlet")),
        author=_line(record.get("author")),
        published=published,
        language=_line(record.get("language")),
        collection=record.get("collection") or "public",
    )


def moment(value: object) -> datetime | None:
    """An aware datetime from what metadata says, or None.  Without a zone, UTC is meant."""
    if isinstance(value, datetime):
        return _aware(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if not isinstance(value, str) or not re.search(r"\d", value):
        return None
    from dateutil import parser

    text = value.strip()
    try:
        return _aware(datetime.fromisoformat(text))
    except ValueError:
        pass
    try:
        # Two defaults tell a date that names its day from one that doesn't.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", parser.UnknownTimezoneWarning)
            one, two = (
                parser.parse(text, default=datetime(2000, m, d), tzinfos=_ZONES)  # noqa: DTZ001
                for m, d in ((1, 1), (2, 2))
            )
    except (ValueError, OverflowError, TypeError, parser.ParserError):
        return None
    return _aware(one) if one.date() == two.date() and re.search(r"\d{4}|\d\d[/.-]\d\d", text) else None


def _aware(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _first(fields: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((fields[n] for n in names if fields.get(n) not in (None, "")), None)


def _line(value: object) -> str | None:
    if value is None:
        return None
    text = re.sub(r"\s+", " ", re.sub(r"[\u2060\u200b\ufeff\u00ad]", "", _whole(str(value)))).strip()
    return text or None


def _whole(text: str) -> str:
    """Text that can be stored: for each half of a character, as JSON can bring one, the mark of a lost one."""
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)
