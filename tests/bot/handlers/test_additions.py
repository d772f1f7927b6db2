"""Editors add articles from Telegram: the real process against the stand-in and a web server of our own."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from bot.feeds.additions import add, report
from bot.messages.html import LIMIT, plain
from index import Draft, Index, SourceError
from index.errors import SourceProblem
from tests.bot.appointing import appoint
from tests.bot.briefings import briefings_library
from tests.botapi.world import Person, World
from tests.index.extract import office_files as office

SETTINGS = '[access]\nadmins = [{boss}]\n[fetch]\nallow_hosts = ["127.0.0.1"]\nlargest = 100000'
pytestmark = pytest.mark.usefixtures("bot")

SAID = "“The {thing} will open in June, and nobody will pay for it,” Culture Minister Vera Holt said on Tuesday. "
MORE = "The city of Norhaven has waited for it for many years, and its people are glad."
PAGE = (
    "<!doctype html><html lang=en><head><title>{title}</title></head><body>"
    "<article><h1>{title}</h1><p>" + SAID + "</p><p>" + MORE + "</p></article></body></html>"
)


def story(thing: str) -> str:
    return SAID.format(thing=thing) + MORE


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        thing = self.path.partition("?")[0].strip("/")
        found = PAGE.format(title=f"The {thing} opens", thing=thing).encode()
        self.send_response(404 if thing == "missing" else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(found)))
        self.end_headers()
        self.wfile.write(found)

    def log_message(self, *_: object) -> None:
        """Tests stay quiet."""


@pytest.fixture(scope="module")
def site() -> Iterator[int]:
    """The port of a newspaper on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def ada(world: World, boss: Person) -> Person:
    """An editor."""
    ada = world.person("Ada")
    appoint(boss, ada)
    return ada


def channel(name: str | None = "norhaven_news") -> dict[str, Any]:
    chat = {"id": -1001234567890, "type": "channel", "title": "Norhaven News"} | ({"username": name} if name else {})
    return {"forward_origin": {"type": "channel", "chat": chat, "message_id": 7, "date": 1930000000}}


def pdf(text: str) -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, invariant=1)
    lines = canvas.beginText(40, 700)
    for at in range(0, len(text), 60):
        lines.textLine(text[at : at + 60])
    canvas.drawText(lines)
    canvas.save()
    return held.getvalue()


# What an editor sends


def test_a_link_is_read_and_answers_from_then_on(ada: Person, site: int) -> None:
    address = f"http://127.0.0.1:{site}/museum"
    ada.says(address)
    assert "Added to “public”: “The museum opens”" in ada.chat.answer(1).text
    ada.says("What did Vera Holt say about the museum?")
    assert "The museum will open in June" in ada.chat.answer(2).text
    ada.says(address)
    assert "Known already in “public”" in ada.chat.answer(3).text
    ada.says(f"{address}?again")
    assert "under this address too" in ada.chat.answer(4).text


def test_several_links_are_told_together(ada: Person, site: int) -> None:
    base = f"http://127.0.0.1:{site}"
    ada.says(f"{base}/theatre {base}/theatre {base}/missing {base}/library")
    assert ada.chat.answer().text == f"2 added, 0 known already, 1 refused.\n– {base}/missing answered 404"


def test_a_link_of_another_kind_among_many_is_refused_by_name(ada: Person, site: int) -> None:
    links = [f"http://127.0.0.1:{site}/missing/{number}" for number in range(6)]
    ada.says(" ".join(["ftp://files.example/x", *links]))
    counts, refused = ada.chat.answer().text.splitlines()
    assert counts.endswith("1 refused.")
    assert refused.startswith("– ftp://files.example/x ")


@pytest.mark.parametrize(
    ("path", "why"), [("http://localhost:{site}/museum", "private network"), ("http://127.0.0.1:{site}/missing", "404")]
)
def test_a_link_that_cannot_be_read_is_refused_with_the_reason(ada: Person, site: int, path: str, why: str) -> None:
    ada.says(path.format(site=site))
    assert ada.chat.answer().text.startswith("Not added: http://")
    assert why in ada.chat.answer().text


