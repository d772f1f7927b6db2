"""A picture of who spoke about what, and its caption.

matplotlib has its home here, and is loaded by the first picture.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from bot.messages.phrases import day, phrase

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.font_manager import FontProperties

    from index.news import Activity

# One card for light and dark chats.  Blue and orange stay apart for every kind of colour blindness.
PAPER, INK, MUTED, RULE = "#FBFAF6", "#17212B", "#55606B", "#DEDBD3"
CIRCLE, MAIN, BAR = "#A9CCEA", "#F5B94A", "#2F6CA3"

_MARGIN, _LABELS, _COLUMN, _ROW = 40, 236, 124, 104  # pixels, like all that follows
_NARROWEST, _WIDEST_COLUMN = 760, 190
_HEAD, _NAMES, _WEEKS, _FOOT = 150, 92, 138, 84
_BARS, _LEAST = 62, 19
_CUT = "..."  # the one character of Korean fonts floats in mid-air
_NAME = 80  # characters of a name in the caption
_SMALLEST = 0.7  # of its size a text may shrink to before it is cut
_FONTS = "koreanize_matplotlib"  # the package that brings NanumGothic, which has Latin and Hangul
_DRAWING = Lock()  # matplotlib promises nothing to threads that draw at the same time


def draw(activity: Activity, language: str) -> bytes:
    """A PNG, some thousand pixels wide.  activity: one that is true."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    people, topics = len(activity.people), len(activity.topics)
    width = max(_NARROWEST, 2 * _MARGIN + _LABELS + _COLUMN * people)
    height = _HEAD + _NAMES + _ROW * topics + _WEEKS + _FOOT
    with _DRAWING:
        figure = Figure(figsize=(width / 100, height / 100), dpi=100, facecolor=PAPER)
        canvas = FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
        axes.set_axis_off()
        _Card(axes, canvas.get_renderer(), width, activity, language).fill()
        written = io.BytesIO()
        canvas.print_png(written)
    return written.getvalue()


def caption(activity: Activity, language: str) -> str:
    """What the picture shows first of all, in words.  activity: one that is true."""
    since, until = day(language, activity.since), day(language, activity.until)
    of_first = activity.by_topic[0]
    told = {"since": since, "until": until, "name": _short(activity.people[0].name), "count": activity.totals[0]}
    if any(of_first):
        topic = activity.topics[of_first.index(max(of_first))]
        first = phrase(language, "chart most about", topic=topic, **told)
    else:
        first = phrase(language, "chart most", **told)
    totals = [sum(column) for column in zip(*activity.by_topic, strict=True)]
    common = totals.index(max(totals))
    loudest = max(range(len(activity.people)), key=lambda i: activity.by_topic[i][common])
    if loudest == 0 and max(of_first) == of_first[common]:
        return first  # the same again
    second = phrase(language, "chart topic", topic=activity.topics[common], name=_short(activity.people[loudest].name))
    return f"{first} {second}"


def _short(name: str) -> str:
    return name if len(name) <= _NAME else name[: _NAME - 1] + "…"


