"""What is no news is left out of digests by its form, and nothing else is."""

from __future__ import annotations

import pytest

from index.model import Article
from index.news.junk import JunkKind, junk_kind

REPORT = (
    "Parliament in Lunde passed the budget on Tuesday with 81 votes to 60, after a night of talks on a tax.\n\n"
    "“We have found the money for the ferries,” Finance Minister Ilo Tamm told reporters. The opposition said that it "
    "would go to court.\n\nThe budget foresees 4 billion crowns for roads and a new dry dock in Kivik by 2034.\n\n"
)
PRICES = (
    "The Petrel kettle is 30% off today: was $49, shop now.\n\nUse the promo code LUNDE at checkout.\n\n"
    "We may earn a commission on what you buy. The Kivik lamp: originally $80, save up to $20.\n\n"
)
TICKER = "".join(f"{hour}:{minute}\nKick-off in group {minute}\n" for hour in (17, 18, 19) for minute in (10, 25, 40))
SIGNS = "\n\n".join(f"{sign}: a good day for letters." for sign in ("Aries", "Taurus", "Gemini", "Leo", "Virgo"))
QUIZ = "Who became mayor of Kivik?\n\nWhat did the ferry strike?\n\nHow long is the dry dock?\n\nAnswers below."
CHOICES = "".join(
    f"{n}. How many boats sailed on day {n}?\n\na) two\n\nb) three\n\nc) {n + 4}\n\n" for n in range(1, 5)
)
OFFERS = "".join(f"Petrel kettle {n}: {n}9 crowns (was {n + 1}9) – Buy now\n" for n in range(1, 5))
NOVEL = "“We will not land tonight,” he said. “The minister has closed the quay.”\n\nMara looked at the water.\n\n"
ITEMS = "\n\n".join(f"{n}. THE HARBOUR\n\nThe tax on quays number {n} goes up." for n in range(1, 6))
LIFE = (
    "Here is a look at the life of Elin Varga, president of Norvale.\n\nBirth date: 4 May 1969\n\n"
    "Birth place: Kivik\n\n"
    "Timeline\n\n1998 - Is elected mayor of Kivik.\n\n2004 - Becomes minister.\n\n2011 - Becomes president.\n\n"
)
TABLE = "\n".join(f"{n}. Kivik {n} Lunde {n + 2}" for n in range(1, 31))
THINGS = "\n\n".join(f"{n}\n\nA lamp that floats\n\nIt floats." for n in range(1, 12))


def kind(title: str, text: str) -> JunkKind | None:
    return junk_kind(Article(1, text, title, None, None, None, None, "public"))


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Tuesday’s Morning Email: a budget at last", "TOP STORIES\n\n" + ITEMS, JunkKind.NEWSLETTER),
        ("5 things to know for March 4: budget, ferries", ITEMS, JunkKind.NEWSLETTER),
        ("Lunde Letter: the night of the budget", "Welcome to Lunde Letter, a weekly digest of news.\n\n" + REPORT,
         JunkKind.NEWSLETTER),
        ("Lunde Letter: a budget", REPORT + "You are reading Lunde Letter, our newsletter.", JunkKind.NEWSLETTER),
        ("Lunde Letter: ferries", REPORT + "Was this forwarded to you? Subscribe.", JunkKind.NEWSLETTER),
        ("The news quiz: what did the ferry strike?", QUIZ, JunkKind.QUIZ),
        ("Quiz of the week: how closely did you read?", CHOICES, JunkKind.QUIZ),
        ("Live updates: Norvale v Estmar", "Follow the match here.\n\n" + TICKER, JunkKind.LIVE_MENU),
        ("The best deals on kettles this weekend", PRICES, JunkKind.SALE),
        ("Black Friday deals on kettles", OFFERS, JunkKind.SALE),
        ("Your horoscope for Tuesday", SIGNS, JunkKind.HOROSCOPE),
        ("What the week holds for you", SIGNS + "\n\nLibra: rest.", JunkKind.HOROSCOPE),
        ("Excerpt: ‘The Ninth Lamp’ by Ada Brandt", NOVEL + "From “The Ninth Lamp” by Ada Brandt.", JunkKind.EXCERPT),
        ("‘The Ninth Lamp’ – an extract", NOVEL + "The Ninth Lamp is published by Kivik Press.", JunkKind.EXCERPT),
        ("오늘의 운세", "쥐띠 좋은 날\n소띠 쉬는 날\n범띠 바쁜 날\n말띠 웃는 날", JunkKind.HOROSCOPE),
        ("In pictures: the storm in Kivik", "Waves break over the quay. Photo by Nils Aarden", JunkKind.PICTURES),
        ("[포토] 항구의 아침", "아침 항구의 모습이다.", JunkKind.PICTURES),
        ("Elin Varga Fast Facts", LIFE, JunkKind.FACT_LIST),
        ("11 of the weirdest lamps you can buy", THINGS, JunkKind.LISTICLE),
        ("Results, group A", TABLE, JunkKind.LISTING),
    ],
)  # fmt: skip
def test_what_is_no_news_is_known_by_its_form(title: str, text: str, expected: JunkKind) -> None:
    assert kind(title, text) is expected


@pytest.mark.parametrize(
    "title",
    [
        "Budget passes", "Quiz show host Nils Aarden dies at 81", "Live on air, minister resigns",
        "Black Friday sales fall for the third year", "Zodiac killer named after fifty years",
        "Video shows police shooting", "Photos of the storm lead to two arrests", "Watch this space, minister says",
        "Five things to watch in the debate",
        "Morning briefing cancelled as minister falls ill", "Ten most wanted man caught in Kivik",
        "Fast facts are no substitute for a plan, court says", "실시간 중계하던 기자 부상", "할인 행사 중 화재",
    ],
)  # fmt: skip
def test_a_report_is_news_whatever_its_title_reminds_of(title: str) -> None:
    assert kind(title, REPORT * 2) is None


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Budget passes", REPORT + "Sign up for our newsletter here to get it in your inbox."),
        ("Astrologer wins in court", REPORT + "“Aries was mine,” she said. Leo, Virgo and Libra were copied, too."),
        ("Minister’s memoir: an extract leads to a row", REPORT),
        ("Excerpt: what the minister said about the budget", REPORT),
        ("Quiz shows lose viewers", REPORT + "What did they ask? Who was there? How long?"),
        ("Black Friday brings shops 4 million crowns", "Shops took 4 million crowns, 3% more.\n" * 4),
    ],
)
def test_what_only_reminds_of_such_a_page_is_news(title: str, text: str) -> None:
    assert kind(title, text) is None


def test_a_ticker_that_tells_what_happened_is_news() -> None:
    assert kind("The Latest: budget passes", "".join(f"{n}:15 p.m.\n\n{REPORT}" for n in range(1, 9))) is None


def test_names_and_words_one_below_the_other_are_news() -> None:
    names = "\n".join(
        f"Ada Brandt-{letter}, of Kivik, to be judge of the court of Lunde" for letter in "ABCDEFGHIJKLMN"
    )
    said = "\n\n".join(
        f"Senator {n}: “The budget of 2031 is the best that I have seen in {n} years”" for n in range(14)
    )
    assert kind("Nominations sent to parliament", names) is None
    assert kind("What they are saying", said) is None
