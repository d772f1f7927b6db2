"""Questions in Korean: who, about what, when. All people and bodies are invented."""

from __future__ import annotations

from datetime import date

import pytest

from index.answering.reading.korean import read_korean
from index.answering.reading.korean_dates import find_korean_dates
from index.answering.reading.talk import Talk, talk_of
from index.model import Ask, Person, Question
from index.search.speakers import SpeakerDirectory

TODAY = date(2031, 5, 14)
PEOPLE = [
    (Person("한다솔", id=1, roles=("나루당 원내대표",)), 20),
    (Person("구름찬", id=2, roles=("해운항만부 장관",)), 12),
    (Person("박이든", id=3, roles=("교육부 장관",)), 5),
    (Person("김하람", id=4, roles=("나루당 의원",)), 4),
    (Person("김도담", id=5, roles=("두루당 의원",)), 3),
    (Person("로한 데바르", id=6, roles=("인도 총리",)), 2),
    (Person("나루당", id=7, organisation=True), 9),
    (Person("안도담", id=9, roles=("하람시장",)), 2),
    (Person("민들레", id=8, roles=("가수",)), 2),
]
DIRECTORY = SpeakerDirectory(PEOPLE)


def read(asked: str, previous: Question | None = None) -> Question:
    return read_korean(asked, DIRECTORY, TODAY, previous)


