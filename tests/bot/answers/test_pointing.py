"""Which questions are about words that they point at, and which say themselves what they are about."""

from __future__ import annotations

import time

import pytest

from bot.answers.pointing import Pointing, pointing, with_topic, with_words


@pytest.mark.parametrize(
    "text",
    [
        "who said this?", "Who said that", "who actually said these words?", "hey, who said this, please?",
        "is this real?", "Is this a real quote?", "is that quote accurate?", "was this ever said by anyone?",
        "is this true or false?", "Is that so?", "did she say that?", "Did he really say this?", "did anyone say this?",
        "where is this from?", "who is this from?", "whose words are these?", "where does this come from?",
        "what’s the source of this?", "can you tell me who said this?", "check this please",
        "could you verify this quote?", "who was this said by?",
        "이거 누가 말했어?", "누가 이 말을 했나요?", "이거 진짜야?", "그 말은 사실인가요?",
        "and who said that, or was it made up?",
    ],
)  # fmt: skip
def test_what_asks_about_words_that_are_pointed_at(text: str) -> None:
    assert pointing(text) == Pointing()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("did Ilo Tamm really say this?", "Ilo Tamm"), ("Did the minister say this?", "the minister"),
        ("is this from Varga?", "Varga"), ("is this what Varga said?", "Varga"),
        ("is it true that Elin Varga said this?", "Elin Varga"), ("was this really said by Varga?", "Varga"),
        ("is this a real quote by Elin Varga?", "Elin Varga"),
        ("바르가가 정말 이렇게 말했어?", "바르가"), ("틸다 코르벨은 그런 말을 했나요?", "틸다 코르벨"),
    ],
)  # fmt: skip
def test_whose_the_words_are_said_to_be(text: str, name: str) -> None:
    assert pointing(text) == Pointing(name)


@pytest.mark.parametrize(
    "text",
    ["when?", "really?", "when did she say that?", "real?", "source?", "?", "fake", "who?", "who said this in May?"],
)
def test_what_asks_about_words_only_where_they_are_highlighted(text: str) -> None:
    assert pointing(text) == Pointing(plain=False)


@pytest.mark.parametrize(
    "text",
    [
        "What did Varga say about homes?", "what did Varga say about this?", "who said homes should be free?",
        "did Varga say that homes are cheap?", "and Tamm?", "is this plan good for farmers?",
        "who said this plan was bad?", "who said what about it?", "more", "thanks", "", "who spoke about that?",
        "that is not what she said", "this is a long day",
        "바르가가 주택에 대해 뭐라고 했어?", "누가 항만에 대해 말했나요?", "고마워요",
    ],
)  # fmt: skip
def test_what_says_itself_what_it_is_about(text: str) -> None:
    assert pointing(text) is None


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("What did Varga say about this?", "What did Varga say about two percent?"),
        ("who else spoke on that topic", "who else spoke on two percent"),
        ("what does Tamm think of it?", "what does Tamm think of two percent?"),
        ("What did Varga say about homes?", None),
        ("what did Varga say about this harbour?", None),
    ],
)
def test_words_stand_in_a_question_for_this(text: str, asked: str | None) -> None:
    assert with_topic(text, "“two percent.”") == asked


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("Who said this: nobody wants the ferry to stop", ("Who said this", "nobody wants the ferry to stop")),
        ("who said this?\nNobody wants the ferry", ("who said this", "Nobody wants the ferry")),
        ("Nobody wants the ferry.\n\nis this real?", ("is this real?", "Nobody wants the ferry.")),
        ("Is this real? Nobody wants the ferry", ("Is this real", "Nobody wants the ferry")),
        ("did she say that? I thought it was Tamm", None),
        ("What did Varga say: is the ferry to stop?", None),
        ("who said this?", None),
    ],
)
def test_words_may_come_with_the_question_about_them(text: str, both: tuple[str, str] | None) -> None:
    assert with_words(text) == both


def test_long_texts_take_no_longer_and_are_no_topic() -> None:
    start = time.perf_counter()
    for text in ("did " * 50, "who said this or was it " * 8, "is this " * 25, "and so but " * 18 + "?"):
        pointing(text)
        with_words(text)
    assert time.perf_counter() - start < 0.2
    assert with_topic("what about this?", "word " * 60) is None