@dataclass(frozen=True, slots=True)
class _Card:
    """Places everything by pixels from the upper left corner."""

    axes: Axes
    renderer: RendererAgg
    width: int
    activity: Activity
    language: str

    @property
    def _column(self) -> float:
        room = self.width - 2 * _MARGIN - _LABELS
        return min(room / len(self.activity.people), _WIDEST_COLUMN)

    def _x(self, person: int) -> float:
        return _MARGIN + _LABELS + self._column * (person + 0.5)

    def _y(self, topic: float) -> float:
        return _HEAD + _NAMES + _ROW * (topic + 0.5)

    def fill(self) -> None:
        self._head()
        self._names()
        self._topics()
        self._circles()
        self._weeks()
        self._foot()

    def _head(self) -> None:
        room = self.width - 2 * _MARGIN
        since, until = (day(self.language, each) for each in (self.activity.since, self.activity.until))
        self._write(_MARGIN, 58, phrase(self.language, "chart title"), 46, room, bold=True)
        self._write(_MARGIN, 110, f"{since} – {until}", 29, room, MUTED)

    def _names(self) -> None:
        middle = _HEAD + _NAMES / 2 - 4
        for i, person in enumerate(self.activity.people):
            self._write_lines(
                self._x(i), middle, _broken(_drawable(person.name)), 29, self._column - 8, bold=True, align="center"
            )

    def _topics(self) -> None:
        right = self._x(len(self.activity.people) - 1) + self._column / 2
        for j, topic in enumerate(map(_drawable, self.activity.topics)):
            self._rule(self._y(j) - _ROW / 2, right)
            lines = (topic,) if self._wide(topic, 31) <= _LABELS - 12 else _broken(topic)
            self._write_lines(_MARGIN, self._y(j), lines, 31, _LABELS - 12)

    def _circles(self) -> None:
        from matplotlib.patches import Circle

        most = max(max(row) for row in self.activity.by_topic)
        widest = min(_ROW, self._column) / 2 - 4
        for i, row in enumerate(self.activity.by_topic):
            main = row.index(max(row))
            for j, count in enumerate(row):
                at = (self._x(i), self._y(j))
                if not count:
                    self.axes.add_patch(Circle(at, 4, color=RULE, linewidth=0))
                    continue
                colour = MAIN if j == main and count > 1 else CIRCLE
                # Room for the number first; what is over grows with it.
                radius = _LEAST + (widest - _LEAST) * (count / most) ** 0.5
                self.axes.add_patch(Circle(at, radius, color=colour, linewidth=0))
                self._write(*at, str(count), 31, self._column, bold=True, align="center")

    def _weeks(self) -> None:
        from matplotlib.patches import Rectangle

        top = self._y(len(self.activity.topics)) - _ROW / 2
        self._rule(top, self._x(len(self.activity.people) - 1) + self._column / 2)
        foot = top + 18 + _BARS
        self._write(_MARGIN, foot - _BARS / 2, phrase(self.language, "chart weeks"), 25, _LABELS - 12, MUTED)
        self._write(_MARGIN, foot + 27, phrase(self.language, "chart all"), 25, _LABELS - 12, MUTED)
        most = max(max(row) for row in self.activity.by_week)
        room = min(self._column - 28, 22 * len(self.activity.weeks))
        step = room / len(self.activity.weeks)
        for i, row in enumerate(self.activity.by_week):
            left = self._x(i) - room / 2
            self.axes.add_patch(Rectangle((left, foot), room, 2, color=BAR, linewidth=0))
            for k, count in enumerate(row):
                tall = max(4.0, _BARS * count / most) if count else 0
                bar = Rectangle((left + step * k + step * 0.1, foot - tall), step * 0.8, tall, color=BAR, linewidth=0)
                self.axes.add_patch(bar)
            self._write(self._x(i), foot + 27, str(self.activity.totals[i]), 27, self._column, align="center")

    def _foot(self) -> None:
        from matplotlib.patches import Circle

        y = self._y(len(self.activity.topics)) - _ROW / 2 + _WEEKS + 34
        x = float(_MARGIN)
        for colour, key in ((CIRCLE, "chart circle"), (MAIN, "chart main")):
            words = phrase(self.language, key)
            self.axes.add_patch(Circle((x + 11, y), 11, color=colour, linewidth=0))
            x = 40 + x + self._write(x + 32, y, words, 25, self.width - _MARGIN - x - 32, MUTED) + 32
        if self.activity.sampling_step > 1:
            words = phrase(self.language, "chart step", step=self.activity.sampling_step)
            self._write(x, y, words, 25, self.width - _MARGIN - x, MUTED)

    def _rule(self, y: float, right: float) -> None:
        self.axes.plot((_MARGIN, right), (y, y), color=RULE, linewidth=1.5, solid_capstyle="butt")

    def _write_lines(
        self, x: float, y: float, lines: tuple[str, ...], size: float, room: float, *,
        bold: bool = False, align: str = "left",
    ) -> None:  # fmt: skip
        """Write lines around a height, all of one size."""
        size = min(self._size(line, size, room, bold) for line in lines)
        for k, line in enumerate(lines):
            at = y + (1.05 * size + 3) * (k - (len(lines) - 1) / 2)
            self._set(x, at, self._cut(line, size, room, bold), size, INK, bold, align)

    def _write(
        self, x: float, y: float, text: str, size: float, room: float, colour: str = INK, *,
        bold: bool = False, align: str = "left",
    ) -> float:  # fmt: skip
        """Write a line, smaller or cut where it must; returns its width."""
        text = _drawable(text)
        size = self._size(text, size, room, bold)
        text = self._cut(text, size, room, bold)
        self._set(x, y, text, size, colour, bold, align)
        return self._wide(text, size, bold)

    def _set(self, x: float, y: float, text: str, size: float, colour: str, bold: bool, align: str) -> None:
        font = _font(text, size, bold)
        self.axes.text(x, y, text, color=colour, ha=align, va="center_baseline", parse_math=False, fontproperties=font)

    def _size(self, text: str, size: float, room: float, bold: bool) -> float:
        """The size at which a text goes into so much room, or the smallest it may have."""
        sizes = (size, 0.85 * size, _SMALLEST * size)
        return next((each for each in sizes if self._wide(text, each, bold) <= room), sizes[-1])

    def _cut(self, text: str, size: float, room: float, bold: bool) -> str:
        if (wide := self._wide(text, size, bold)) <= room:
            return text
        text = text[: max(1, round(len(text) * room / wide))]
        while len(text) > 1 and self._wide(text + _CUT, size, bold) > room:
            text = text[:-1].rstrip(" -")
        return text + _CUT

    def _wide(self, text: str, size: float, bold: bool = False) -> float:
        wide, _, _ = self.renderer.get_text_width_height_descent(text, _font(text, size, bold), ismath=False)
        return float(wide)


