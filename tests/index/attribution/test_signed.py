"""Quotations whose speaker the layout tells."""

from __future__ import annotations

import pytest

from index.attribution.signed import signed_quotations
from index.text.blocks import infer_blocks
from index.text.quotation_marks import quotation_states


def signed(text: str) -> list[tuple[str | None, str]]:
    found = signed_quotations(text, infer_blocks(text), quotation_states(text))
    return [
        (text[slice(*each.name.name)] if each.name else None, " / ".join(text[a:b] for a, b in each.content))
        for each in found
    ]


@pytest.mark.parametrize("dash", ["— ", "– ", "- ", "―", "-- ", "~ "])
def test_a_signature_below_signs_the_quotation_above_it(dash: str) -> None:
    text = (
        f'"The treaty is the best we could get."\n{dash}Ada Holm, foreign minister\n\n'
        f'"It is the worst."\n{dash}Jan Novak, fisherman'
    )
    assert signed(text) == [
        ("Ada Holm", '"The treaty is the best we could get."'),
        ("Jan Novak", '"It is the worst."'),
    ]


def test_a_signature_signs_all_paragraphs_of_its_quotation() -> None:
    text = "“The quay is ours.\n\n“It will stay ours.”\n\n— Harbour Union President Pia Lund\n\nThe quay was empty."
    assert signed(text) == [("Pia Lund", "“The quay is ours. / “It will stay ours.”")]


def test_a_signature_goes_before_the_name_inside_the_sentence() -> None:
    text = "Mayor Ada Holm “has let the ferries rust.”\n\n— Chancellery spokesman Abel Jensen\n\nAda Holm was away."
    assert signed(text) == [("Abel Jensen", "“has let the ferries rust.”")]


def test_a_signature_at_the_end_of_the_paragraph_signs_it() -> None:
    assert signed("“We sail at dawn.” — Femi Adeyemi, captain\n\nThe wind was strong.") == [
        ("Femi Adeyemi", "“We sail at dawn.”")
    ]


def test_a_post_is_its_signers() -> None:
    text = (
        "The minister wrote on Sunday.\n\nWe will not close the quay.\n\n"
        "— Ada Holm (@adaholm) March 3, 2026\n\nNobody answered."
    )
    assert signed(text) == [("Ada Holm", "We will not close the quay.")]


def test_a_list_of_labels_gives_each_quotation_to_the_name_before_it() -> None:
    text = (
        "See what they say:\n\nSenate Leader Olof Brandt: “Islanders deserve a ferry.” [Post, 4/13/23]\n\n"
        "Ferries for Estmar: “A step forward.” [Post, 4/13/23]\n\nWhy it matters: “Nobody asked us before.”"
    )
    assert signed(text) == [
        ("Olof Brandt", "“Islanders deserve a ferry.”"),
        ("Ferries for Estmar", "“A step forward.”"),
        (None, "“Nobody asked us before.”"),
    ]


def test_a_quotation_inside_a_labelled_one_does_not_end_it() -> None:
    text = "Rep. Ada Holm: “They call it the “new deal” of the coast. We do not.”\n\nThe house rose."
    assert signed(text) == [("Ada Holm", "“They call it the “new deal” of the coast. We do not.”")]


def test_topics_below_a_name_are_that_persons() -> None:
    text = (
        "Minister Ada Holm on Coast Radio\n\nOn the ferries: “They will sail.”\n\nOn the cable: “It is finished.”\n\n"
        "Captain Jan Novak on Morning News\n\nOn the wind: “It is strong.”"
    )
    assert signed(text) == [
        ("Ada Holm", "“They will sail.”"),
        ("Ada Holm", "“It is finished.”"),
        ("Jan Novak", "“It is strong.”"),
    ]


def test_names_on_lines_of_their_own_stand_above_or_below_their_quotations() -> None:
    above = "Mayor Ada Holm\n\n“We sail.”\n\nCaptain Jan Novak\n\n“We stay.”\n\nThe wind rose."
    below = "“We sail.”\n\nMayor Ada Holm\n\n“We stay.”\n\nCaptain Jan Novak\n\nThe wind rose."
    assert signed(above) == signed(below) == [("Ada Holm", "“We sail.”"), ("Jan Novak", "“We stay.”")]


