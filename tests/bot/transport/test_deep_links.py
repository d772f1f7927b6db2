"""Links into the private chat: what Telegram takes, and what nobody can make up."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.transport.deep_links import DeepLink, LinkKind, parse_payload

TOKEN = "7000:stand-in-token"
NUMBERS = st.integers(0, 10**12)


@given(st.one_of(
    st.builds(DeepLink, st.just(LinkKind.QUESTION), st.tuples(NUMBERS)),
    st.builds(DeepLink, st.just(LinkKind.STORIES), st.tuples(NUMBERS, st.integers(0, 1000))),
    st.builds(DeepLink, st.just(LinkKind.QUOTE), st.tuples(*[st.integers(0, 10**7 - 1)] * 4, st.integers(0, 9))),
))  # fmt: skip
def test_a_payload_fits_and_leads_back(link: DeepLink) -> None:
    payload = link.payload(TOKEN)
    assert re.fullmatch("[A-Za-z0-9_-]{1,64}", payload)
    assert parse_payload(payload, TOKEN) == link
    assert parse_payload(payload, "7000:another") is None


@given(st.text(max_size=64))
def test_no_other_payload_leads_anywhere(payload: str) -> None:
    assert parse_payload(payload, TOKEN) is None


@pytest.mark.parametrize("other", ["q-8", "q-70", "w-7-0-1-0-3", "s-7-0"])
def test_a_mark_fits_nothing_but_what_it_was_made_for(other: str) -> None:
    mark = DeepLink(LinkKind.QUESTION, (7,)).payload(TOKEN).rpartition("-")[2]
    assert parse_payload(f"{other}-{mark}", TOKEN) is None