def _broken(text: str) -> tuple[str, ...]:
    """In two lines, as even as its words allow; one word stays whole."""
    words = text.split()
    if len(words) < 2:
        return (text,)
    cut = min(range(1, len(words)), key=lambda i: (max(len(" ".join(words[:i])), len(" ".join(words[i:]))), -i))
    return " ".join(words[:cut]), " ".join(words[cut:])


@lru_cache(maxsize=1)
def _faces() -> tuple[tuple[str, frozenset[int]], ...]:
    """Families and the characters each has, the one with Hangul first where it is installed."""
    from matplotlib.font_manager import findfont, fontManager, get_font

    package = find_spec(_FONTS)  # found, not imported: importing it would change matplotlib's settings
    for folder in package.submodule_search_locations or () if package else ():
        for name in ("NanumGothic.ttf", "NanumGothicBold.ttf"):
            path = Path(folder) / "fonts" / name
            if path.exists():
                fontManager.addfont(path)
                if "Bold" in name:  # which says of itself that it is a little less than bold
                    fontManager.ttflist[-1] = replace(fontManager.ttflist[-1], weight=700)
    installed = set(fontManager.get_font_names())
    families = [each for each in ("NanumGothic", "DejaVu Sans") if each in installed]
    return tuple((each, frozenset(get_font(findfont(each)).get_charmap())) for each in families)


def _drawable(text: str) -> str:
    """Without what no font has: a box says nothing."""
    held = frozenset().union(*(characters for _, characters in _faces()))
    kept = " ".join("".join(each if ord(each) in held else " " for each in text).split())
    return kept or _CUT


def _font(text: str, size: float, bold: bool) -> FontProperties:
    """The first family that has all of a text, so that no word is of two faces; else one after the other."""
    from matplotlib.font_manager import FontProperties

    families = [family for family, _ in _faces()]
    whole = [family for family, characters in _faces() if all(ord(each) in characters for each in text)]
    return FontProperties(family=[*whole[:1], *families], size=size * 0.72, weight="bold" if bold else "normal")
