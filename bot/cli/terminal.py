"""Telegram's HTML as terminal text: quotations set apart, addresses written out."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

from rich.console import Console
from rich.style import Style
from rich.text import Text

from bot.messages import answers
from bot.messages.text_fragments import plain_address
from index.model import Answer

STYLES = {"b": "bold", "code": "", "a": "underline", "s": "red", "u": "green"}
# Around struck out and underlined words of a comparison, as `wdiff` has them: not every terminal shows colours.
OPENED, CLOSED = {"s": "[-", "u": "{+"}, {"s": "-]", "u": "+}"}
# What could move a terminal's cursor, change its title or hide text from whoever reads.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def plain(answer: Answer, language: str = "en") -> str:
    """A whole answer as text, without pages and buttons.

    Args:
        answer: The answer.
        language: The catalogue for the words around the quotes.
    """
    out = io.StringIO()
    console = Console(file=out, highlight=False, markup=False, emoji=False, soft_wrap=True)
    pages = answers.pages(answer, 3, language)
    for number, page in enumerate(pages):
        write(answers.quotes(page, language, None if number else answer), console)
    if not pages:
        write(answers.silence(answer, language), console)
    return out.getvalue().strip("\n")


def write(message: str, console: Console, html: bool = True) -> None:
    """Print a message; quotations are wrapped behind a bar on a terminal, elsewhere each of their lines is whole.

    Args:
        message: Telegram HTML or plain text.
        console: Where to print it.
        html: Whether `message` is HTML.
    """
    blocks = _blocks(message) if html else [(False, Text(_harmless(message)))]
    console.print()
    for quoted, block in blocks:
        if not quoted:
            console.print(block)
            continue
        for line in block.split("\n", allow_blank=True):
            if console.is_terminal:
                for piece in line.wrap(console, max(console.width - 4, 20)):
                    console.print(Text.assemble(("▌ ", "cyan"), piece))
            else:
                console.print(Text.assemble("> ", line))


def _blocks(message: str) -> list[tuple[bool, Text]]:
    """(is a quotation, text) in order, without the line breaks between blocks."""
    reader = _Reader()
    reader.feed(message)
    reader.close()
    blocks = []
    for quoted, block in reader.blocks:
        if not quoted:
            if block.plain.startswith("\n"):
                block = block[1:]
            if block.plain.endswith("\n"):
                block = block[:-1]
        if block.plain or quoted:
            blocks.append((quoted, block))
    return blocks


class _Reader(HTMLParser):
    """Collects blocks of styled text; an address is written below its link, unless the link shows it.

    It is written without the words at which it opens, which a terminal's own links keep.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[bool, Text]] = [(False, Text())]
        self._open: list[str] = []
        self._address = ""
        self._link_text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "blockquote":
            self.blocks.append((True, Text()))
            return
        self._open.append(tag)
        if tag in OPENED:
            self.handle_data(OPENED[tag])
        if tag == "a":
            self._address, self._link_text = dict(attrs).get("href") or "", ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self.blocks.append((False, Text()))
            return
        if tag in CLOSED:
            self.handle_data(CLOSED[tag])
        if tag in self._open:
            self._open.remove(tag)
        address = plain_address(_harmless(self._address))
        if tag == "a" and address != self._link_text:
            self.blocks[-1][1].append(f"\n{address}", Style(dim=True, link=_harmless(self._address)))

    def handle_data(self, data: str) -> None:
        text = _harmless(data)
        if "a" in self._open:
            self._link_text += text
        self.blocks[-1][1].append(text, " ".join(filter(None, (STYLES.get(tag, "") for tag in self._open))))


def _harmless(text: str) -> str:
    """A text without control characters."""
    return CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\u2060", ""))
