from __future__ import annotations

from datetime import UTC, datetime

import pytest

from index.model import Article, Kind, Person, Quote
from index.news.said_before import each_once, holds_words, is_recalled, is_speech, joined_words, own_words
from index.news.story_quotes import is_outlet_itself

TAMM = Person("Ilo Tamm")
TEXT = "Tamm pushed for a new pier. “We need it,” he said."


@pytest.mark.parametrize(
    ("kind", "speaker", "cue", "spoken"),
    [
        (Kind.DIRECT, TAMM, "said", True), (Kind.DIRECT, None, None, True), (Kind.MIXED, TAMM, None, True),
        (Kind.MIXED, None, None, False), (Kind.INDIRECT, TAMM, "said", True), (Kind.INDIRECT, TAMM, "pushed", False),
        (Kind.INDIRECT, TAMM, None, False), (Kind.INDIRECT, None, "said", False), (Kind.PASSAGE, None, None, False),
    ],
)  # fmt: skip
def test_no_narrative_is_an_alert(kind: Kind, speaker: Person | None, cue: str | None, spoken: bool) -> None:
    article = Article(1, TEXT, None, None, None, None, "en", "public", (), ())
    assert is_speech(Quote(article, 0, 27, speaker, kind=kind, cue=cue)) is spoken


@pytest.mark.parametrize(
    ("earlier", "later", "same"),
    [
        ("“We will mend every house that was lost,” Tamm told reporters at the airport in Kivik after the flood.",
         "“We will mend every house that was lost,” the minister has said.", True),
        ('"We will mend every house that was lost, all of it," Tamm said.',
         '"We will mend every house that was lost," Prime Minister Ilo Tamm said on the day of the flood.', True),
        ("“We will mend every house that was lost,” Tamm said.",
         "“The first forty of them will have a roof before the winter,” Tamm said.", False),
        ("“We have found 11 dead in the lower town of Kivik,” Tamm said.",
         "“We have found 19 dead in the lower town of Kivik,” Tamm said.", False),
        ("“It is done,” Varga told reporters in Lunde.", "“It is done,” Tamm told a court in Kivik.", False),
        ("Tamm said that every house would be mended.", "Tamm said that every house would be mended.", True),
        # The slice begins within a quotation: what stands between two marks is the reporter's.
        ("She told reporters at the airport in Kivik", 'We mend it now," she told reporters at the airport.', False),
    ],
)  # fmt: skip
def test_the_same_words_are_known_however_an_outlet_leads_to_them(earlier: str, later: str, same: bool) -> None:
    article = Article(1, later, None, None, None, None, "en", "public", (), ())
    quote = Quote(article, 0, len(later), TAMM, kind=Kind.DIRECT, cue="said")
    assert holds_words(joined_words(earlier), own_words(quote)) is same


def quote_of(text: str, words: str, kind: Kind, speaker: Person) -> Quote:
    article = Article(1, text, None, None, None, None, "en", "public", (), ())
    start = text.index(words)
    return Quote(article, start, start + len(words), speaker, kind=kind, cue="said")


def test_what_leads_to_somebodys_words_is_no_second_quote() -> None:
    lead, own = "Ilo Tamm said that the pier would be closed.", "“It is not safe to stand on,” he said."
    apart, others = "Ilo Tamm said that the mole was next.", "“We want it open,” Elin Varga said."
    text = f"{lead} {own} {others}\n\nSnow fell.\n\nA gull cried.\n\n{apart}"
    reported, said = quote_of(text, lead, Kind.INDIRECT, TAMM), quote_of(text, own, Kind.DIRECT, TAMM)
    later = quote_of(text, apart, Kind.INDIRECT, TAMM)
    varga = quote_of(text, others, Kind.DIRECT, Person("Elin Varga"))
    assert each_once([reported, said, varga, later]) == (said, varga, later)
    assert each_once([reported, later]) == (reported, later)


def test_an_outlet_is_known_by_a_part_of_its_name() -> None:
    article = Article(1, TEXT, None, "The Kivik Gazette", None, None, "en", "public", (), ())
    assert is_outlet_itself(Person("Gazette", organisation=True), article)
    assert is_outlet_itself(Person("The Kivik Gazette", organisation=True), article)
    assert not is_outlet_itself(Person("Kivik Port", organisation=True), article)
    assert not is_outlet_itself(None, article)


@pytest.mark.parametrize(
    ("text", "recalled"),
    [
        ("In 2029 Tamm had told parliament: “I have never seen a crown of it.”", True),
        ("“I have never seen a crown of it,” Tamm told parliament in May 2029.", True),
        ("“It will hold,” Tamm said five years ago.", True),
        ("탐 장관은 2029년 국회에서 “한 푼도 받지 않았다”고 말했다.", True),
        ("“We lost it in 2029,” Tamm said on Monday.", False),
        ("Tamm, who was elected in 2029, said on Monday that he would go.", False),
        ("“The bridge opens in 2032,” Tamm told reporters.", False),
        ("Tamm said in 2031 the bridge would open.", False),
        ("탐 장관은 “2029년에 받은 돈은 없다”고 말했다.", False),
    ],
)
def test_words_of_an_earlier_year_are_recalled_not_new(text: str, recalled: bool) -> None:
    article = Article(1, text, None, None, None, datetime(2031, 3, 1, tzinfo=UTC), "en", "public", (), ())
    assert is_recalled(Quote(article, 0, len(text), TAMM, kind=Kind.DIRECT, cue="said")) is recalled