@pytest.mark.parametrize(
    ("asked", "speaker", "topic"),
    [
        ("한다솔 원내대표는 뱃삯에 대해 뭐라고 했나?", "한다솔", "뱃삯"),
        ("한 원내대표가 뱃삯 인상을 두고 뭐라고 말했어?", "한다솔", "뱃삯 인상"),
        ("뱃삯에 대한 한다솔의 입장은?", "한다솔", "뱃삯"),
        ("한다솔 뱃삯", "한다솔", "뱃삯"),
        ("한다솔은 뱃삯에대해뭐라고했나", "한다솔", "뱃삯"),
        ("해운부 장관은 부두와 관련해 무슨 말을 했나요?", "구름찬", "부두"),
        ("데바르 총리 부두 발언 알려주세요", "로한 데바르", "부두"),
        ("나루당은 부두에 대해 뭐라고 밝혔습니까?", "나루당", "부두"),
        ("부두에 대한 발언 찾아줘", None, "부두"),
        ("부두", None, "부두"),
        ("박마루는 부두에 대해 뭐라고 했나?", "박마루", "부두"),
        ("한다솔 강사는 뱃삯에 대해 뭐라고 했나?", "한다솔", "뱃삯"),
        ("로한 데바르 총리는 뱃삯에 대해 뭐라고 했나?", "로한 데바르", "뱃삯"),
        ("로한 데바르는 뱃삯에 대해 뭐라고 전망했나?", "로한 데바르", "뱃삯"),
        ("구름찬 장관이 뱃삯 논란에 뭐라고 해명했어?", "구름찬", "뱃삯 논란"),
        ("구름찬 장관이 뱃삯에 대해 한 말은?", "구름찬", "뱃삯"),
        ("구름찬, 뱃삯 인상에 뭐라고 말했나", "구름찬", "뱃삯 인상"),
        ("구름찬 장관은 취임하면서 뭐라고 했지?", "구름찬", "취임하면서"),
        ("구름찬 장관의 한다솔 행보에 대한 발언", "구름찬", "한다솔 행보"),
        ("구름찬 장관은 뱃삯 인상에 왜 반대했어?", "구름찬", "뱃삯 인상"),
        ("구름찬 장관은 배를 몇 척 산다고 했나?", "구름찬", "배"),
        ("뱃삯이 얼마나 오른다고 구름찬 장관이 말했어?", "구름찬", "뱃삯"),
        ("구름찬장관이뱃삯에대해뭐라고했나", "구름찬", "뱃삯"),
        ("구름찬뱃삯발언", "구름찬", "뱃삯"),
        ("What did 구름찬 say about 뱃삯?", "구름찬", "뱃삯"),
        ("구름찬 장관님께서 뱃삯에 대해서 어떤 말씀을 하셨는지 궁금합니다", "구름찬", "뱃삯"),
        ("혹시 구름찬 장관이 뱃삯 얘기한 적 있나요?", "구름찬", "뱃삯"),
        ("구 장관 뱃삯 뭐래?", "구름찬", "뱃삯"),
        ("구름찬이 뱃삯 갖고 뭐라던데", "구름찬", "뱃삯"),
        ("구름찬 장관이 말한 뱃삯 인상의 까닭은?", "구름찬", "뱃삯 인상"),
        ("구름찬 장관이 뱃삯 인상을 비판한 이유가 뭔가요?", "구름찬", "뱃삯 인상"),
        ("교육부장관이 수능을 어떻게 바꾸겠다고 했나요?", "박이든", "수능"),
        ("로한 데바르 인도 총리의 방한 소감", "로한 데바르", "방한"),
        ("민들레 새 노래에 대해 뭐라 했어", "민들레", "새 노래"),
        ("구름찬 장관이 브리핑에서 뱃삯을 얼마라고 했어?", "구름찬", "뱃삯"),
        ("한다솔의 부두 발언에 대해 구름찬은 뭐라고 했나?", "구름찬", "한다솔의 부두 발언"),
        ("채 상병 사고에 대해 해병대는 뭐라고 했나?", "해병대", "채 상병 사고"),
        ("구름찬은 왜 파업한대?", "구름찬", "파업"),
        ("데바르 뱃삯", "데바르", "뱃삯"),
        ("구름찬 장관은 뱃삯 문제에 어떤 입장이야?", "구름찬", "뱃삯 문제"),
        ("구름찬 장관 뱃삯 인상 이유", "구름찬", "뱃삯 인상"),
        ("구름찬 장관 뱃삯 발언 원문", "구름찬", "뱃삯"),
        ("구름찬 장관 발언 전부", "구름찬", None),
        ("구름찬 장관이 뱃삯을 내린대?", "구름찬", "뱃삯"),
        ("구름찬 장관이 한 말 더 보여줘", "구름찬", None),
        ("구름찬 장관 새 선수에 대한 생각", "구름찬", "새 선수"),
        ("구름찬이 승리 연설에서 한 말", "구름찬", None),
        ("부두에 대한 안 시장의 해명", "안도담", "부두"),
        ("구름찬 장관 고속철도", "구름찬", "고속철도"),
        ("구름찬 장관 부두 착공 시기에 대해 뭐라고 했나", "구름찬", "부두 착공"),
        ("구름찬 장관 부두 착공 비판", "구름찬", "부두 착공"),
        ("구름찬이 뱃삯을 얼마를 받았다고 진술했나", "구름찬", "뱃삯"),
        ("부두 개방이 의제였나? 구름찬 장관 답변", "구름찬", "부두 개방"),
        ("나루당 보도자료", "나루당", None),
        ("구름찬 장관은 뱃삯을 계속 올린다고 했나?", "구름찬", "뱃삯"),
        ("구름찬 장관은 뱃삯을 올렸나", "구름찬", "뱃삯"),
        ("구름찬 장관은 뱃삯 언제 오른다고 봤나", "구름찬", "뱃삯"),
        ("뱃삯 인상 언제로 연기됐어?", None, "뱃삯 인상"),
        ("뱃삯 사고 때의 조끼에 대해 나루당은 뭐라고 했나?", "나루당", "뱃삯 사고 때의 조끼"),
    ],
)
def test_who_is_to_speak_about_what(asked: str, speaker: str | None, topic: str | None) -> None:
    question = read(asked)
    assert (question.ask, question.speaker, question.topic) == (Ask.SAID, speaker, topic)


@pytest.mark.parametrize(
    ("said", "talk"),
    [
        ("안녕하세요", Talk.HELLO),
        ("안녕!", Talk.HELLO),
        ("고마워요", Talk.THANKS),
        ("네, 정말 감사합니다 ㅎㅎ", Talk.THANKS),
        ("뭐 할 수 있어?", Talk.HELP),
        ("어떤 기사가 있나요?", Talk.LIBRARY),
        ("여기 뭐가 들어있어?", Talk.LIBRARY),
        ("무슨 자료가 있지?", Talk.LIBRARY),
        ("오늘 날씨 어때?", Talk.OUTSIDE),
        ("구름찬 장관은 안녕에 대해 뭐라고 했나?", None),
        ("부두", None),
    ],
)
def test_what_asks_nothing_of_the_articles(said: str, talk: Talk | None) -> None:
    assert talk_of(said) is talk
    assert (read(said).ask is Ask.TALK) is (talk is not None)


