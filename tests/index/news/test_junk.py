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
CLUES = (
    "Across\n\n"
    + "".join(f"{n}. Boat that sank in word {n} ({n + 3})\n\n" for n in range(1, 6))
    + "Down\n\n2. Sail (4)"
)
PROGRAMMES = "".join(f"{hour}.00pm Channel {hour}: Tales of Kivik, part {hour}. Ada lies.\n" for hour in range(6, 11))
WEATHER = "\n".join(f"{town}: rain, 7° to 11°." for town in ("Kivik", "Lunde", "Osmar", "Tarn", "Veld"))
ROUNDS = "\n".join(f"Kivik {n} Lunde {n + 2}" for n in range(6))
RATES = "\n".join(f"{n}00 crowns 17.{n}2 marks" for n in range(1, 6))
DRAW = (
    "We have teamed up with Petrel Ferries to send two readers to Kivik.\n\nFor your chance to win, simply answer: how "
    "many boats has Petrel?\n\nClosing date 4 March. Winners are chosen at random. Terms and conditions apply."
)
FRAUD = (
    "Two men who sold tickets for a raffle that had no prize went on trial in Lunde on Monday.\n\n4,000 entrants paid "
    "20 crowns each; winners were to be chosen at random.\n\nPosters called on people to “enter now”; the terms and "
    "conditions promised a house. “Nobody was ever going to win it,” prosecutor Ada Brandt told the court.\n\n"
)
VICTIMS = "The dead are:\n\n" + "\n\n".join(f"{n}. Nils Aarden-{'ABCDEF'[n]}, of Kivik ({40 + n})" for n in range(1, 6))
MATCH = (
    "Kivik 2 Lunde 1\n\nKivik won the cup on Sunday with a goal in the 93rd minute.\n\n“I closed my eyes and shot,” "
    "captain Ilo Tamm said.\n\nLunde had led since the 4th minute.\n\n31,000 saw it.\n\n"
)
QUARTER = (
    "Petrel Ferries earned 31 million crowns in the third quarter, 4 percent more.\n\nSales rose to 212 million.\n\n"
    "It carried 2.1 million passengers.\n\nFor 2031 it expects 130 million.\n\n"
)
CLOCKED = "".join(f"At {n}.15pm the storm reached ward {n} and tore off {n} roofs.\n\n" for n in range(1, 6))
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
        ("Prize crossword 1,204", CLUES, JunkKind.QUIZ),
        ("Cryptic No 81 by Tern", CLUES, JunkKind.QUIZ),
        ("What to watch tonight: TV guide for Tuesday", PROGRAMMES, JunkKind.LISTING),
        ("오늘의 TV 편성표", "19:30 뉴스\n20:00 항구의 밤\n21:10 지금 키비크\n22:00 영화\n", JunkKind.LISTING),
        ("Weather for Wednesday", WEATHER, JunkKind.LISTING),
        ("오늘의 날씨", "키비크 3도\n룬데 4도\n오스마르 1도\n타른 6도", JunkKind.LISTING),
        ("Sunday’s football results", ROUNDS, JunkKind.LISTING),
        ("Exchange rates", RATES, JunkKind.LISTING),
        ("Results: Sunday’s skiing", "Men’s 15 km\n" + ROUNDS, JunkKind.LISTING),
        ("Win a weekend in Kivik", DRAW, JunkKind.CONTEST),
        ("Competition: a weekend in Kivik", DRAW, JunkKind.CONTEST),
        ("키비크 여행 경품 이벤트", "응모하세요. 당첨자는 추첨으로 정합니다.", JunkKind.CONTEST),
        ("Budget live: the vote | follow here", "Follow it.\n\n12:05\nVote\n\n12:20\nCount", JunkKind.LIVE_MENU),
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
        ("Ministers win vote on the ferry tax", REPORT),
        ("Win for Varga as court stops the dry dock", REPORT),
        ("Raffle fraud trial opens in Lunde", FRAUD),
        ("Competition authority fines ferry companies", REPORT),
        ("Weather for skiing cost Kivik 4 million crowns", CLOCKED + "“It hit at 9 degrees,” Ilo Tamm said."),
        ("Budget forecast for 2031", QUARTER),
        ("Results: the election in Kivik", ROUNDS),
        ("Forecast for the weekend: a storm", CLOCKED),
        ("Petrel Ferries third-quarter results", QUARTER),
        ("Cup results: Kivik wins in the last minute", MATCH),
        ("Kivik take the cup as league results", MATCH),
        ("What to watch this week: the budget", REPORT),
        ("TV guide publisher sold for 4 million", QUARTER),
        ("Names of the five who died on the ferry", VICTIMS),
        ("Where they live: three towns after the storm", "The storm took 300 roofs in Kivik, and three schools."),
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
