"""RTF files: headings by their styles, lists, tables and notes, without deleted and hidden text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime

from index.errors import SourceError, SourceProblem
from index.extract.encoding import codec_of
from index.extract.office.parts import Part, article_of
from index.model import BlockKind, Draft

# A control word with its number, a byte, a control symbol, a brace, or plain bytes.
_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})?[ ]?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<symbol>.)"
    rb"|(?P<brace>[{}])|(?P<plain>[^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
_SYMBOLS = {b"~": "\u00a0", b"_": "-", b"-": "", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n", b"\r": "\n"}
_CHARACTERS = {
    b"line": "\n",
    b"tab": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"emspace": " ",
    b"enspace": " ",
    b"qmspace": " ",
    b"bullet": "•",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
}
# Groups whose words are no text of the document; what begins with \* and is not known is none either.
_DROPPED = frozenset(
    b"fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator pict objdata header headerl headerr"
    b" headerf footer footerl footerr footerf fldinst bkmkstart bkmkend annotation atnid atnauthor atndate atnref"
    b" atrfstart atrfend info themedata colorschememapping datastore latentstyles filetbl revtbl xmlnstbl mmathPr"
    b" pntext listtext pnseclvl nonshppict shppict ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn tc xe rxe template"
    b" sp sn sv nonesttables private xmlopen xmlclose ud upr".split()
)
_UNSAID = frozenset({b"v", b"deleted", b"strike", b"striked"})
_READ_THOUGH_NEW = frozenset({b"shptxt", b"shpinst", b"footnote", b"ud"})  # with \* before them, and text all the same
_CHARSETS = {
    77: "mac-roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_STYLE = re.compile(rb"\{(?:\\\*)?[^{};]{0,400}?\\s([0-9]{1,5})(?![0-9])[^{};]{0,400}?[ }]([^{};\\]{1,80});", re.DOTALL)
_HEADING = re.compile(r"\s*(?:heading|überschrift|titre|título|titolo|제목) ?\d", re.IGNORECASE)
_STYLED = {
    "title": BlockKind.HEADING,
    "quote": BlockKind.QUOTATION,
    "intense quote": BlockKind.QUOTATION,
    "block text": BlockKind.QUOTATION,
    "quotations": BlockKind.QUOTATION,
    "caption": BlockKind.CAPTION,
}
_FONT = re.compile(rb"\\f([0-9]{1,6})[^{};]{0,300}?\\fcharset([0-9]{1,3})")
_INFO = re.compile(rb"\{\\(title|author)\s([^{}]{0,2000})\}")
_HEAD = 2_000_000  # bytes in which fonts, styles and what the file says of itself stand
_DEEPEST = 2_000  # groups in each other


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group.

    Attributes:
        dropped: Whether its words are none of the document's.
        unsaid: Why they are no words of the document's all the same: hidden, deleted, struck through.
        font: Number of the font, whose character set its bytes are in.
        skipped: Characters after one that is given by its number.
        note: Whether it is a note.
    """

    dropped: bool = False
    unsaid: frozenset[bytes] = frozenset()
    font: int = -1
    skipped: int = 1
    note: bool = False


def read_rich_text(data: bytes, name: str, now: datetime) -> Draft:
    """The article of an RTF file.

    Args:
        data: The document.
        name: What it is called in messages.
        now: No day of publication is after this one.

    Raises:
        SourceError: It is nested beyond reason, or holds no text.
    """
    reader = _Reader(data, name)
    parts = reader.read(data)
    info = data[:_HEAD].partition(rb"{\info")[2][:20_000]
    stated = {key.decode(): _Reader(data, name).plain(words) for key, words in _INFO.findall(info)}
    return article_of(parts, name, now, reader.title, stated.get("title"), stated.get("author"))


@dataclass(slots=True)
class _Paragraph:
    """The paragraph that is open.

    Attributes:
        words: Its text.
        kind: What it is.
        cells: The cells of the row that it ends, where it stands in a table.
    """

    words: list[str] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    in_table: bool = False
    is_title: bool = False


