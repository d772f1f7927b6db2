"""The `onrecord` command keeps its contract: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.chats.database import LAYOUT as CHATS
from bot.chats.database import Database
from bot.cli.app import app
from index import Index
from index.store.store import LAYOUT
from tests.command import Command, CommandResult
from tests.index.extract import office_files as office
from tests.news_articles import DRAFTS, NEWS
from tests.news_site import Site

QUESTION = "What did Halvorsen say about lighthouses?"
TEXT = (
    "“A dark coast costs more than a lighthouse,” Minister Mary Brandt said. 🙂\r\n\r\n"
    "Brandt said that it was late for the ferry to sail."
)


@pytest.fixture
def data(tmp_path: Path, new_data_folder: Callable[[Path], Path]) -> Path:
    """An empty data folder."""
    return new_data_folder(tmp_path / "data")


def records(run: CommandResult) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run.lines]


def complaint(run: CommandResult) -> str:
    """The one line of a failure, on stderr."""
    assert "Traceback" not in run.errors
    lines = [line for line in run.errors.splitlines() if line.strip()]
    assert len(lines) == 1, lines
    return lines[0]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with the invented news as a file of JSON lines, and a text."""
    folder = tmp_path / "news"
    folder.mkdir()
    lines = [
        {
            "url": d.url,
            "title": d.title,
            "outlet": d.outlet,
            "author": d.author,
            "published": d.published.isoformat() if d.published else None,
            "text": d.text,
        }
        for d in DRAFTS
    ]
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (folder / "ferry.txt").write_text("The ferry to Kivik sails twice a day. It has a new engine.", encoding="utf-8")
    return folder


# asking


HAGGLING, WHALES = "What did Halvorsen say about haggling?", "What did Halvorsen say about whales in 2020?"


