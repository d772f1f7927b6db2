"""Hand-marked statements: brat stand-off files beside their texts, in PolNeAR's layout.

Newell, Margolin, Ruths: "An Attribution Relations Corpus for Political News", LREC 2018.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from index.errors import OnRecordError
from index.model import Span

_Roles = list[list[str]]  # of an event: (role, key of its text bound annotation)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A hand-marked statement.

    Attributes:
        content: Spans of the words, in code points.
        source: Spans of the speaker's mention; none where nobody is named.
        cue: Spans of the cue ("said"); may be none.
    """

    content: list[Span]
    source: list[Span]
    cue: list[Span]


def read_attributions(path: Path) -> list[Attribution]:
    """Read a brat stand-off file.

    Args:
        path: The file, UTF-8.

    Returns:
        Its attributions, in order; lines of other kinds and attributions without content are left out.
    """
    spans: dict[str, list[Span]] = {}
    events: list[_Roles] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if re.match(r"T\d+\t\S+ \d", line) and len(columns) >= 2:
            spans[columns[0]] = _spans(columns[1])
        elif re.match(r"E\d+\t", line):
            events.append([role.split(":") for role in columns[1].split()])
    attributions = (_attribution(roles, spans) for roles in events)
    return [attribution for attribution in attributions if attribution.content]


def _spans(column: str) -> list[Span]:
    """Spans of a text-bound annotation: "Content 10 20;25 31"."""
    ranges = column.split(" ", 1)[1]
    return [(int(r.split()[0]), int(r.split()[1])) for r in ranges.split(";")]


def _attribution(roles: _Roles, spans: dict[str, list[Span]]) -> Attribution:
    def of_role(prefix: str) -> list[Span]:
        return [span for role, key in roles if role.startswith(prefix) for span in spans.get(key, [])]

    return Attribution(of_role("Content"), of_role("Source"), of_role("Cue"))


def read_corpus(folder: Path) -> list[tuple[str, list[Attribution]]]:
    """Read a corpus.

    Args:
        folder: A folder with `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`.

    Returns:
        (text, attributions) of each article by name; of several annotators the first counts.

    Raises:
        OnRecordError: There is no marked article, or one without its text.
    """
    corpus: list[tuple[str, list[Attribution]]] = []
    seen = set()
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = re.sub(r"_[0-9a-f]{4}$", "", path.stem)
        if name not in seen:
            seen.add(name)
            try:
                text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
                corpus.append((text, read_attributions(path)))
            except OSError as error:
                raise OnRecordError(f"{error.filename} can't be read ({error.strerror})") from error
    if not corpus:
        raise OnRecordError(f"{folder} holds no marked article (text/NAME.txt and attributions/NAME_ANNOTATOR.ann)")
    return corpus
