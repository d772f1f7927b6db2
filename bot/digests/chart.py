"""The chart of who spoke about what, and its caption.

matplotlib is imported with the first chart only.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
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

# The same colours for light and dark chats.  Blue and orange can be told apart with every kind of colour blindness.
PAPER, INK, MUTED, RULE = "#FBFAF6", "#17212B", "#55606B", "#DEDBD3"
CIRCLE, MAIN, BAR = "#A9CCEA", "#F5B94A", "#2F6CA3"

# All sizes are in pixels.
_MARGIN = 24
_TOPIC_WIDTH, _TOPIC_HEIGHT = 206, 104  # of a topic's name, and of its row
# Of a person's column. Six make a picture of which a phone that is 400 pixels wide shows two fifths of each length.
_PERSON_WIDTH, _MAX_PERSON_WIDTH = 118, 190
_MIN_WIDTH = 760
_TITLE_HEIGHT, _NAMES_HEIGHT, _WEEKS_HEIGHT, _LEGEND_HEIGHT = 150, 104, 138, 84
_BAR_HEIGHT = 62  # of the week with most statements
_MIN_RADIUS = 19  # has room for the number
_ELLIPSIS = "..."  # in Korean fonts the single character stands at half height
_CAPTION_NAME = 80  # characters of a name in the caption
_MAX_LINES = 3  # of a name
_MOST_TIED = 3  # people or topics with the same count that are named
_MIN_SCALE = 0.7  # of its size to which a text shrinks before it is cut
_FONTS = "koreanize_matplotlib"  # the package with NanumGothic, which has Latin and Hangul
_DRAWING = Lock()  # matplotlib is not thread-safe


def draw_chart(activity: Activity, language: str) -> bytes:
    """Draw who spoke about what.

    Args:
        activity: The counts; true, so that there is something to show.
        language: Of the texts.

    Returns:
        A PNG, some thousand pixels wide.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    people, topics = len(activity.people), len(activity.topics)
    width = max(_MIN_WIDTH, 2 * _MARGIN + _TOPIC_WIDTH + _PERSON_WIDTH * people)
    height = _TITLE_HEIGHT + _NAMES_HEIGHT + _TOPIC_HEIGHT * topics + _WEEKS_HEIGHT + _LEGEND_HEIGHT
    with _DRAWING:
        figure = Figure(figsize=(width / 100, height / 100), dpi=100, facecolor=PAPER)
        canvas = FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
        axes.set_axis_off()
        _Chart(axes, canvas.get_renderer(), width, activity, language).draw()
        png = io.BytesIO()
        canvas.print_png(png)
    return png.getvalue()


def chart_caption(activity: Activity, language: str) -> str:
    """What the chart shows first of all, in words; of those that are level all are named, or none.

    Args:
        activity: The counts; true, so that there is something to show.
        language: Of the words.
    """
    since, until = day(language, activity.since), day(language, activity.until)
    most = max(activity.totals)
    first = _leading(activity.totals)
    key, values = "chart most", {"since": since, "until": until, "count": most, "name": _names(activity, first)}
    topics = _leading(activity.by_topic[first[0]]) if len(first) == 1 else ()
    if len(first) > 1:
        key = "chart most tied"
    elif 0 < len(topics) <= _MOST_TIED:
        key, values["topic"] = "chart most about", _topics(activity, topics)
    said = phrase(language, key, **values)
    commonest = _leading([sum(column) for column in zip(*activity.by_topic, strict=True)])
    speakers = _leading([counts[commonest[0]] for counts in activity.by_topic]) if len(commonest) == 1 else ()
    repeats = speakers == first and topics == commonest
    if not speakers or len(speakers) > _MOST_TIED or repeats:
        return said
    second = phrase(language, "chart topic", topic=_topics(activity, commonest), name=_names(activity, speakers))
    return f"{said} {second}"


def _leading(counts: Sequence[int]) -> tuple[int, ...]:
    """The positions of the largest count; none where all are 0."""
    most = max(counts)
    return tuple(place for place, count in enumerate(counts) if count == most) if most else ()


def _names(activity: Activity, people: Sequence[int]) -> str:
    more = f" +{len(people) - _MOST_TIED}" if len(people) > _MOST_TIED else ""
    return ", ".join(_short(activity.people[person].name) for person in people[:_MOST_TIED]) + more


def _topics(activity: Activity, topics: Sequence[int]) -> str:
    return ", ".join(activity.topics[topic] for topic in topics)


def _short(name: str) -> str:
    return name if len(name) <= _CAPTION_NAME else name[: _CAPTION_NAME - 1] + "…"


