"""Markdown to articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate, pairwise
from typing import Any
from urllib.parse import urlsplit

from index.errors import SourceError, SourceProblem
from index.extract.dates import parse_date
from index.extract.marked_text import joined
from index.extract.normalisation import normalise, one_line
from index.model import BlockKind, Draft
from index.text.blocks import begins_block

# Keys of front matter, the best first.
_TITLE = ("title", "headline", "name")
_DATE = ("published_time", "published", "date", "pubdate", "datepublished", "publish_date", "created", "created_at")
_URL = ("source_url", "url", "link", "canonical_url", "canonical", "permalink")
_OUTLET = ("outlet", "publisher", "site", "sitename", "site_name", "publication")
_AUTHOR = ("author", "authors", "byline", "by")

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|www\.", re.IGNORECASE)
_LINE = re.compile(r"(?P<key>[A-Za-z][\w-]*):[ \t]+(?P<value>[^\s\[{|>&*!%@`].*)")  # no list, anchor or the like
_LARGEST_FRONT = 50_000  # characters
_DEEPEST = 20  # brackets that are open at once: with each more of them PyYAML takes longer for all that follows
_NOTE = re.compile(r"^[ ]{0,3}\[\^(?P<id>[^\]\s]{1,40})\]:[ \t]*", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^(?P<id>[^\]\s]{1,40})\]")
_ROW = "row"
_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)


def from_markdown(text: str, name: str) -> Draft:
    """The article in Markdown with optional front matter; its text is kept as it reads, without marks.

    Args:
        text: The document.
        name: What it is called in messages.

    Raises:
        SourceError: Its front matter is no YAML.
    """
    fields, body = _front_matter(text.replace("\r\n", "\n").lstrip("\ufeff"), name)
    title, parts = _parts(_without_note_marks(body), one_line(_first(fields, _TITLE)))
    words, blocks = joined(parts)
    source = one_line(fields.get("source"))
    is_address = bool(source and _ADDRESS.match(source))
    url = one_line(_first(fields, _URL)) or (source if is_address else None)
    authors = _first(fields, _AUTHOR)
    return Draft(
        text=words,
        title=title,
        url=url,
        outlet=one_line(_first(fields, _OUTLET)) or (None if is_address else source) or _host(url),
        author=one_line(", ".join(map(str, authors)) if isinstance(authors, list) else authors),
        published=next((moment for key in _DATE if (moment := parse_date(fields.get(key)))), None),
        language=one_line(fields.get("language") or fields.get("lang")),
        blocks=blocks,
    )


def _front_matter(text: str, name: str) -> tuple[Mapping[str, Any], str]:
    """The fields of the front matter by key in lower case with underscores, and the text after it."""
    import yaml

    front = _FRONT.match(text)
    if front is None:
        return {}, text
    if len(front[1]) > _LARGEST_FRONT:
        raise SourceError(name, SourceProblem.BAD_FRONT_MATTER, cause=f"longer than {_LARGEST_FRONT} characters")
    try:
        loaded = _loaded(front[1])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if plain := _plain_lines(front[1]):
            return plain, text[front.end() :]
        raise SourceError(name, SourceProblem.BAD_FRONT_MATTER, cause=str(error).splitlines()[0]) from error
    if not isinstance(loaded, dict):
        return {}, text
    return {str(key).lower().replace("-", "_"): value for key, value in loaded.items()}, text[front.end() :]


def _loaded(front: str) -> Any:
    """The value of YAML without aliases, by which a few lines can stand for more than fits into memory.

    Raises:
        ValueError: It has some, its values can't be, or brackets are nested too deeply.
        yaml.YAMLError: It is no YAML.
        RecursionError: Its lines are nested too deeply.
    """
    import yaml

    changes = ((sign in "[{") - (sign in "]}") for sign in front)
    if max(accumulate(changes, lambda depth, change: max(depth + change, 0), initial=0)) > _DEEPEST:
        raise ValueError("it is nested too deeply")
    if "*" in front and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(front)):
        raise ValueError("it has aliases, which front matter may not have")
    return yaml.safe_load(front)


def _plain_lines(front: str) -> dict[str, Any]:
    """Front matter of which each line is a key and its words: "title: Transcript: A speech"; empty where one is not."""
    fields: dict[str, Any] = {}
    for line in filter(str.strip, front.split("\n")):
        match = _LINE.fullmatch(line)
        if match is None:
            return {}
        value = match["value"].rstrip()
        quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" and value[0] not in value[1:-1]
        fields[match["key"].lower().replace("-", "_")] = value[1:-1] if quoted else value
    return fields


# What the words in a token are, by the tokens open around them.
_KINDS = {
    "heading_open": BlockKind.HEADING,
    "list_item_open": BlockKind.LIST_ITEM,
    "blockquote_open": BlockKind.QUOTATION,
    "table_open": BlockKind.TABLE,
}


def _parts(text: str, title: str | None) -> tuple[str | None, list[tuple[str, BlockKind]]]:
    """The title, where the first heading gives one that is not known yet, and the other parts' words and kinds."""
    from markdown_it import MarkdownIt

    parts: list[tuple[str, BlockKind]] = []
    around: list[Any] = []  # tokens that are open
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    asks = _questions(tokens)
    for token in _with_rows(tokens):
        if token.nesting:
            around = [*around, token] if token.nesting > 0 else around[:-1]
        elif token.type == "inline":
            children = _without_empty(token)
            if title is None and around and around[-1].tag == "h1":
                title = normalise(_inline(children))
            else:
                parts += _lines(children, _kind(around), asks)
        elif token.type in {"code_block", "fence", _ROW}:
            parts.append((normalise(re.sub(r"\s*\n\s*", "\n", token.content)), _kind(around)))
    return title, parts