@pytest.mark.parametrize(
    "text",
    [
        "PROMISES KEPT: The president has kept the ferries running.\n\nFACT: Boats sail.",
        "She wrote in a letter: “We sail at dawn.”",
        "The last paragraph has no quotation.\n\n— Reporting by Ada Holm in Lindesund",
        "Mayor Ada Holm said: “We sail.”",
    ],
)
def test_prose_is_not_read_as_layout(text: str) -> None:
    assert signed(text) == []


def test_a_label_inside_a_quotation_that_is_left_open_above_is_none() -> None:
    assert signed("“We sail at dawn.\nTULLOCH: ‘") == []


@pytest.mark.parametrize("date", ["", " March 3, 2026", " 3 Mar 2026, 10:12"])
def test_a_post_set_into_an_article_is_whose_account_signs_it(date: str) -> None:
    text = (
        f"The mayor was asked about it.\n\nSee you all at the quay at six. — Ada Holm (@adaholm){date}\n\nNobody came."
    )
    assert signed(text) == [("Ada Holm", "See you all at the quay at six.")]


def test_topics_below_a_label_with_a_topic_are_of_whom_it_names() -> None:
    text = "Minister Ada Holm on the fares: “Nobody likes it.”\n\nOn the strike: “We will talk when they talk.”"
    assert signed(text) == [("Ada Holm", "“Nobody likes it.”"), ("Ada Holm", "“We will talk when they talk.”")]


def test_posts_above_their_accounts_are_theirs() -> None:
    text = "We asked our readers.\n\nGive her a break.\n\n@fred_9.\n\nNothing of it is credible.\n\n@mdeluz."
    assert signed(text) == [("fred_9", "Give her a break."), ("mdeluz", "Nothing of it is credible.")]


def test_a_headline_of_an_unknown_paper_is_no_labelled_quotation() -> None:
    assert (
        signed("The Norhaven Evening Clarion: ‘Sink the Ferry’ Song Fuels Backlash in Norhaven and on the Islands")
        == []
    )


def test_cards_with_a_role_below_the_name_are_signed() -> None:
    above = (
        "Ada Holm\n\nFounder, Clean Piers\n\n“I see the sea.”\n\nJan Novak\n\nPastor, West Pier\n\n“We gave thanks.”"
    )
    below = "“I see the sea.”\n\nAda Holm\n\nParent\n\n“We gave thanks.”\n\nJan Novak\n\nPastor, West Pier"
    cards = [("Ada Holm", "“I see the sea.”"), ("Jan Novak", "“We gave thanks.”")]
    assert signed(above) == cards
    assert signed(below) == cards


ONE, TWO = "“My members build these houses.”", "“Tenants wrote half of this bill.”"


def test_a_heading_above_a_list_of_quotations_names_who_speaks_in_all_of_them() -> None:
    text = f"Mayor Ada Holm\n\n- {ONE}\n- {TWO}\n\nSenator Ilo Tamm\n\n“I am a tenant.”\n\nIt rained."
    assert signed(text) == [("Ada Holm", ONE), ("Ada Holm", TWO), ("Ilo Tamm", "“I am a tenant.”")]


def test_a_sentence_with_a_name_is_no_signature_of_the_quotations_around_it() -> None:
    text = f"Mayor Ada Holm\n\n{ONE}\n\n{TWO}\n\nSenator Ilo Tamm\n\n“I am a tenant.”\n\nWe agree. Kari Lund, Bay Ships"
    assert ("Ilo Tamm", TWO) not in signed(text)
    assert ("Kari Lund", "“I am a tenant.”") not in signed(text)


def test_a_name_above_and_a_name_below_a_quotation_tell_nobody() -> None:
    assert signed(f"Mayor Ada Holm\n\n{ONE}\n\nSenator Ilo Tamm\n\n{TWO}\n\nKari Lund, Bay Ships") == []


