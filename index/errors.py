"""What can go wrong, each with one sentence for the person who waits.

What goes wrong with a source is a `Refusal`: a code and facts, so that every language can say it in its own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Fact = str | int


class SourceProblem(StrEnum):
    """Why a source (a file, an address, a feed) can't become an article."""

    # Addresses
    PRIVATE_NETWORK = "private-network"
    NOT_HTTP = "not-http"
    BAD_ADDRESS = "bad-address"
    NO_HOST = "no-host"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    HTTP_STATUS = "http-status"
    GONE = "gone"
    ASKED_TO_WAIT = "asked-to-wait"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    DAMAGED_ANSWER = "damaged-answer"
    PACKED_TWICE = "packed-twice"
    TOO_LARGE = "too-large"
    # Feeds
    EMPTY_ANSWER = "empty-answer"
    WEB_PAGE = "web-page"
    WEB_PAGE_WITH_FEED = "web-page-with-feed"
    NOT_A_FEED = "not-a-feed"
    NOT_A_FEED_OR_PAGE = "not-a-feed-or-page"
    BROKEN_FEED = "broken-feed"
    TRUNCATED_FEED = "truncated-feed"
    TRUNCATED_JSON_FEED = "truncated-json-feed"
    NOT_A_JSON_FEED = "not-a-json-feed"
    JSON_FEED_WITHOUT_ITEMS = "json-feed-without-items"
    FEED_WITHOUT_ENTRIES = "feed-without-entries"
    EMPTY_ENTRY = "empty-entry"
    # Lists of feeds
    DOCUMENT_TYPE = "document-type"
    DAMAGED_OPML = "damaged-opml"
    NOT_OPML = "not-opml"
    OPML_WITHOUT_FEEDS = "opml-without-feeds"
    TOO_MANY_FEEDS = "too-many-feeds"
    # Documents
    NO_SUCH_SOURCE = "no-such-source"
    NO_DOCUMENTS = "no-documents"
    FEED_FILE = "feed-file"
    OTHER_KIND = "other-kind"
    SAVE_AS = "save-as"
    PICTURE = "picture"
    RECORDING = "recording"
    ARCHIVE = "archive"
    NOT_AS_NAMED = "not-as-named"
    LOCKED_DOCUMENT = "locked-document"
    DAMAGED_DOCUMENT = "damaged-document"
    ENDLESS_DOCUMENT = "endless-document"
    OVERLARGE_DOCUMENT = "overlarge-document"
    UNREADABLE_FILE = "unreadable-file"
    PIPE = "pipe"
    UPLOAD_EXPIRED = "upload-expired"
    EMPTY = "empty"
    NO_TEXT = "no-text"
    LEADS_ON = "leads-on"
    FORWARDED_PAGE = "forwarded-page"
    GONE_PAGE = "gone-page"
    CHECKED_PAGE = "checked-page"
    CONSENT_PAGE = "consent-page"
    CLOSED_PAGE = "closed-page"
    SCRIPT_PAGE = "script-page"
    ENDLESS_PAGE = "endless-page"
    LARGE_PAGE = "large-page"
    LARGE_DOCUMENT = "large-document"
    LARGE_UNPACKED = "large-unpacked"
    LONG_TEXT = "long-text"
    DAMAGED_GZIP = "damaged-gzip"
    BINARY = "binary"
    BROKEN_ENCODING = "broken-encoding"
    UNKNOWN_ENCODING = "unknown-encoding"
    BAD_FRONT_MATTER = "bad-front-matter"
    NOT_A_PDF = "not-a-pdf"
    LOCKED_PDF = "locked-pdf"
    DAMAGED_PDF = "damaged-pdf"
    SCANNED_PDF = "scanned-pdf"
    UNREADABLE_FONT = "unreadable-font"
    ENDLESS_PDF = "endless-pdf"
    LARGE_PDF = "large-pdf"
    # Lines of JSON
    LARGE_LINE = "large-line"
    NOT_JSON = "not-json"
    NOT_AN_OBJECT = "not-an-object"
    MISSING_TEXT = "missing-text"
    WRONG_FIELD = "wrong-field"
    BAD_DATE = "bad-date"
    WRONG_BLOCKS = "wrong-blocks"
    # Anything else
    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"  # nobody recorded it


