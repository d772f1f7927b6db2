"""Measuring speed: a run on the sample, its table, its JSON, its picture, and nothing left behind."""

from __future__ import annotations

import io
import json
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image

from bot.cli.bench import as_markdown, parse, plain, sheets
from bot.cli.bench_chart import draw
from index import Index, OnRecordError
from index.measure.benchmark import run_benchmark
from index.measure.comparison import lenient_scores, require_peers
from index.measure.corpus import QUESTION_TEMPLATES, make_questions, question_kind, read_corpus, vary
from index.measure.kept_libraries import make_library
from index.measure.peers import NEEDED
from index.measure.plan import SAMPLE, Plan
from index.measure.processes import empty_data_folder
from index.measure.report import EMBEDDING, ENCODE, OWN, Report, Rounds
from index.measure.rounds import alternate, measure_rounds
from index.measure.worker import deal, parts
from index.model import Draft
from index.search.vector_index import VectorIndex
from tests.command import Command
from tests.news_articles import DRAFTS

TINY = Plan(
    "all-MiniLM-L6-v2",
    sizes=(60, 120),
    max_code_points=6_000,
    min_code_points=6_000,
    question_count=9,
    cold_starts=1,
    added_code_points=800,
    compared_passages=2,
)
ONRECORD = (sys.executable, "-m", "bot")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, new_data_folder: Callable[[Path], Path]) -> Path:
    return new_data_folder(tmp_path_factory.mktemp("bench") / "data")


@dataclass(frozen=True)
class Measurement:
    """A real measurement, as small as can be, that kept its grown libraries; `progress` is what it told meanwhile."""

    plan: Plan
    report: Report
    progress: tuple[str, ...]


