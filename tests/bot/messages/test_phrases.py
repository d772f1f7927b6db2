"""Everything the bot says exists in every language it speaks."""

from __future__ import annotations

import ast
import string
from datetime import date
from pathlib import Path

import pytest

import bot
from bot.messages.phrases import CATALOGUES, day, known, phrase
from index.model import Kind, Verdict
from index.silence import Silence

ENGLISH = CATALOGUES["en"]


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", CATALOGUES)
def test_no_language_lacks_a_phrase_or_has_one_that_is_never_said(language: str) -> None:
    assert set(CATALOGUES[language]) == set(ENGLISH)


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_translation_fills_the_same_blanks(language: str) -> None:
    assert {key: blanks(text) for key, text in CATALOGUES[language].items()} == {
        key: blanks(text) for key, text in ENGLISH.items()
    }


def test_every_phrase_the_code_asks_for_exists() -> None:
    asked = []
    for path in Path(bot.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "phrase":
                key = node.args[1]
                if isinstance(key, ast.Constant):
                    asked.append(key.value)
    assert len(asked) > 10
    assert set(asked) <= set(ENGLISH)


def test_every_kind_of_quote_silence_and_verdict_has_its_phrase() -> None:
    for name, kinds in (("kind", Kind), ("silence", Silence), ("verdict", Verdict)):
        assert {f"{name} {kind.value}" for kind in kinds} <= set(ENGLISH)


@pytest.mark.parametrize(
    ("code", "language"), [("ko", "ko"), ("ko-KR", "ko"), ("en-GB", "en"), ("de", "ko"), (None, "ko"), ("", "ko")]
)
def test_an_unknown_language_falls_back_to_the_chosen_default(code: str | None, language: str) -> None:
    assert known(code, "ko") == language


def test_days_are_written_as_the_language_writes_them() -> None:
    assert day("en", date(2031, 3, 5)) == "5 March 2031"
    assert day("ko", date(2031, 3, 5)) == "2031년 3월 5일"
    assert day("en", None) == phrase("en", "undated")
