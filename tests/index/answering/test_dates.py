"""Dates as people ask for them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answering.reading.dates import find_dates
from index.answering.reading.periods import period

TODAY = date(2031, 6, 12)  # a Thursday


def day(month: int, number: int, year: int = 2031) -> date:
    return date(year, month, number)


@pytest.mark.parametrize(
    ("phrase", "since", "until"),
    [
        ("today", day(6, 12), day(6, 12)),
        ("yesterday", day(6, 11), day(6, 11)),
        ("this week", day(6, 9), day(6, 12)),
        ("last week", day(6, 2), day(6, 8)),
        ("this month", day(6, 1), day(6, 12)),
        ("last month", day(5, 1), day(5, 31)),
        ("this year", day(1, 1), day(6, 12)),
        ("last year", day(1, 1, 2030), day(12, 31, 2030)),
        ("in the last 3 days", day(6, 9), day(6, 12)),
        ("in the past two weeks", day(5, 29), day(6, 12)),
        ("two days ago", day(6, 10), day(6, 10)),
        ("last Monday", day(6, 9), day(6, 9)),
        ("last Thursday", day(6, 5), day(6, 5)),
        ("on Tuesday", day(6, 10), day(6, 10)),
        ("in 2029", day(1, 1, 2029), day(12, 31, 2029)),
        ("in early 2029", day(1, 1, 2029), day(4, 30, 2029)),
        ("in mid-2029", day(5, 1, 2029), day(8, 31, 2029)),
        ("in late 2029", day(9, 1, 2029), day(12, 31, 2029)),
        ("in March", day(3, 1), day(3, 31)),
        ("in June", day(6, 1), day(6, 30)),
        ("in December", day(12, 1, 2030), day(12, 31, 2030)),
        ("in March 2029", day(3, 1, 2029), day(3, 31, 2029)),
        ("in February 2028", day(2, 1, 2028), day(2, 29, 2028)),
        ("on 18 March", day(3, 18), day(3, 18)),
        ("on March 18", day(3, 18), day(3, 18)),
        ("on March 18th, 2029", day(3, 18, 2029), day(3, 18, 2029)),
        ("on the 18th of March 2029", day(3, 18, 2029), day(3, 18, 2029)),
        ("on 18 Mar. 2029", day(3, 18, 2029), day(3, 18, 2029)),
        ("on 18 December", day(12, 18, 2030), day(12, 18, 2030)),
        ("on 2029-03-18", day(3, 18, 2029), day(3, 18, 2029)),
        ("since March", day(3, 1), None),
        ("since 2029", day(1, 1, 2029), None),
        ("since last week", day(6, 2), None),
        ("since 18 March 2029", day(3, 18, 2029), None),
        ("since yesterday", day(6, 11), None),
        ("from March onwards", day(3, 1), None),
        ("before March", None, day(2, 28)),
        ("before 18 March 2029", None, day(3, 17, 2029)),
        ("until March", None, day(3, 31)),
        ("until 2029", None, day(12, 31, 2029)),
        ("between March and May", day(3, 1), day(5, 31)),
        ("between March and May 2029", day(3, 1, 2029), day(5, 31, 2029)),
        ("between 18 March 2029 and 3 April 2029", day(3, 18, 2029), day(4, 3, 2029)),
        ("from 2027 to 2029", day(1, 1, 2027), day(12, 31, 2029)),
        ("between 2029 and 2027", day(1, 1, 2027), day(12, 31, 2029)),
        ("between November and March 2029", day(11, 1, 2028), day(3, 31, 2029)),
        ("between May and last week", day(5, 1), day(6, 8)),
        ("in the second quarter of 2029", day(4, 1, 2029), day(6, 30, 2029)),
        ("in Q1", day(1, 1), day(3, 31)),
        ("in Q4", day(10, 1, 2030), day(12, 31, 2030)),
        ("in the first half of 2029", day(1, 1, 2029), day(6, 30, 2029)),
        ("in H2 2029", day(7, 1, 2029), day(12, 31, 2029)),
        ("last quarter", day(1, 1), day(3, 31)),
        ("in the spring", day(3, 1), day(5, 31)),
        ("last summer", day(6, 1, 2030), day(8, 31, 2030)),
        ("in the winter of 2029", day(12, 1, 2028), day(2, 28, 2029)),
        ("in autumn 2029", day(9, 1, 2029), day(11, 30, 2029)),
        ("last June", day(6, 1, 2030), day(6, 30, 2030)),
        ("last May", day(5, 1), day(5, 31)),
        ("in early February", day(2, 1), day(2, 10)),
        ("in mid-May", day(5, 11), day(5, 21)),
        ("in late May", day(5, 21), day(5, 31)),
        ("at the end of May", day(5, 21), day(5, 31)),
        ("late last year", day(9, 1, 2030), day(12, 31, 2030)),
        ("earlier this year", day(1, 1), day(6, 12)),
        ("these past seven days", day(6, 5), day(6, 12)),
        ("in the week of March 18", day(3, 17), day(3, 23)),
        ("on Tuesday night", day(6, 10), day(6, 10)),
        ("from March to May", day(3, 1), day(5, 31)),
        ("March-May 2029", day(3, 1, 2029), day(5, 31, 2029)),
        ("on 3-5 March", day(3, 3), day(3, 5)),
        ("from March 3 to 5", day(3, 3), day(3, 5)),
        ("in March and April", day(3, 1), day(4, 30)),
        ("on Earth Day", day(4, 22), day(4, 22)),
        ("on Earth Day (22 April)", day(4, 22), day(4, 22)),
        ("since Christmas", day(12, 25, 2030), None),
        ("before Thanksgiving 2029", None, day(11, 21, 2029)),
        ("before the election", None, day(11, 4, 2030)),
        ("in the run-up to Easter", None, day(4, 12)),
        ("after March and before June", day(3, 1), day(5, 31)),
    ],
)
def test_dates_are_understood_and_taken_out(phrase: str, since: date | None, until: date | None) -> None:
    found = find_dates(f"What did Halvorsen say about the ferry {phrase}?", TODAY)
    assert found == (since, until, "What did Halvorsen say about the ferry?")


@pytest.mark.parametrize("noun", ["strike", "attacks"])  # which is a verb as well
def test_a_date_within_a_topic_leaves_the_rest_of_it(noun: str) -> None:
    found = find_dates(f"Halvorsen on the March 2029 {noun}", TODAY)
    assert found == (day(3, 1, 2029), day(3, 31, 2029), f"Halvorsen on the {noun}")


@pytest.mark.parametrize(
    "phrase",
    [
        "on 31 February",
        "on 31 February 2029",
        "on 30 Feb",
        "on 0 March",
        "on 2031-13-01",
        "on 2031-02-30",
        "since the flood",
        "from the beginning",
        "a long time ago",
        "before the war",
        "by the minister",
        "in the harbour",
        "in 20290",
        "last of all",
        "in a week or two",
        "after the fall of Lindesund",
        "about the 2028 election",
        "and the March jobs report",
        "for Agenda 2030",
        "running until 2045",
        "in 2045",
    ],
)
def test_what_is_no_date_stays_in_the_question(phrase: str) -> None:
    text = f"What did Halvorsen say about the ferry {phrase}?"
    assert find_dates(text, TODAY) == (None, None, text)


@pytest.mark.parametrize("word", ["may", "March", "the 2020s", "marching bands", "august visitors", "Mayor Brandt"])
def test_words_that_look_like_months_stay_in_the_question(word: str) -> None:
    text = f"What did Halvorsen say about {word}?"
    assert find_dates(text, TODAY)[2] == text


@pytest.mark.parametrize(
    "today", [date(2028, 2, 29), date(2031, 1, 1), date(2031, 12, 31), date(1, 1, 3), date(9999, 12, 31)]
)
@pytest.mark.parametrize(
    "phrase",
    [
        "last year",
        "last month",
        "29 February",
        "between 29 February and 3 March 2029",
        "999999 years ago",
        "last 99 weeks",
    ],
)
def test_the_edges_of_the_calendar_raise_nothing(today: date, phrase: str) -> None:
    since, until, _ = find_dates(f"the ferry in {phrase}", today)
    assert since is None or until is None or since <= until


def test_a_leap_day_is_the_last_there_was() -> None:
    assert period("29 February", TODAY) == (date(2028, 2, 29), date(2028, 2, 29))


words = st.lists(
    st.sampled_from(
        "since before between and to from on in the last past of 31 29 5 2031 2029 February March may week days ago "
        "two until 2031-02-30 , . ? yesterday early mid late monday ferry".split()
    ),
    max_size=9,
).map(" ".join)


@given(st.one_of(words, st.text(max_size=40)), st.dates())
def test_whatever_is_asked_the_days_are_in_order(text: str, today: date) -> None:
    since, until, rest = find_dates(text, today)
    assert since is None or until is None or since <= until
    assert (since, until) != (None, None) or rest == text
