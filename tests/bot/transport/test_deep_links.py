"""Links into the private chat: what Telegram takes, and what nobody can make up."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.transport.deep_links import Start, started

TOKEN = "7000:stand-in-token"
NUMBERS = st.integers(0, 10**12)


@given(st.one_of(
    st.builds(Start, st.just("question"), st.tuples(NUMBERS)),
    st.builds(Start, st.just("words"), st.tuples(*[st.integers(0, 10**7 - 1)] * 4, st.integers(0, 9))),
))  # fmt: skip
def test_a_payload_fits_and_leads_back(start: Start) -> None:
    payload = start.payload(TOKEN)
    assert re.fullmatch("[A-Za-z0-9_-]{1,64}", payload)
    assert started(payload, TOKEN) == start
    assert started(payload, "7000:another") is None


@given(st.text(max_size=64))
def test_no_other_payload_leads_anywhere(payload: str) -> None:
    assert started(payload, TOKEN) is None


@pytest.mark.parametrize("other", ["q-8", "q-70", "w-7-0-1-0-3"])
def test_a_mark_fits_nothing_but_what_it_was_made_for(other: str) -> None:
    mark = Start("question", (7,)).payload(TOKEN).rpartition("-")[2]
    assert started(f"{other}-{mark}", TOKEN) is None
