"""The picture of who spoke about what: drawn, worded, asked for and sent."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from bot.cli.chat import chat
from bot.config import Config
from bot.digests import chart
from bot.digests.chart import chart_caption, draw_chart
from bot.messages.phrases import CATALOGUES
from index import Draft, Index
from index.model import Person
from index.news.activity import Activity
from tests.bot.bot_process import BotProcess, fill_data_folder
from tests.bot.briefings import briefings_library
from tests.botapi.server import Server

NOW = datetime.now(UTC)
RECENT = tuple(
    Draft(
        "“We will build ten thousand homes by the spring,” Housing Minister Ada Brandt said. "
        f"Brandt said that the homes would be let in {days} days. "
        "“The homes near the port come first,” Ada Brandt said.\n\n"
        "“The trams must run all night,” Transport Minister Nils Aarden said. “Free trams help everyone,” Aarden said.",
        title=f"Homes and trams, part {days}",
        published=NOW - timedelta(days=days),
    )
    for days in (1, 8, 15)
)


def made(people: tuple[str, ...], topics: tuple[str, ...], weeks: int = 4, most: int = 14, step: int = 1) -> Activity:
    counts = tuple(tuple(max(0, most - 5 * i - 3 * j) for j in range(len(topics))) for i in range(len(people)))
    return Activity(
        date(2031, 3, 3), date(2031, 3, 30), tuple(Person(name) for name in people), topics,
        tuple(date(2031, 3, 3) + timedelta(days=7 * week) for week in range(weeks)),
        tuple(sum(row) for row in counts), counts, tuple((1,) * weeks for _ in people), step,
    )  # fmt: skip


ENGLISH = made(("Edit Varga", "Oskar Tamm", "Lena Orvik"), ("herring quota", "trams", "Norhaven"))
KOREAN = made(("남궁하늘", "김바다", "Lena Orvik"), ("청어 어획량", "주택 공급", "기후"))
TINY = made(("Ada Brandt",), ("homes",), weeks=1)
LONG = made(
    ("Featherstonehaugh-Cholmondeley Archibald", "Konstantinopolskaya", "Søren Østergård", "ㅋ", "X", "Ng"),
    (
        "telecommunications infrastructure",
        "A$ps and $x_1$",
        "قضية",
        "\U0001f41f",
        "기후변화대응기본계획수립위원회",
        "trams",
    ),
    weeks=52,
    most=4000,
    step=3,
)


@pytest.fixture(scope="module", autouse=True)
def fonts() -> None:
    """On a new machine matplotlib looks through all fonts once, and says so when it takes long."""
    draw_chart(TINY, "en")


@pytest.mark.parametrize("language", CATALOGUES)
@pytest.mark.parametrize("activity", [ENGLISH, KOREAN, TINY, LONG], ids=["english", "korean", "tiny", "long"])
def test_a_picture_is_small_and_no_glyph_is_missing_in_it(
    activity: Activity, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        written = draw_chart(activity, language)
    assert not caplog.records
    assert len(written) < 300_000
    with Image.open(io.BytesIO(written)) as image:
        image.load()
        assert image.format == "PNG"
        assert 700 <= image.width <= 1200
        assert 400 <= image.height <= 1200


@pytest.mark.parametrize("activity", [ENGLISH, KOREAN, TINY, LONG], ids=["english", "korean", "tiny", "long"])
def test_nothing_runs_over_the_edge(activity: Activity) -> None:
    with Image.open(io.BytesIO(draw_chart(activity, "en"))) as opened:
        image = opened.convert("RGB")
    paper = tuple(bytes.fromhex(chart.PAPER[1:]))
    wide, high = image.size
    for box in ((0, 0, wide, 16), (0, high - 16, wide, high), (0, 0, 16, high), (wide - 16, 0, wide, high)):
        assert image.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), paper)]


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    shares = [part / 255 for part in bytes.fromhex(colour[1:])]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("front", "back"),
    [
        (chart.INK, chart.PAPER), (chart.INK, chart.CIRCLE), (chart.INK, chart.MAIN), (chart.MUTED, chart.PAPER),
        (chart.BAR, chart.PAPER),
    ],
)  # fmt: skip
def test_what_is_to_be_read_stands_out(front: str, back: str) -> None:
    light, dark = sorted((luminance(front), luminance(back)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_threads_that_draw_at_once_draw_the_same_as_one() -> None:
    alone = {id(each): draw_chart(each, "ko") for each in (ENGLISH, KOREAN, TINY)}
    with ThreadPoolExecutor(4) as pool:
        together = [(each, pool.submit(draw_chart, each, "ko")) for each in (ENGLISH, KOREAN, TINY) * 2]
    assert all(future.result() == alone[id(each)] for each, future in together)


def test_the_caption_says_the_main_thing() -> None:
    assert chart_caption(ENGLISH, "en") == (
        "3 March 2031 – 30 March 2031: Edit Varga spoke most (33×), and mainly about: herring quota."
    )
    assert "남궁하늘(33건)" in chart_caption(KOREAN, "ko")


def test_the_caption_names_who_spoke_most_of_what_came_up_most() -> None:
    one = Activity(
        date(2031, 3, 3), date(2031, 3, 30), (Person("Edit Varga"), Person("Oskar Tamm")), ("trams", "homes"),
        (date(2031, 3, 24),), (9, 8), ((0, 4), (8, 0)), ((9,), (8,)),
    )  # fmt: skip
    caption = chart_caption(one, "en")
    assert caption.endswith("mainly about: homes. What came up most was trams, chiefly with Oskar Tamm.")


def of_two(*by_topic: tuple[int, int], names: tuple[str, ...] = ("Edit Varga", "Oskar Tamm", "Ilo Falk")) -> Activity:
    people, totals = tuple(map(Person, names[: len(by_topic)])), tuple(map(sum, by_topic))
    weeks = tuple((total,) for total in totals)
    return Activity(
        date(2031, 3, 3), date(2031, 3, 30), people, ("trams", "homes"), (date(2031, 3, 24),), totals, by_topic, weeks
    )


@pytest.mark.parametrize(
    ("activity", "said"),
    [
        (of_two((5, 5), (5, 5)), ": Edit Varga, Oskar Tamm spoke most (10× each)."),
        (of_two((5, 5), (1, 1)), ": Edit Varga spoke most (10×), and mainly about: trams, homes."),
        (
            of_two((4, 1), (4, 0), (4, 0)),
            "mainly about: trams. What came up most was trams, chiefly with Edit Varga, Oskar Tamm, Ilo Falk.",
        ),
        (of_two((0, 3), (0, 0)), ": Edit Varga spoke most (3×), and mainly about: homes."),
    ],
)
def test_of_those_that_are_level_the_caption_prefers_none(activity: Activity, said: str) -> None:
    assert chart_caption(activity, "en").endswith(said)


def test_topics_that_are_level_are_both_in_the_colour_of_the_main_topic() -> None:
    def orange(activity: Activity) -> int:
        with Image.open(io.BytesIO(draw_chart(activity, "en"))) as opened:
            colours = opened.convert("RGB").getcolors(1 << 20) or []
        return next((count for count, colour in colours if colour == tuple(bytes.fromhex(chart.MAIN[1:]))), 0)

    one, two = orange(of_two((5, 4))), orange(of_two((5, 5)))
    assert two > 1.7 * one


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Edit Varga", ("Edit", "Varga")), ("김서윤", ("김서윤",)),
        ("Fisheries Council of Norvale", ("Fisheries", "Council of", "Norvale")),
    ],
)  # fmt: skip
def test_a_long_name_takes_three_lines(name: str, lines: tuple[str, ...]) -> None:
    assert chart._in_lines(name, len(lines)) == lines


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_caption_is_never_longer_than_telegram_takes(language: str) -> None:
    assert len(chart_caption(made(("A" * 2000, "B"), ("C" * 22, "D")), language)) <= 1024


# Asking for it


@pytest.fixture(scope="module")
def recent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    index = briefings_library(tmp_path_factory.mktemp("recent"), RECENT)
    yield index
    index.close()


def typed(config: Config, index: Index, *lines: str) -> str:
    out = io.StringIO()
    assert chat(config, index, lines, out) == 0
    return out.getvalue()


def test_at_the_terminal_the_picture_is_a_file(
    config: Config, recent: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written = typed(config, recent, "/chart")
    assert "Ada Brandt spoke most" in written
    path = Path(written.strip().rsplit("\n", 1)[-1])
    with Image.open(path) as image:
        assert image.format == "PNG"


def test_where_nothing_was_said_it_says_so(config: Config, index: Index) -> None:
    assert "There is nothing to draw yet" in typed(config, index, "/chart")  # all of it is dated in the future


@pytest.mark.parametrize("asked", ["0", "53", "-4", "many", "4.5", "²", "9" * 5000])
def test_another_number_of_weeks_is_asked_for(config: Config, recent: Index, asked: str) -> None:
    assert "For how many weeks, 1 to 52?" in typed(config, recent, f"/chart {asked}")


def test_in_a_group_it_comes_as_a_photo_in_the_same_topic(
    telegram: Server, new_data_folder: Callable[[Path], Path], tmp_path: Path
) -> None:
    with BotProcess(fill_data_folder(new_data_folder(tmp_path / "data"), RECENT), telegram):
        world = telegram.world
        ada = world.person("Ada")
        forum = world.group("Forum", ada, topics=2)
        asked = ada.says("/chart 3", forum, thread=forum.topics[1])
        shown = forum.answer(1)
        assert shown.reply_to == asked.id
        assert shown.thread == forum.topics[1]
        assert "Ada Brandt spoke most" in shown.extra["caption"]
        sizes = shown.extra["photo"]
        assert max(size["width"] for size in sizes) >= 700
