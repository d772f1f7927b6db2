from __future__ import annotations

import json
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding.embedder import Embedder
from index.model import Article, Kind, Person, Statement
from index.news.similarity import ComparedArticle, article_vector
from index.news.stories import find_stories, group_by_event
from index.news.story_quotes import MAX_QUOTES, best_quotes
from index.search.vector_index import Floats
from index.text.sentences import passages as split

SAID = Path(__file__).parents[3] / "../shared/said/articles.jsonl"
PAIRS = Path(__file__).parent / "story_pairs.jsonl"
MONDAY = datetime(2031, 3, 3, 9, tzinfo=UTC)

FERRY = (
    "The ferry Aurelia ran aground off Kivik on Monday night with 214 people on board, the coast guard said. "
    "Nobody was hurt.\n\nCaptain Ines Varga told reporters that a rudder had failed in the swell. "
    "Tugs from Kivik harbour will try to pull the Aurelia free at high tide.\n\n"
    "The ferry line has cancelled all crossings to Skerry Bank until Thursday. Passengers were taken ashore in boats, "
    "wrapped in blankets, and spent the night in a school."
)
FERRY_AGAIN = (
    "All 214 passengers of the Aurelia are safe after the ferry struck a sandbank near Kivik on Monday, "
    "officials said on Tuesday. A broken rudder is thought to be the cause, Captain Varga said. "
    "Crossings to Skerry Bank stay cancelled while tugs work to free the Aurelia."
)
FERRY_KOREAN = (
    "승객 214명을 태운 여객선 Aurelia호가 3일 Kivik 앞바다에서 좌초했다. "
    "선장 Varga는 방향타가 고장 났다고 말했다. Skerry Bank 항로는 중단됐다."
)
BUDGET = (
    "Norvale's parliament passed a budget of 48 billion crowns on Tuesday after a night of talks. "
    "Finance Minister Tamm said that schools would get the largest share. The opposition voted against it.\n\n"
    "“We bought time, not schools,” said Bram Okonkwo, who leads the opposition."
)
BUDGET_AGAIN = (
    "Schools win the most in Norvale's new budget of 48 billion crowns, which parliament passed on Tuesday. "
    "Okonkwo's opposition voted against the budget; Finance Minister Tamm called it a good night's work."
)
CHESS = "Adeyemi won the chess open in Lunde with a rook sacrifice in the final round, her third title in a row."


def article(id: int, text: str, title: str | None = None, outlet: str = "Kivik Daily", hours: float = 0) -> Article:
    return Article(id, text, title, outlet, None, MONDAY + timedelta(hours=hours), None, "public")


# Of one country and one day, as the short items of a paper are; none tells of another's event.
UNRELATED = (
    ("Train hits elk near Lunde", "A train hit an elk near Lunde on Monday. “We were late and alive,” said Nils Berg."),
    ("Zoo presents wolf cubs", "The zoo of Lunde showed three wolf cubs on Monday. “They bite already,” said Dag Ulv."),
    ("Airport gets third runway",
     "The airport of Norvale gets a third runway, the government decided on Monday. “The noise will kill our "
     "village,” said Berit Tun, who lives beside it."),
    ("Norvale to test sirens",
     "Norvale tests its sirens on Monday at noon, the civil defence said. “Nobody needs to be afraid,” said its "
     "chief, Olav Strand."),
    ("Rents rise in Lunde",
     "Rents in Lunde rose by eight per cent in a year, the statistics office said on Monday. “There are not enough "
     "flats,” said Kari Dahl of the office."),
    ("Opera opens season",
     "The opera of Lunde opened its season on Monday with a work by a student. “I did not sleep for a week,” said "
     "composer Siri Holt."),
    ("Football club sacks coach",
     "FC Lunde parted with its coach on Monday after seven defeats. “We had no other choice,” said chairman Rolf Vik."),
    ("Herring season begins",
     "The herring season of Norvale began on Monday with a good catch. “My hands are cold and happy,” said skipper "
     "Jon Hauge."),
    ("Oldest man dies at 111",
     "The oldest man of Norvale died on Monday at 111. “He ate herring every day,” said his daughter, Magna Os."),
    ("Snow closes pass",
     "Snow closed the pass between Lunde and Kivik on Monday, weeks earlier than usual. “The plough is in the "
     "garage,” said road chief Egil Sand."),
    ("Salmon farm closed",
     "A salmon farm near Kivik was closed on Monday because of lice. “We had warned them,” said inspector Tone Hag."),
    ("Fire destroys paper mill in Kivik, two workers hurt",
     "A fire destroyed the paper mill of Kivik on Sunday night. Two workers were taken to hospital.\n\nThe fire "
     "brigade said that it burned for nine hours. “We kept it from the houses,” said fire chief Trygve Lien."),
    ("Fire at chemical depot in Sarn, residents told to stay indoors",
     "A fire broke out on Sunday night in a chemical depot of Sarn. Nobody was hurt.\n\nThe fire was out after five "
     "hours. “There was no danger at any time,” said fire chief Gudrun Eide."),
)  # fmt: skip


