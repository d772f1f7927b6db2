"""Words of quotations as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.quoted_words import Break, difference, parts_of, quoted_words

words = st.lists(
    st.sampled_from("a dark coast costs more than lighthouse don’t 등대 é 🙂 , . ” \n".split(" ")), max_size=12
)


def forms(text: str) -> list[str]:
    return [word.form for word in quoted_words(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It’s dark", "it's  DARK"),
        ("a dark—long—coast", "a dark – long - coast"),
        ("“Costs 10,000 crowns”", "costs 10000 crowns!"),
        ("the caf\u00e9", "the cafe\u0301"),
        ("gov\u00adern\u200bment", "government"),
        ("a long-term plan", "a long\u2011term plan"),
        ("the U.S. coast", "the US coast"),
    ],
)
def test_ways_of_writing_are_no_other_words(one: str, other: str) -> None:
    assert forms(one) == forms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("it costs $5", "it costs €5"),
        ("it costs 1.5", "it costs 15"),
        ("were here", "we're here"),
        ("5 crowns", "5% crowns"),
    ],
)
def test_another_meaning_is_another_word(one: str, other: str) -> None:
    assert forms(one) != forms(other)


@pytest.mark.parametrize(
    ("quotation", "parts"),
    [
        ("The coast … is dark", [("The coast", None), ("is dark", Break.OMISSION)]),
        ("The coast [...] is dark", [("The coast", None), ("is dark", Break.OMISSION)]),
        ("The coast . . . is dark", [("The coast", None), ("is dark", Break.OMISSION)]),
        ("…the coast is dark…", [("the coast is dark", None)]),
        ("[The coast] is dark", [("is dark", None)]),
        ("The coast [of Norvale] is dark", [("The coast", None), ("is dark", Break.INSERTION)]),
        ("They promise[d] light", [("They", None), ("light", Break.INSERTION)]),
        ("[T]he coast is dark", [("The coast is dark", None)]),
        ("The coast are [sic] dark", [("The coast are dark", None)]),
        ("… [?] —", []),
    ],
)
def test_a_shortened_quotation_has_parts(quotation: str, parts: list[tuple[str, Break | None]]) -> None:
    assert [(part.text, part.after) for part in parts_of([quotation])] == parts


def test_what_a_text_interrupts_has_parts() -> None:
    first, second = parts_of(["We build,", "and we sail"])
    assert (first.after, second.after) == (None, Break.INTERRUPTION)


@pytest.mark.parametrize(
    ("asked", "article", "expected"),
    [
        ("costs more", "costs more", (("=", "costs more"),)),
        ("Costs More!", "costs more.", (("=", "costs more."),)),
        ("costs less", "costs more", (("=", "costs"), ("-", "less"), ("+", "more"))),
        ("costs", "costs more", (("=", "costs"), ("+", "more"))),
        ("it costs", "costs", (("-", "it"), ("=", "costs"))),
        ("", "", ()),
        ("a long-term plan", "a long term plan", (("=", "a long term plan"),)),
        ("the U.S. coast", "the US coast", (("=", "the US coast"),)),
        ("a coast — dark", "a coast, dark", (("=", "a coast, dark"),)),
        ("it costs $5", "it costs €5", (("=", "it costs"), ("-", "$5"), ("+", "€5"))),
    ],
)
def test_the_difference_in_runs(asked: str, article: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert difference(asked, article) == expected


@given(words.map(" ".join), words.map(" ".join))
def test_the_difference_tells_the_whole_of_both(asked: str, article: str) -> None:
    runs = difference(asked, article)
    assert " ".join(w for mark, w in runs if mark != "-").split() == article.split()
    told = " ".join(w for mark, w in runs if mark != "+")
    assert "".join(forms(told)) == "".join(forms(asked))