def test_a_reason_is_given_in_the_language_of_the_chat(world: World, boss: Person, site: int) -> None:
    minji = world.person("Minji", language="ko")
    appoint(boss, minji)
    minji.says(f"http://localhost:{site}/museum")
    assert "내부 네트워크로 연결되는 주소입니다" in minji.chat.answer().text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bridge.pdf", pdf(story("bridge"))),
        ("garden.txt", story("garden").encode()),
        ("harbour.md", f"---\ntitle: The harbour\n---\n{story('harbour')}".encode()),
        ("stadium.html", PAGE.format(title="The stadium opens", thing="stadium").encode()),
        ("orchard.docx", office.word(f"<w:p>{office.run(story('orchard'))}</w:p>")),
        ("ferry.srt", f"1\n00:00:01,000 --> 00:00:09,000\n{story('ferry')}".encode()),
    ],
)
def test_a_document_is_added(ada: Person, name: str, content: bytes) -> None:
    thing = name.partition(".")[0]
    ada.sends(name, content)
    assert "Added to “public”" in ada.chat.answer(1).text
    ada.says(f"What did Vera Holt say about the {thing}?")
    assert f"The {thing} will" in ada.chat.answer(2).text.replace("\n", " ")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("clip.mp4", b"\x00" * 10, "clip.mp4 is a recording (.mp4); send its transcript"),
        ("old.doc", office.compound({"WordDocument": b"x"}), "(.doc); open it and save it as .docx"),
        ("lines.jsonl", b"{}", "(.jsonl); I read .txt .md .html .pdf .docx"),
        ("large.txt", b"x" * 100_001, "is larger than 0 MB"),
        ("empty.txt", b" ", "empty.txt is empty."),
        ("broken.pdf", b"%PDF-1.4 broken", "broken.pdf is a damaged PDF"),
    ],
)
def test_a_document_that_is_none_is_refused_with_the_reason(ada: Person, name: str, content: bytes, why: str) -> None:
    ada.sends(name, content)
    assert why in ada.chat.answer().text


def test_a_mail_is_added_with_what_is_attached_to_it(ada: Person) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = (
        "Press Office <p@norhaven.example>",
        "The library opens",
        "<1@x>",
    )
    mail.set_content(story("library"))
    mail.add_attachment(story("archive"), filename="archive.txt")
    mail.add_attachment(b"PK", maintype="application", subtype="zip", filename="rest.zip")
    ada.sends("press.eml", mail.as_bytes())
    report = ada.chat.answer(1).text
    assert "2" in report.split("\n")[0]
    assert "press.eml/rest.zip is an archive (.zip)" in report
    ada.says("What did Vera Holt say about the archive?")
    assert "The archive will" in ada.chat.answer(2).text.replace("\n", " ")


def test_a_forwarded_post_is_added_with_its_channel_and_date(ada: Person) -> None:
    ada.says(story("planetarium"), **channel())
    assert "(Norhaven News, 27 February 2031)" in ada.chat.answer(1).text
    ada.says("What did Vera Holt say about the planetarium?")
    answer = ada.chat.answer(2)
    assert "Norhaven News · 27 February 2031" in answer.text
    ada.presses(answer, "Source")
    ada.world.wait(lambda: "https://t.me/norhaven_news/7" in answer.text)


def test_a_document_in_a_post_of_a_nameless_channel_has_the_posts_address(ada: Person) -> None:
    ada.sends("tunnel.txt", story("tunnel").encode(), **channel(None))
    assert "Norhaven News" in ada.chat.answer(1).text
    ada.says("What did Vera Holt say about the tunnel?")
    answer = ada.chat.answer(2)
    ada.presses(answer, "Source")
    ada.world.wait(lambda: "https://t.me/c/1234567890/7" in answer.text)


# Where to, and who


def test_where_there_are_several_collections_a_button_decides(ada: Person, boss: Person, site: int) -> None:
    world, count = ada.world, len(boss.chat.by_bot)
    boss.says(f"/grant museums {ada.id}")
    boss.chat.answer(count + 1)
    ada.says(f"http://127.0.0.1:{site}/gallery")
    question = ada.chat.answer(1)
    assert question.labels == ["public", "museums"]
    presses = [ada.presses(question, "museums") for _ in range(2)]
    world.wait(lambda: all(world.pressed[press] for press in presses))
    world.wait(lambda: "Added to “museums”" in question.text)
    assert question.labels == []
    tom = world.person("Tom")
    tom.says("What did Vera Holt say about the gallery?")
    assert "gallery will open" not in tom.chat.answer().text


def test_a_button_adds_nothing_for_who_is_no_editor_any_more(ada: Person, boss: Person) -> None:
    world, count = ada.world, len(boss.chat.by_bot)
    boss.says(f"/grant museums {ada.id}")
    boss.chat.answer(count + 1)
    ada.sends("archive.txt", story("archive").encode())
    question = ada.chat.answer(1)
    boss.says(f"/role {ada.id} reader")
    boss.chat.answer(count + 2)
    press = ada.presses(question, "public")
    assert "Only editors" in world.wait(lambda: world.pressed[press])["text"]


