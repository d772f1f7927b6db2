"""The one list of what can be read, by suffix, and of what can't, with what to do."""

from __future__ import annotations

import re
from enum import StrEnum

from index.errors import SourceError, SourceProblem


class Kind(StrEnum):
    """What a document is that a process of its own reads; the value names it in messages."""

    PDF = ".pdf"
    WORD = ".docx"
    OPEN_DOCUMENT = ".odt"
    RICH_TEXT = ".rtf"
    SLIDES = ".pptx"
    BOOK = ".epub"
    MAIL = ".eml"
    OUTLOOK = ".msg"
    SAVED_PAGE = ".mhtml"


TEXT = frozenset({".txt", ".text"})
MARKDOWN = frozenset({".md", ".markdown"})
HTML = frozenset({".html", ".htm", ".xhtml"})
SUBTITLES = frozenset({".srt", ".vtt"})
LINES = frozenset({".jsonl"})
KINDS = {
    ".pdf": Kind.PDF,
    ".docx": Kind.WORD,
    ".docm": Kind.WORD,
    ".dotx": Kind.WORD,
    ".odt": Kind.OPEN_DOCUMENT,
    ".ott": Kind.OPEN_DOCUMENT,
    ".rtf": Kind.RICH_TEXT,
    ".pptx": Kind.SLIDES,
    ".pptm": Kind.SLIDES,
    ".ppsx": Kind.SLIDES,
    ".epub": Kind.BOOK,
    ".eml": Kind.MAIL,
    ".msg": Kind.OUTLOOK,
    ".mhtml": Kind.SAVED_PAGE,
    ".mht": Kind.SAVED_PAGE,
}
GZIPPED = ".gz"
SUFFIXES = TEXT | MARKDOWN | HTML | SUBTITLES | LINES | KINDS.keys() | {GZIPPED}
UPLOADS = SUFFIXES - LINES - {GZIPPED}  # what somebody may send to the bot

# Kinds whose programs write other things under their suffix, too: HTML, RTF, mails, or plain words.
MAY_BE_TEXT = frozenset({".doc", ".dot", ".wps"})

# How they are listed for a reader: one suffix of each kind.
LISTED_UPLOADS = ".txt .md .html .pdf .docx .odt .rtf .pptx .epub .eml .msg .mhtml .srt .vtt"
LISTED = f"{LISTED_UPLOADS} .jsonl"

MEDIA_TYPES = {
    "application/pdf": ".pdf",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/epub+zip": ".epub",
    "message/rfc822": ".eml",
    "application/vnd.ms-outlook": ".msg",
    "multipart/related": ".mhtml",
    "application/x-mimearchive": ".mhtml",
    "text/vtt": ".vtt",
    "application/x-subrip": ".srt",
}

_FEEDS = frozenset({".opml", ".xml", ".rss", ".atom"})
_BETTER = {
    better: frozenset(suffixes.split())
    for better, suffixes in (
        (".docx", ".doc .dot .wps .wpd .pages .hwp .hwpx .fodt .sxw .abw .one .gdoc"),
        (".pptx", ".ppt .pps .key .odp .otp .gslides"),
        (
            ".pdf",
            ".xls .xlsx .xlsm .xlsb .ods .numbers .gsheet .odg .vsd .vsdx .pub .indd .ps .xps .djvu .tex",
        ),
        (".epub", ".mobi .azw .azw3 .fb2 .lit"),
        (".eml", ".mbox .pst .ost .emlx"),
        (".mhtml", ".webarchive"),
        (".srt", ".ass .ssa .sub .sbv .ttml .dfxp .smi"),
        (".jsonl", ".json"),
    )
}
_PICTURES = frozenset(".jpg .jpeg .png .gif .tif .tiff .bmp .webp .heic .heif .svg .avif .psd .ai .eps .ico".split())
_RECORDINGS = frozenset(
    ".mp3 .m4a .wav .ogg .oga .opus .flac .aac .wma .mp4 .m4v .mov .avi .mkv .webm .wmv .mpg .mpeg .3gp".split()
)
_ARCHIVES = frozenset(".zip .rar .7z .tar .tgz .bz2 .xz .zst .tbz .cab .dmg .iso".split())
_SUFFIX = re.compile(r"\.(?:[a-z][a-z0-9]{0,7}|7z|3gp)$")  # "Statement No. 3" has none


def suffix_in(name: str) -> str:
    """The suffix with which a name promises a kind of document, in small letters; "" where it promises none.

    Args:
        name: Of a file, or its last suffixes.
    """
    suffix = _SUFFIX.search(name.lower())
    return suffix[0] if suffix else ""


def refuse(name: str, suffix: str, listed: str = LISTED) -> SourceError:
    """The refusal of what can't be read, with what to do.

    Args:
        name: What it is called in messages.
        suffix: What it is.
        listed: What is read where it is.
    """
    if suffix in _FEEDS:
        return SourceError(name, SourceProblem.FEED_FILE)
    if suffix in _PICTURES:
        return SourceError(name, SourceProblem.PICTURE, suffix=suffix)
    if suffix in _RECORDINGS:
        return SourceError(name, SourceProblem.RECORDING, suffix=suffix)
    if suffix in _ARCHIVES:
        return SourceError(name, SourceProblem.ARCHIVE, suffix=suffix)
    better = next((better for better, suffixes in _BETTER.items() if suffix in suffixes and suffix != better), None)
    if better is not None:
        return SourceError(name, SourceProblem.SAVE_AS, suffix=suffix, better=better)
    return SourceError(name, SourceProblem.OTHER_KIND, suffix=suffix, read=listed)