@pytest.mark.parametrize("dash", ["–", "-", "—"])
@pytest.mark.parametrize(
    "label", ["Ada Holm, mayor of Store Hamm", "Mayor Ada Holm", "Ada Holm, President, Dock Union"]
)
def test_a_dash_may_stand_between_a_name_and_its_quotation(label: str, dash: str) -> None:
    assert signed(f"{label} {dash} {ONE}") == [("Ada Holm", ONE)]


@pytest.mark.parametrize(
    "text",
    [f"Then came Ada Holm – {ONE}", "Ada Holm – “the quiet one” – came last.", "The day of the storm – “our day”"],
)
def test_a_dash_in_prose_is_no_label(text: str) -> None:
    assert signed(text) == []


def test_a_full_name_in_brackets_behind_a_quotation_signs_it() -> None:
    assert signed(f"{ONE} (Ada Holm, Dock Union)") == [("Ada Holm", ONE)]
    assert signed(f"{ONE} (Holm, 2019)") == signed(f"{ONE} (laughs)") == []


@pytest.mark.parametrize("label", ["Minister Holm and Mr Tamm", "Ada Holm and Ilo Tamm, co-chairs", "Ada and Ilo Holm"])
def test_a_label_of_two_is_neither_ones(label: str) -> None:
    assert signed(f"{label}: {ONE}") == [(None, ONE)]


def test_a_surname_is_a_label_where_one_person_of_the_text_has_it() -> None:
    assert signed(f"Ada Holm came by train.\n\nHolm: {ONE}") == [("Holm", ONE)]
    assert signed(f"Ada Holm and Peter Holm came.\n\nHolm: {ONE}") == [(None, ONE)]
    assert signed(f"It rained.\n\nGoal: {ONE}") == [(None, ONE)]


@pytest.mark.parametrize("outlet", ["Tribune", "The Harlan Post", "– BBN"])
def test_a_headline_between_its_outlet_and_its_author_is_nobodys(outlet: str) -> None:
    assert signed(f"{outlet}: “The mayor who said no” – Ida Brook") == [(None, "“The mayor who said no”")]


@pytest.mark.parametrize("words", ["Harlan Falls: “My city buried them.”", "On brakes: “Put them on the trains”"])
def test_a_sentence_or_a_topic_is_the_signers(words: str) -> None:
    assert [who for who, _ in signed(f"{words} – Ida Brook")] == ["Ida Brook"]


@pytest.mark.parametrize("heading", ["Quote of the day", "SPOTTED", "HOLM DIGS IN", "The Harbour Post"])
def test_a_heading_before_words_that_tell_whose_they_are_is_no_label(heading: str) -> None:
    assert signed(f"{heading}: “We're not a bank,” Ada Holm told the council. “We bake.”") == []


def test_a_name_before_words_that_another_clause_gives_stays_a_label() -> None:
    assert signed("Ada Holm: “We stay,” he said, and “we left” is what he meant.")[0][0] == "Ada Holm"


def test_headlines_below_each_other_are_not_what_their_outlets_say() -> None:
    text = "The Harbour Post: “Mayor will not go”\n\nKivik Tribune: ‘Brake gamble fails’\n\nAda Holm: “We stay”"
    assert [who for who, _ in signed(text)] == [None, None, "Ada Holm"]


def test_a_heading_in_capitals_says_nothing() -> None:
    text = "MYTH: “The rule will close small ports.”\n\nFACT: “No port is covered.”\n\nUNHCR: “We will not go.”"
    assert [who for who, _ in signed(text)] == [None, None, "UNHCR"]


def test_what_bodies_say_in_sentences_stays_theirs() -> None:
    text = "Harbour Union: “We will not go.”\n\nBank of Norvale: “Rates rise.”\n\nKivik Council: “No comment”"
    assert [who for who, _ in signed(text)] == ["Harbour Union", "Bank of Norvale", "Kivik Council"]


@pytest.mark.parametrize(
    "told",
    [
        "“A bad day for cod,” the group said. Its director, Bram Okonkwo, went further: “The sea is empty.”",
        "“A bad day for cod.” Her brother Bram Okonkwo disagreed: “The sea is full.”",
        "“A bad day for cod,” said her spokesman, Bram Okonkwo. “The sea is empty.”",
    ],
)
def test_a_name_above_is_not_given_what_the_words_below_give_to_another(told: str) -> None:
    text = f"How people responded\n\nPia Lund\n\n“We sleep again.”\n\nAda Holm\n\n{told}\n\nJan Novak\n\n“I wait.”"
    assert signed(text) == [("Pia Lund", "“We sleep again.”"), ("Jan Novak", "“I wait.”")]


