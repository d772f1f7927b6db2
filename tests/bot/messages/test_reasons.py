"""Why something is refused or not found, in words of the chat's language."""

from __future__ import annotations

import re

import pytest

from bot.messages import reasons
from bot.messages.phrases import CATALOGUES
from index.errors import SENTENCES, Refusal, SourceProblem
from index.silence import SENTENCES as SILENCES
from index.silence import Reason, Silence
from tests.index.test_errors import blanks

FOREIGN = {"cause", "phrase"}  # facts in the words of a library or a server, which speak English
LATIN = re.compile(r"[A-Za-z’']+(?: [A-Za-z’']+)+")
NAMES = {"JSON Feed"}


def latin(text: str) -> list[str]:
    """Latin words in a row, names of formats apart."""
    return [words for words in LATIN.findall(text) if words not in NAMES]


def refused(problem: SourceProblem) -> Refusal:
    return Refusal(problem, dict.fromkeys(blanks(SENTENCES[problem]), "some words of a server"))


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_problem_has_an_entry_and_no_entry_is_of_a_problem_there_is_not(language: str) -> None:
    kept = {key for key in CATALOGUES[language] if key.startswith("refused ")}
    assert kept == {f"refused {problem}" for problem in SourceProblem}


@pytest.mark.parametrize("language", CATALOGUES)
@pytest.mark.parametrize("problem", SourceProblem)
def test_an_entry_names_the_facts_of_its_problem(language: str, problem: SourceProblem) -> None:
    assert blanks(CATALOGUES[language][f"refused {problem}"]) == blanks(SENTENCES[problem]) - FOREIGN


@pytest.mark.parametrize("problem", SourceProblem)
def test_a_korean_chat_gets_no_latin_sentence_for_a_problem(problem: SourceProblem) -> None:
    facts = dict.fromkeys(blanks(SENTENCES[problem]) - FOREIGN, 7)
    sentence = reasons.refusal(Refusal(problem, {**refused(problem).facts, **facts}), "ko")
    assert latin(sentence) == []
    assert re.search("[가-힣]", sentence)


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_silence_has_an_entry_and_no_entry_is_of_a_silence_there_is_not(language: str) -> None:
    kept = {key for key in CATALOGUES[language] if key.startswith("silence ")}
    assert kept == {f"silence {silence}" for silence in Silence}


@pytest.mark.parametrize("language", CATALOGUES)
@pytest.mark.parametrize("silence", Silence)
def test_an_entry_names_what_the_sentence_of_its_silence_does(language: str, silence: Silence) -> None:
    assert blanks(CATALOGUES[language][f"silence {silence}"]) == blanks(SILENCES[silence])


@pytest.mark.parametrize("silence", Silence)
@pytest.mark.parametrize("name", ["", "홀트"])
def test_a_korean_chat_gets_no_latin_sentence_for_a_silence(silence: Silence, name: str) -> None:
    sentence = reasons.silence(Reason(silence, name, name, dated=bool(name), owner=name), "ko")
    assert latin(sentence) == []
    assert re.search("[가-힣]", sentence)


@pytest.mark.parametrize("silence", Silence)
@pytest.mark.parametrize("name", ["", "Holt"])
def test_english_is_said_alike_in_chats_and_on_the_command_line(silence: Silence, name: str) -> None:
    reason = Reason(silence, name, name, dated=bool(name), owner=name)
    assert reasons.silence(reason, "en").replace("’", "'").replace("I can", "we can") == str(reason)


def test_latin_sentences_would_be_noticed() -> None:
    assert latin("‘a.pdf’: is empty") == ["is empty"]
