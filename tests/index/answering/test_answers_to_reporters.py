"""What somebody said in answer to a reporter, whom an office means now, and which number is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index import Answer, Index
from tests.dated_articles import library_of

TODAY = date(2032, 6, 1)
ARTICLES = (
    (
        "2029-03-05",
        "Remarks by Vice President Sanna Lund at the Harbour School",
        "VICE PRESIDENT LUND: Good morning. A school by the sea teaches patience to everybody who waits for a boat.\n\n"
        "VICE PRESIDENT LUND: And the nurses of this school have earned a raise, which they will get in autumn.",
    ),
    *(
        (
            f"2029-0{month}-11",
            f"Vice President Lund visits, part {month}",
            f'KIVIK — Vice President Sanna Lund opened hall number {month}. "Hall {month} is the warmest of them," '
            "Lund said.",
        )
        for month in range(4, 9)
    ),
    (
        "2032-02-03",
        "Press gaggle by President Varga",
        "PRESIDENT VARGA: Hello, everybody. Any questions?\n\n"
        "Q    Do you think there will be a deal on the lighthouse?\n\n"
        "Q    And are you planning to meet the bishop of Estmar about the bells this summer?\n\n"
        "PRESIDENT VARGA: At some point I will. He is a patient man.\n\n"
        "Q    Estmar and Marsland hold joint drills off the coast. Does that concern you?\n\n"
        "PRESIDENT VARGA: No, not at all. Not at all.\n\n"
        "Q    So will there be a deal on the lighthouse?\n\n"
        "Q    Madam President —\n\n"
        "PRESIDENT VARGA: There could be. Four groups have asked, and it is up to me.",
    ),
    (
        "2032-03-08",
        "Remarks by Vice President Quell at the Shipwrights' Dinner",
        "VICE PRESIDENT QUELL: Good evening. We build five ships a year, and our grandfathers built three a week.\n\n"
        "VICE PRESIDENT QUELL: A machine at the counter never put a teller out of work.",
    ),
    (
        "2032-03-20",
        "Briefing by Press Secretary Ada Holm",
        "MS. HOLM: Good morning. The president has granted 20 pardons and 122 commutations.\n\n"
        "Q    Chancellor Osk of Marsland said that he is worried about the drills.\n\n"
        "MS. HOLM: We have seen what Chancellor Osk said.",
    ),
    (
        "2031-11-11",
        "Remarks by President Varga at the looms",
        "PRESIDENT VARGA: Norvale makes sails and ropes, and we will make billions of crowns with what we make.",
    ),
    (
        "2032-03-21",
        "Remarks by President Varga on mercy",
        "PRESIDENT VARGA: I pardoned thousands of people for nothing worse than a stolen fish.\n\n"
        "PRESIDENT VARGA: Kivik Rail made 18 million crowns in the last quarter of 2031. That is a lot of tickets.",
    ),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with library_of(ARTICLES, Path(tmp_path_factory.mktemp("reporters"))) as made:
        yield made


def ask(library: Index, text: str) -> Answer:
    return library.ask(text, 3, TODAY)


def first(answer: Answer) -> tuple[str | None, str]:
    quote = answer.quotes[0]
    return quote.speaker.name.split()[-1] if quote.speaker else None, quote.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What did Varga say about the lighthouse?", "There could be. Four groups"),
        ("varga lighthouse deal", "There could be. Four groups"),
        ("Varga on the bishop of Estmar", "At some point I will."),
        ("is Varga concerned about the drills of Estmar and Marsland", "No, not at all."),
    ],
)
def test_an_answer_is_found_by_the_question_before_it(library: Index, text: str, words: str) -> None:
    speaker, quoted = first(ask(library, text))
    assert speaker == "Varga"
    assert quoted.startswith(words)


def test_an_answer_belongs_to_the_last_question_before_it(library: Index) -> None:
    quotes = ask(library, "What did Varga say about the lighthouse?").quotes
    assert not any("At some point" in quote.text for quote in quotes)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("what did the vice president say about ships", "Quell"),
        ("VP on tellers", "Quell"),
        ("the vice president on nurses", "Lund"),  # the one before, as the present one said nothing on them
        ("what did the vice president say in July 2029", "Lund"),
        ("what did the White House press secretary say about the drills", "Holm"),
    ],
)
def test_an_office_is_its_newest_holders_however_often_the_one_before_was_named(
    library: Index, text: str, speaker: str
) -> None:
    assert first(ask(library, text))[0] == speaker


@pytest.mark.parametrize(
    "text", ["osk on the drills", "Osk on the drills", "Chancellor Osk on the drills", "osk re the drills"]
)
def test_whom_articles_name_but_never_quote_is_nobody_in_small_letters_too(library: Index, text: str) -> None:
    assert not ask(library, text).quotes


def test_a_word_in_small_letters_is_no_name_because_a_title_stands_before_it_once(library: Index) -> None:
    assert ask(library, "ships on the coast").question.speaker is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("how many pardons and commutations had varga granted by May 2032", "122 commutations"),
        ("how much did kivik rail make in q4 2031", "18 million"),
    ],
)
def test_the_number_that_is_asked_for_comes_first_whoever_tells_it_and_when(
    library: Index, text: str, words: str
) -> None:
    assert words in first(ask(library, text))[1]