@pytest.mark.parametrize("lead", ["Later she added:", "On the quota Holm said:", "Asked by the Post, Ada Holm said:"])
def test_a_name_above_keeps_what_its_bearer_adds(lead: str) -> None:
    text = f"How people responded\n\nPia Lund\n\n“We sleep again.”\n\nAda Holm\n\n“It is late.” {lead} “Too late.”"
    assert signed(text) == [("Pia Lund", "“We sleep again.”"), ("Ada Holm", "“It is late.” / “Too late.”")]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Mayor Jo Pritchett of Alder Gap", "Jo Pritchett"),
        ("Ada Holm from Dunmere", "Ada Holm"),
        ("Mayor of New Lindesund", None),
        ("Young Farmers of Norvale", "Young Farmers of Norvale"),
    ],
)
def test_a_place_may_stand_behind_the_name_in_a_label(label: str, name: str | None) -> None:
    assert [who for who, _ in signed(f"{label}: “We can finally see patients by video.”")] == [name]


@pytest.mark.parametrize(
    ("below", "name"),
    [
        ("Prof. Edwin Strake, Harbor Institute", "Edwin Strake"),
        ("Ada Holm, owner, Holm Crab & Co", "Ada Holm"),
        ("Ada Holm", "Ada Holm"),
        ("Ada Holm said so, too", None),
        ("The harbour opened at noon", None),
    ],
)
def test_a_name_behind_a_quotation_signs_it(below: str, name: str | None) -> None:
    found = signed(f"“This is the most sensible thing they have done.” {below}")
    assert [who for who, _ in found] == ([name] if name else [])


@pytest.mark.parametrize("title", ["Rep. Lacey Whitcomb, Chair", "Rev. Marcus Odom", "Assemblymember Kit Tanaka"])
def test_a_title_written_short_ends_no_name_above(title: str) -> None:
    text = f"Ada Holm\n\n“We sleep again.”\n\n{title}\n\n“I was late.”\n\nCarrow Builders Guild: “We build.”"
    found = [who for who, _ in signed(text)]
    assert found[0] == "Ada Holm"
    assert found[1] == " ".join(title.split(",")[0].split()[1:])
    assert found[2] == "Carrow Builders Guild"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Former Comptroller William “Bud” Holm – “I trained her.”", "William “Bud” Holm"),
        ('Senator William "Bud" Holm: "I trained her."', 'William "Bud" Holm'),
        ("Carpenters Local 88: “Our members know.”", "Carpenters Local 88"),
        ("“The only candidate who can read.”\n— The Harlan Courier", "Harlan Courier"),
    ],
)
def test_nicknames_branches_and_papers_are_read_in_labels(line: str, name: str) -> None:
    assert [who for who, _ in signed(f"See what they say:\n\n{line}")] == [name]


def test_a_name_of_any_language_with_an_office_and_a_place_stands_above_its_quotation() -> None:
    text = (
        "Mayor Ana-Lucía Holm of Port Dell\n\n“We had two years.”\n\n"
        "Mayor Ilo Tamm of Wendale\n\n“We had one.”\n\nRead the bill."
    )
    assert signed(text) == [("Ana-Lucía Holm", "“We had two years.”"), ("Ilo Tamm", "“We had one.”")]


def test_several_quotations_stand_below_a_label_that_announces_them() -> None:
    text = (
        "Work starts in June.\n\nQuotes attributable to Premier Ada Holm:\n\n“Every child deserves a roof.”\n\n"
        "“We promised this school.”\n\nQuotes attributable to Minister for Education Ilo Tamm:\n\n“Forty will move.”"
    )
    assert signed(text) == [
        ("Ada Holm", "“Every child deserves a roof.” / “We promised this school.”"),
        ("Ilo Tamm", "“Forty will move.”"),
    ]
