"""`onrecord eval` and `onrecord train`: the quality of statements, answers and extraction, and training the tagger."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import output
from bot.cli.context import STORE, settings, write

if TYPE_CHECKING:
    from index.library import Index
    from index.model import Answer

Keep = Annotated[Path | None, typer.Option(help="Where to keep what is built for this, to build it but once.")]
Mistakes = Annotated[bool, typer.Option("--mistakes", help="List what is wrong in the first half, too.")]

measures = typer.Typer(no_args_is_help=True, help="Measure quality.")


@measures.command()
def attribution(folder: Annotated[Path, typer.Argument(help="A folder with text/ and attributions/.")]) -> None:
    """Statements against hand-marked articles."""
    from index.measure.quality import evaluate_statements

    print(evaluate_statements(folder, _progress()))


@measures.command()
def voices(
    folder: Annotated[Path, typer.Argument(help="The folder in which the labelled documents lie.")],
    labels: Annotated[Path | None, typer.Option(help="Labels of your own instead of the project's.")] = None,
    mistakes: Mistakes = False,
) -> None:
    """Named speakers against labels made by reading, per kind of material."""
    from index.measure.voices import LABELS, evaluate_voices

    print(evaluate_voices(folder, labels or LABELS, _progress(), mistakes))


@measures.command()
def said(folder: Annotated[Path, typer.Argument(help="A folder with articles.jsonl and questions.jsonl.")]) -> None:
    """Answers to "What did X say about Y?" against their gold."""
    from index.measure.quality import evaluate_answers

    config = settings.config()
    print(evaluate_answers(folder, config.index.model, config.data, _progress(), config.index.precision))


@measures.command()
def questions(
    folder: Annotated[Path, typer.Argument(help="A folder with questions and their gold, NAME.jsonl.")],
    keep: Keep = None,
    mistakes: Mistakes = False,
    korean: Annotated[bool, typer.Option("--korean", help="Ask in Korean of the same articles in English.")] = False,
) -> None:
    """Answers to questions as people write them against their gold, in two halves."""
    from index.measure.questions import evaluate_questions

    print(evaluate_questions(folder, keep, _opener(), _progress(), mistakes, korean))


@measures.command()
def korean(
    articles: Annotated[Path, typer.Argument(help="JSON Lines of the labelled articles.")],
    keep: Keep = None,
    mistakes: Mistakes = False,
) -> None:
    """Korean articles and questions about them against labels made by reading, in two halves."""
    from index.measure.korean import evaluate_korean

    print(evaluate_korean(articles, keep, _opener(), _progress(), mistakes))


@measures.command()
def topics(
    folder: Annotated[Path, typer.Argument(help="The folder in which the labelled articles lie.")],
    keep: Keep = None,
    mistakes: Mistakes = False,
) -> None:
    """Which articles are about a topic, against labels made by reading."""
    from index.measure.topics import evaluate_topics

    print(evaluate_topics(folder, keep, _opener(), _progress(), mistakes))


@measures.command()
def extraction(folder: Annotated[Path, typer.Argument(help="A folder with html/ and ground-truth.json.")]) -> None:
    """Extracted article text against its gold."""
    from index.measure.quality import evaluate_extraction

    print(evaluate_extraction(folder))


@measures.command()
def stories(
    judged: Annotated[
        Path,
        typer.Argument(
            help='JSON lines {"a", "b", "same"}: addresses, and whether one event; or a folder of sorted articles.'
        ),
    ],
    articles: Annotated[
        Path | None, typer.Argument(help="JSON lines of the articles of the pairs, as `onrecord add` takes them.")
    ] = None,
    train: Annotated[
        Path | None, typer.Option(help="Learn from a folder of sorted articles, too, and write the weights here.")
    ] = None,
    sorted_articles: Annotated[Path | None, typer.Option("--sorted", help="That folder.", show_default=False)] = None,
) -> None:
    """Stories against readers' word on which articles tell of one event."""
    from index.measure.story_agreement import evaluate_stories
    from index.measure.story_training import evaluate_sorted, train_stories

    config = settings.config()
    model = config.index.model, config.data, config.index.precision
    if articles is None:
        print(evaluate_sorted(judged, *model, _progress()))
    elif train is not None and sorted_articles is not None:
        print(train_stories(sorted_articles, judged, articles, train, *model, _progress()))
    elif train is not None or sorted_articles is not None:
        raise typer.BadParameter("give --train and --sorted together")
    else:
        print(evaluate_stories(judged, articles, config.index.model, config.data, _progress(), config.index.precision))


