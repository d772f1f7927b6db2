"""Mails become articles with their subject, sender and date; nobody's words become the sender's."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage
from pathlib import Path

import pytest

from index.errors import SourceError, SourceProblem
from index.extract.documents import from_bytes, from_file
from index.extract.formats import Kind
from index.extract.reader_worker import read
from index.extract.reading import Reading
from index.model import Draft
from tests.index.extract import office_files as office

NOW = datetime(2032, 1, 1, tzinfo=UTC)
SAID = "Minister Varga said: “We have read every line of the treaty — all of it.”"


def mail(body: str = SAID, **fields: str) -> EmailMessage:
    message = EmailMessage()
    headers = {
        "From": "Press Office <press@ports.example>",
        "To": "list@desk.example",
        "Subject": "Statement on the harbour treaty",
        "Date": "Mon, 03 Mar 2031 09:00:00 +0100",
        "Message-ID": "<1@ports.example>",
    }
    for name, value in (headers | {key.replace("_", "-"): value for key, value in fields.items()}).items():
        message[name] = value
    message.set_content(body)
    return message


def reading(message: EmailMessage | bytes) -> Reading:
    return read(Kind.MAIL, message if isinstance(message, bytes) else message.as_bytes(), "a", NOW)


def parts(draft: Draft) -> list[tuple[str, str]]:
    return [(draft.text[block.start : block.end], block.kind.value) for block in draft.blocks]


def test_a_mail_gives_its_subject_sender_and_date() -> None:
    draft = reading(mail()).draft
    assert (draft.title, draft.outlet, draft.author) == ("Statement on the harbour treaty", "Press Office", None)
    assert draft.published == datetime(2031, 3, 3, 9, 0, tzinfo=timezone(timedelta(hours=1)))
    assert draft.text == SAID


@pytest.mark.parametrize(
    ("sender", "outlet", "author"),
    [
        ("Elin Varga <elin@ministry.example>", "ministry.example", "Elin Varga"),
        ('"Varga, Elin" <elin@ministry.example>', "ministry.example", "Elin Varga"),
        ("Elin Varga <elin.v@gmail.com>", None, "Elin Varga"),
        ("Ministry of Ports <news@ports.example>", "Ministry of Ports", None),
        ("news@ports.example", "ports.example", None),
        ("=?euc-kr?B?x9e4uLrO?= <news@ports.example>", "항만부", None),
    ],
)
def test_an_office_is_the_outlet_and_a_person_the_author(sender: str, outlet: str | None, author: str | None) -> None:
    data = mail().as_bytes().replace(b"Press Office <press@ports.example>", sender.encode())
    draft = reading(data).draft
    assert (draft.outlet, draft.author) == (outlet, author)


def test_the_organisation_that_a_mail_states_is_its_outlet() -> None:
    assert reading(mail(From="Elin Varga <e@x.example>", Organization="Harbour Union")).draft.outlet == "Harbour Union"


@pytest.mark.parametrize("date", ["Sun, 03 Mar 2041 09:00:00 +0100", "soon", "Thu, 01 Jan 1970 00:00:00 +0000"])
def test_a_date_that_cannot_be_is_none(date: str) -> None:
    data = mail().as_bytes().replace(b"Mon, 03 Mar 2031 09:00:00 +0100", date.encode())
    assert reading(data).draft.published is None


def test_older_mails_are_quotations_and_their_heads_nobody_s_turns() -> None:
    body = (
        "We will sign in May.\n\nOn 2 March 2031, Karl Brandt wrote:\n"
        "> I will never sign it. It is a bad treaty, and\n"
        "> nobody wants it.\n>> Ask the villages first.\n\n-----Original Message-----\n"
        "From: Karl Brandt <k@x.example>\n"
        "Sent: 2 March 2031 8:00 AM\nTo: Eva Lund\nSubject: RE: harbour\n\nNobody wants the port.\n"
    )
    draft = reading(mail(body, Subject="Re: harbour")).draft
    assert draft.title == "harbour"
    assert parts(draft) == [
        ("We will sign in May.", "paragraph"),
        ("On 2 March 2031, Karl Brandt wrote:", "paragraph"),
        ("I will never sign it. It is a bad treaty, and\nnobody wants it.", "block quotation"),
        ("Ask the villages first.", "block quotation"),
        ("-----Original Message-----", "table"),
        (
            "From: Karl Brandt <k@x.example> · Sent: 2 March 2031 8:00 AM · To: Eva Lund · Subject: RE: harbour",
            "table",
        ),
        ("Nobody wants the port.", "paragraph"),
    ]


def test_a_mail_that_was_sent_on_has_the_sender_and_date_of_the_first_one() -> None:
    body = (
        "For the file.\n\n---------- Forwarded message ---------\nFrom: Ministry of Ports <news@ports.example>\n"
        f"Date: Mon, Mar 2, 2031 at 8:00 AM\nSubject: Statement\nTo: <desk@paper.example>\n\n{SAID}\n"
    )
    draft = reading(mail(body, From="Ines Falk <ines@paper.example>", Subject="Fwd: Statement")).draft
    assert (draft.title, draft.outlet, draft.author) == ("Statement", "Ministry of Ports", None)
    assert draft.published == datetime(2031, 3, 2, 8, 0, tzinfo=UTC)


def test_lines_that_go_on_below_are_joined() -> None:
    message = mail("We have read every \nline of it.\n\n-- \nPress Office")
    message.set_param("format", "flowed")
    assert reading(message).draft.text == "We have read every line of it.\n\nPress Office"


@pytest.mark.parametrize(
    "notice",
    [
        "This e-mail is confidential and intended only for the addressee. If it reached you by mistake, delete it.",
        "NOTICE: This message and any attachments are privileged.",
        "The information in this email is confidential. Do not pass it on.",
    ],
)
def test_a_notice_on_who_may_read_a_mail_is_no_part_of_its_end(notice: str) -> None:
    assert reading(mail(f"{SAID}\n\n-- \nElin Varga, minister\n\n{notice}\n")).draft.text == (
        f"{SAID}\n\nElin Varga, minister"
    )
    followed = f"{notice}\n\n{SAID}"
    assert reading(mail(followed)).draft.text == followed


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("View this post on the web at https://l.example/p/1", "Unsubscribe https://l.example/u"),
        ("View in browser", "You are receiving this email because you asked for it.\n\nManage your preferences"),
    ],
)
def test_what_stands_around_a_newsletter_is_no_part_of_it(above: str, below: str) -> None:
    assert reading(mail(f"{above}\n\n{SAID}\n\n{below}\n")).draft.text == SAID


def test_sentences_about_newsletters_stay() -> None:
    told = "View of the port: the web of canals is old.\n\nUnsubscribe, the minister told her critics, if you must."
    assert reading(mail(told)).draft.text == told


def test_a_last_sentence_about_a_confidential_mail_stays() -> None:
    told = "The minister’s e-mail was confidential, the court heard. “This message is confidential,” it began."
    assert reading(mail(f"{SAID}\n\n{told}")).draft.text == f"{SAID}\n\n{told}"


def test_a_body_of_html_is_read_where_the_plain_one_says_less() -> None:
    message = mail("Your program shows no HTML.")
    message.add_alternative(
        f"<html><head><style>p {{}}</style></head><body><h2>The vote</h2><p>{SAID}</p><ul><li>Forty berths</li></ul>"
        "<div style='display:none'>preview text</div><blockquote type='cite'><p>I never said that.</p></blockquote>"
        "<table><tr><td><table><tr><td>Laid out by a table.</td></tr></table></td></tr></table></body></html>",
        subtype="html",
    )
    assert parts(reading(message).draft) == [
        ("The vote", "heading"),
        (SAID, "paragraph"),
        ("Forty berths", "list item"),
        ("I never said that.", "block quotation"),
        ("Laid out by a table.", "paragraph"),
    ]


@pytest.mark.parametrize("charset", ["iso-8859-1", "euc-kr", "Shift_JIS"])
def test_the_encoding_of_a_mail_is_what_browsers_read_under_its_name(charset: str) -> None:
    words = {"iso-8859-1": "“We’ve read it,” she said.", "euc-kr": "똠방각하 펲시 조약", "Shift_JIS": "①髙橋の条約"}[
        charset
    ]
    python = {"iso-8859-1": "cp1252", "euc-kr": "cp949", "Shift_JIS": "cp932"}[charset]
    head = f"From: a@x.example\nMessage-ID: <1@x>\nContent-Type: text/plain; charset={charset}\n\n".encode()
    assert reading(head + words.encode(python)).draft.text == words


# attachments


def with_attachments() -> EmailMessage:
    message = mail()
    word = office.word(f"<w:p>{office.run('The treaty in full, as both sides have signed it in Lindesund.')}</w:p>")
    message.add_attachment(word, maintype="application", subtype="octet-stream", filename="treaty.docx")
    message.add_attachment(b"\x89PNG\r\n\x1a\n\0\0", maintype="image", subtype="png", filename="quay.png")
    message.add_attachment(mail("The first mail said that nobody had read the treaty yet.", Subject="Earlier"))
    picture = EmailMessage()
    picture.set_content(b"\x89PNG\r\n\x1a\n\0\0", "image", "png", cid="<logo>", filename="logo.png")
    message.attach(picture)
    return message


def test_attachments_are_documents_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "press.eml"
    path.write_bytes(with_attachments().as_bytes())
    found = list(from_file(path, "press.eml"))
    drafts = {each.url: each.text for each in found if isinstance(each, Draft)}
    assert drafts == {
        "press.eml": SAID,
        "press.eml/treaty.docx": "The treaty in full, as both sides have signed it in Lindesund.",
        "press.eml/Earlier.eml": "The first mail said that nobody had read the treaty yet.",
    }
    refused = [str(each) for each in found if isinstance(each, SourceError)]
    assert refused == [
        "press.eml/quay.png: is a picture (.png); run it through text recognition and save it as .pdf or .txt"
    ]


def test_a_mail_that_is_nothing_but_its_attachment_is_read(tmp_path: Path) -> None:
    message = mail("\n")
    message.add_attachment(SAID, filename="statement.txt")
    path = tmp_path / "a.eml"
    path.write_bytes(message.as_bytes())
    assert [each.text for each in from_file(path, "a.eml") if isinstance(each, Draft)] == [SAID]


def test_mails_in_mails_end_somewhere(tmp_path: Path) -> None:
    message = mail()
    for number in range(8):
        outer = mail(f"Mail {number} about the treaty.", Subject=f"{number}")
        outer.add_attachment(message)
        message = outer
    path = tmp_path / "a.eml"
    path.write_bytes(message.as_bytes())
    found = list(from_file(path, "a.eml"))
    assert len(found) == 6
    assert isinstance(found[-1], SourceError)


# how they come


def test_a_mail_under_another_name_is_a_mail() -> None:
    assert from_bytes(mail().as_bytes(), "a.txt", ".txt").text == SAID


def test_a_memo_that_begins_like_a_mail_is_a_text() -> None:
    memo = f"To: All departments\nFrom: The Minister\nSubject: Treaty\n\n{SAID}"
    assert "From: The Minister" in from_bytes(memo.encode(), "a.txt", ".txt").text


def test_an_encrypted_mail_is_refused() -> None:
    head = b"From: a@x.example\nMessage-ID: <1@x>\nContent-Type: multipart/encrypted; boundary=b\n\n"
    data = head + b"--b\n\nVersion: 1\n--b--\n"
    with pytest.raises(SourceError) as caught:
        reading(data)
    assert caught.value.refusal.problem is SourceProblem.LOCKED_DOCUMENT


def test_a_mailbox_is_refused_with_what_to_do() -> None:
    data = b"From elin@x.example Tue Mar  3 09:00:00 2031\n" + mail().as_bytes()
    with pytest.raises(SourceError, match=r"\(\.mbox\); open it, and save it as \.eml"):
        from_bytes(data, "a.mbox", ".mbox")


# saved pages


def saved(page: str, charset: str = "utf-8") -> bytes:
    head = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://news.example/2031/03/treaty\n"
        "Subject: The treaty\nDate: Wed, 04 Mar 2031 08:00:00 -0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\n\n--B\n'
        f"Content-Type: text/html; charset={charset}\nContent-Transfer-Encoding: 8bit\n"
        "Content-Location: https://news.example/2031/03/treaty\n\n"
    )
    css = "\n--B\nContent-Type: text/css\n\np { color: red }\n--B--\n"
    return head.encode() + page.encode(charset) + css.encode()


@pytest.mark.parametrize("suffix", [".mhtml", ".mht", ".doc", ".txt", ".eml"])
def test_a_saved_page_is_a_page_with_its_address_and_without_the_day_it_was_saved(suffix: str) -> None:
    body = f"<article><p>{SAID}</p><p>{SAID[::-1]}</p></article>"
    page = f"<html><head><title>The treaty</title></head><body>{body}</body></html>"
    draft = from_bytes(saved(page), f"a{suffix}", suffix)
    assert draft.url == "https://news.example/2031/03/treaty"
    assert draft.published is None
    assert draft.text.startswith(SAID)


# Outlook


def wide(number: str, text: str) -> tuple[str, bytes]:
    return f"__substg1.0_{number}001F", text.encode("utf-16-le")


def outlook() -> bytes:
    sent = datetime(2021, 3, 3, 8, 0, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)
    properties = bytes(32) + struct.pack("<HHIQ", 0x0040, 0x0039, 6, int(sent.total_seconds()) * 10_000_000)
    word = office.word(f"<w:p>{office.run('The treaty in full, as both sides have signed it in Lindesund.')}</w:p>")
    attachment = "__attach_version1.0_#00000000"
    return office.compound(
        dict(
            [
                ("__properties_version1.0", properties),
                wide("001A", "IPM.Note"),
                wide("0037", "Statement on the harbour treaty"),
                wide("0C1A", "Press Office"),
                wide("5D01", "press@ports.example"),
                wide("1000", f"{SAID}\r\n\r\n> I never said that.\r\n"),
                (f"{attachment}/__substg1.0_37010102", word),
                (f"{attachment}/__substg1.0_3707001F", "treaty.docx".encode("utf-16-le")),
            ]
        )
    )


def outlook_articles(path: Path) -> Iterator[Draft]:
    path.write_bytes(outlook())
    return (each for each in from_file(path, path.name) if isinstance(each, Draft))


@pytest.mark.parametrize("name", ["a.msg", "a.doc"])
def test_a_mail_of_outlook_is_read_with_its_attachment(tmp_path: Path, name: str) -> None:
    draft, attached = outlook_articles(tmp_path / name)
    assert (draft.title, draft.outlet) == ("Statement on the harbour treaty", "Press Office")
    assert draft.published == datetime(2021, 3, 3, 8, 0, tzinfo=UTC)
    assert parts(draft) == [(SAID, "paragraph"), ("I never said that.", "block quotation")]
    assert attached.text.startswith("The treaty in full")
    assert attached.url == f"{name}/treaty.docx"


def test_a_mail_of_outlook_with_nothing_but_rich_text_is_refused_with_what_to_do() -> None:
    with pytest.raises(SourceError, match=r"\(\.msg\); open it, and save it as \.eml"):
        from_bytes(
            office.compound({"__properties_version1.0": bytes(32), "__substg1.0_10090102": b"x"}), "a.msg", ".msg"
        )


def test_a_damaged_mail_of_outlook_is_refused() -> None:
    with pytest.raises(SourceError, match=r"is a damaged \.msg file"):
        from_bytes(outlook()[:2000], "a.msg", ".msg")
