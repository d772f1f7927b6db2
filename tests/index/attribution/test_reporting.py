"""Reporting clauses beside quotations, read by rule."""

from __future__ import annotations

import time

import pytest

from index.attribution.reporting import Place, clause_after, clause_before, gesture_before, reports_another


@pytest.mark.parametrize(
    ("after", "mention", "cue"),
    [
        (" said Tamm.", "Tamm", "said"),
        (" Ilo Tamm replied. “No.”", "Ilo Tamm", "replied"),
        (" the old man used to say, according to Tamm.", "the old man", "used to say"),
        (" my grandmother would often say, says Tamm.", "my grandmother", "would often say"),
        (" Tamm liked to joke", "Tamm", "liked to joke"),
        (" said the harbour master, Ada Holm.", "the harbour master, Ada Holm", "said"),
        (" said Varga's deputy, Pia Lund, who runs the port.", "Varga's deputy, Pia Lund", "said"),
        (" Mr Varga said", "Mr Varga", "said"),
        (" the mayor of Lindesund, Ada Holm, said on Monday", "the mayor of Lindesund", "said"),
        (" President Elin Varga later said", "President Elin Varga", "said"),
        (" according to the ministry", "the ministry", "according to"),
        (" said Jan Novak, a friend of Tamm and a fisherman.", "Jan Novak, a friend of Tamm and a fisherman", "said"),
        (" he told reporters", "he", "told"),
        (" added Holm, in a speech", "Holm", "added"),
        (", said José Muñez (Northern Union)", "José Muñez", "said"),
        (" Harbour House press secretary Ilo Tamm said on Monday.", "Harbour House press secretary Ilo Tamm", "said"),
        (" said Þóra Ólafsdóttir.", "Þóra Ólafsdóttir", "said"),
        (" the mayor, Ada Holm, is quoted as saying in the report", "the mayor", "quoted"),
        (" the paper quoted him as saying.", "him", "quoted"),
    ],
)
def test_a_clause_after_a_quotation_names_its_subject(after: str, mention: str, cue: str) -> None:
    text = "“We sail,”" + after
    clause = clause_after(text, len("“We sail,”"), len(text))
    assert clause is not None
    assert (text[slice(*clause.mention)], text[slice(*clause.cue)]) == (mention, cue)
    assert clause.place is Place.AFTER


@pytest.mark.parametrize(
    "after",
    [" Her deputy, Ada Holm, nodded.", " The ferry left.", "", " and the crowd cheered", " on the quay of Norvale"],
)
def test_what_reports_nothing_is_no_clause(after: str) -> None:
    assert clause_after("“We sail,”" + after, len("“We sail,”"), len("“We sail,”" + after)) is None


@pytest.mark.parametrize(
    ("before", "mention", "place"),
    [
        ("Tamm said: ", "Tamm", Place.BEFORE),
        ("The mayor told reporters on Friday that ", "The mayor", Place.BEFORE),
        ("In the words of Ada Holm, ", "Ada Holm", Place.PHRASE),
        ("For Jan Novak, a fisherman, it is ", "Jan Novak", Place.PHRASE),
        ("As Pia Lund put it: ", "Pia Lund", Place.PHRASE),
        ("According to Ada Holm, ", "Ada Holm", Place.PHRASE),
        ("The mayor of Lindesund, Ada Holm, said ", "The mayor of Lindesund", Place.BEFORE),
        ("Ada Holm, the minister, later wrote in a letter to the council: ", "Ada Holm", Place.BEFORE),
        ("Asked about it, Lund answered: ", "Lund", Place.BEFORE),
    ],
)
def test_a_clause_before_a_quotation_names_its_subject(before: str, mention: str, place: Place) -> None:
    clause = clause_before(before + "“We sail.”", 0, len(before))
    assert clause is not None
    assert (before[slice(*clause.mention)], clause.place) == (mention, place)


@pytest.mark.parametrize(
    "before",
    [
        "Varga attacked the day, saying ",  # whose participle it is, only the whole sentence tells
        "The people of the islands chanted in the rain. ",
        "Fishers walking through the streets chanted ",
        "She asked for what Tamm called ",
        "The book is ",
    ],
)
def test_a_noun_that_is_no_subject_is_not_taken_for_one(before: str) -> None:
    assert clause_before(before + "“We sail.”", 0, len(before)) is None


@pytest.mark.parametrize("piece", ["The ", "a ", "Said the ", "what Tamm ", "said ", "Aa ", "(", "Mr. ", "of the Aa, "])
def test_long_runs_of_words_are_read_in_a_moment(piece: str) -> None:
    text = piece * 20_000
    start = time.process_time()
    clause_before(text, 0, len(text))
    clause_after(text, 0, len(text))
    gesture_before(text, 0, len(text))
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("before", "mention"),
    [
        ("Added her co-driver, Ilo Tamm: ", "her co-driver, Ilo Tamm"),
        ("Said Elin Varga, a skipper from the islands: ", "Elin Varga"),
        ("What Varga told the crew was: ", "Varga"),
        ("For Varga, ", "Varga"),
    ],
)
def test_a_clause_that_is_turned_around_leads_to_the_words(before: str, mention: str) -> None:
    clause = clause_before(before + "“We sail.”", 0, len(before))
    assert clause is not None
    assert before[slice(*clause.mention)].startswith(mention)


def test_a_day_for_something_leads_to_no_words() -> None:
    before = "It fell on the Day for the Harbour Union, "
    assert clause_before(before + "“We sail.”", 0, len(before)) is None


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (" said Tamm, to which Varga replied in a letter: ", True),
        (" said Tamm, and she answered, ", True),
        (" said Tamm, who called it a mistake. ", False),
        (" said Tamm on Monday. ", False),
    ],
)
def test_another_who_speaks_after_a_clause_is_seen(rest: str, expected: bool) -> None:
    text = "“We sail,”" + rest
    clause = clause_after(text, len("“We sail,”"), len(text))
    assert clause is not None
    assert reports_another(text, clause, len(text)) is expected


@pytest.mark.parametrize("gesture", ["Tamm smiled. ", "Ilo Tamm, the mayor, shrugged and looked away. ", "He paused: "])
def test_a_gesture_is_read_with_its_subject(gesture: str) -> None:
    clause = gesture_before(gesture, 0, len(gesture))
    assert clause is not None
    assert gesture[slice(*clause.mention)] in {"Tamm", "Ilo Tamm", "He"}


def test_a_sentence_that_tells_more_is_no_gesture() -> None:
    assert gesture_before("Tamm opened the door. ", 0, 22) is None


@pytest.mark.parametrize(
    ("before", "mention"),
    [
        ("I'll end with what old Mrs. Amory shouted from the back: ", "old Mrs. Amory"),
        ("In May she was recorded telling him, ", "she"),
        ("Jan Novak was overheard asking his deputy: ", "Jan Novak"),
    ],
)
def test_what_somebody_was_heard_to_say_is_led_to_by_a_clause(before: str, mention: str) -> None:
    clause = clause_before(before, 0, len(before))
    assert clause is not None
    assert before[slice(*clause.mention)] == mention


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The conductor Ivo Strass, with whom he had quarrelled, was brief. ", True),
        ("Bram Okonkwo was less diplomatic about the plan. ", True),
        ("Bram Okonkwo was tired. ", False),
        ("Bram Okonkwo was furious, and so was Ada Holm. ", False),
    ],
)
def test_a_sentence_on_how_somebody_speaks_leads_to_the_words_below(sentence: str, told: bool) -> None:
    assert (gesture_before(sentence, 0, len(sentence)) is not None) is told
