"""Whom a label or a signature names."""

from __future__ import annotations

import pytest

from index.attribution.label_names import name_in_label


def named(label: str, signed: bool = False) -> tuple[str, bool] | None:
    found = name_in_label(label, 0, len(label), signed)
    return (label[slice(*found.name)], found.person) if found else None


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Senate Majority Leader Olof Brandt", "Olof Brandt"),
        ("Rep. Ada Holm (Northern Union)", "Ada Holm"),
        ("Norvale Fishing & Sailing Council CEO Anne Lindh", "Anne Lindh"),
        ("Federation of Independent Boats SVP for Advocacy Adam Temple", "Adam Temple"),
        ("NCB—The Cable Board President and CEO Ajit Varga", "Ajit Varga"),
        ("Old Sailors Action SVP Andrew J. Tamm, Jr.", "Andrew J. Tamm, Jr."),
        ("Mayor of Lindesund Ada Holm", "Ada Holm"),
        ("Ada Holm, foreign minister", "Ada Holm"),
        ("Estmar Foreign Ministry spokesman Emil Lund", "Emil Lund"),
        ("Prime Minister of Estmar Ilo van der Tamm", "Ilo van der Tamm"),
        ("Ms. Jutta Chon, Chair, Fishers’ Union", "Jutta Chon"),
        ("Foreign Minister Kim Ha-na", "Kim Ha-na"),
        ("Dr. Martin King Jr.", "Martin King Jr."),
        ("R.K. Narayan Das", "R.K. Narayan Das"),
        ("Vice President T.K. Vane", "T.K. Vane"),
        ("Secretary Rubin", "Rubin"),
        ("Jo Abbot MP", "Jo Abbot"),
        ("Chair of the Board Ursula von der Heide", "Ursula von der Heide"),
    ],
)
def test_a_persons_name_is_found_after_any_office(label: str, name: str) -> None:
    assert named(label) == (name, True)


@pytest.mark.parametrize(
    "label", ["NumbersNorvale", "Ferries for Estmar", "The Harbour Times", "Fishers’ Union of Estmar"]
)
def test_a_body_speaks_under_its_own_name(label: str) -> None:
    assert named(label) == (label.removeprefix("The "), False)


@pytest.mark.parametrize(
    "label",
    [
        "On the ferries",
        "Why it matters",
        "PROMISES KEPT",
        "BUILDING THE COAST",
        "Background",
        "Fact",
        "Answer",
        "the mayor",
        "Mayor of New Lindesund",
        "Statement from the ministry",
        "A reader in Lindesund",
        "Chief Justice",
        "2012 Population",
    ],
)
def test_other_words_name_nobody(label: str) -> None:
    assert named(label) is None


def test_the_first_words_of_a_signature_are_a_name() -> None:
    assert named("Beke Pimentel Osund") is None
    assert named("Beke Pimentel Osund", signed=True) == ("Beke Pimentel Osund", True)
    assert named("the crew of the harbour", signed=True) is None


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("PRESIDENT VALE ON THE CANAL", "VALE"),
        ("Mayor Holm on housing", "Holm"),
        ("Ada Holm, mayor, on the ferries", "Ada Holm"),
        ("Renk, asked about the canal", "Renk"),
        ("Asked about the canal, Renk", "Renk"),
        ("Committee on Ports chair Ada Holm", "Ada Holm"),
    ],
)
def test_what_a_persons_words_are_about_is_no_name(label: str, name: str) -> None:
    assert named(label) == (name, True)


@pytest.mark.parametrize(
    "label", ["The Harbour Times on Ada Holm", "Critics, asked about Ada Holm", "Asked of it, critics"]
)
def test_whom_words_are_about_says_none_of_them(label: str) -> None:
    found = named(label)
    assert found is None or not found[1]