@dataclass(frozen=True, slots=True)
class _Chart:
    """Places everything by pixels from the upper left corner."""

    axes: Axes
    renderer: RendererAgg
    width: int
    activity: Activity
    language: str

    @property
    def _person_width(self) -> float:
        available = self.width - 2 * _MARGIN - _TOPIC_WIDTH
        return min(available / len(self.activity.people), _MAX_PERSON_WIDTH)

    @property
    def _right(self) -> float:
        """The right edge of the last person's column."""
        return self._x(len(self.activity.people) - 1) + self._person_width / 2

    @property
    def _bottom(self) -> float:
        """The lower edge of the last topic's row."""
        return self._y(len(self.activity.topics)) - _TOPIC_HEIGHT / 2

    def _x(self, person: int) -> float:
        """The middle of a person's column."""
        return _MARGIN + _TOPIC_WIDTH + self._person_width * (person + 0.5)

    def _y(self, topic: float) -> float:
        """The middle of a topic's row."""
        return _TITLE_HEIGHT + _NAMES_HEIGHT + _TOPIC_HEIGHT * (topic + 0.5)

    def draw(self) -> None:
        self._draw_title()
        self._draw_names()
        self._draw_topics()
        self._draw_circles()
        self._draw_weeks()
        self._draw_legend()

    def _draw_title(self) -> None:
        room = self.width - 2 * _MARGIN
        since, until = day(self.language, self.activity.since), day(self.language, self.activity.until)
        self._write(_MARGIN, 58, phrase(self.language, "chart title"), 46, room, bold=True)
        self._write(_MARGIN, 110, f"{since} – {until}", 29, room, MUTED)

    def _draw_names(self) -> None:
        middle = _TITLE_HEIGHT + _NAMES_HEIGHT / 2 - 4
        for person in range(len(self.activity.people)):
            room = self._person_width - 8
            lines = self._best_lines(_drawable(self.activity.people[person].name), 29, room)
            self._write_lines(self._x(person), middle, lines, 29, room, bold=True, align="center")

    def _best_lines(self, name: str, size: float, room: float) -> tuple[str, ...]:
        """A name in as few lines as let it be largest; one in two where its words allow, as people are written."""
        ways = [_in_lines(name, count) for count in (2, *range(3, _MAX_LINES + 1))]
        return max(ways, key=lambda lines: min(self._whole_size(line, size, room) for line in lines))

    def _whole_size(self, line: str, size: float, room: float) -> float:
        """The size at which a line is whole; 0 where it has to be cut."""
        fitting = self._fitting_size(line, size, room, bold=True)
        return fitting if self._text_width(line, fitting, bold=True) <= room else 0.0

    def _draw_topics(self) -> None:
        room = _TOPIC_WIDTH - 12
        for number, topic in enumerate(map(_drawable, self.activity.topics)):
            self._draw_line(self._y(number) - _TOPIC_HEIGHT / 2)
            lines = (topic,) if self._text_width(topic, 31) <= room else _in_lines(topic, 2)
            self._write_lines(_MARGIN, self._y(number), lines, 31, room)

    def _draw_circles(self) -> None:
        from matplotlib.patches import Circle

        most = max(max(counts) for counts in self.activity.by_topic)
        max_radius = min(_TOPIC_HEIGHT, self._person_width) / 2 - 4
        for person, counts in enumerate(self.activity.by_topic):
            main_topics = _leading(counts)
            for topic, count in enumerate(counts):
                centre = (self._x(person), self._y(topic))
                if not count:
                    self.axes.add_patch(Circle(centre, 4, color=RULE, linewidth=0))
                    continue
                colour = MAIN if topic in main_topics and count > 1 else CIRCLE
                radius = _MIN_RADIUS + (max_radius - _MIN_RADIUS) * (count / most) ** 0.5
                self.axes.add_patch(Circle(centre, radius, color=colour, linewidth=0))
                self._write(*centre, str(count), 31, self._person_width, bold=True, align="center")

    def _draw_weeks(self) -> None:
        from matplotlib.patches import Rectangle

        self._draw_line(self._bottom)
        base = self._bottom + 18 + _BAR_HEIGHT
        room = _TOPIC_WIDTH - 12
        self._write(_MARGIN, base - _BAR_HEIGHT / 2, phrase(self.language, "chart weeks"), 25, room, MUTED)
        self._write(_MARGIN, base + 27, phrase(self.language, "chart all"), 25, room, MUTED)
        most = max(max(counts) for counts in self.activity.by_week)
        width = min(self._person_width - 28, 22 * len(self.activity.weeks))
        step = width / len(self.activity.weeks)
        for person, counts in enumerate(self.activity.by_week):
            left = self._x(person) - width / 2
            self.axes.add_patch(Rectangle((left, base), width, 2, color=BAR, linewidth=0))
            for week, count in enumerate(counts):
                height = max(4.0, _BAR_HEIGHT * count / most) if count else 0
                corner = (left + step * week + step * 0.1, base - height)
                self.axes.add_patch(Rectangle(corner, step * 0.8, height, color=BAR, linewidth=0))
            total = str(self.activity.totals[person])
            self._write(self._x(person), base + 27, total, 27, self._person_width, align="center")

    def _draw_legend(self) -> None:
        from matplotlib.patches import Circle

        y = self._bottom + _WEEKS_HEIGHT + 34
        x = float(_MARGIN)
        for colour, key in ((CIRCLE, "chart circle"), (MAIN, "chart main")):
            words = phrase(self.language, key)
            self.axes.add_patch(Circle((x + 11, y), 11, color=colour, linewidth=0))
            x = 40 + x + self._write(x + 32, y, words, 25, self.width - _MARGIN - x - 32, MUTED) + 32
        if self.activity.sampling_step > 1:
            words = phrase(self.language, "chart step", step=self.activity.sampling_step)
            self._write(x, y, words, 25, self.width - _MARGIN - x, MUTED)

    def _draw_line(self, y: float) -> None:
        """Draw a horizontal line through all columns."""
        self.axes.plot((_MARGIN, self._right), (y, y), color=RULE, linewidth=1.5, solid_capstyle="butt")

    def _write_lines(
        self, x: float, y: float, lines: tuple[str, ...], size: float, room: float, *,
        bold: bool = False, align: str = "left",
    ) -> None:  # fmt: skip
        """Write lines of one size, their middle at a height."""
        size = min(self._fitting_size(line, size, room, bold) for line in lines)
        for number, line in enumerate(lines):
            line_y = y + (1.05 * size + 3) * (number - (len(lines) - 1) / 2)
            self._place(x, line_y, self._cut(line, size, room, bold), size, INK, bold, align)

    def _write(
        self, x: float, y: float, text: str, size: float, room: float, colour: str = INK, *,
        bold: bool = False, align: str = "left",
    ) -> float:  # fmt: skip
        """Write a line, smaller or cut where there is too little room; returns its width."""
        text = _drawable(text)
        size = self._fitting_size(text, size, room, bold)
        text = self._cut(text, size, room, bold)
        self._place(x, y, text, size, colour, bold, align)
        return self._text_width(text, size, bold)

    def _place(self, x: float, y: float, text: str, size: float, colour: str, bold: bool, align: str) -> None:
        font = _font(text, size, bold)
        self.axes.text(x, y, text, color=colour, ha=align, va="center_baseline", parse_math=False, fontproperties=font)

    def _fitting_size(self, text: str, size: float, room: float, bold: bool) -> float:
        """The size at which a text fits into a width, or the smallest allowed."""
        width = self._text_width(text, size, bold)
        if width <= room:
            return size
        # A little less than in proportion: letters are placed at whole pixels.
        return max(_MIN_SCALE * size, 0.97 * size * room / width)

    def _cut(self, text: str, size: float, room: float, bold: bool) -> str:
        if (width := self._text_width(text, size, bold)) <= room:
            return text
        text = text[: max(1, round(len(text) * room / width))]
        while len(text) > 1 and self._text_width(text + _ELLIPSIS, size, bold) > room:
            text = text[:-1].rstrip(" -")
        return text + _ELLIPSIS

    def _text_width(self, text: str, size: float, bold: bool = False) -> float:
        width, _, _ = self.renderer.get_text_width_height_descent(text, _font(text, size, bold), ismath=False)
        return float(width)