# What is said after the source's name.  Facts called `cause` and `phrase` are the words of another library or a
# server: they are for the command line and the log, and stand in no other language's text.
SENTENCES: Mapping[SourceProblem, str] = {
    SourceProblem.PRIVATE_NETWORK: (
        "{host} leads into a private network; add it to fetch.allow_hosts if that is meant"
    ),
    SourceProblem.NOT_HTTP: "is no http or https address",
    SourceProblem.BAD_ADDRESS: "is no address that can be opened ({cause})",
    SourceProblem.NO_HOST: "is unreachable: no such host, or no network",
    SourceProblem.UNREACHABLE: "is unreachable ({cause})",
    SourceProblem.TIMEOUT: "did not answer within {seconds} seconds",
    SourceProblem.HTTP_STATUS: "answered {status} {phrase}",
    SourceProblem.GONE: "is gone for good ({status})",
    SourceProblem.ASKED_TO_WAIT: "has asked to be left alone for another {seconds} seconds",
    SourceProblem.TOO_MANY_REDIRECTS: "redirects more than {most} times",
    SourceProblem.DAMAGED_ANSWER: "answered with damaged data",
    SourceProblem.PACKED_TWICE: "answered with data that is packed more than once",
    SourceProblem.TOO_LARGE: "is larger than {most} MB",
    SourceProblem.EMPTY_ANSWER: "answered with nothing where a feed should be",
    SourceProblem.WEB_PAGE: "is a web page where a feed should be; look for the address of its feed",
    SourceProblem.WEB_PAGE_WITH_FEED: "is a web page where a feed should be; its feed may be {feed}",
    SourceProblem.NOT_A_FEED: "is no feed; On Record reads RSS, Atom and JSON Feed",
    SourceProblem.NOT_A_FEED_OR_PAGE: "is neither a feed nor a web page; On Record reads RSS, Atom and JSON Feed",
    SourceProblem.BROKEN_FEED: "is a broken feed ({cause})",
    SourceProblem.TRUNCATED_FEED: "is a broken feed: it breaks off or is damaged before its first entry",
    SourceProblem.TRUNCATED_JSON_FEED: "is a broken JSON Feed: it breaks off or is damaged",
    SourceProblem.NOT_A_JSON_FEED: 'is JSON but no JSON Feed, whose "version" names jsonfeed.org',
    SourceProblem.JSON_FEED_WITHOUT_ITEMS: 'is a broken JSON Feed: it has no list of "items"',
    SourceProblem.FEED_WITHOUT_ENTRIES: "is a feed without entries",
    SourceProblem.EMPTY_ENTRY: "is an entry with neither a link nor a text",
    SourceProblem.DOCUMENT_TYPE: "declares a document type, which no OPML file needs; save it without",
    SourceProblem.DAMAGED_OPML: "is no OPML file, or a damaged one; export it again",
    SourceProblem.NOT_OPML: "is no OPML file: its first element is no <opml>",
    SourceProblem.OPML_WITHOUT_FEEDS: "lists no feed that could be read",
    SourceProblem.TOO_MANY_FEEDS: "lists {count} feeds, more than the {most} that can be read; split it",
    SourceProblem.NO_SUCH_SOURCE: "is no file, folder or address",
    SourceProblem.NO_DOCUMENTS: "holds no document On Record can read ({read})",
    SourceProblem.FEED_FILE: (
        "is a feed or a list of feeds, not an article; read a list with `onrecord feeds import`, a feed by its address"
    ),
    SourceProblem.OTHER_KIND: "is of a kind On Record can't read ({suffix}); it reads {read}",
    SourceProblem.SAVE_AS: "is of a kind On Record can't read ({suffix}); open it, and save it as {better}",
    SourceProblem.PICTURE: "is a picture ({suffix}); run it through text recognition and save it as .pdf or .txt",
    SourceProblem.RECORDING: "is a recording ({suffix}); add its transcript, or its subtitles (.srt .vtt)",
    SourceProblem.ARCHIVE: "is an archive ({suffix}); unpack it and add the folder",
    SourceProblem.NOT_AS_NAMED: "is no {kind} file, whatever its name says; save it again",
    SourceProblem.LOCKED_DOCUMENT: "is a {kind} file locked with a password; save a copy without one",
    SourceProblem.DAMAGED_DOCUMENT: "is a damaged {kind} file ({cause}); open it, and save it again",
    SourceProblem.ENDLESS_DOCUMENT: "takes more than {seconds} seconds to read; save it again, or split it",
    SourceProblem.OVERLARGE_DOCUMENT: "takes more memory to read than a document may; save it again, or split it",
    SourceProblem.UNREADABLE_FILE: "can't be read ({cause})",
    SourceProblem.PIPE: "is a pipe; write what comes from it to a file first",
    SourceProblem.UPLOAD_EXPIRED: "can't be had from Telegram any more; send it again",
    SourceProblem.EMPTY: "is empty",
    SourceProblem.NO_TEXT: "holds no article text",
    SourceProblem.LEADS_ON: "holds no article but leads on to {address}; add that address",
    SourceProblem.FORWARDED_PAGE: "holds no article but leads on to another page; add the address of that one",
    SourceProblem.GONE_PAGE: "is no article but says that the page is gone; look for its new address",
    SourceProblem.CHECKED_PAGE: (
        "is no article but a check of who is reading; open it in a browser, save the page, and add the file"
    ),
    SourceProblem.CONSENT_PAGE: (
        "is no article but asks for consent first; open it in a browser, save the page, and add the file"
    ),
    SourceProblem.CLOSED_PAGE: (
        "is no whole article but open to subscribers only; sign in with a browser, save the page, and add the file"
    ),
    SourceProblem.SCRIPT_PAGE: (
        "shows its article to browsers with JavaScript only; open it in one, save the page, and add the file"
    ),
    SourceProblem.ENDLESS_PAGE: "is a page that takes more than {seconds} seconds to read; save it as text, add that",
    SourceProblem.LARGE_PAGE: "is a page that takes too much memory to read; save it as text and add that",
    SourceProblem.LARGE_DOCUMENT: "{size} MB is more than the {most} MB a document may have",
    SourceProblem.LONG_TEXT: "has {size} characters, more than the {most} that can be checked at once; send a part",
    SourceProblem.LARGE_UNPACKED: "unpacks to more than the {most} MB a document may have",
    SourceProblem.DAMAGED_GZIP: "is a damaged gzip file",
    SourceProblem.BINARY: "is a binary file, not a document On Record can read",
    SourceProblem.BROKEN_ENCODING: "is not the {encoding} text its first bytes promise",
    SourceProblem.UNKNOWN_ENCODING: "is in no text encoding On Record can tell; save it as UTF-8",
    SourceProblem.BAD_FRONT_MATTER: "has front matter that is no YAML ({cause})",
    SourceProblem.NOT_A_PDF: "is no PDF, whatever its name says",
    SourceProblem.LOCKED_PDF: "is locked with a password; save a copy without one",
    SourceProblem.DAMAGED_PDF: "is a damaged PDF ({cause})",
    SourceProblem.SCANNED_PDF: "is a PDF without text (a scan?) on page {pages}; run it through text recognition first",
    SourceProblem.UNREADABLE_FONT: (
        "is a PDF whose fonts don't tell which letters they show (page {pages}); run it through text recognition first"
    ),
    SourceProblem.ENDLESS_PDF: (
        "is a PDF that takes more than {seconds} seconds to read; print it to a new PDF, or split it"
    ),
    SourceProblem.LARGE_PDF: "is too large a PDF: more than {pages} pages, or too much on one of them; split it",
    SourceProblem.LARGE_LINE: "{size} MB is more than the {most} MB an article may have",
    SourceProblem.NOT_JSON: "is no JSON",
    SourceProblem.NOT_AN_OBJECT: 'is no object; write {{"text": …, "url": …}}',
    SourceProblem.MISSING_TEXT: 'has no "text"',
    SourceProblem.WRONG_FIELD: '"{field}" is no text',
    SourceProblem.BAD_DATE: '"published" is no date: {value!r}; write it like 2021-03-18T09:00:00+09:00',
    SourceProblem.WRONG_BLOCKS: '"blocks" are no parts of the text, in order, each as [start, end, kind]',
    SourceProblem.UNREADABLE: "could not be read ({cause})",
    SourceProblem.UNKNOWN: "could not be read",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a source was refused, as a value.

    Attributes:
        problem: What is wrong.
        facts: What the problem's sentence names, by the names in its braces.
    """

    problem: SourceProblem
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def __str__(self) -> str:
        """The problem in English, to be put after the source's name."""
        return SENTENCES[self.problem].format_map(self.facts).strip()


class OnRecordError(Exception):
    """Base of every error a person should read: what is wrong, where, and what to do."""


class SourceError(OnRecordError):
    """One source (a file, an address, a feed) that can't become an article.

    Attributes:
        source: What the source is called in messages.
        refusal: Why it can't become one.
    """

    def __init__(self, source: str, problem: SourceProblem, **facts: Fact) -> None:
        """Refuse a source.

        Args:
            source: What the source is called in messages.
            problem: What is wrong with it.
            **facts: What the problem's sentence names.
        """
        self.source = source
        self.refusal = Refusal(problem, facts)
        super().__init__(f"{source}: {self.refusal}")


class ModelError(OnRecordError):
    """A model that is missing, altered or can't be loaded."""


class StoreError(OnRecordError):
    """The store can't be opened or is in use in a way that can't be shared."""


class ServerAwayError(StoreError):
    """The server that keeps the store can't be reached, or broke a connection; what was under way is undone.

    Whether it was the commit itself that broke is known to nobody.
    """