def _without_note_marks(text: str) -> str:
    """A document without the marks of its notes ("[^1]"), each of which becomes a paragraph where it stands."""
    notes = {note["id"] for note in _NOTE.finditer(text)}
    if not notes:
        return text
    return _NOTE_MARK.sub(lambda mark: "" if mark["id"] in notes else mark[0], _NOTE.sub("\n", text))


def _with_rows(tokens: list[Any]) -> Iterator[Any]:
    """Tokens with one in place of those of each row of a table: its cells with tabs between them."""
    from markdown_it.token import Token

    cells: list[str] | None = None  # of the row that is open
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif cells is None:
            yield token
        elif token.type == "inline":
            cells.append(" ".join(_inline(_without_empty(token)).split()))
        elif token.type == "tr_close":
            yield Token(_ROW, "", 0, content="\t".join(cells))
            cells = None


def _lines(children: list[Any], kind: BlockKind, asks: Callable[[str], bool] | None) -> Iterator[tuple[str, BlockKind]]:
    """The words of one block; a question in bold or italic letters is a heading above its answer."""
    question = _stressed(children) if asks and kind is BlockKind.PARAGRAPH else []
    if question and asks and asks(_inline(question)):
        yield _laid_out(question), BlockKind.HEADING
        children = children[len(question) + 1 :]
    if children:
        yield _laid_out(children), kind


def _laid_out(children: list[Any]) -> str:
    words = normalise(_inline(children))
    return re.sub(r" *\n *", "\n", re.sub(r"[ \t\u00a0]+", " ", words))


def _without_empty(token: Any) -> list[Any]:
    return [child for child in token.children or [] if child.type != "text" or child.content]


_LEAST_QUESTIONS = 3
_LEAST_LABELS = 2  # in bold letters, from which one question set like them is nobody's of these
_LABELLED = re.compile(r"(?:[^\s:?]+[ \u00a0]?){1,4}:(?:\s|$)")


def _questions(tokens: list[Any]) -> Callable[[str], bool] | None:
    """Which lines in bold or italic letters are questions set as headings; None where none are."""
    inline = [_without_empty(token) for token in tokens if token.type == "inline"]
    lines = [line for children in inline if (line := _inline(_stressed(children)))]
    asking = sum(map(_asks, lines))
    if asking >= _LEAST_QUESTIONS and 2 * asking >= len(lines):
        return bool
    return _asks if asking and sum(map(_is_labelled, inline)) >= _LEAST_LABELS else None


def _asks(line: str) -> bool:
    return line.rstrip().endswith("?")


def _is_labelled(children: list[Any]) -> bool:
    """Whether a paragraph begins with a label in bold letters: "**Ada Holm:** It does."."""
    bold = bool(children) and children[0].type == "strong_open"
    return bold and not _stressed(children) and _LABELLED.match(_inline(children)) is not None


def _stressed(children: list[Any]) -> list[Any]:
    """The first line of a paragraph, where all of it is in bold or italic letters and no label: "**Q:** …"."""
    if not children or children[0].type not in {"strong_open", "em_open"}:
        return []
    closing = children[0].type.replace("open", "close")
    end = next((n for n, child in enumerate(children) if child.type == closing), len(children))
    ends_line = end + 1 == len(children) or (
        end < len(children) and children[end + 1].type in {"softbreak", "hardbreak"}
    )
    return children[: end + 1] if ends_line and not _LABELLED.match(_inline(children[:end])) else []


def _kind(around: list[Any]) -> BlockKind:
    """What words inside these tokens are; the innermost decides."""
    kinds = (_KINDS.get(token.type) for token in reversed(around))
    return next((kind for kind in kinds if kind), BlockKind.PARAGRAPH)


SOFT = "\x1f"  # where a line of the document ends


def _inline(children: list[Any]) -> str:
    parts = []
    for child in children:
        if child.type in {"text", "text_special", "code_inline"}:
            parts.append(child.content.replace(SOFT, ""))
        elif child.type == "softbreak":
            parts.append(SOFT)
        elif child.type == "hardbreak":
            parts.append("\n")
    return _unwrapped("".join(parts))


def _unwrapped(words: str) -> str:
    """Words whose lines are joined, as Markdown has it, but for labels and signatures, which begin or end a block."""
    lines = words.split(SOFT)
    joined_lines = lines[0]
    for above, below in pairwise(lines):
        joined_lines += ("\n" if begins_block(above.strip(), below.strip()) else " ") + below
    return joined_lines


def _host(url: str | None) -> str | None:
    return (urlsplit(url).hostname or None) if url else None


def _first(fields: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    return next((fields[key] for key in keys if fields.get(key) not in (None, "")), None)