@pytest.fixture(scope="module")
def answers(news_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What one command answers to questions on its standard input."""
    lines = f"{QUESTION}\nwhat about trawlers?\n\n  tide tables \r\n{HAGGLING}\n{WHALES}"
    return records(Command(tmp_path_factory.mktemp("elsewhere"))("--data", news_folder, "ask", "--json", stdin=lines))


def test_questions_are_read_one_a_line(answers: list[dict[str, Any]]) -> None:
    asked = [QUESTION, "what about trawlers?", "tide tables", HAGGLING, WHALES]
    assert [answer["question"] for answer in answers] == asked
    assert [answer["answered"] for answer in answers] == [True, True, True, True, False]


def test_in_json_each_question_stands_alone(answers: list[dict[str, Any]]) -> None:
    assert answers[0]["speaker"] == "Halvorsen"
    assert answers[1]["speaker"] != "Halvorsen"


def test_an_answer_in_json_has_exactly_these_keys(answers: list[dict[str, Any]], news_library: Index) -> None:
    found = answers[0]
    assert list(found) == ["question", "speaker", "topic", "since", "until", "answered", "reason", "quotes", "ms"]
    assert (found["question"], found["speaker"], found["topic"]) == (QUESTION, "Halvorsen", "lighthouses")
    assert (found["since"], found["until"], found["answered"], found["reason"]) == (None, None, True, None)
    assert isinstance(found["ms"], float)
    for quote in found["quotes"]:
        assert list(quote) == ["text", "speaker", "via", "kind", "start", "end", "score", "article", "link", "page"]
        assert list(quote["article"]) == ["id", "url", "title", "outlet", "author", "published"]
        assert quote["page"] is None
        assert quote["kind"] in {"direct", "indirect", "mixed", "passage"}
        assert quote["link"].startswith(f"{quote['article']['url']}#:~:text=")
        article = news_library.store.article(quote["article"]["id"])
        assert article is not None
        assert quote["text"] == article.text[quote["start"] : quote["end"]]


def test_an_article_in_json_is_told_as_it_was_given(answers: list[dict[str, Any]]) -> None:
    article = answers[3]["quotes"][0]["article"]
    assert {key: value for key, value in article.items() if key != "id"} == {
        "url": NEWS.url,
        "title": NEWS.title,
        "outlet": NEWS.outlet,
        "author": NEWS.author,
        "published": "2031-03-04T08:00:00+00:00",
    }


def test_silence_in_json_has_a_reason_and_no_quote(answers: list[dict[str, Any]]) -> None:
    found = answers[4]
    assert (found["answered"], found["quotes"]) == (False, [])
    assert found["reason"]
    assert (found["since"], found["until"]) == ("2020-01-01", "2020-12-31")


def test_words_of_a_question_need_no_quotation_marks(command: Command, news_folder: Path) -> None:
    (found,) = records(command("--data", news_folder, "ask", "--json", *QUESTION.split()))
    assert found["question"] == QUESTION


def test_no_question_no_answer(command: Command, news_folder: Path) -> None:
    assert command("--data", news_folder, "ask", "--json", stdin="").output == ""


def test_no_more_quotes_than_the_limit(command: Command, news_folder: Path) -> None:
    (found,) = records(command("--data", news_folder, "ask", "--json", "--limit", "1", QUESTION))
    assert len(found["quotes"]) == 1


def test_a_score_is_explained_by_its_parts(command: Command, news_folder: Path) -> None:
    question = "What did Halvorsen say about haggling?"
    assert " = words " not in command("--data", news_folder, "ask", question).output
    explained = command("--data", news_folder, "ask", "--explain", "--limit", "1", question).output.splitlines()[-1]
    total, parts = explained.removeprefix("1. ").split(" = ")
    assert float(total) == pytest.approx(sum(float(part.split()[-1]) for part in parts.split(" + ")), abs=0.05)


def test_an_answer_for_people_shows_the_words_and_where_they_are_from(command: Command, news_folder: Path) -> None:
    found = command("--data", news_folder, "ask", "What did Halvorsen say about haggling?").output
    assert "“A dark coast costs more than a lighthouse,” Halvorsen said." in found
    assert "Sigrun Halvorsen" in found
    assert "The Harbour Post" in found


def test_json_alone_is_on_stdout_even_when_something_must_be_prepared(
    command: Command, news_folder: Path, data: Path
) -> None:
    shutil.copytree(news_folder, data, dirs_exist_ok=True, ignore=shutil.ignore_patterns("model"))
    for folder in ("vectors", "words", "spoken"):
        for path in (data / folder).rglob("*.json"):
            path.unlink()
    (found,) = records(command("--data", data, "ask", "--json", QUESTION))
    assert found["answered"]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "ascii"])
def test_json_is_whole_whatever_the_terminal_can_show(command: Command, news_folder: Path, encoding: str) -> None:
    elsewhere = Command(command.folder, encoding)
    (found,) = records(elsewhere("--data", news_folder, "ask", "--json", "Halvorsen on 등대 and a “dark coast”"))
    assert found["question"] == "Halvorsen on 등대 and a “dark coast”"


@pytest.mark.parametrize("as_json", [(), ("--json",)], ids=["plain", "json"])
def test_bytes_that_are_no_text_are_still_a_question(
    command: Command, news_folder: Path, as_json: tuple[str, ...]
) -> None:
    assert command("--data", news_folder, "ask", *as_json, stdin=b"What did Halvorsen say about \xff\xe9?\n").output
    assert command("--data", news_folder, "ask", *as_json, os.fsdecode(b"Halvorsen on \xff\xe9")).output


# statements


def test_statements_in_json_have_exactly_these_keys(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    (found,) = records(command("statements", "--json", tmp_path / "a.txt"))
    assert list(found) == ["doc", "text", "statements"]
    assert (found["doc"], found["text"]) == ("a.txt", TEXT)
    first, second = found["statements"]
    for one in (first, second):
        assert list(one) == ["content", "speaker", "cue", "kind", "person", "via"]
        assert one["person"] == "Mary Brandt"
    assert [TEXT[a:b] for a, b in first["content"]] == ["“A dark coast costs more than a lighthouse,”"]
    assert [TEXT[a:b] for a, b in second["content"]] == ["that it was late for the ferry to sail"]
    assert [TEXT[a:b] for a, b in second["speaker"]] == ["Brandt"]
    assert [TEXT[a:b] for a, b in second["cue"]] == ["said"]
    assert (first["kind"], second["kind"]) == ("direct", "indirect")


def test_statements_need_no_data_folder(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    command("statements", tmp_path / "a.txt")
    assert list(command.folder.iterdir()) == []


def test_files_without_statements_have_an_empty_list(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    assert records(command("statements", "--json", tmp_path / "a.txt")) == [
        {"doc": "a.txt", "text": "", "statements": []}
    ]


def test_a_bad_text_file_is_told_and_the_rest_goes_on(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\0")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    run = command("statements", "--json", tmp_path / "a.txt", tmp_path / "none.txt", tmp_path / "b.txt", status=1)
    assert [one["doc"] for one in records(run)] == ["b.txt"]
    assert len(run.errors.splitlines()) == 2
    assert "Traceback" not in run.errors


def test_statements_are_found_in_every_kind_of_document(command: Command, tmp_path: Path) -> None:
    quote, more = (
        "“A dark coast costs more than a lighthouse,” Minister Mary Brandt said.",
        "The council met on Monday. ",
    )
    page = f"<html><body><article><h1>Coast</h1><p>{more * 3}</p><p>{quote}</p></article></body></html>"
    documents = tmp_path / "documents"
    (documents / "more").mkdir(parents=True)
    (documents / "a.html").write_text(page, encoding="utf-8")
    (documents / "b.md").write_text(f"# Coast\n\n- {quote}\n", encoding="utf-8")
    (documents / "c.jsonl").write_text(f"{json.dumps({'text': quote})}\n\n{json.dumps({'text': more + quote})}\n")
    (documents / "more" / "d.txt").write_text(f"By Ines Falk\n\n{quote}", encoding="utf-8")
    (documents / "e.txt").write_bytes(quote.encode("cp1252"))
    found = records(command("statements", "--json", documents))
    assert [one["doc"] for one in found] == [
        "a.html",
        "b.md",
        "c.jsonl, line 1",
        "c.jsonl, line 3",
        "e.txt",
        "more/d.txt",
    ]
    for one in found:
        (statement,) = one["statements"]
        ((start, end),) = statement["content"]
        assert one["text"][start:end] == "“A dark coast costs more than a lighthouse,”"
        assert statement["person"] == "Mary Brandt"
    assert found[-1]["text"].startswith("By Ines Falk")  # a text file's own text, with nothing removed


def test_what_holds_no_statements_to_find_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Nobody spoke."}\n{"title": "no text"}\n')
    (tmp_path / "a.csv").write_text("a,b")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 and no more")
    (tmp_path / "empty").mkdir()
    sources = ["a.jsonl", "a.csv", "a.pdf", "empty", "none.txt", "https://news.example/1"]
    run = Command(tmp_path)("statements", "--json", *sources, status=1)
    assert [one["doc"] for one in records(run)] == ["a.jsonl, line 1"]
    told = run.errors.splitlines()
    assert [line.split(": ", 1)[1][:24] for line in told] == [
        "a.jsonl, line 2: has no ",
        "a.csv: is of a kind On R",
        "a.pdf: is a damaged PDF ",
        "empty: holds no document",
        "none.txt: No such file o",
        "https://news.example/1: ",
    ]


# adding, listing, removing


def test_articles_are_added_listed_shown_and_removed(command: Command, data: Path, news: Path) -> None:
    assert command("--data", data, "add", news).lines == ["6 added, 0 known already, 0 refused"]
    assert command("--data", data, "add", news).lines == ["0 added, 6 known already, 0 refused"]
    rows = records(command("--data", data, "articles", "--json"))
    assert len(rows) == 6
    assert list(rows[0]) == ["id", "title", "outlet", "published", "url"]
    assert "A dark coast" in command("--data", data, "show", NEWS.url or "").output
    assert command("--data", data, "remove", NEWS.url or "").lines == ["1 removed"]
    assert len(command("--data", data, "articles").lines) == 5
    (found,) = records(command("--data", data, "ask", "--json", "What did Okonkwo say about lighthouses?"))
    assert NEWS.url not in {quote["article"]["url"] for quote in found["quotes"]}


def test_what_is_refused_is_a_line_each_the_rest_goes_on_and_the_end_is_1(
    command: Command, data: Path, news: Path
) -> None:
    (news / "empty.txt").touch()
    (news / "binary.md").write_bytes(b"\x7fELF\0\0")
    (news / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (news / "large.html").touch()
    os.truncate(news / "large.html", 50_000_000)
    run = command("--data", data, "add", news, "no-such-file.txt", status=1)
    assert run.lines[-1] == "6 added, 0 known already, 5 refused"
    refused = [line for line in run.errors.splitlines() if line.startswith("refused:")]
    for name in ("empty.txt", "binary.md", "broken.pdf", "large.html", "no-such-file.txt"):
        assert len([line for line in refused if name in line]) == 1
    assert "Traceback" not in run.errors


def test_adding_in_json_tells_of_each_source(command: Command, data: Path, news: Path) -> None:
    (news / "empty.txt").touch()
    found = records(command("--data", data, "add", "--json", news, status=1))
    assert {tuple(one) for one in found} == {("source", "status", "reason", "article", "unread_pages")}
    assert sorted(one["status"] for one in found) == ["added"] * 6 + ["refused"]


def test_a_folder_without_documents_is_told(command: Command, data: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    run = command("--data", data, "add", tmp_path / "photos", status=1)
    assert "holds no document" in run.errors


def test_a_folder_tells_of_every_file_that_cannot_be_read_and_reads_the_rest(
    command: Command, data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "desk"
    (folder / "page_files").mkdir(parents=True)
    (folder / "press_files").mkdir()
    (folder / ".hidden").mkdir()
    said = "The ferry to Kivik sails twice a day. It has a new engine."
    word = office.word(f"<w:p>{office.run(said)}</w:p>")
    for path, content in {
        "brief.docx": word,
        "press_files/old.doc": office.compound({"WordDocument": b"x"}),
        "quay.jpg": b"\xff\xd8\xff\xe0",
        "page.html": f"<html><body><article><p>{said} Twice.</p></article></body></html>".encode(),
        "page_files/logo.png": b"\x89PNG",
        "notes.pages": b"x",
        ".DS_Store": b"x",
        ".hidden/a.txt": b"Hidden.",
        "Thumbs.db": b"x",
        "~$brief.docx": b"x",
    }.items():
        (folder / path).write_bytes(content)
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    run = command("--data", data, "add", folder, status=1)
    assert run.lines == ["2 added, 0 known already, 4 refused"]
    refused = [
        line.removeprefix(f"refused: {folder}/") for line in run.errors.splitlines() if line.startswith("refused")
    ]
    assert refused == [
        "gone.txt: can't be read (No such file or directory)",
        "notes.pages: is of a kind On Record can't read (.pages); open it, and save it as .docx",
        "press_files/old.doc: is of a kind On Record can't read (.doc); open it, and save it as .docx",
        "quay.jpg: is a picture (.jpg); run it through text recognition and save it as .pdf or .txt",
    ]


def test_statements_of_a_mail_and_of_what_is_attached_to_it_are_told_apart(command: Command, data: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "Press Office <p@kivik.example>", "The ferry", "<1@x>"
    mail.set_content("“The ferry sails,” Sigrun Halvorsen said.")
    mail.add_attachment("“The ferry stays,” Bram Okonkwo said.", filename="other.txt")
    (command.folder / "press.eml").write_bytes(mail.as_bytes())
    lines = command("--data", data, "statements", "press.eml").lines
    assert [line.split(":")[0] for line in lines if not line.startswith(" ")] == ["press.eml", "press.eml/other.txt"]


def test_the_help_of_add_lists_what_is_read(command: Command) -> None:
    listed = command("add", "--help").output
    assert all(
        suffix in listed for suffix in (".docx", ".odt", ".rtf", ".pptx", ".epub", ".eml", ".msg", ".mhtml", ".srt")
    )


def test_an_address_is_added_to_the_shelf_it_is_meant_for(command: Command, data: Path, site: Site) -> None:
    (command.folder / "config.toml").write_text('[fetch]\nallow_hosts = ["127.0.0.1"]\n', encoding="utf-8")
    command("--data", data, "add", "--collection", "members", site.url("/story?1"))
    index = Index.open(data)
    (article,) = index.store.articles([1]).values()
    index.close()
    assert (article.collection, article.url) == ("members", site.url("/story?1"))


def test_an_address_inside_the_network_is_refused(command: Command, data: Path, site: Site) -> None:
    run = command("--data", data, "add", site.url("/story?1"), status=1)
    assert "private network" in run.errors


def test_a_file_whose_name_is_no_text_is_added_with_marks_in_its_name(command: Command, data: Path, news: Path) -> None:
    os.rename(news / "ferry.txt", name := os.fsdecode(bytes(news) + b"/ferr\xe9.txt"))
    Path(os.fsdecode(bytes(news) + b"/empt\xe9.txt")).touch()
    run = command("--data", data, "add", news, status=1)
    assert run.lines == ["6 added, 0 known already, 1 refused"]
    assert f"refused: {news}/empt\ufffd.txt: is empty" in run.errors.splitlines()
    shown = command("--data", data, "show", name).lines
    assert f"address:   {news}/ferr\ufffd.txt" in shown
    assert command("--data", data, "remove", name).lines == ["1 removed"]
    (found,) = records(command("--data", data, "add", "--json", name))
    assert (found["source"], found["status"]) == (f"{news}/ferr\ufffd.txt", "added")


NO_TEXT = os.fsdecode(b"caf\xe9")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", NO_TEXT), "no article caf\ufffd"),
        (("remove", NO_TEXT), "no article caf\ufffd"),
        (("digest", "--speaker", NO_TEXT), "nobody called caf\ufffd"),
        (("digest", "--outlet", NO_TEXT), "no outlet is called caf\ufffd"),
        (("feeds", "remove", NO_TEXT), "no feed caf\ufffd"),
        (("feeds", "import", NO_TEXT), "caf\ufffd: can't be read"),
        (("statements", NO_TEXT), "caf\ufffd: No such file"),
    ],
)
def test_an_argument_that_is_no_text_is_shown_with_marks(
    command: Command, news_folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    assert told in complaint(command("--data", news_folder, *arguments, status=1))


@pytest.mark.parametrize("empty", ["", " "])
@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ((), ("add",), "a source is empty; write a file, a folder or an address"),
        (("add", "note.txt", "--collection"), (), "--collection is empty; write the name of a shelf"),
        (("feeds", "import", "feeds.opml", "--collection"), (), "--collection is empty; write the name of a shelf"),
        (("--data",), ("articles",), "--data is empty; write a folder"),
        (("--config",), ("articles",), "--config is empty; write a file"),
    ],
    ids=["add", "add --collection", "feeds --collection", "--data", "--config"],
)
def test_an_empty_argument_is_not_the_current_folder(
    command: Command, before: tuple[str, ...], after: tuple[str, ...], told: str, empty: str
) -> None:
    (command.folder / "note.txt").write_text("It rains in Kivik.", encoding="utf-8")
    (command.folder / "feeds.opml").write_text(
        '<opml><body><outline xmlUrl="https://post.example/feed"/></body></opml>', encoding="utf-8"
    )
    arguments = (*before, empty) if before else (*after, empty)
    run = command(*arguments, *(after if before else ()), status=1)
    assert complaint(run) == f"onrecord: {told}"
    assert sorted(path.name for path in command.folder.iterdir()) == ["feeds.opml", "note.txt"]


@pytest.mark.parametrize(
    "span", [("--days", "99999999"), ("--days", "9" * 30), ("--since", "0001-01-01"), ("--since", "0001-01-02")]
)
def test_a_digest_may_begin_with_the_calendar(command: Command, news_folder: Path, span: tuple[str, str]) -> None:
    everything = command("--data", news_folder, "digest", "--json", "--since", "1900-01-01").output
    assert everything
    assert command("--data", news_folder, "digest", "--json", *span).output == everything


def test_a_topic_that_is_no_text_has_no_news(command: Command, news_folder: Path) -> None:
    assert "nothing new" in command("--data", news_folder, "digest", "--topic", NO_TEXT).output


def test_a_data_folder_whose_name_is_no_text_is_refused(command: Command) -> None:
    run = command("--data", NO_TEXT, "articles", status=1)
    assert complaint(run) == "onrecord: --data: has a name that is no UTF-8 text; write another folder"


# how it ends


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("ask", "--limit", "0", "x"),
        ("add",),
        ("eval", "nonsense"),
        ("--nonsense",),
        (),
    ],
)
def test_bad_use_ends_with_2(command: Command, arguments: tuple[str, ...]) -> None:
    run = command(*arguments, status=2)
    assert run.output == ""
    assert "Traceback" not in run.errors
    assert run.errors


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("run",),
        ("chat",),
        ("add",),
        ("update",),
        ("feeds",),
        ("feeds", "add"),
        ("articles",),
        ("show",),
        ("remove",),
        ("reread",),
        ("ask",),
        ("statements",),
        ("eval",),
        ("eval", "attribution"),
        ("eval", "said"),
        ("eval", "extraction"),
        ("train",),
        ("doctor",),
    ],
)
def test_every_command_has_help(arguments: tuple[str, ...]) -> None:
    run = CliRunner().invoke(app, [*arguments, "--help"])
    assert "Usage:" in run.stdout
    assert (run.exit_code, run.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "99"), "no article 99"),
        (("show", "9" * 23), f"no article {'9' * 23}"),
        (("remove", "9" * 5000), f"no article {'9' * 5000}"),
        (("show", "²"), "no article ²"),
        (("remove", "https://nowhere.example/"), "no article https://nowhere.example/"),
        (("remove",), "say which article"),
        (("update",), "no feed is configured"),
    ],
)
def test_a_failure_is_one_line_and_ends_with_1(
    command: Command, news_folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    run = command("--data", news_folder, *arguments, status=1)
    assert told in complaint(run)
    assert run.output == ""


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_a_store_that_is_none_is_one_line_and_ends_with_1(
    command: Command, data: Path, as_json: tuple[str, ...]
) -> None:
    (data / "onrecord.db").write_bytes(b"no database " * 99)
    run = command("--data", data, "ask", *as_json, "x", status=1)
    assert "can't be opened" in complaint(run)
    assert run.output == ""


def test_a_data_folder_that_is_a_file_is_one_line_and_ends_with_1(command: Command, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    run = command("--data", tmp_path / "data", "articles", status=1)
    assert str(tmp_path / "data") in complaint(run)


def test_a_model_that_does_not_exist_is_one_line_and_ends_with_1(command: Command, tmp_path: Path) -> None:
    (command.folder / "config.toml").write_text('[index]\nmodel = "./no-such-model"\n', encoding="utf-8")
    run = command("--data", tmp_path / "data", "ask", "--json", "x", status=1)
    assert "no-such-model" in complaint(run)
    assert run.output == ""


def test_a_reader_that_stops_reading_is_no_error(command: Command, news_folder: Path) -> None:
    line = command.line("--data", news_folder, "articles")
    with subprocess.Popen(
        ["/bin/sh", "-c", '"$@" | head -c 5', "sh", *line],
        cwd=command.folder,
        env=command.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as shell:
        _, errors = shell.communicate(timeout=60)
    assert b"Traceback" not in errors


# the doctor


@pytest.fixture
def quiet(command: Command) -> Command:
    """With settings that name no feed."""
    (command.folder / "config.toml").write_text("", encoding="utf-8")
    return command


def test_the_doctor_finds_nothing_wrong_with_an_empty_library(quiet: Command, data: Path) -> None:
    lines = quiet("--data", data, "doctor").lines
    assert "ok    index: 0 vectors and 0 word entries for 0 passages" in lines


def test_the_doctor_finds_a_sound_library_sound(quiet: Command, news_folder: Path) -> None:
    lines = quiet("--data", news_folder, "doctor").lines
    assert [line[:4] for line in lines] == ["ok  "] * len(lines)
    assert any("5 articles" in line for line in lines)


def test_the_doctor_tells_the_layouts_of_both_databases(quiet: Command, news_folder: Path, tmp_path: Path) -> None:
    data = shutil.copytree(news_folder, tmp_path / "data", symlinks=True)
    assert "ok    chats: none yet" in quiet("--data", data, "doctor").lines
    assert not (data / "bot.sqlite").exists()
    Database(data / "bot.sqlite").close()
    lines = quiet("--data", data, "doctor").lines
    assert any(line.startswith("ok    store: ") and f"onrecord.db, layout {LAYOUT.newest})" in line for line in lines)
    assert f"ok    chats: kept (bot.sqlite, layout {CHATS.newest})" in lines


def test_the_doctor_refuses_chats_of_a_later_release(quiet: Command, news_folder: Path, tmp_path: Path) -> None:
    data = shutil.copytree(news_folder, tmp_path / "data", symlinks=True)
    Database(data / "bot.sqlite").close()
    with closing(sqlite3.connect(data / "bot.sqlite")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    lines = quiet("--data", data, "doctor", status=1).lines
    assert [line for line in lines if line.startswith("FAIL")] == [
        f"FAIL  chats: {data / 'bot.sqlite'} was written by a later release of On Record (layout 9999, "
        f"this release knows {CHATS.newest}); install that release, or choose another data folder"
    ]


def test_the_doctor_tells_how_to_mend_a_store(quiet: Command, data: Path) -> None:
    (data / "onrecord.db").write_bytes(b"no database " * 99)
    run = quiet("--data", data, "doctor", status=1)
    assert [line for line in run.lines if line.startswith("FAIL") and "store" in line]
    assert "Traceback" not in run.errors


def test_the_doctor_looks_at_every_feed(quiet: Command, data: Path, site: Site) -> None:
    (quiet.folder / "config.toml").write_text(
        '[fetch]\nallow_hosts = ["127.0.0.1"]\n'
        + "".join(f'[[feeds]]\nurl = "{site.url(path)}"\n' for path in ("/feed", "/story?1", "/missing")),
        encoding="utf-8",
    )
    lines = quiet("--data", data, "doctor", status=1).lines
    assert [line[:4] for line in lines[-3:]] == ["ok  ", "FAIL", "FAIL"]
