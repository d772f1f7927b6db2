"""The pages for people (`docs/`): their blocks of commands and chats, and how what they show is compared.

A block is fenced, and its first word tells what it is:

- `console`: lines that begin with `$ ` are run by a shell, in order, and print what stands below them;
- `chat`: lines that begin with `› ` are typed into `onrecord chat`;
- `telegram`: lines such as `Lee › /ask …`, `Lee, in reply › …`, `Lee, in private › …` and `Lee presses [Start]` are
  what people do in a group, and what stands below them is what the bot answers there;
- any other with a second word is the file of that name: it is written before what stands below it is run;
- the rest, which shows other programs or nothing that runs, must have no line of `onrecord`.

"…" stands for what was left out.  Spaces and line breaks, and the bar beside a quotation, mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.command import ROOT

DOCS = ROOT / "docs"
# Written by hand from measurements, or about other programs: their commands are checked, not run.
NOT_RUN = frozenset({"figures.md", "running.md"})
FENCE = re.compile(r"^```(\S+)(?: +(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = "…"


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block.

    Attributes:
        kind: Its first word.
        name: Of the file that it holds; empty where it is none.
        text: Its lines.
    """

    kind: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody does, and what is shown for it.

    Attributes:
        act: The line that says what.
        shown: What stands below it.
    """

    act: str
    shown: str


def pages() -> list[Path]:
    """All pages whose blocks are run."""
    return sorted(path for path in DOCS.rglob("*.md") if path.name not in NOT_RUN)


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    return [Block(kind, name, body) for kind, name, body in FENCE.findall(text)]


def steps(block: Block, begins: re.Pattern[str]) -> Iterator[Step]:
    """The steps of a block.

    Args:
        block: A block of commands or of a chat.
        begins: What the first line of a step matches.
    """
    act, shown = "", list[str]()
    for line in block.text.splitlines():
        if not begins.match(line):
            assert act or not line.strip(), f"nobody does anything before {line!r}"
            shown.append(line)
            continue
        if act:
            yield Step(act, "\n".join(shown))
        act, shown = line, []
    if act:
        yield Step(act, "\n".join(shown))


def is_shown(shown: str, output: str) -> bool:
    """Whether a page shows what came out, but for what it leaves out.

    Args:
        shown: With "…" for what was left out.
        output: All of what came out.
    """
    # A "[…]" leaves out as "…" does.
    parts = [_plain(part) for part in re.sub(r"\[…\]", LEFT_OUT, shown).split(LEFT_OUT)]
    rest = _plain(output)
    if len(parts) == 1:
        return rest == parts[0]
    if not rest.startswith(parts[0]):
        return False
    place = len(parts[0])
    for part in parts[1:-1]:
        place = rest.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return rest.endswith(parts[-1]) and len(rest) - len(parts[-1]) >= place


def _plain(text: str) -> str:
    """Words with one space between them, without the bars of quotations."""
    return " ".join(re.sub(r"^ *>(?: |$)", "", text, flags=re.MULTILINE).split())