def items(embedder: Embedder, articles: Sequence[Article]) -> list[ComparedArticle]:
    return [ComparedArticle(a, v) for a, v in zip(articles, embedder.embed([a.text for a in articles]), strict=True)]


@pytest.fixture(scope="module")
def week(embedder: Embedder) -> list[ComparedArticle]:
    """Six articles: three on a ferry, two on a budget, one on chess."""
    return items(
        embedder,
        [
            article(1, FERRY, "Ferry runs aground off Kivik", "Kivik Daily", 14),
            article(2, FERRY_AGAIN, "All safe after ferry strikes sandbank", "The Harbour Post", 26),
            article(3, BUDGET, "Parliament passes budget", "Kivik Daily", 30),
            article(4, FERRY_KOREAN, "여객선 Aurelia호 좌초", "Norvale Ilbo", 20),
            article(5, BUDGET_AGAIN, "Schools win most in budget", "The Harbour Post", 32),
            article(6, CHESS, "Adeyemi wins in Lunde", "The Harbour Post", 30),
        ],
    )


def ids(items: Sequence[ComparedArticle], groups: Sequence[Sequence[int]]) -> set[frozenset[int]]:
    return {frozenset(items[i].article.id for i in places) for places in groups}


def test_one_event_is_one_story_in_whatever_language_it_is_told(week: list[ComparedArticle]) -> None:
    assert ids(week, group_by_event(week)) == {frozenset({1, 2, 4}), frozenset({3, 5}), frozenset({6})}


# Of one day all; the first two tell of one event.
KOREAN = (
    ("나루당 “두루연대 보조금 끊어야”",
     "나루당 특별위원회는 27일 회의를 열고 두루연대 등 세 단체를 불법 집회를 이끈 단체로 지목했다. 한다솔 위원장은 "
     "이들에게 주던 보조금을 끊겠다고 밝혔다. 경찰 통계로는 2년 동안 87건의 집회가 열렸다."),
    ("불법 집회 단체 보조금 제한 추진",
     "불법 집회를 이끈 단체에 보조금을 주지 않는 방안을 나루당이 추진한다. 나루당 특별위원회의 한다솔 위원장은 "
     "“두루연대는 세금으로 집회를 연다”고 비판했다. 두루연대는 반발했다."),
    ("국토위 파행…여야 책임 공방",
     "국회 국토위원회는 26일 여야의 고성 속에 파행했다. 구름찬 장관은 새 부두의 노선을 설명하다 자리를 떴다."),
    ("법사위서 장관·의원 충돌",
     "국회 법사위원회는 26일 장관과 의원의 고성이 오간 끝에 멈췄다. 서민우 의원은 장관의 답변 태도를 문제 삼았다."),
)  # fmt: skip


def test_korean_articles_without_vectors_are_one_story_by_their_words() -> None:
    told = [
        ComparedArticle(article(number, text, title), np.zeros(4, np.float32))
        for number, (title, text) in enumerate(KOREAN, 1)
    ]
    assert ids(told, group_by_event(told)) == {frozenset({1, 2}), frozenset({3}), frozenset({4})}


def test_stories_do_not_depend_on_the_order_of_the_articles(week: list[ComparedArticle]) -> None:
    told = find_stories(week)
    for seed in range(5):
        shuffled = random.Random(seed).sample(week, len(week))
        assert ids(shuffled, group_by_event(shuffled)) == ids(week, group_by_event(week))
        assert find_stories(shuffled) == told


def test_the_story_most_outlets_tell_comes_first_with_a_real_headline(week: list[ComparedArticle]) -> None:
    told = find_stories(week)
    assert [len(story.outlets) for story in told] == [3, 2, 1]
    assert all(story.headline in {item.article.title for item in week} for story in told)
    assert told[0].articles[0].title == told[0].headline
    assert find_stories(week, limit=1) == told[:1]


