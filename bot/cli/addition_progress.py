"""How far `onrecord add` has come: what is being read, and how much is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING

from index.errors import SourceError
from index.model import OutcomeStatus

if TYPE_CHECKING:
    from index.model import Draft, Outcome

# Of the work on an article: its document, who says what in it, and the rest.
_OPENING, _READING = 0.1, 0.7
_LONGEST = 40  # characters of a name


class AdditionProgress:
    """A bar on a terminal's standard error; elsewhere only what is told.

    Args:
        size: Of all sources in bytes, None where that can't be known.
    """

    def __init__(self, size: int | None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        self.counts = Counter[OutcomeStatus]()
        self._size = size
        self._opened = self._read = self._kept = 0  # bytes
        self._waiting: list[int] = []  # bytes of each article that was opened and isn't stored yet
        self._name = ""
        self._console = Console(stderr=True)
        description = TextColumn("{task.description}", markup=False)
        self._progress = Progress(description, BarColumn(), TimeElapsedColumn(), console=self._console, transient=True)
        self._task = self._progress.add_task("adding", total=size)

    def __enter__(self) -> AdditionProgress:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def begin(self, name: str) -> None:
        """Say what is opened next."""
        self._name = name if len(name) <= _LONGEST else f"…{name[1 - _LONGEST :]}"
        self._show()

    def read(self, draft: Draft) -> None:
        """Count an article in which it is known who says what."""
        self._read += _size(draft)
        self.begin(draft.name)

    def measured(self, drafts: Iterator[Draft | SourceError]) -> Iterator[Draft | SourceError]:
        """The same articles, each counted as it is opened."""
        for draft in drafts:
            if not isinstance(draft, SourceError):
                self._waiting.append(_size(draft))
                self._opened += self._waiting[-1]
                self._show()
            yield draft

    def count(self, outcome: Outcome) -> None:
        """Count what became of an article."""
        self.counts[outcome.status] += 1
        if outcome.status is not OutcomeStatus.REFUSED and self._waiting:
            self._kept += self._waiting.pop(0)
        self._show()

    def tell(self, line: str) -> None:
        """Print a line above the bar."""
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)

    def _show(self) -> None:
        done = _OPENING * self._opened + _READING * self._read + (1 - _OPENING - _READING) * self._kept
        work = f"reading {self._name}" if self._name else "adding"
        self._progress.update(
            self._task,
            completed=min(done, self._size) if self._size else done,
            description=f"{self.counts[OutcomeStatus.ADDED]} added, {work}",
        )


def _size(draft: Draft) -> int:
    return len(draft.text.encode("utf-8", "replace"))