def test_what_was_deleted_meanwhile_is_not_added(ada: Person, boss: Person) -> None:
    world, count = ada.world, len(boss.chat.by_bot)
    boss.says(f"/grant museums {ada.id}")
    boss.chat.answer(count + 1)
    sent = ada.sends("cellar.txt", story("cellar").encode())
    question = ada.chat.answer(1)
    del ada.chat.messages[sent.id]
    press = ada.presses(question, "public")
    assert "no longer there" in world.wait(lambda: world.pressed[press])["text"]


def test_from_somebody_who_may_not_add_a_link_is_a_question_and_a_document_no_text(world: World, site: int) -> None:
    tom = world.person("Tom")
    tom.says(f"http://127.0.0.1:{site}/cinema")
    assert "Added" not in tom.chat.answer(1).text
    tom.sends("cinema.txt", story("cinema").encode())
    assert "with /check" in tom.chat.answer(2).text
    tom.says("What did Vera Holt say about the cinema?")
    assert "cinema will open" not in tom.chat.answer(3).text
    tom.says("/help")
    assert "You can add articles" not in tom.chat.answer(4).text


def test_an_editor_who_writes_about_a_link_asks(ada: Person, site: int) -> None:
    ada.says(f"What did Ada Brandt say about homes in http://127.0.0.1:{site}/arena ?")
    assert "Added" not in ada.chat.answer(1).text
    ada.says("/help")
    assert "You can add articles" in ada.chat.answer(2).text


def test_questions_are_answered_while_articles_are_being_added(ada: Person, world: World) -> None:
    tom = world.person("Tom")
    ada.sends("council.txt", "\n\n".join(story(f"hall number {number}") for number in range(80)).encode())
    tom.says("What did Ada Brandt say about homes?")
    assert "ten thousand homes" in tom.chat.answer().text
    assert ada.chat.by_bot == []
    assert "Added" in ada.chat.answer().text


# The sentence


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (SourceError("a.pdf", SourceProblem.PRIVATE_NETWORK, host="a"), "leads into a private network"),
        (SourceError("a.pdf", SourceProblem.NOT_HTTP), "is no http or https address"),
        (SourceError("a.pdf", SourceProblem.TOO_LARGE, most=10), "is larger than 10 MB"),
        (SourceError("a.pdf", SourceProblem.HTTP_STATUS, status=404, phrase="Not Found"), "answered 404"),
        (SourceError("a.pdf", SourceProblem.LOCKED_PDF), "is locked with a password"),
        (SourceError("a.pdf", SourceProblem.EMPTY), "is empty"),
        (SourceError("a.pdf", SourceProblem.DAMAGED_PDF, cause="no trailer"), "is a damaged PDF"),
    ],
)
def test_a_refusal_names_source_and_reason(index: Index, language: str, error: SourceError, reason: str) -> None:
    sentence = report(add(index, [error]), language)
    assert "a.pdf" in sentence
    assert (reason in sentence) == (language == "en")


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("en", "– http://a/0?q=<b> is no http or https address", "… and 2 more"),
        ("ko", "– http://a/0?q=<b>: http 또는 https 주소가 아닙니다", "… 그 밖에 2건"),
    ],
)
def test_of_several_refusals_the_first_five_are_named(index: Index, language: str, first: str, last: str) -> None:
    errors = [SourceError(f"http://a/{number}?q=<b>", SourceProblem.NOT_HTTP) for number in range(7)]
    lines = report(add(index, errors), language).split("\n")
    assert lines[1] == first
    assert lines[-1] == last
    assert len(lines) == 7


def test_long_names_and_reasons_of_refusals_fit_into_a_message(index: Index) -> None:
    errors = [SourceError("@a /b" * 1000, SourceProblem.BAD_DATE, value="@a /b" * 1000) for _ in range(9)]
    assert plain(report(add(index, errors), "en")).units <= LIMIT


def test_an_article_without_title_outlet_or_date_is_named_all_the_same(tmp_path: Path) -> None:
    made = briefings_library(tmp_path, ())
    additions = add(made, [Draft(story("kiosk"), url="kiosk.txt")])
    made.close()
    assert report(additions, "en") == "Added to “public”: “kiosk.txt” (date unknown)."
