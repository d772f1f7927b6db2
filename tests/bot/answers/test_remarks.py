"""What is written below an answer in a group: questions, thanks, and what people tell each other."""

from __future__ import annotations

import pytest

from bot.answers.remarks import Remark, asks_of, remark, without_thanks

KNOWN = ("varga", "tamm")


def found(text: str, named: bool = False) -> Remark:
    return remark(text, lambda: any(name in text.lower() for name in KNOWN), named)


@pytest.mark.parametrize(
    "text",
    [
        "thanks", "Thank you!", "ok", "lol", "great, thanks a lot", "perfect", "this is great", "네", "고마워요", "👍",
        "🙏", "hello",
    ],
)  # fmt: skip
def test_thanks(text: str) -> None:
    assert found(text) is Remark.THANKS
    assert found(text, named=True) is Remark.THANKS


@pytest.mark.parametrize(
    "text",
    [
        "let's send this to the minister", "did you see the match?", "are you coming to lunch?", "who won?",
        "how about lunch?", "I think Varga said that yesterday", "can we print this?", "should we call Varga?",
        "is the match on tonight?", "where is the coffee?", "who writes this up?", "what a mess",
        "see you tomorrow",
        "and so it begins", "but that's crazy", "so what", "Tamm is a fool", "nice quote", "will it rain?", "🤷", "...",
        "who is on duty?", "we should ask Tamm about that", "you said that already",
        "my boss will love this",
        "Tom, did he say when he comes?", "@tom is this real?", "Varga, did you send it?", "who cares?", "no way",
    ],
)  # fmt: skip
def test_what_people_tell_each_other(text: str) -> None:
    assert found(text) is Remark.CHATTER
    assert found(text, named=True) is Remark.QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "and Ilo Tamm?", "and Tamm", "more", "More!", "source", "context", "what else?", "who said this?",
        "is it real?",
        "What did Varga say about homes?", "what did varga say on homes", "Tamm on homes?",
        "anything from Tamm?", "has the minister replied?", "can you show me what Varga said about it?",
        "thanks! and Tamm?", "Tom, what did Varga say?", "what about Varga?",
        "Thanks for that! And what did Tamm say?",
    ],
)  # fmt: skip
def test_questions(text: str) -> None:
    assert found(text) is Remark.QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "really?",
        "when did she say it?",
        "and the port?",
        "in March?",
        "did she win?",
        "what about lunch?",
        "점심은 뭐예요?",
    ],
)
def test_what_only_a_quote_shows_to_have_been_a_question(text: str) -> None:
    assert found(text) is Remark.PERHAPS


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Thanks for that! And what did Tamm say?", "And what did Tamm say?"),
        ("Hello. What did Tamm say about 3.5 percent? Thank you!", "What did Tamm say about 3.5 percent?"),
        ("Thanks. 👍", "Thanks. 👍"), ("what did Tamm say", "what did Tamm say"), ("", ""),
    ],
)  # fmt: skip
def test_thanks_around_a_question_are_no_part_of_it(text: str, asked: str) -> None:
    assert without_thanks(text) == asked


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("when is the vote?", True),
        ("how much will the harbour cost?", True),
        ("and when is the vote?", False),  # goes on by itself
        ("where is the coffee?", False),
        ("who cares?", False),
        ("who writes this up?", False),
        ("when do we vote on lunch?", False),
        ("the vote is on Monday", False),
    ],
)
def test_a_question_below_an_answer_is_of_what_that_speaks_of(text: str, asks: bool) -> None:
    quotations = ('"The vote is on the ninth of June," Tamm said.', "The harbour will be paid for by the state.")
    assert asks_of(text, quotations) is asks
    assert not asks_of(text, ('"We shall not sell a single tram," Varga said.',))