@measures.command()
def digests(
    articles: Annotated[Path, typer.Argument(help="JSON lines of articles, as `onrecord add` takes them.")],
) -> None:
    """What digests show first against a reader's word on what had to be seen."""
    from index.measure.digest_order import evaluate_digests

    print(evaluate_digests(articles, _opener()))


@measures.command()
def ratings(as_json: Annotated[bool, typer.Option("--json", help="One JSON object a rated answer.")] = False) -> None:
    """What people who asked found useful: the share per kind of answer; with --json, every rated answer."""
    from bot.answers.history import History
    from bot.chats.database import FILE, Database
    from index.store.store import Store

    config = settings.config()
    rated: list[tuple[Answer, bool]] = []
    if config.store.server or (config.data / FILE).exists():  # measuring makes no file
        server = config.store.server
        database, store = Database(config.data / FILE, server=server), Store(config.data / STORE, server)
        rated = [(answer, useful) for _, answer, useful in History(database, store).ratings()]
        database.close()
        store.close()
    if as_json:
        for answer, useful in rated:
            record = output.answer_json(answer, answer.question.text, 0)
            del record["ms"]
            write({"useful": useful, "kind": kind(answer), **record})
        return
    if not rated:
        print("no answer has been rated yet; the buttons under answers do that")
        return
    every = Counter(kind(answer) for answer, _ in rated)
    good = Counter(kind(answer) for answer, useful in rated if useful)
    for name, count in sorted(every.items()):
        print(_share(name, good[name], count))
    print(_share("all", good.total(), every.total()))


def kind(answer: Answer) -> str:
    """What was asked for, or that there was nothing to be quoted."""
    return answer.question.ask.value if answer.quotes else f"{answer.question.ask.value}, silent"


def _share(name: str, good: int, count: int) -> str:
    return f"{name:18} {good} of {count} useful ({good / count:.0%})"


def train(
    corpus: Annotated[Path, typer.Argument(help="A folder with text/ and attributions/.")],
    output: Annotated[Path, typer.Option(help="Where to write the tagger.")] = Path("tagger.onnx"),
    epochs: Annotated[int, typer.Option(min=1)] = 16,
    transcripts: Annotated[list[Path] | None, typer.Option(help="A folder of transcripts in Markdown.")] = None,
    prose: Annotated[list[Path] | None, typer.Option(help="A folder of fact sheets, orders, readouts.")] = None,
    layers: Annotated[int, typer.Option(help="Of the tagger: 2, 4 or 6; fewer are faster, and see less.")] = 4,
) -> None:
    """Train the statement tagger from hand-marked articles and invented ones (minutes on a GPU, hours on two cores)."""
    from index.attribution.tagger_network import DEPTHS
    from index.attribution.train import train_tagger
    from index.embedding.embedder import packaged_model

    if layers not in DEPTHS:
        raise typer.BadParameter(f"A tagger of {layers} layers isn't made; choose {', '.join(map(str, DEPTHS))}.")
    train_tagger(
        packaged_model(),
        corpus,
        output,
        transcripts or (),
        prose or (),
        epochs,
        report=lambda text: print(text, file=sys.stderr, flush=True),
        depth=layers,
    )


def _opener() -> Callable[[Path], Index]:
    """What opens a library with the model of the settings."""
    from index.library import Index

    wanted = settings.config().index

    def opened(data: Path) -> Index:
        return Index.open(data, wanted.model, precision=wanted.precision)

    return opened


def _progress() -> Callable[[int, int], None] | None:
    if not sys.stderr.isatty():
        return None

    def tell(done: int, total: int) -> None:
        print(f"\r{done}/{total}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return tell
