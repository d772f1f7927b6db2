"""Bytes are read as browsers read them; one bad byte costs one mark."""

from __future__ import annotations

import pytest

from index.errors import SourceError
from index.extract.documents import from_bytes
from index.extract.encoding import codec_of, decode

ENGLISH = "The lighthouse at Kivik shines again after forty dark years, and the crews are glad of it. " * 5


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("iso-8859-1", "cp1252"),
        ("US-ASCII", "cp1252"),
        (" Latin1 ", "cp1252"),
        ("iso-8859-9", "cp1254"),
        ("euc-kr", "cp949"),
        ("ks_c_5601-1987", "cp949"),
        ("windows-949", "cp949"),
        ("Shift_JIS", "cp932"),
        ("x-sjis", "cp932"),
        ("gb2312", "gbk"),
        ("utf8", "utf-8"),
        ("cp850", "cp850"),
        ("no such thing", None),
        ("base64", None),
        ("", None),
        (None, None),
    ],
)
def test_a_label_means_what_browsers_read_under_it(label: str | None, codec: str | None) -> None:
    assert codec_of(label) == codec


@pytest.mark.parametrize(
    ("label", "python", "words"),
    [
        ("iso-8859-1", "cp1252", "“We’ve read it – all of it,” she said."),
        ("euc-kr", "cp949", "펲시 항구 조약을 똠방각하가 읽었다."),
        ("shift_jis", "cp932", "①髙橋は條約を讀んだ。"),
    ],
)
@pytest.mark.parametrize(
    "mark", ['<meta charset="{}">', '<meta http-equiv=Content-Type content="text/html; charset={}">']
)
def test_a_page_is_read_by_its_label(label: str, python: str, words: str, mark: str) -> None:
    body = f"<body><article><p>{words}</p><p>{words}{words}</p></article></body>"
    page = f"<html><head>{mark.format(label)}</head>{body}</html>"
    assert from_bytes(page.encode(python), "a", ".html").text.startswith(words)


@pytest.mark.parametrize("place", [0, 40, -1])
def test_one_bad_byte_costs_one_mark(place: int) -> None:
    data = bytearray("“Zürich,” sagte er – und mehr. ".encode() * 20)
    while data[place] >= 0x80:
        place += 1
    data[place] = 0xFF
    text = decode(bytes(data), "a")
    assert text.count("\ufffd") == 1
    assert text.count("Zürich") >= 19


def test_a_bad_byte_in_what_is_declared_costs_one_mark() -> None:
    words = "펲시 항구 조약을 읽었다. ".encode("cp949") * 20
    text = decode(b'<meta charset="euc-kr">' + words + b"\xff " + words, "a")
    assert text.count("\ufffd") == 1
    assert text.count("펲시") == 40


def test_a_byte_order_mark_goes_before_what_is_declared() -> None:
    page = '\ufeff<meta charset="iso-8859-1">“Zürich”'
    assert decode(page.encode("utf-8"), "a").endswith("“Zürich”")
    assert decode(page.encode("utf-16-le"), "a").endswith("“Zürich”")


@pytest.mark.parametrize("byte", range(0x80, 0x100))
def test_a_single_odd_byte_never_loses_an_english_text(byte: int) -> None:
    text = decode(ENGLISH.encode() + bytes([byte]) + b" It was late.", "a")
    assert text.startswith(ENGLISH)
    assert len(text) == len(ENGLISH) + 14


def test_what_came_with_a_document_goes_before_what_it_says_itself() -> None:
    data = '<meta charset="euc-kr">①髙橋は條約を讀んだ。'.encode("cp932")
    assert decode(data, "a", "shift_jis").endswith("①髙橋は條約を讀んだ。")


def test_a_page_that_calls_itself_utf16_is_utf8() -> None:
    assert decode('<meta charset="utf-16">“Zürich”'.encode() + b"\xff", "a").endswith("“Zürich”\ufffd")


def test_noise_is_refused() -> None:
    with pytest.raises(SourceError, match="binary"):
        decode(bytes(range(256)) * 20, "a")