def _in_lines(text: str, count: int) -> tuple[str, ...]:
    """A text in so many lines, or one for each word where it has fewer, as even as its words allow."""
    words = text.split()
    if len(words) <= 1 or count == 1:
        return (text,)
    ways = [
        (" ".join(words[:cut]), *_in_lines(" ".join(words[cut:]), min(count, len(words)) - 1))
        for cut in range(1, len(words) - min(count, len(words)) + 2)
    ]
    return min(ways, key=lambda lines: (max(map(len, lines)), -len(lines[0])))


@lru_cache(maxsize=1)
def _font_families() -> tuple[tuple[str, frozenset[int]], ...]:
    """Font families and the characters each has, the one with Hangul first where it is installed."""
    from matplotlib.font_manager import findfont, fontManager, get_font

    package = find_spec(_FONTS)  # looked up, not imported: importing it would change matplotlib's settings
    for folder in package.submodule_search_locations or () if package else ():
        for name in ("NanumGothic.ttf", "NanumGothicBold.ttf"):
            path = Path(folder) / "fonts" / name
            if path.exists():
                fontManager.addfont(path)
                if "Bold" in name:  # its own weight is a little less than bold
                    fontManager.ttflist[-1] = replace(fontManager.ttflist[-1], weight=700)
    installed = set(fontManager.get_font_names())
    families = [family for family in ("NanumGothic", "DejaVu Sans") if family in installed]
    return tuple((family, frozenset(get_font(findfont(family)).get_charmap())) for family in families)


def _drawable(text: str) -> str:
    """A text without the characters that no font has."""
    known = frozenset().union(*(characters for _, characters in _font_families()))
    drawable = " ".join("".join(character if ord(character) in known else " " for character in text).split())
    return drawable or _ELLIPSIS


def _font(text: str, size: float, bold: bool) -> FontProperties:
    """The first family that has all characters of a text, so that words keep one face; else all, one after another."""
    from matplotlib.font_manager import FontProperties

    families = [family for family, _ in _font_families()]
    complete = [family for family, characters in _font_families() if all(ord(each) in characters for each in text)]
    return FontProperties(family=[*complete[:1], *families], size=size * 0.72, weight="bold" if bold else "normal")