class _Reader:
    """Reads the tokens of a file."""

    def __init__(self, data: bytes, name: str) -> None:
        head = data[:_HEAD]
        page = re.search(rb"\\ansicpg([0-9]{1,5})", head[:2000])
        self._codec = codec_of(f"cp{page[1].decode()}" if page else "cp1252") or "cp1252"
        if page and page[1] == b"65001":
            self._codec = "utf-8"
        self._fonts = {int(number): _CHARSETS.get(int(charset)) for number, charset in _FONT.findall(head)}
        self._styles = {int(number): words.decode("latin-1").strip() for number, words in _STYLE.findall(head)}
        self._name = name
        self.title: str | None = None
        self._state = _State()
        self._groups: list[_State] = []
        self._open = _Paragraph()
        self._note: list[str] = []
        self._notes: list[Part] = []
        self._cells: list[str] = []
        self._bytes = bytearray()  # of characters that aren't whole yet
        self._skip = 0
        self._parts: list[Part] = []

    def plain(self, data: bytes) -> str:
        """The words of a piece of a file on one line."""
        return " ".join(" ".join(words for words, _ in self.read(data)).split())

    def read(self, data: bytes) -> list[Part]:
        """The parts of a file.

        Raises:
            SourceError: Its groups are nested beyond reason.
        """
        position, end = 0, len(data)
        starred = False  # whether \\* stood before: who doesn't know the word after it leaves its group out
        while position < end:
            token = _TOKEN.match(data, position)
            if token is None:
                position += 1
                continue
            position = token.end()
            word, number, symbol = token["word"], token["number"], token["symbol"]
            if word == b"bin":
                position += max(0, int(number or 0))
            elif word:
                self._control(word, int(number) if number else None, starred)
            elif symbol != b"*":
                self._other(token)
            starred = symbol == b"*"
        self._flush()
        self._end()
        return self._parts

    def _other(self, token: re.Match[bytes]) -> None:
        """Do what a token says that is no word."""
        if token["brace"]:
            self._group(token["brace"] == b"{")
        elif token["byte"]:
            self._take(bytes.fromhex(token["byte"].decode()))
        elif token["plain"]:
            self._take(token["plain"])
        elif token["symbol"]:
            self._flush()
            self._write(_SYMBOLS.get(token["symbol"], ""))

    def _group(self, opens: bool) -> None:
        """Begin or end a group."""
        self._flush()
        self._skip = 0
        if not opens:
            self._close(self._groups.pop() if self._groups else _State())
            return
        if len(self._groups) > _DEEPEST:
            raise SourceError(self._name, SourceProblem.OVERLARGE_DOCUMENT)
        self._groups.append(self._state)

    def _close(self, outer: _State) -> None:
        """End a group."""
        if self._state.note and not outer.note:
            self._notes.append(("".join(self._note), BlockKind.PARAGRAPH))
            self._note = []
        self._state = outer

    def _take(self, data: bytes) -> None:
        """Take bytes in the character set of the font."""
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        if not self._state.dropped and not self._state.unsaid:
            self._bytes += data[skipped:]

    def _flush(self) -> None:
        """Write the bytes that were taken."""
        if self._bytes:
            codec = self._fonts.get(self._state.font) or self._codec
            self._write(bytes(self._bytes).decode(codec, "replace"))
            self._bytes.clear()

    def _write(self, words: str) -> None:
        if not self._state.dropped and not self._state.unsaid:
            (self._note if self._state.note else self._open.words).append(words)

    def _control(self, word: bytes, number: int | None, starred: bool) -> None:
        """Do what a control word says."""
        self._flush()
        if word == b"u" and number is not None:
            self._write(chr(number % 0x10000))
            self._skip = self._state.skipped
        elif word == b"uc":
            self._state = replace(self._state, skipped=number or 0)
        elif word in _DROPPED or (starred and word not in _READ_THOUGH_NEW):
            self._state = replace(self._state, dropped=True)
        elif word in _UNSAID:
            unsaid = self._state.unsaid | {word} if number != 0 else self._state.unsaid - {word}
            self._state = replace(self._state, unsaid=unsaid)
        elif word == b"f":
            self._state = replace(self._state, font=number if number is not None else -1)
        elif word == b"footnote":
            self._state = replace(self._state, note=True)
        elif word == b"plain":
            self._state = replace(self._state, unsaid=frozenset())
        elif word in _CHARACTERS:
            self._write(_CHARACTERS[word])
        else:
            self._layout(word, number)

    def _layout(self, word: bytes, number: int | None) -> None:
        """What a control word says of paragraphs."""
        if self._state.dropped:
            return
        if self._state.note:
            if word in {b"par", b"sect"}:
                self._note.append("\n")
            return
        if word == b"pard":
            self._open.kind, self._open.in_table, self._open.is_title = BlockKind.PARAGRAPH, False, False
        elif word in {b"s", b"ls", b"outlinelevel"}:
            self._set_style(word, number or 0)
        elif word in {b"par", b"sect", b"page"}:
            if self._open.in_table:
                self._open.words.append("\n")
            else:
                self._end()
        else:
            self._table(word)

    def _table(self, word: bytes) -> None:
        """What a control word says of tables."""
        if word == b"trowd":
            if not self._cells and not self._open.in_table:
                self._end()
        elif word == b"intbl":
            self._open.in_table = True
        elif word in {b"cell", b"nestcell"}:
            self._cells.append(" ".join("".join(self._open.words).split()))
            self._open.words = []
        elif word in {b"row", b"nestrow"}:
            self._end_row()

    def _set_style(self, word: bytes, number: int) -> None:
        if word == b"outlinelevel":
            self._open.kind = BlockKind.HEADING if number < 9 else self._open.kind
        elif word == b"ls":
            if number and self._open.kind is BlockKind.PARAGRAPH:
                self._open.kind = BlockKind.LIST_ITEM
        else:
            style = self._styles.get(number, "").lower()
            self._open.is_title = style == "title"
            self._open.kind = BlockKind.HEADING if _HEADING.match(style) else _STYLED.get(style, self._open.kind)

    def _end_row(self) -> None:
        """End a row of a table; one cell alone, or text that a table only lays out, is as if there were none."""
        cells, self._cells = [cell for cell in self._cells if cell], []
        if len(cells) > 1 and max(map(len, cells)) < _LONG_CELL:
            self._parts.append(("\t".join(cells), BlockKind.TABLE))
        else:
            self._parts += [(cell, BlockKind.PARAGRAPH) for cell in cells]
        self._end_notes()

    def _end(self) -> None:
        """End the paragraph that is open; the next one is set as it is until something else is said."""
        words = "".join(self._open.words).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self._open.words = []
        if words.strip():
            self._parts.append((words, self._open.kind))
            if self._open.is_title:
                self.title = self.title or " ".join(words.split())
        self._end_notes()

    def _end_notes(self) -> None:
        self._parts += self._notes
        self._notes = []


_LONG_CELL = 160  # letters from which a cell is text that is only laid out by a table
