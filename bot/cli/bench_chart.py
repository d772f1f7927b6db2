"""The benchmark's picture: latency of a question, memory and disk by size of the library."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.digests.chart import BAR, CIRCLE, INK, MAIN, MUTED, PAPER, RULE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from index.measure.report import Report, Size

_ADDING = "#8A4B2A"


def draw(report: Report) -> bytes:
    """The picture of a report, as a PNG of 1210 x 506 pixels; the axes of passages are logarithmic."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 4.6), dpi=110, facecolor=PAPER)
    canvas = FigureCanvasAgg(figure)
    left, right = figure.subplots(1, 2)
    across = [float(size.passages) for size in report.sizes]
    _draw_latency(left, report.sizes, across)
    _draw_memory(right, report.sizes, across)
    if synthetic := [size.passages for size in report.sizes if not size.real]:
        if len(across) > 1:
            for axes in (left, right):
                axes.axvspan(min(synthetic) * 0.97, across[-1] * 1.2, color=CIRCLE, alpha=0.18, linewidth=0)
        figure.text(0.985, 0.02, "shaded: grown from real articles", ha="right", color=MUTED, fontsize=9)
    machine = report.machine
    measured_on = f"{machine['cores']} cores, {machine['memory_gb']:.0f} GB, Python {machine['python']}"
    figure.text(0.015, 0.02, measured_on, color=MUTED, fontsize=9)
    figure.tight_layout(rect=(0, 0.05, 1, 1))
    png = io.BytesIO()
    canvas.print_png(png)
    return png.getvalue()


def _draw_latency(axes: Axes, sizes: Sequence[Size], across: list[float]) -> None:
    for label, colour, style, values in (
        ("p50", BAR, "-", [size.idle.p50 for size in sizes]),
        ("p95", BAR, "--", [size.idle.p95 for size in sizes]),
        ("p50 while adding", _ADDING, "-", [size.adding.p50 for size in sizes]),
        ("p95 while adding", _ADDING, "--", [size.adding.p95 for size in sizes]),
    ):
        axes.plot(across, values, style, color=colour, marker="o", linewidth=2, markersize=5, label=label)
    _finish(axes, "A question, milliseconds", across)


def _draw_memory(axes: Axes, sizes: Sequence[Size], across: list[float]) -> None:
    disk = [sum(size.disk.values()) for size in sizes]
    axes.plot(across, [size.memory for size in sizes], color=BAR, marker="o", linewidth=2, label="memory, first answer")
    after = [size.memory_after for size in sizes]
    axes.plot(across, after, "--", color=BAR, marker="o", linewidth=2, label="after some hundred questions")
    axes.plot(across, disk, color=MAIN, marker="o", linewidth=2, label="disk")
    axes.set_yscale("log")
    _finish(axes, "Memory and disk, MB", across)


def _finish(axes: Axes, title: str, across: list[float]) -> None:
    from matplotlib.ticker import FuncFormatter, NullLocator

    axes.set_facecolor(PAPER)
    axes.set_title(title, loc="left", color=INK, fontsize=13, fontweight="bold")
    axes.set_xscale("log")
    axes.set_xticks(across)
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _short(value)))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    bottom, top = axes.get_ylim()
    if axes.get_yscale() == "linear":
        axes.set_ylim(0, 1.3 * top)  # room for the legend
    else:
        axes.set_ylim(bottom, top * (top / bottom) ** 0.3)
    axes.set_xlabel("passages", color=MUTED)
    axes.grid(axis="y", color=RULE)
    axes.tick_params(colors=MUTED)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(RULE)
    axes.legend(loc="upper left", ncols=2, frameon=False, handlelength=3.4, labelcolor=INK, fontsize=9)


def _short(passages: float) -> str:
    if passages >= 1_000_000:
        return f"{passages / 1_000_000:.3g} M"
    return f"{passages / 1_000:.3g} k" if passages >= 1_000 else f"{passages:.0f}"