def test_a_day_without_a_year_is_the_last_such_day() -> None:
    assert find_korean_dates("5월 20일 발언", TODAY)[:2] == (date(2030, 5, 20), date(2030, 5, 20))
    assert find_korean_dates("5월 발언", TODAY)[:2] == (date(2031, 5, 1), date(2031, 5, 31))
    assert find_korean_dates("12월 발언", TODAY)[:2] == (date(2030, 12, 1), date(2030, 12, 31))


def test_several_whom_a_surname_or_an_office_can_mean_are_asked_about() -> None:
    assert read("김 의원은 부두에 대해 뭐라고 했나?").bearers == ("김하람", "김도담")
    assert read("장관은 부두에 대해 뭐라고 했나?").bearers == ("구름찬", "박이든")


def test_the_kinds_of_questions() -> None:
    who = read("누가 부두에 대해 말했나?")
    assert (who.ask, who.speaker, who.topic) == (Ask.WHO, None, "부두")
    for asked in (
        "뱃삯에대해누가말했나",
        "뱃삯 인상에 반대한 사람은 누구야?",
        "뱃삯 얘기한 사람 누구",
        "Who said anything about 뱃삯?",
    ):
        who = read(asked)
        assert (who.ask, who.speaker) == (Ask.WHO, None), asked
        assert who.topic in {"뱃삯", "뱃삯 인상"}, asked
    for asked in (
        "한다솔과 구름찬은 부두에 대해 뭐라고 했나?",
        "한다솔 vs 구름찬 부두",
        "한다솔이랑 구름찬 부두 입장 차이",
    ):
        both = read(asked)
        assert (both.ask, both.speaker, both.others, both.topic) == (Ask.VERSUS, "한다솔", ("구름찬",), "부두"), asked
    claimed = read("한다솔이 “부두를 다시 열겠다”고 말한 게 맞아?")
    assert (claimed.ask, claimed.speaker, claimed.quotation) == (Ask.CHECK, "한다솔", "부두를 다시 열겠다")
    both = read("한다솔과 구름찬의 부두 발언 비교")
    assert (both.ask, both.speaker, both.others, both.topic) == (Ask.VERSUS, "한다솔", ("구름찬",), "부두")
    assert read("최근 한다솔 발언").ask is Ask.LATEST
    assert {read(said).ask for said in ("안녕하세요", "/도움말", "사용법?")} == {Ask.TALK}


def test_a_conversation_goes_on() -> None:
    first = read("한다솔은 뱃삯에 대해 뭐라고 했나?")
    he = read("그는 부두에 대해서는 뭐라고 했나?", first)
    assert (he.speaker, he.topic) == ("한다솔", "부두")
    then = read("4월에는?", he)
    assert (then.speaker, then.topic, then.since) == ("한다솔", "부두", date(2031, 4, 1))
    for asked in ("구름찬은?", "그럼 구름찬은?", "그런데 구름찬은?", "그리고, 구름찬은?"):
        other = read(asked, he)
        assert (other.speaker, other.topic) == ("구름찬", "부두"), asked
    assert read("그리고 부두는?", first).topic == "부두"
    for asked in ("왜?", "또 뭐라고 했어?", "더 보여줘", "그게 언제야?", "출처는?"):
        same = read(asked, first)
        assert (same.speaker, same.topic) == ("한다솔", "뱃삯"), asked
    for asked in ("이에 대해 구름찬은 뭐라고 했나?", "그 문제에 대한 구름찬의 반응은?", "구름찬도 같은 생각이야?"):
        other = read(asked, first)
        assert (other.speaker, other.topic) == ("구름찬", "뱃삯"), asked
    assert read("누가 반대했어?", first).topic == "뱃삯"
    asked_of_him = read("뱃삯 말고 부두는?", first)
    assert (asked_of_him.speaker, asked_of_him.topic) == ("한다솔", "부두")