def test_a_brief_is_of_one_story_with_the_full_reports(embedder: Embedder) -> None:
    brief = "KIVIK (Wire) — The ferry Aurelia has run aground off Kivik with 214 people on board."
    long = (
        FERRY + "\n\n" + " ".join(f"Passenger {n} of the Aurelia told of the night in the school." for n in range(40))
    )
    told = items(
        embedder,
        [
            article(1, brief, "Ferry aground", hours=12),
            article(2, long, "A night in a school", hours=30),
            article(3, BUDGET, "Parliament passes budget", hours=30),
            article(4, "LUNDE (Wire) — Adeyemi has won the chess open in Lunde.", "Chess open", hours=12),
        ],
    )
    assert ids(told, group_by_event(told)) == {frozenset({1, 2}), frozenset({3}), frozenset({4})}


def test_the_same_event_years_later_is_another_story(embedder: Embedder) -> None:
    twice = items(embedder, [article(1, FERRY), article(2, FERRY_AGAIN, hours=24 * 800)])
    assert len(group_by_event(twice)) == 2


@pytest.mark.parametrize(
    "copy",
    [
        FERRY,
        "KIVIK, Norvale (Wire) — " + FERRY,
        FERRY[: len(FERRY) * 2 // 3],
        "Read more at The Harbour Post.\n\n" + FERRY + "\n\nAll rights reserved.",
        FERRY.replace("Nobody was hurt.", "No one was hurt."),
    ],
    ids=["whole", "with another head", "cut short", "framed", "with a word changed"],
)
def test_a_wire_text_counts_once_with_all_its_sources(embedder: Embedder, copy: str) -> None:
    both = items(embedder, [article(1, FERRY, "Ferry aground"), article(2, copy, "Aground", "The Harbour Post", 30)])
    (story,) = find_stories([*both, *items(embedder, [article(3, FERRY_AGAIN, "All safe", "Norvale Briefings", 26)])])
    assert [sorted(same) for same in story.copies] == [[1, 2]]
    assert len(story.distinct_articles) == 2
    assert set(story.outlets) == {"Kivik Daily", "The Harbour Post", "Norvale Briefings"}
    assert len(story.articles) == 3


def test_a_short_text_is_no_copy_of_one_that_shares_its_phrases(embedder: Embedder) -> None:
    told = find_stories(
        items(embedder, [article(1, "The ferry ran aground."), article(2, "The ferry ran aground. " + CHESS)])
    )
    assert not any(story.copies for story in told)


def test_untitled_undated_and_lonely_articles_are_stories_too(embedder: Embedder) -> None:
    bare = replace(article(1, CHESS), published=None, outlet=None)
    (story,) = find_stories(items(embedder, [bare]))
    assert story.headline == "Adeyemi won the chess open in Lunde with a rook sacrifice in …"
    assert story.outlets == ()
    assert find_stories([]) == []
    assert group_by_event([]) == []


def test_only_what_the_reader_was_sent_makes_an_update_and_an_update_is_ranked_alike(
    week: list[ComparedArticle], embedder: Embedder
) -> None:
    sent = items(embedder, [article(90, BUDGET_AGAIN, "Budget", hours=28)])
    fresh = find_stories(week)
    told = find_stories(week, sent=sent)
    assert not any(story.is_update for story in fresh)
    assert [story.is_update for story in told] == ["udget" in story.headline for story in told]
    assert [story.score for story in told] == [story.score for story in fresh]


STRIKE = (
    "The ferries to the Sund islands stop at midnight. Crews voted on Tuesday for a strike without end.\n\n"
    "“Now the boats stay where they are,” said Jorunn Moe of the seamen’s union. The company, Sundlinjen, offered four "
    "per cent."
)
STRIKE_TALKS = (
    "The first talks in the ferry strike ended on Saturday after forty minutes.\n\n"
    "“They wanted us to sign,” said Kristoffer Bang, the chief of Sundlinjen. Jorunn Moe of the seamen’s union said "
    "that the company had not brought a new offer."
)
STRIKE_ENDS = (
    "Crews of the ferries to the Sund islands go back to work on Wednesday after a deal that gives them six per cent, "
    "the seamen’s union and the company Sundlinjen said.\n\n“The islands have their boats back,” said Jorunn Moe."
)
TRAMS = (
    "Drivers of the trams of Lunde voted on Saturday for a strike of one day.\n\n"
    "“We drive ten hours,” said Berit Falk, who speaks for them. The city offered two per cent."
)


def test_a_story_goes_on_for_days_and_another_of_its_kind_does_not(embedder: Embedder) -> None:
    sent = items(embedder, [article(90, STRIKE, "Ferry crews strike from midnight, islands cut off", hours=0)])
    later = items(
        embedder,
        [
            article(1, STRIKE_TALKS, "Ferry strike: first talks fail", hours=144),
            article(2, STRIKE_ENDS, "Ferry crews return to work after pay deal", hours=150),
            article(3, TRAMS, "Tram drivers vote for strike", hours=145),
        ],
    )
    assert [find_stories([one], sent=sent)[0].is_update for one in later] == [True, True, False]


FIRE = (
    "물마루항 냉동창고에서 4일 불이 나 작업자 3명이 다쳤다. "
    "소방 당국은 창고 벽의 단열재에서 불이 시작된 것으로 보고 있다.\n\n"
    "나루한 물마루소방서장은 “벽 안에서 타는 불이라 끄기가 어렵다”고 말했다."
)
FIRE_ARREST = (
    "물마루항 냉동창고 화재를 수사하는 경찰이 6일 창고 대표를 체포했다. 단열재를 값싼 것으로 바꾼 혐의다.\n\n"
    "나루한 물마루소방서장은 “허가된 단열재였다면 불이 번지지 않았을 것”이라고 밝혔다."
)
LIBRARY = "가람시가 5일 새 도서관 3곳의 문을 열었다. 온새미 시장은 “책이 사람을 부른다”고 말했다."
FIVE_HATS = "Five hats of the spring ball:\n\n1. A tall one.\n\n2. A green one.\n\n3. A boat.\n\n4. None.\n\n5. Two."


def test_a_korean_story_goes_on_without_a_model_that_reads_it() -> None:
    no_vector = np.zeros(4, np.float32)
    sent = [ComparedArticle(article(90, FIRE, "물마루항 냉동창고 화재"), no_vector)]
    later = [
        ComparedArticle(article(1, FIRE_ARREST, "물마루항 창고 화재, 대표 체포", hours=48), no_vector),
        ComparedArticle(article(2, LIBRARY, "가람시 도서관 3곳 개관", hours=30), no_vector),
        ComparedArticle(article(3, FIVE_HATS, "Five hats that we can’t stop looking at", hours=30), no_vector),
    ]
    assert [find_stories([one], sent=sent)[0].is_update for one in later] == [True, False, False]


def test_short_reports_of_one_day_are_stories_of_their_own(embedder: Embedder) -> None:
    told = [article(n, text, title, hours=9 + n / 60) for n, (title, text) in enumerate(UNRELATED, 1)]
    compared = items(embedder, told)
    assert ids(compared, group_by_event(compared)) == {frozenset({one.id}) for one in told}


def test_the_headline_is_of_the_article_in_the_middle(embedder: Embedder) -> None:
    aside = "The Aurelia, which ran aground off Kivik, was built in 1994. " + CHESS + " " + BUDGET
    told = items(
        embedder,
        [
            article(1, FERRY, "Ferry runs aground off Kivik", "Kivik Daily", 14),
            article(2, FERRY_AGAIN, "All safe on the Aurelia", "The Harbour Post", 16),
            article(3, aside, "A ferry and its time", "Lunde Wire", 15),
        ],
    )
    alone = [story.headline for story in find_stories(told) if len(story.articles) > 1]
    assert alone
    assert "A ferry and its time" not in alone


def test_an_update_says_first_what_is_new() -> None:
    no_vector = np.zeros(4, np.float32)
    now = ComparedArticle(article(1, SPOKEN, "Ferry aground"), no_vector, STATEMENTS)
    before = ComparedArticle(article(9, SPOKEN[SPOKEN.index("The ferry line") :], "Ferry aground"), no_vector)
    (fresh,) = find_stories([now])
    (update,) = find_stories([now], sent=[before])
    assert (fresh.is_update, update.is_update) == (False, True)
    assert fresh.quotes[0].speaker == OKONKWO
    assert update.quotes[0].speaker == VARGA  # Okonkwo's words were sent already
    assert set(update.quotes) == set(fresh.quotes)


def test_a_muted_story_stays_away_and_so_do_new_articles_of_it(week: list[ComparedArticle]) -> None:
    ferry, rest = [week[0]], [week[1], week[2], week[3], week[4], week[5]]
    assert all("erry" not in story.headline for story in find_stories(rest, muted=ferry))
    assert len(find_stories(rest, muted=ferry)) == 2
    assert len(find_stories(week, muted=ferry)) == 2


# quotes

VARGA, OKONKWO = Person("Ines Varga", id=1), Person("Bram Okonkwo", id=2)
LINE = Person("the ferry line", organisation=True, id=3)
SPOKEN = (
    "“We felt the rudder go, and after that there was only the swell and the sand,” Captain Ines Varga said. "
    "“Sorry,” she added.\n\n"
    "The ferry line said that crossings would start again on Thursday.\n\n"
    "“A ferry of that age belongs in a museum and not on the water,” Bram Okonkwo told reporters in Kivik. "
    "“It has failed three inspections.”"
)


def spoken(phrase: str, who: Person, kind: Kind = Kind.DIRECT) -> Statement:
    start = SPOKEN.index(phrase)
    return Statement(((start, start + len(phrase)),), kind, person=who)


STATEMENTS = (
    spoken("We felt the rudder go, and after that there was only the swell and the sand,", VARGA),
    spoken("Sorry,", VARGA),
    spoken("crossings would start again on Thursday", LINE, Kind.INDIRECT),
    spoken("A ferry of that age belongs in a museum and not on the water,", OKONKWO),
    spoken("It has failed three inspections.", OKONKWO),
)


def test_quotes_are_slices_by_different_speakers_first_and_the_best_of_each() -> None:
    item = ComparedArticle(article(1, SPOKEN, "Ferry aground"), np.zeros(4, np.float32), STATEMENTS)
    quotes = best_quotes([item], "Ferry aground")
    assert [q.speaker.name for q in quotes[:3] if q.speaker] == ["Bram Okonkwo", "Ines Varga", "the ferry line"]
    assert quotes[1].text.startswith("“We felt the rudder go")
    assert all(q.text == q.article.text[q.start : q.end] for q in quotes)
    assert len(quotes) <= MAX_QUOTES


def test_own_words_come_before_a_report_of_what_the_headline_says() -> None:
    text = (
        "Norvale will close its last coal plant two years early, Climate Minister Ines Varga said on Tuesday.\n\n"
        "“The chimney at Kivik is cold by the end of the decade,” Varga said."
    )
    reported = Statement(((0, text.index(", Climate")),), Kind.INDIRECT, person=VARGA, confidence=1.0)
    start, end = text.index("The chimney"), text.index("”")
    said = Statement(((start, end),), Kind.DIRECT, person=VARGA, confidence=1.0)
    item = ComparedArticle(
        article(1, text, "Norvale to close last coal plant two years early"), np.zeros(4, np.float32), (reported, said)
    )
    assert find_stories([item])[0].quotes[0].kind is Kind.DIRECT


def test_one_person_under_two_forms_of_a_name_speaks_once_before_others_have() -> None:
    said = (STATEMENTS[0], replace(STATEMENTS[3], person=Person("Varga", id=9)), STATEMENTS[2])
    item = ComparedArticle(article(1, SPOKEN, "Ferry aground"), np.zeros(4, np.float32), said)
    (story,) = find_stories([item])
    assert [p.name for p in story.speakers] == ["Ines Varga", "the ferry line"]
    assert [q.speaker.name for q in story.quotes if q.speaker][1] == "the ferry line"


def test_quotes_given_are_the_only_ones_shown() -> None:
    item = ComparedArticle(article(1, SPOKEN, "Ferry aground"), np.zeros(4, np.float32), STATEMENTS)
    wanted = [q for q in best_quotes([item]) if q.speaker == VARGA]
    (story,) = find_stories([item], chosen=wanted)
    assert {q.speaker for q in story.quotes} == {VARGA}


# rules that hold for all articles

WORDS = "harbour ferry Varga 214 budget Tamm crowns 여객선 좌초 船 Okonkwo school \n\n . ” “ Tuesday 3일 March 5".split(
    " "
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join).filter(str.strip)


@given(
    st.lists(st.tuples(TEXTS | st.text(min_size=1), st.none() | TEXTS, st.none() | st.integers(0, 400)), max_size=12),
    st.randoms(use_true_random=False),
)
def test_every_article_is_in_exactly_one_story_whatever_the_order(
    drawn: list[tuple[str, str | None, int | None]], shuffler: random.Random
) -> None:
    vectors = np.random.default_rng(len(drawn)).normal(size=(len(drawn), 8)).astype(np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    made = []
    for n, (text, title, hours) in enumerate(drawn):
        one = article(n + 1, text, title, outlet=f"Outlet {n % 3}", hours=hours or 0)
        one = one if hours is not None else replace(one, published=None)
        said = (Statement(((0, len(text)),), Kind.DIRECT, person=VARGA),) if text.strip() else ()
        made.append(ComparedArticle(one, vectors[n], said))
    told = find_stories(made)
    assert sorted(a.id for story in told for a in story.articles) == [i.article.id for i in made]
    assert sorted(i for places in group_by_event(made) for i in places) == list(range(len(made)))
    for story in told:
        assert all(q.text == q.article.text[q.start : q.end] for q in story.quotes)
        assert {id for same in story.copies for id in same} <= {a.id for a in story.articles}
    shuffled = list(made)
    shuffler.shuffle(shuffled)
    assert find_stories(shuffled) == told


# real articles, where they are at hand


@pytest.fixture(scope="module")
def labelled_articles(embedder: Embedder) -> list[ComparedArticle]:
    """The first two passages of each article of the labelled pairs: to embed the whole would take a minute."""
    if not SAID.exists():
        pytest.skip("the shared material is not here")
    urls = {pair[side] for pair in labelled_pairs() for side in ("a", "b")}
    rows = [json.loads(line) for line in SAID.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["url"] in urls]
    spans = [split(row["text"])[:2] for row in rows]
    passages = [row["text"][a:b] for row, of_row in zip(rows, spans, strict=True) for a, b in of_row]
    vectors = np.split(embedder.embed(passages), np.cumsum([len(of_row) for of_row in spans])[:-1])
    return [begun(id, *parts) for id, parts in enumerate(zip(rows, spans, vectors, strict=True))]


def begun(id: int, row: dict[str, Any], spans: list[tuple[int, int]], vectors: Floats) -> ComparedArticle:
    """An article up to the end of its passages, with its meaning by their vectors [n, width]."""
    article = Article(
        id, row["text"][: spans[-1][1]], row["title"], row["outlet"], None,
        datetime.fromisoformat(row["published"]).replace(tzinfo=UTC), None, "public", (row["url"],),
    )  # fmt: skip
    return ComparedArticle(article, article_vector(vectors))


def labelled_pairs() -> list[dict[str, Any]]:
    """The pairs that nothing was tuned on.

    Of each pair the file says what a first and a second reader found, each without the other's word, and as `same`
    what stands after both texts were read again where they differ.  Pairs without `first` had one reader.
    """
    pairs = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    return [pair for pair in pairs if pair["half"] == "test"]


def test_stories_agree_with_readers_of_the_articles(labelled_articles: list[ComparedArticle]) -> None:
    """Pairs two readers labelled, near ones and most of them hard, none of them tuned on.

    The F1 from two passages of each is 0.575: the weights that were learned from sorted articles are worse there than
    those set by hand before, which had 0.68 and put unrelated short reports of one day together.  From whole articles
    with all others of their days it is 0.68 (`onrecord eval stories`); of one reader against the other, 0.96.
    """
    places = enumerate(group_by_event(labelled_articles))
    story = {labelled_articles[i].article.urls[0]: n for n, members in places for i in members}
    joined = [story[pair["a"]] == story[pair["b"]] for pair in labelled_pairs()]
    same = [pair["same"] for pair in labelled_pairs()]
    right = sum(by_readers and by_us for by_readers, by_us in zip(same, joined, strict=True))
    assert 2 * right / (sum(joined) + sum(same)) >= 0.55


def test_thousands_of_articles_are_grouped_in_seconds() -> None:
    """600 events of five articles each, which share a fifth of their words and some of their meaning."""
    random_ = random.Random(7)
    words = ["".join(random_.choices("abdefgiklmnoprstuv", k=random_.randint(3, 9))) for _ in range(8000)]
    many = []
    for n in range(3000):
        event = random.Random(n // 5)
        shared = [word.capitalize() for word in event.choices(words, k=40)]
        text = " ".join([*shared[:20], *random_.choices(words, k=160), *shared[20:]])
        vector = np.random.default_rng(n // 5).normal(size=64) + 0.7 * np.random.default_rng(n).normal(size=64)
        one = article(n + 1, text, " ".join(shared[:6]), hours=event.random() * 48)
        many.append(ComparedArticle(one, (vector / np.linalg.norm(vector)).astype(np.float32)))
    start = time.process_time()
    found = group_by_event(many)
    assert time.process_time() - start < 60  # a few on an idle machine
    assert ids(many, found) == {frozenset(range(n + 1, n + 6)) for n in range(0, 3000, 5)}
