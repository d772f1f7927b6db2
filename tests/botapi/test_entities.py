"""The stand-in reads message HTML as Telegram does."""

from __future__ import annotations

import pytest

from tests.botapi.entities import Entity, Refused, displayed


def test_markup_becomes_entities_counted_in_utf16_units() -> None:
    shown = displayed('🌊<b>a &amp; b</b> <a href="https://x.example/?a=1&amp;b=2">c</a>', "HTML")
    assert shown.text == "🌊a & b c"
    assert shown.entities == (
        Entity("bold", 2, 5),
        Entity("text_link", 8, 1, "https://x.example/?a=1&b=2"),
    )


def test_a_long_quotation_can_be_folded() -> None:
    shown = displayed("<blockquote expandable>a</blockquote> <blockquote>b</blockquote>", "HTML")
    assert [entity.kind for entity in shown.entities] == ["expandable_blockquote", "blockquote"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>a", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ("a</b>", "can't parse entities: Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'can\'t parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("é<p>a</p>", 'can\'t parse entities: Unsupported start tag "p" at byte offset 2'),
        ("1 < 2", "can't parse entities: Unclosed start tag at byte offset 2"),
        ("<b> </b>", "message text is empty"),
        ("🌊" * 2049, "message is too long"),
    ],
)
def test_what_telegram_refuses_is_refused_in_its_words(source: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        displayed(source, "HTML")
    assert str(refused.value) == f"Bad Request: {words}"


def test_without_a_parse_mode_nothing_is_markup() -> None:
    assert displayed("<b>1 < 2</b>").text == "<b>1 < 2</b>"


def test_handles_and_commands_are_found_but_not_in_code_and_links() -> None:
    shown = displayed('@someone /run <code>@someone</code> <a href="https://x.example">/run</a> a/b', "HTML")
    assert shown.all("mention", "bot_command") == ["@someone", "/run"]


def test_space_around_and_carriage_returns_are_dropped() -> None:
    shown = displayed(" \r\n<b> a\r\nb</b> \n", "HTML")
    assert shown.text == "a\nb"
    assert shown.all("bold") == ["a\nb"]