@pytest.mark.parametrize(
    "said", ["감사합니다", "네, 고맙습니다!", "정말 감사해요", "알려줘서 고마워", "수고하셨습니다"]
)
def test_thanks_are_thanks(said: str) -> None:
    assert talk_of(said) is Talk.THANKS
    assert read(said).ask is Ask.TALK


def test_a_greeting_is_one_and_words_of_thanks_with_more_are_a_question() -> None:
    assert talk_of("안녕하세요") is Talk.HELLO
    assert talk_of("감사원장은 뭐라고 했나?") is None
    assert talk_of("한다솔은 부두에 대해 뭐라고 했나?") is None


@pytest.mark.parametrize(
    ("asked", "since", "until", "rest"),
    [
        ("2030년 7월 부두", date(2030, 7, 1), date(2030, 7, 31), "부두"),
        ("7월에 부두", date(2030, 7, 1), date(2030, 7, 31), "부두"),
        ("5월 3일 부두", date(2031, 5, 3), date(2031, 5, 3), "부두"),
        ("지난달 부두", date(2031, 4, 1), date(2031, 4, 30), "부두"),
        ("올해 1분기 부두", date(2031, 1, 1), date(2031, 3, 31), "부두"),
        ("작년 하반기 부두", date(2030, 7, 1), date(2030, 12, 31), "부두"),
        ("최근 2주간 부두", date(2031, 4, 30), TODAY, "부두"),
        ("2030년 이후 부두", date(2030, 1, 1), None, "부두"),
        ("3월부터 4월까지 부두", date(2031, 3, 1), date(2031, 4, 30), "부두"),
        ("어제 부두", date(2031, 5, 13), date(2031, 5, 13), "부두"),
        ("지난해 겨울 부두", date(2030, 12, 1), date(2031, 2, 28), "부두"),
        ("올봄에 부두", date(2031, 3, 1), date(2031, 5, 31), "부두"),
        ("3월 초 부두", date(2031, 3, 1), date(2031, 3, 10), "부두"),
        ("2월 말 부두", date(2031, 2, 21), date(2031, 2, 28), "부두"),
        ("지난주 금요일 부두", date(2031, 5, 9), date(2031, 5, 9), "부두"),
        ("지난달 15일 부두", date(2031, 4, 15), date(2031, 4, 15), "부두"),
        ("2030년 5월에서 7월 사이 부두", date(2030, 5, 1), date(2030, 7, 31), "부두"),
        ("3일 전 부두", date(2031, 5, 11), date(2031, 5, 11), "부두"),
        ("올 상반기 부두", date(2031, 1, 1), date(2031, 6, 30), "부두"),
        ("봄 축제", None, None, "봄 축제"),
        ("하반기 뱃삯 인하 발언", None, None, "하반기 뱃삯 인하 발언"),
        ("8월 뱃삯이 오른다고 본 사람", None, None, "8월 뱃삯이 오른다고 본 사람"),
        ("부두 2035년 완공", None, None, "부두 2035년 완공"),
        ("부두 2035년 5월 완공", None, None, "부두 2035년 5월 완공"),
        ("12월 뱃삯이 오른다고 본 사람", None, None, "12월 뱃삯이 오른다고 본 사람"),
        ("8월 발언", date(2030, 8, 1), date(2030, 8, 31), "발언"),
        ("이월 상품", None, None, "이월 상품"),
    ],
)
def test_times(asked: str, since: date | None, until: date | None, rest: str) -> None:
    assert find_korean_dates(asked, TODAY) == (since, until, rest)


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("뱃삯이 오른다고 본 사람은 누구야", "뱃삯"),
        ("뱃삯 인상을 걱정한 의원은?", "뱃삯 인상"),
        ("뱃삯을 걱정한 건 누구인가요", "뱃삯"),
        ("뱃삯을 만 원까지 본 이코노미스트는 누구", "뱃삯을 만 원까지"),
    ],
)
def test_whoever_did_so_is_asked_for(asked: str, topic: str) -> None:
    question = read(asked)
    assert (question.ask, question.speaker, question.topic) == (Ask.WHO, None, topic)
