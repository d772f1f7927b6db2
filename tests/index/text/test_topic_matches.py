"""Where a topic's words stand in a text: found once, and as if each span were read by itself."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.measure.plan import SAMPLE
from index.text.terms import WORD, content_stems, stem, stems, synonyms
from index.text.topic_matches import TopicQuery, matchable_stems, stem_prefix

ENDINGS = "s es ed ing er ers ly ly's al ation ational ization iveness fulness bility y ies ied ement ous".split()
ROOTS = "hope ferr harbour treat possib relat die sk us eu tax gun happ conflat activ sens port say japan tokyo".split()


@pytest.mark.parametrize(
    ("text", "topic", "share"),
    [
        ("Japan and its ports", "japan", 1.0),
        ("the Japanese ports", "japan", 0.8),
        ("a mission to Tokyo", "japan", 0.8),
        ("a mission to Cairo", "japan", 0.0),
        ("The lighthouses", "lighthouse", 1.0),
        ("light houses", "lighthouse", 0.0),
        ("Japan’s ports", "Japan ports", 1.0),
        ("a port", "Japan ports", 0.5),
        ("the U.S.-led fleet", "US", 1.0),
        ("They are dying here", "die", 1.0),
        ("The National Fisheries Council met", "NFC", 1.0),
        ("the Council of the National Fisheries", "NFC", 0.0),
        ("the United States signed", "US", 1.0),
        ("the United States of Norvale", "US", 0.0),
        ("İzmir's harbour", "harbour", 1.0),
        ("a licence for Artificial intelligence", "AI licence", 1.0),
        ("an artificial lake", "AI", 0.0),
        ("the ships that carry LNG", "liquefied natural gas ships", 0.85),
        ("natural gas", "LNG", 0.0),
        ("", "harbour", 0.0),
    ],
)
def test_a_text_holds_words_their_forms_and_their_kin(text: str, topic: str, share: float) -> None:
    assert TopicQuery(tuple(content_stems(topic))).coverage(text) == pytest.approx(share)


def test_no_topic_is_held_by_nothing() -> None:
    assert not TopicQuery(())
    assert TopicQuery(()).coverage("harbour") == 0.0


WORDS = st.sampled_from([root + ending for root in ROOTS for ending in ("", *ENDINGS)])
TEXTS = st.lists(WORDS | st.sampled_from(["“", "U.S.", "—", "O’Neil", "don't", "(the", "x.y"]), max_size=25).map(
    " ".join
)


NAMED = st.lists(
    st.sampled_from(
        "National Fisheries-Council Food of for the and U.S. O’Brien's x-Ray Éire _Union IMF (World McVey".split()
    ),
    max_size=9,
).map(" ".join)
SHORT = st.text("nfcuwxrmo", min_size=2, max_size=4)


@given(text=TEXTS, topic=st.lists(WORDS, min_size=1, max_size=3), data=st.data())
def test_a_span_holds_what_it_would_hold_alone(text: str, topic: list[str], data: st.DataObject) -> None:
    wanted = tuple(content_stems(" ".join(topic)))
    edges = sorted({0, len(text), *(i for i, letter in enumerate(text) if letter == " ")})
    start = data.draw(st.sampled_from(edges))
    end = data.draw(st.sampled_from([edge for edge in edges if edge >= start]))
    here = set(stems(text[start:end]))
    alone = [1.0 if one in here else 0.8 if synonyms(one) & here else 0.0 for one in wanted]
    assert TopicQuery(wanted).find(text).stem_weights(start, end) == alone


@given(text=st.one_of(TEXTS, NAMED), topic=st.lists(st.one_of(WORDS, SHORT), min_size=1, max_size=3))
def test_whatever_a_topic_finds_in_a_text_is_findable(text: str, topic: list[str]) -> None:
    wanted = TopicQuery(tuple(content_stems(" ".join(topic))))
    for one in wanted.topic_stems:
        if TopicQuery((one,)).coverage(text):
            assert set(TopicQuery((one,)).matching_stems) & matchable_stems(text)


@pytest.mark.parametrize(
    ("text", "held", "others"),
    [
        ("The National Fisheries Council met", {"nfc", "nf", "fc", "council", "met"}, {"fcm"}),
        ("Ministry of Food and Forests", {"mff", "ff"}, {"mof"}),
        ("an Anglo-Dutch Oil pipe", {"ao", "do", "anglo", "dutch"}, {"ado"}),
        ("the U.S. left O’Hara’s", {"us", "o'hara", "left"}, {"u"}),
    ],
)
def test_names_are_findable_by_their_first_letters(text: str, held: set[str], others: set[str]) -> None:
    assert held <= matchable_stems(text)
    assert not others & matchable_stems(text)


def test_a_word_begins_as_its_stem_does() -> None:
    """In the sample, and in words built from hard endings."""
    text = " ".join(path.read_text(encoding="utf-8") for path in SAMPLE.glob("*.md")).lower()
    hard = "dying lying tying vying skies skis idly gently ugly early only singly news later overly evening".split()
    for word in {*WORD.findall(text), *(root + ending for root in ROOTS for ending in ENDINGS), *hard}:
        plain = word.replace("’", "'").replace(".", "")
        assert plain.startswith(stem_prefix(stem(plain))), (word, stem(plain))


def test_several_spans_hold_together_what_each_holds() -> None:
    text = "The harbour is open. The treaty is signed. The harbour treaty stays."
    found = TopicQuery(tuple(content_stems("harbour treaty"))).find(text)
    assert found.coverage((0, 20)) == found.coverage((21, 42)) == 0.5
    assert found.coverage((0, 20), (21, 42)) == 1.0


@pytest.mark.parametrize("text", ["harbour," * 40_000, "d" * 300_000, "항구harbour。" * 30_000])
def test_a_text_without_white_space_is_read_in_time_that_grows_with_it(text: str) -> None:
    start = time.process_time()
    found = TopicQuery(tuple(content_stems("harbour die"))).find(text)
    assert time.process_time() - start < 5.0
    assert bool(found.starts) == text.startswith("harbour")
