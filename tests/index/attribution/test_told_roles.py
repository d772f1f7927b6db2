"""Speakers named by a role that the article tells once of somebody."""

from __future__ import annotations

import pytest

from index.attribution.coreference import Coreference
from index.attribution.statements import StatementReader
from tests.index.attribution.test_passed_words import speakers

WORDS = "“Prices will fall by spring,”"


@pytest.mark.parametrize(
    "told",
    [
        "Aoife Brannigan, governor of the Bank of Norvale, spoke on Monday.",
        "Bank of Norvale governor Aoife Brannigan spoke on Monday.",
        "Aoife Brannigan became governor of the Bank of Norvale in 2021.",
        "Aoife Brannigan is the governor of the Bank of Norvale.",
        "Aoife Brannigan was appointed governor of the Bank of Norvale in 2021.",
        "Aoife Brannigan, the bank’s governor since 2021, spoke on Monday.",
        "Aoife Brannigan, the 71-year-old governor of the bank, spoke on Monday.",
        "Aoife Brannigan (governor of the Bank of Norvale) spoke on Monday.",
        "Aoife Brannigan, 71, the governor of the bank, spoke on Monday.",
    ],
)
@pytest.mark.parametrize(
    "clause", ["the governor told a conference in Halden", "the 71-year-old governor said", "said the governor"]
)
def test_a_role_is_whose_the_article_tells_it_is(reader: StatementReader, told: str, clause: str) -> None:
    text = f"{told} Markets fell.\n\nBrannigan struck a different note. {WORDS} {clause}."
    assert speakers(reader, text, "Prices will") == {"Aoife Brannigan"}


@pytest.mark.parametrize(
    "told",
    [
        "Secretary-General Nnamdi Okwuosa flew to Halden.",
        "Nnamdi Okwuosa, secretary-general of the Straits Council, flew to Halden.",
        "Nnamdi Okwuosa, the Straits Council’s secretary general, flew to Halden.",
    ],
)
def test_an_office_of_two_words_is_a_role(reader: StatementReader, told: str) -> None:
    text = f"{told}\n\nHe was tired. {WORDS} the secretary-general said."
    assert speakers(reader, text, "Prices will") == {"Nnamdi Okwuosa"}


@pytest.mark.parametrize(
    "told",
    [
        "President Elin Varga flew to Halden and met President Ilo Tamm of Estmar.",
        "Aoife Brannigan, a president, met another president in Halden.",
        "Aoife Brannigan was president until May.",
        "Aoife Brannigan is not the president of Norvale.",
        "Aoife Brannigan is a friend of the president of Norvale.",
        "Aoife Brannigan struck a different note.",
    ],
)
def test_a_role_of_two_or_of_nobody_names_nobody(reader: StatementReader, told: str) -> None:
    text = f"{told} {WORDS} the president told a conference in Halden."
    assert speakers(reader, text, "Prices will") == {None}


@pytest.mark.parametrize(
    "rest", ["En Route Halden", "Aboard the Ferry Norvale", "Ahead of the Budget", "Over Breakfast", "Amid the Strike"]
)
def test_a_name_in_a_title_ends_at_a_preposition(rest: str) -> None:
    title = f"Press Gaggle by Press Secretary Aoife Brannigan {rest}"
    (brannigan,) = Coreference("MS. BRANNIGAN: Good morning.", title).entities.all
    assert (brannigan.name, [role.name for role in brannigan.roles]) == ("Aoife Brannigan", ["Press Secretary"])
