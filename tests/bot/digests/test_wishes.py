"""Wishes as people write them: what is to come, when, and what is left out."""

from __future__ import annotations

from datetime import time
from time import process_time

import pytest

from bot.digests.schedule import ALL_DAYS, WORKDAYS
from bot.digests.subscriptions import SubscriptionKind
from bot.digests.wishes import Wish, is_wish, read_wish

ALERT, DIGEST = SubscriptionKind.ALERT, SubscriptionKind.DIGEST
MONDAY, WEEKEND = frozenset({0}), frozenset({5, 6})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norvale weekly", Wish("Norvale", weekdays=MONDAY)),
        ("inflation every Monday at 7", Wish("inflation", at=time(7), weekdays=MONDAY)),
        ("everything in The Courier", Wish("everything in The Courier")),
        ("the justice minister on prisons, weekdays 8:30",
         Wish("the justice minister on prisons", at=time(8, 30), weekdays=WORKDAYS)),
        ("harbour treaty but not sport", Wish("harbour treaty", without=("sport",))),
        ("housing -sport -culture daily at 6:45",
         Wish("housing", at=time(6, 45), weekdays=ALL_DAYS, without=("sport", "culture"))),
        ("Estmar, but not football or tennis, every evening",
         Wish("Estmar", at=time(18), weekdays=ALL_DAYS, without=("football", "tennis"))),
        ("a weekly digest of climate", Wish("climate", DIGEST, weekdays=MONDAY)),
        ("send me a daily digest on harbour prices at 7am",
         Wish("harbour prices", DIGEST, time(7), ALL_DAYS)),
        ("send me news about Lindesund every Friday", Wish("Lindesund", weekdays=frozenset({4}))),
        ("subscribe me to inflation", Wish("inflation")),
        ("keep me posted on the harbour treaty", Wish("the harbour treaty")),
        ("Norvale Mondays and Thursdays at 18:00",
         Wish("Norvale", at=time(18), weekdays=frozenset({0, 3}))),
        ("on Mondays: Norvale", Wish("Norvale", weekdays=MONDAY)),
        ("Monday to Friday at 8: the budget", Wish("the budget", at=time(8), weekdays=WORKDAYS)),
        ("every Wednesday at noon the ferry", Wish("the ferry", at=time(12), weekdays=frozenset({2}))),
        ("weekly on Friday: prisons", Wish("prisons", weekdays=frozenset({4}))),
        ("prisons, mon, wed and fri at 8", Wish("prisons", at=time(8), weekdays=frozenset({0, 2, 4}))),
        ("fish as it happens", Wish("fish", ALERT)),
        ("ferry immediately", Wish("ferry", ALERT)),
        ("notify me about the harbour treaty", Wish("the harbour treaty", ALERT)),
        ("inflation every hour", Wish("inflation", refused=("every hour",))),
        ("budget monthly", Wish("budget", refused=("monthly",))),
        ("wolves every second Tuesday", Wish("wolves", refused=("every second Tuesday",))),
        ("wolves on the first Monday club", Wish("wolves on the first Monday club")),
        ("keep me in the loop on rents, mornings", Wish("rents", at=time(8), weekdays=ALL_DAYS)),
        ("prices twice a day", Wish("prices", refused=("twice a day",))),
        ("inflation at 25:00", Wish("inflation", refused=("at 25:00",))),
        ("everything except sport", Wish("everything", without=("sport",))),
        ("everything without sport in The Harbour Post",
         Wish("everything in The Harbour Post", without=("sport",))),
        ("not sport", Wish("", without=("sport",))),
        ("F-35 not drones", Wish("F-35", without=("drones",))),
        ("news from Kivik at weekends", Wish("Kivik", weekdays=WEEKEND)),
        ('"harbour treaty" weekly', Wish('"harbour treaty"', weekdays=MONDAY)),
        ("the price of bread, every Sunday at 9 pm",
         Wish("the price of bread", at=time(21), weekdays=frozenset({6}))),
        ("I'd like the speeches of Elin Varga every Thursday at 19h please",
         Wish("the speeches of Elin Varga", at=time(19), weekdays=frozenset({3}))),
        ("weekly", Wish("", weekdays=MONDAY)),
        ("every day at 8", Wish("", at=time(8), weekdays=ALL_DAYS)),
        ("매주 월요일 오전 7시 물가", Wish("물가", at=time(7), weekdays=MONDAY)),
        ("물가 매일 아침", Wish("물가", at=time(8), weekdays=ALL_DAYS)),
        ("주택 평일 8시 30분", Wish("주택", at=time(8, 30), weekdays=WORKDAYS)),
        ("스포츠 빼고 모두", Wish("모두", without=("스포츠",))),
        ("매일 경제 뉴스 보내줘", Wish("경제", weekdays=ALL_DAYS)),
        ("주말마다 날씨", Wish("날씨", weekdays=WEEKEND)),
        ("send me prices every Friday evening", Wish("prices", at=time(18), weekdays=frozenset({4}))),
        ("물가 매일 저녁 6시", Wish("물가", at=time(18), weekdays=ALL_DAYS)),
        ("fish every evening at 6", Wish("fish", at=time(18), weekdays=ALL_DAYS)),
        ("fish every night at 1", Wish("fish", at=time(1), weekdays=ALL_DAYS)),
        ("fish, every evening at quarter to nine", Wish("fish", at=time(20, 45), weekdays=ALL_DAYS)),
        ("send me herring news each weekday at half past six", Wish("herring", at=time(6, 30), weekdays=WORKDAYS)),
        ("only the Kivik Courier, weekends 9am", Wish("the Kivik Courier", at=time(9), weekdays=WEEKEND)),
        ("polls at eight thirty on Sundays", Wish("polls", at=time(8, 30), weekdays=frozenset({6}))),
        ("I'd like a daily digest about rye exports at noon, without football",
         Wish("rye exports", DIGEST, time(12), ALL_DAYS, ("football",))),
        ("물가 매주 금요일 저녁 7시", Wish("물가", at=time(19), weekdays=frozenset({4}))),
        ("Could I get a summary of rye prices, Tue + Fri at 19:15?",
         Wish("rye prices", at=time(19, 15), weekdays=frozenset({1, 4}))),
        ("send me an e-mail about wolves once a month", Wish("wolves", refused=("once a month",))),
        ("herring morning and evening", Wish("herring", refused=("morning and evening",))),
        ("herring at 8am and 6pm", Wish("herring", at=time(8), refused=("and 6pm",))),
        ("herring starting next Monday, 6:30", Wish("herring", at=time(6, 30), refused=("starting next Monday",))),
        ("everything about rye, every day after 6pm",
         Wish("everything about rye", at=time(18), weekdays=ALL_DAYS)),
        ("nothing about tennis please, otherwise everything, daily 7am",
         Wish("everything", at=time(7), weekdays=ALL_DAYS, without=("tennis",))),
        ("everything but chess", Wish("everything", without=("chess",))),
        ("rye every day except Sunday", Wish("rye", weekdays=ALL_DAYS - {6})),
        ("rye daily, not on weekends", Wish("rye", weekdays=WORKDAYS)),
        ("a weekend briefing on rye, Sunday 10 o'clock", Wish("rye", DIGEST, time(10), frozenset({6}))),
        ("morning digest on rye", Wish("rye", DIGEST, time(8), ALL_DAYS)),
        ("rye on Mondays and every Thursday", Wish("rye", weekdays=frozenset({0, 3}))),
        ("flood warnings asap", Wish("flood warnings", ALERT)),
        ("호밀 월수금 아침 8시", Wish("호밀", at=time(8), weekdays=frozenset({0, 2, 4}))),
        ("매주 화목 호밀", Wish("호밀", weekdays=frozenset({1, 3}))),
        ("호밀 소식 일요일 빼고 매일 9시에", Wish("호밀", at=time(9), weekdays=ALL_DAYS - {6})),
        ("축구랑 날씨 빼고 매일 저녁 9시에 다 보내줘",
         Wish("다", at=time(21), weekdays=ALL_DAYS, without=("축구", "날씨"))),
        ("호밀 소식 3주에 한 번", Wish("호밀", refused=("3주에 한 번",))),
        ("호밀 소식 나오는 대로 알려줘", Wish("호밀", ALERT)),
        ("I want to follow the rye trade", Wish("the rye trade")),
        ("no crime, no gossip, everything else at 20:00 Mon-Fri",
         Wish("everything else", at=time(20), weekdays=WORKDAYS, without=("gossip", "crime"))),
        ("no confidence vote, weekly", Wish("no confidence vote", weekdays=MONDAY)),
        ("rye (not barley) every Wed 7h30", Wish("rye", at=time(7, 30), weekdays=frozenset({2}), without=("barley",))),
        ("Thursdays around noon - rye", Wish("rye", at=time(12), weekdays=frozenset({3}))),
        ("tomorrow at 9: rye", Wish("rye", at=time(9), refused=("tomorrow",))),
        ("내일부터 매일 8시에 호밀 소식", Wish("호밀", at=time(8), weekdays=ALL_DAYS, refused=("내일부터",))),
        ("일주일에 두 번 호밀 소식 받아보고 싶어요", Wish("호밀", refused=("일주일에 두 번",))),
        ("보리 이야기는 빼고 호밀 소식만 평일 저녁에", Wish("호밀", at=time(18), weekdays=WORKDAYS, without=("보리",))),
        ("pls send rye news Fri", Wish("rye", weekdays=frozenset({4}))),
        ("alert: flood", Wish("flood", ALERT)), ("digest at 7", Wish("", at=time(7))),
        ("get rid of chess and rowing, rest daily at noon",
         Wish("rest", at=time(12), weekdays=ALL_DAYS, without=("chess", "rowing"))),
        ("in English only, daily 8am, everything",
         Wish("everything", at=time(8), weekdays=ALL_DAYS, refused=("in English only",))),
        ("월요일부터 금요일까지 7시에 호밀 소식", Wish("호밀", at=time(7), weekdays=WORKDAYS)),
        ("호밀 뉴스 아침 저녁으로", Wish("호밀", refused=("아침 저녁으로",))),
        ("오늘 저녁 8시에 호밀 소식 보내줘", Wish("호밀", at=time(20), refused=("오늘",))),
        ("북쪽 미사일 빼고 전부", Wish("전부", without=("북쪽 미사일",))),
        ("track and field weekly", Wish("track and field", weekdays=MONDAY)),
        ("rents drop in Kivik", Wish("rents drop in Kivik")), ("the midnight Sun", Wish("the midnight Sun")),
        ("Can you keep me informed about rye? Every evening around 7 works best.",
         Wish("rye", at=time(19), weekdays=ALL_DAYS)),
        ("rye - Tue, Wed & Thu - half past five in the afternoon",
         Wish("rye", at=time(17, 30), weekdays=frozenset({1, 2, 3}))),
        ("a Sunday digest on rye, late afternoon", Wish("rye", DIGEST, time(15), frozenset({6}))),
        ("once a week is enough: rye", Wish("rye", weekdays=MONDAY)),
        ("Saturday and Sunday mornings only: rye", Wish("rye", at=time(8), weekdays=WEEKEND)),
        ("weekly summary please", Wish("", DIGEST, weekdays=MONDAY)),
        ("매일 정오에 호밀 뉴스", Wish("호밀", at=time(12), weekdays=ALL_DAYS)),
        ("평일엔 7시, 주말엔 9시에 호밀 뉴스",
         Wish("호밀", at=time(7), weekdays=WORKDAYS, refused=("주말엔", "9시에"))),
        ("배 파업 소식만 빼고 다 보내줘", Wish("다", without=("배 파업",))),
        ("매주 첫째 월요일 예산 소식", Wish("예산", refused=("매주 첫째 월요일",))),
        ("체스는 됐고 나머지만 매일 8시", Wish("나머지만", at=time(8), weekdays=ALL_DAYS, without=("체스",))),
        # Words of time that are the subject's:
        ("emissions by 2035", Wish("emissions by 2035")),
        ("수목원 화재", Wish("수목원 화재")),
        ("금일 저녁 행사", Wish("금일 저녁 행사")),
        ("5월 3일에 열리는 회의", Wish("5월 3일에 열리는 회의")),
        ("the third quarter results", Wish("the third quarter results")),
        ("the 9:30 train", Wish("the 9:30 train")),
        ("The weekend effect", Wish("The weekend effect")),
        ("Sunday trading laws", Wish("Sunday trading laws")),
        ("Monday Club", Wish("Monday Club")),
        ("everything in The Daily Post", Wish("everything in The Daily Post")),
        ("Kivik Weekly daily", Wish("Kivik Weekly", weekdays=ALL_DAYS)),
        ("queue at two hospitals weekly", Wish("queue at two hospitals", weekdays=MONDAY)),
        ("breaking news daily", Wish("breaking news", weekdays=ALL_DAYS)),
        ("Covid-19 weekly", Wish("Covid-19", weekdays=MONDAY)),
        ("Article 5", Wish("Article 5")),
        ("asdf qwer", Wish("asdf qwer")),
    ],
)  # fmt: skip
def test_a_wish_is_taken_apart(text: str, expected: Wish) -> None:
    assert read_wish(text, ["Kivik Weekly"]) == expected


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Norvale weekly", True), ("housing, weekdays 8:30", True), ("send me housing", True), ("물가 매주", True),
        ("polls every other week", True), ("I want to know everything Varga says about fish", True),
        ("I'd like a weekly digest about fish", True), ("The daily news about fish was bad", False),
        ("Could you send me the latest on fish every Friday?", True), ("Can I have fish daily at 8?", True),
        ("Can you send me what Varga said about fish?", False), ("Could I get fish?", False),
        ("What did Varga say about fish every week?", False), ("did the ferry run daily", False), ("housing", False),
        ("The ferry runs from Kivik to Lindesund every day.", False), ("the daily press", False),
        ("He said on Monday that the ferry would not run before the end of the year", False),
    ],
)  # fmt: skip
def test_a_message_is_a_wish_where_it_asks_to_be_sent_something_again(text: str, is_one: bool) -> None:
    assert is_wish(text) is is_one


@pytest.mark.parametrize("written", ["월요일 ", "mon, ", "시내버스", "no a, ", "7시 "])
def test_a_wish_of_one_word_over_and_over_is_read_at_once(written: str) -> None:
    start = process_time()
    read_wish(written * 100)
    is_wish(written * 100)
    assert process_time() - start < 1