@pytest.fixture(scope="module")
def measurement(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Measurement:
    plan = replace(TINY, library_cache=tmp_path_factory.mktemp("grown") / "kept")
    progress: list[str] = []
    report = run_benchmark(plan, place, ONRECORD, progress.append)
    return Measurement(plan, report, tuple(progress))


@pytest.fixture(scope="module")
def report(measurement: Measurement) -> Report:
    return measurement.report


def test_every_figure_is_measured(report: Report) -> None:
    assert report.adding.passages > 10
    assert report.adding.statements > 10
    assert report.adding.memory > 100
    assert set(report.adding.parts) == {"extract", "statements", "embed", "write"}
    assert all(seconds > 0 for seconds in report.adding.parts.values())
    assert [size.passages >= least for size, least in zip(report.sizes, TINY.sizes, strict=True)] == [True, True]
    for size in report.sizes:
        assert size.cold > 0.05
        assert size.memory > 20
        assert size.added_a_second > 0
        assert all(size.disk.values())
        assert set(size.kinds) <= set(QUESTION_TEMPLATES)
        for latency in (size.idle, *size.kinds.values(), size.together, size.adding):
            assert 0 < latency.p50 <= latency.p95 <= latency.p99


def test_recall_stands_beside_the_speed_and_the_vectors_are_those_of_sentence_transformers(report: Report) -> None:
    assert [size.recall for size in report.sizes] == [1.0, 1.0]
    assert report.adding.least_cosine is not None
    assert report.adding.least_cosine > 0.999


def test_adding_and_what_it_is_compared_with_take_turns_on_the_same_passages(report: Report) -> None:
    rounds = report.adding.rounds
    assert rounds is not None
    assert set(rounds.seconds) == {OWN, EMBEDDING, ENCODE}
    assert len({len(seconds) for seconds in rounds.seconds.values()}) == 1
    assert all(second > 0 for seconds in rounds.seconds.values() for second in seconds)
    assert rounds.passages >= TINY.compared_passages
    assert f"{rounds.times(OWN, ENCODE):.2f} times as many, statements included" in plain(sheets(report)[0])


def test_everybody_has_a_turn_in_each_round_and_each_begins_one() -> None:
    order: list[tuple[str, int]] = []

    def turn(name: str) -> Callable[[int], float]:
        def work(number: int) -> float:
            order.append((name, number))
            return number + len(name)

        return work

    seconds = alternate({name: turn(name) for name in ("a", "bb", "ccc")}, 3)
    assert seconds == {"a": (1, 2, 3), "bb": (2, 3, 4), "ccc": (3, 4, 5)}
    assert [name for name, _ in order] == ["a", "bb", "ccc", "bb", "ccc", "a", "ccc", "a", "bb"]
    assert [number for _, number in order] == [0, 0, 0, 1, 1, 1, 2, 2, 2]


def test_the_median_round_tells_how_much_faster_one_is() -> None:
    rounds = Rounds(90, {"we": (1.0, 2.0, 9.0), "they": (2.0, 3.0, 9.0)})
    assert rounds.times("we", "they") == 1.5
    assert rounds.rate("we") == 7.5


def test_a_grown_library_is_called_grown(report: Report) -> None:
    assert not any(size.real for size in report.sizes)
    assert "exchanged" in plain(sheets(report)[0])
    assert "Grown, not real" in plain(sheets(report)[1])


def test_nothing_is_left_behind(report: Report, place: Path) -> None:
    assert [path.name for path in place.iterdir()] == ["model"]


def test_the_tables_have_a_column_a_size(report: Report) -> None:
    for sheet in sheets(report):
        assert all(len(row) == len(sheet.head) for row in sheet.rows)
        assert sheet.title in plain(sheet)
        assert as_markdown(sheet).count("\n|") == len(sheet.rows) + 1
    assert [f"{size.passages:,}" for size in report.sizes] == list(sheets(report)[1].head[1:])


def test_the_report_is_json(report: Report) -> None:
    record = json.loads(json.dumps(report.record()))
    assert set(record) == {"machine", "model", "precision", "source", "grown", "adding", "sizes", "peers"}
    assert record["sizes"][0]["idle"]["p95"] == report.sizes[0].idle.p95


def test_growth_is_a_picture(report: Report) -> None:
    picture = Image.open(io.BytesIO(draw(report)))
    assert picture.format == "PNG"
    assert picture.width > 1_000
    million = replace(report.sizes[1], passages=1_000_000)
    assert len(draw(replace(report, sizes=(*report.sizes, million)))) < 150_000


# the command


def test_a_corpus_that_is_not_there_is_told_in_one_sentence(command: Command) -> None:
    run = command("bench", "--corpus", "nowhere", status=1)
    assert run.errors == "onrecord: nowhere is no file or folder; name one with articles after --corpus\n"
    assert not run.output


def test_an_empty_corpus_is_told_in_one_sentence(command: Command) -> None:
    (command.folder / "empty").mkdir()
    run = command("bench", "--corpus", "empty", status=1)
    assert run.errors.splitlines() == [
        "onrecord: empty holds no article On Record can read; name another folder after --corpus"
    ]


@pytest.mark.parametrize("sizes", ["many", "1k,,2k", "0", "-5", ""])
def test_what_is_no_size_is_told(sizes: str, command: Command) -> None:
    (line,) = command("bench", "--sizes", sizes, status=1).errors.splitlines()
    assert "write --sizes like 1k,10k,100k,1m" in line


def test_sizes_rise_and_may_be_short() -> None:
    assert parse("1m, 10K,1.5k,10k") == (1_500, 10_000, 1_000_000)


@pytest.mark.parametrize("option", ["--json", "--picture"])
@pytest.mark.parametrize("target", ["nowhere/figures", "."])
def test_a_target_that_can_not_be_written_is_told_before_anything_is_measured(
    option: str, target: str, command: Command
) -> None:
    (line,) = command("bench", option, target, status=1).errors.splitlines()
    assert line == f"onrecord: {target} can't be written; name a file in a folder that is there"


def test_a_library_that_has_no_room_is_told_before_anything_is_measured(command: Command) -> None:
    (line,) = command("bench", "--sizes", "900000m", status=1).errors.splitlines()
    assert "GB free" in line


def test_a_place_to_keep_libraries_that_is_a_file_is_told(command: Command) -> None:
    (command.folder / "kept").write_text("")
    (line,) = command("bench", "--keep", "kept", status=1).errors.splitlines()
    assert line == "onrecord: kept is a file; name a folder after --keep"


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_whoever_ends_it_finds_nothing_left_behind(
    sign: signal.Signals, command: Command, new_data_folder: Callable[[Path], Path]
) -> None:
    if signal.getsignal(sign) is signal.SIG_IGN:
        pytest.skip("started by something that ignores it, and so would be the command")
    data = new_data_folder(command.folder / "data")
    process = command.start("bench", "--quick", "--sizes", "100")
    deadline = time.monotonic() + 60
    while not list(data.glob("bench-*/base/onrecord.db")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(sign)
    assert process.wait(timeout=30) == 130
    assert [path.name for path in data.iterdir()] == ["model"]


def test_without_their_packages_the_others_are_not_measured(command: Command) -> None:
    try:
        require_peers()
    except OnRecordError:
        (line,) = command("bench", "--peers", status=1).errors.splitlines()
        assert "pip install -c constraints.txt -e '.[peers]'" in line
        assert any(name in line for name in NEEDED)
    else:
        pytest.skip("the others are installed here")


def test_kept_libraries_are_used_again(
    measurement: Measurement, news_folder: Path, tmp_path: Path, new_data_folder: Callable[[Path], Path]
) -> None:
    assert "growing a library of 60 passages" in measurement.progress
    plan, adding, told = measurement.plan, measurement.report.adding, list[str]()
    make_library(plan, news_folder, new_data_folder(tmp_path / "same"), 60, adding, told.append)
    other = replace(plan, precision="int8")
    make_library(other, news_folder, new_data_folder(tmp_path / "other"), 60, adding, told.append)
    assert told == ["copying the library of 60 passages", "growing a library of 60 passages"]
    assert len(VectorIndex.existing(tmp_path / "same" / "vectors")) == measurement.report.sizes[0].passages


def test_nothing_may_be_compared(place: Path, tmp_path: Path) -> None:
    alone = replace(TINY, compared_passages=0)
    assert measure_rounds(alone, {}, tmp_path, [], list[str]().append) is None
    few = {"corpus": str(SAMPLE), "max_code_points": 1, "min_code_points": 0, "compared_passages": 0}
    data = empty_data_folder(place / "apart")
    try:
        figures = parts({"data": str(data), "model": TINY.model, "precision": TINY.precision, **few})
        assert figures["least_cosine"] is None
    finally:
        shutil.rmtree(data)


# what is measured with


def test_varied_articles_are_new_and_as_long() -> None:
    draft = Draft(text="The harbour treaty will come into force before the fishing season begins in Lindesund. " * 20)
    once, twice = vary([draft], 2 * len(draft.text))
    assert len({draft.text, once.text, twice.text}) == 3
    assert abs(len(once.text) - len(draft.text)) < 20
    assert sorted(once.text.removesuffix("\n\nNumber 1.").split()) == sorted(draft.text.split())
    assert once.url != twice.url


def test_a_corpus_is_filled_up_and_says_what_of_it_is_real() -> None:
    held = read_corpus(SAMPLE, 1_000_000, 20_000)
    assert held.real == 4
    assert sum(len(draft.text) for draft in held.drafts) >= 20_000
    assert read_corpus(SAMPLE, 1, 0).real == 1


def test_questions_are_about_what_people_said(news_library: Index) -> None:
    asked = make_questions(news_library.store, 30)
    assert asked == make_questions(news_library.store, 30)
    assert len(set(asked)) == len(asked) > 10
    assert {question_kind(question) for question in asked} == set(QUESTION_TEMPLATES)
    answered = sum(bool(news_library.ask(question).quotes) for question in asked)
    assert answered > len(asked) / 2


# the others


def test_the_others_are_scored_kindly(tmp_path: Path) -> None:
    """Any speaker will do, and each has the bound of silence that suits it best."""
    texts = [draft.text for draft in DRAFTS[:4]]
    urls = [[f"https://press.example/{number}"] for number in range(4)]
    lines = [
        {"question": f"q{number}", "speaker": "Varga", "answers": [{"url": urls[number][0], "content": text[:60]}]}
        for number, text in enumerate(texts)
    ]
    silent = [{"question": "nothing", "speaker": "Tamm", "answers": []}] * 4
    asked = [one for pair in zip(lines, silent, strict=True) for one in pair]
    order = asked[0::4] + asked[1::4] + asked[2::4] + asked[3::4]
    (tmp_path / "questions.jsonl").write_text("\n".join(map(json.dumps, order)), encoding="utf-8")

    def ask(question: str) -> list[tuple[int, str, float]]:
        if question == "nothing":
            return [(0, texts[0], 0.2)]
        place = int(question[1:])
        return [(place, texts[place], 0.8)]

    assert lenient_scores(tmp_path, ask, urls) == {"hit1": 1.0, "hit5": 1.0, "answered": 1.0, "refused": 1.0}


def test_every_measurement_gets_as_many_questions_of_each_kind() -> None:
    who, what = [f"Who talked about {n}?" for n in range(7)], [f"What did Varga say about {n}?" for n in range(30)]
    asked = [*who[:5], *what, *who[5:]]
    parts = deal(asked, 3)
    assert sorted(one for part in parts for one in part) == sorted(asked)
    assert [[question_kind(one) for one in part].count("who") for part in parts] in ([2, 3, 2], [2, 2, 3], [3, 2, 2])
    assert all(part == sorted(part, key=asked.index) for part in parts)
    assert deal([], 3) == [[], [], []]
