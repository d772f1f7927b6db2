"""A document as Markdown (CommonMark with footnotes), which shows each quotation's exact words."""

from __future__ import annotations

import re

from bot.answers.exports.document import Document, Paragraph, Style

_MARKS = {"-": "~~", "+": "**"}
_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>|~]|&(?=[#\w]+;)")
_AT_START = re.compile(r"([ \t]{0,3})(?:([#>=+-])|(\d{1,9})([.)]))")
_WEB = re.compile(r"https?://[^\s/]")
_NOT_IN_LINK = re.compile(r"[\s<>]")
_INDENTED = re.compile(r"[ \t]+")  # four spaces would begin a block of code


def markdown_text(document: Document) -> str:
    """Write a document as Markdown.

    Args:
        document: Its content.

    Returns:
        The text; what is markup by chance in the words of others is escaped.
    """
    lines = [f"# {escaped(document.title)}", ""]
    for each in document.paragraphs:
        lines += [*_lines(each), ""]
    for number, source in enumerate(document.sources, 1):
        address = _address(source.target or source.address or "")
        lines.append(f"[^{number}]: {', '.join(filter(None, (escaped(source.description), address)))}")
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """One line in which all markup is escaped."""
    return _escaped_line(" ".join(text.split()))


def _lines(paragraph: Paragraph) -> list[str]:
    mark = f"[^{paragraph.source}]" if paragraph.source else ""
    match paragraph.style:
        case Style.HEADING:
            return [f"## {escaped(paragraph.text)}"]
        case Style.QUOTATION:
            return [f"> {_escaped_line(line)}".rstrip() for line in paragraph.text.splitlines()]
        case _:
            return ["".join(_marked(each.text, each.mark) for each in paragraph.words).strip() + mark]


def _marked(text: str, mark: str) -> str:
    sign = _MARKS.get(mark, "")
    return f"{sign}{escaped(text)}{sign} " if sign else f"{escaped(text)} "


def _escaped_line(line: str) -> str:
    """A line that is shown as it is; only spaces at its beginning are lost."""
    line = _ANYWHERE.sub(lambda found: f"\\{found[0]}", _INDENTED.sub("", line, count=1) if line[:1] in " \t" else line)
    return _AT_START.sub(_escaped_start, line, count=1) if _AT_START.match(line) else line


def _escaped_start(found: re.Match[str]) -> str:
    space, sign, number, point = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{point}"


def _address(address: str) -> str:
    """A web address as a link, any other as its words."""
    if not _WEB.match(address):
        return escaped(address)
    return f"<{_NOT_IN_LINK.sub(lambda found: f'%{ord(found[0]):02X}', address)}>"
