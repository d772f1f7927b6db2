"""Markdown to articles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from index.errors import SourceError, SourceProblem
from index.extract.dates import parse_date
from index.extract.normalisation import normalise, one_line
from index.model import Draft

# Keys of front matter, the best first.
_TITLE = ("title", "headline", "name")
_DATE = ("published_time", "published", "date", "pubdate", "datepublished", "publish_date", "created", "created_at")
_URL = ("source_url", "url", "link", "canonical_url", "canonical", "permalink", "source")
_OUTLET = ("outlet", "publisher", "site", "sitename", "site_name", "publication")
_AUTHOR = ("author", "authors", "byline", "by")

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
    title, blocks = _blocks(body, one_line(_first(fields, _TITLE)))
    url = one_line(_first(fields, _URL))
    authors = _first(fields, _AUTHOR)
    return Draft(
        text="\n\n".join(block for block in blocks if block),
        title=title,
        url=url,
        outlet=one_line(_first(fields, _OUTLET)) or _host(url),
        author=one_line(", ".join(map(str, authors)) if isinstance(authors, list) else authors),
        published=next((moment for key in _DATE if (moment := parse_date(fields.get(key)))), None),
        language=one_line(fields.get("language") or fields.get("lang")),
    )


def _front_matter(text: str, name: str) -> tuple[Mapping[str, Any], str]:
    """The fields of the front matter by key in lower case with underscores, and the text after it."""
    import yaml

    front = _FRONT.match(text)
    if front is None:
        return {}, text
    try:
        loaded = yaml.safe_load(front[1])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise SourceError(name, SourceProblem.BAD_FRONT_MATTER, cause=str(error).splitlines()[0]) from error
    if not isinstance(loaded, dict):
        return {}, text
    return {str(key).lower().replace("-", "_"): value for key, value in loaded.items()}, text[front.end() :]


def _blocks(text: str, title: str | None) -> tuple[str | None, list[str]]:
    """The title, where the first heading gives one that is not known yet, and the other blocks' words."""
    from markdown_it import MarkdownIt

    blocks: list[str] = []
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for number, token in enumerate(tokens):
        if token.type == "inline":
            block = normalise(_inline(token.children or []))
            opening = tokens[number - 1]
            if title is None and opening.type == "heading_open" and opening.tag == "h1":
                title = block
            else:
                blocks.append(re.sub(r" *\n *", "\n", re.sub(r"[ \t\u00a0]+", " ", block)))
        elif token.type in {"code_block", "fence"}:
            blocks.append(normalise(re.sub(r"\s*\n\s*", "\n", token.content)))
    return title, blocks


def _inline(children: list[Any]) -> str:
    parts = []
    for child in children:
        if child.type in {"text", "text_special", "code_inline"}:
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
    return "".join(parts)


def _host(url: str | None) -> str | None:
    return (urlsplit(url).hostname or None) if url else None


def _first(fields: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    return next((fields[key] for key in keys if fields.get(key) not in (None, "")), None)
