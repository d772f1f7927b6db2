"""Who said what in Korean articles: right, or nobody. All people and bodies are invented."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader
from index.model import Kind, Person, Statement

OPENING = "노르베일 나루당 한다솔 원내대표는 3일 의원총회에서 “부두를 다시 열겠다”고 말했다."
MINISTER = "구름찬 해운부 장관은 “배가 모자란다”며 “올해 안에 세 척을 더 사겠다”고 밝혔다."


def said(reader: StatementReader, *sentences: str, title: str | None = None) -> list[tuple[str | None, str]]:
    text = "\n\n".join(sentences)
    return [
        (_name(one), " … ".join(text[a + 1 : b - 1] for a, b in one.content)) for one in reader.statements(text, title)
    ]


def _name(one: Statement) -> str | None:
    return one.person.name if one.person else None


def test_a_full_name_with_its_office_speaks(reader: StatementReader) -> None:
    assert said(reader, OPENING, MINISTER) == [
        ("한다솔", "부두를 다시 열겠다"),
        ("구름찬", "배가 모자란다 … 올해 안에 세 척을 더 사겠다"),
    ]


def test_an_office_stands_in_the_persons_record(reader: StatementReader) -> None:
    (one,) = reader.statements(MINISTER)
    assert one.person == Person("구름찬", roles=("해운부 장관",))


@pytest.mark.parametrize(
    ("following", "speaker"),
    [
        ("한 원내대표는 “뱃삯은 그대로 둔다”고 덧붙였다.", "한다솔"),
        ("그는 “뱃삯은 그대로 둔다”고 했다.", "한다솔"),
        ("이어 “뱃삯은 그대로 둔다”고 강조했다.", "한다솔"),
        ("그러면서 “뱃삯은 그대로 둔다”라며 지지를 호소했다.", "한다솔"),
        ("“뱃삯은 그대로 둔다”고도 했다.", "한다솔"),
        ("한 의장은 “뱃삯은 그대로 둔다”고 했다.", None),
        ("박 원내대표는 “뱃삯은 그대로 둔다”고 했다.", None),
        ("나루당 관계자는 “뱃삯은 그대로 둔다”고 했다.", None),
        ("항만청 민원과 직원이 “뱃삯은 그대로 둔다”고 했다.", None),
        ("해운부는 “뱃삯은 그대로 둔다”고 밝혔다.", "해운부"),
        ("한 원내대표가 이끄는 것에 대해선 “뱃삯은 그대로 둔다”고 비판했다.", None),
        ("로한 데바르 인도 총리 역시 “뱃삯은 그대로 둔다”고 했다.", "로한 데바르"),
        ("이어 인도 총리가 먼저 “뱃삯은 그대로 둔다”고 했다.", None),
        ("구 장관이 “뱃삯은 그대로 둔다”고 하자, 한 원내대표는 말을 아꼈다.", None),
        ("“뱃삯은 그대로 둔다”고 한 원내대표는 말했다.", "한다솔"),
    ],
)
def test_who_is_meant_after_a_name(reader: StatementReader, following: str, speaker: str | None) -> None:
    assert said(reader, OPENING, following)[-1] == (speaker, "뱃삯은 그대로 둔다")


def test_sentences_that_a_page_joined_are_read_apart(reader: StatementReader) -> None:
    others = "의원들은 술렁였다.구름찬 해운부 장관은 부두를 찾았다.서민우 나루당 대변인은 자리에 없었다."
    glued = f"{others}구 장관은 “배가 모자란다”고 말했다.서 대변인은 “더 사자”고 했다."
    assert said(reader, glued) == [("구름찬", "배가 모자란다"), ("서민우", "더 사자")]


@pytest.mark.parametrize(
    ("introduced", "called", "speaker"),
    [
        ("이가람 전 나루당 대표가 돌아왔다.", "이 전 대표는", "이가람"),
        ("이가람 전 나루당 대표가 돌아왔다.", "이 대표는", None),  # who holds the office now isn't told
        ("이가람 전 대표가 이도담 나루당 대표를 만났다.", "이 대표는", "이도담"),
        ("이가람 전 대표가 이도담 나루당 대표를 만났다.", "이 전 대표는", "이가람"),
        ("이가람 교수팀이 배를 만들었다.", "이 교수는", "이가람"),
        ("이가람 나루당 부위원장이 왔다.", "이 위원장은", None),
        ("이가람 클라우드온 상무가 왔다.", "이 상무는", "이가람"),
        ("이가람 해운부 국제협력관이 왔다.", "이 협력관은", "이가람"),
        ("이가람 법무법인 하늘결 변호사가 왔다.", "이 변호사는", "이가람"),
        ("형사1부(부장판사 이가람)가 맡았다.", "이 부장판사는", "이가람"),
        ("해운부 조사단 소속 이가람 근로감독관이 왔다.", "이 감독관은", "이가람"),
        ("이가람 노르베일도 행정부지사가 왔다.", "이 지사는", None),
        ("이가람 나루당 원내대표가 왔다.", "이 대표는", None),
        ("이가람 혁신위원장이 왔다.", "이 위원장은", "이가람"),
        ("이가람 나루항만연구원(NPI) 선임연구원이 왔다.", "이 연구원은", "이가람"),
        ("이가람(李嘉覽) 나루당 의원이 왔다.", "이 의원은", "이가람"),
        ("이가람(62) 전 나루대 교수가 왔다.", "이 전 교수는", "이가람"),
        ("이가람 나루대 국문과 교수가 왔다.", "이 교수는", "이가람"),
        ("전가람 나루교회 목사가 왔다.", "그러면서 전 목사는", "전가람"),
    ],
)
def test_a_title_is_short_for_the_same_office_alone(
    reader: StatementReader, introduced: str, called: str, speaker: str | None
) -> None:
    assert said(reader, introduced, f"{called} “배가 모자란다”고 말했다.") == [(speaker, "배가 모자란다")]


def test_quotations_between_which_no_word_stands_have_one_speaker(reader: StatementReader) -> None:
    listed = "나루당은 배가 떠날 때 “꼭 가야 했느냐” “왜 돌아오지 않느냐”고 비판했다."
    assert said(reader, listed) == [("나루당", "꼭 가야 했느냐 … 왜 돌아오지 않느냐")]


def test_of_two_of_a_surname_the_one_who_just_spoke_goes_on(reader: StatementReader) -> None:
    first, second = "이가람 씨는 “배가 모자란다”고 했다.", "이도담 씨는 “남는다”고 했다."
    assert said(reader, first, second, "이 씨는 “내가 보았다”고 했다.")[-1][0] == "이도담"
    between = "부두는 조용했다. 이도담 씨가 부두에 왔다. 바람이 불었다."
    assert said(reader, first, between, "이 씨는 “내가 보았다”고 했다.")[-1][0] is None


def test_two_of_a_surname_are_told_apart_by_their_titles_or_not_at_all(reader: StatementReader) -> None:
    other = "한가람 의장은 “표결은 모레다”라고 했다."
    asked = ["한 의장은 “모두 오시라”고 했다.", "한 의원은 “가지 않겠다”고 했다."]
    assert [who for who, _ in said(reader, OPENING, other, *asked)] == ["한다솔", "한가람", "한가람", None]


@pytest.mark.parametrize(
    "sentence",
    [
        "광장에는 “부두를 열어라”라고 적힌 현수막이 걸렸다.",
        "사람들은 이 배를 “고래”라고 부른다.",
        "한다솔 원내대표는 “상생”과 “협치”를 강조했다.",
        "“그릇”이라는 이름의 배가 떴다.",
    ],
)
def test_words_on_a_sign_and_names_are_no_speech(reader: StatementReader, sentence: str) -> None:
    assert said(reader, sentence) == []


def test_words_passed_on_are_nobodys_but_their_speakers(reader: StatementReader) -> None:
    passed = "“부두는 안전하다”고 말했다고 마루한 대변인이 전했다."
    assert said(reader, OPENING, passed)[-1][0] is None
    told = "한 원내대표는 “부두는 안전하다”고 말했다고 마루한 대변인이 전했다."
    assert said(reader, OPENING, told)[-1][0] == "한다솔"


@pytest.mark.parametrize(
    ("sentence", "speaker", "words"),
    [
        ("구름찬 해운부 장관은 이날 국회에서 배가 모자란다고 말했다.", "구름찬", None),
        ("구름찬 해운부 장관은 3일 기자들에게 올해 배를 사겠다고 밝혔다.", "구름찬", "올해 배를 사겠다"),
        ("올해 배를 더 사겠다고 구름찬 해운부 장관은 말했다.", "구름찬", "올해 배를 더 사겠다"),
        ("나루당은 배가 낡았다고 지적했고, 두루당은 배를 새로 사겠다고 맞섰다.", "두루당", "배를 새로 사겠다"),
        ("구름찬 해운부 장관이 3일 국무회의를 주재하며 부두를 빨리 고치라고 지시했다.", "구름찬", "부두를 빨리 고치라"),
        (
            "값이 뛴 가운데, 나루당이 해운부 지도부가 물러나야 한다고 주장했다.",
            "나루당",
            "해운부 지도부가 물러나야 한다",
        ),
        ("구름찬 해운부 장관이 오랜 배를 새로 샀다고 밝혔다.", None, None),
        ("구름찬 해운부 장관은 올해 배를 사겠다고 밝힌 바 있다.", "구름찬", "올해 배를 사겠다"),
        ("해운부 관계자는 올해 배를 사겠다고 말했다.", None, "올해 배를 사겠다"),
        ("구름찬 해운부 장관은 이같이 밝혔다고 대변인이 전했다.", None, None),
        ("구름찬 해운부 장관은 아직 답하지 않았다고 한다.", None, None),
    ],
)
def test_words_without_marks(reader: StatementReader, sentence: str, speaker: str | None, words: str | None) -> None:
    found = reader.statements(sentence)
    assert [_name(one) for one in found] == ([speaker] if words else [])
    assert [sentence[slice(*one.content[0])] for one in found] == ([words] if words else [])


def test_an_office_alone_is_who_was_just_named_in_it(reader: StatementReader) -> None:
    assert said(reader, MINISTER, "장관은 “뱃삯은 그대로 둔다”고 했다.")[-1][0] == "구름찬"
    other = "서민우 교육부 장관은 “학교를 짓자”고 했다."
    assert said(reader, MINISTER, other, "장관은 “뱃삯은 그대로 둔다”고 했다.")[-1][0] is None
    assert said(reader, MINISTER, OPENING, "장관은 “뱃삯은 그대로 둔다”고 했다.")[-1][0] is None


def test_a_question_asked_leaves_the_speaker_out(reader: StatementReader) -> None:
    assert said(reader, MINISTER, "뱃삯 대책을 묻는 질문에는 “논의 중”이라고 했다.")[-1][0] == "구름찬"


def test_clauses_that_others_follow_report_words_as_well(reader: StatementReader) -> None:
    text = "나루당은 배가 너무 낡았다고 지적했고, 두루당은 배를 새로 사겠다고 맞섰다."
    found = [(_name(one), text[slice(*one.content[0])]) for one in reader.statements(text)]
    assert found == [("나루당", "배가 너무 낡았다"), ("두루당", "배를 새로 사겠다")]
    text = "나루당은 배가 너무 낡았다며 “더 사자”고 했다."
    assert sorted(said(reader, text)) == [("나루당", "가 너무 낡았"), ("나루당", "더 사자")]


def test_short_names_that_look_like_names_of_people_are_bodies(reader: StatementReader) -> None:
    (one,) = reader.statements("금감원은 “뱃삯은 그대로 둔다”고 말했다.")
    assert one.person == Person("금감원", organisation=True)


@pytest.mark.parametrize(("who", "speaker"), [("NBS", "NBS"), ("NK전자", "NK전자"), ("TV", None), ("AI기술", None)])
def test_short_names_in_capitals_are_bodies(reader: StatementReader, who: str, speaker: str | None) -> None:
    assert said(reader, f"{who}는 “뱃삯은 그대로 둔다”고 말했다.") == [(speaker, "뱃삯은 그대로 둔다")]


def test_words_without_marks_beside_a_quotation_are_their_speakers(reader: StatementReader) -> None:
    text = "구름찬 해운부 장관은 배가 너무 낡았다고 지적하며 “더 사자”고 했다."
    assert sorted(said(reader, text)) == [("구름찬", "가 너무 낡았"), ("구름찬", "더 사자")]
    text = "구름찬 해운부 장관은 “더 사자”며 새 부두도 곧 열겠다고 말했다."
    assert sorted(said(reader, text)) == [("구름찬", " 부두도 곧 열겠"), ("구름찬", "더 사자")]
    other = "구름찬 해운부 장관은 “더 사자”며 나루당은 새 부두도 열 수 없다고 말했다."
    assert [who for who, _ in said(reader, other)] == ["구름찬"]


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ("한다솔 의원은 서민우 의원이 “틀렸다”고 우려를 표한 데 대해 “맞다”고 했다.", ["서민우", "한다솔"]),
        ("한다솔 의원은 한 학생이 “틀렸다”고 한 데 대해 “맞다”고 했다.", [None, "한다솔"]),
        ("한다솔 의원은 “틀렸다”고 한 서민우 의원의 말에 대해 “맞다”고 했다.", [None, "한다솔"]),
        ("서민우 의원이 “틀렸다”고 묻자 “맞다”고 답했다.", ["서민우", None]),
        ("서민우 의원이 “틀렸다”고 말한 뒤 “맞다”고 했다.", ["서민우"]),
        ("한다솔 의원은 “틀렸다”고 말한 것에 대해 “맞다”고 했다.", ["한다솔"]),
        ("한다솔 의원은 서민우 의원이 온 데 대해 “맞다”고 말한 것으로 전해졌다.", ["한다솔"]),
        ("'뱃길' 사업을 두고 한다솔 의원은 '새 배' 값이 “비싸다”고 했다.", ["한다솔"]),
        ("서민우 대변인은 한다솔 의원이 “맞다”고도 했다고 덧붙였다.", ["한다솔"]),
        ("서민우 대변인은 “맞다”고 말했다고 전했다.", [None]),
        ("서민우 의원은 “맞다”고 말했다고 한다.", ["서민우"]),
        ("한다솔 의원은 서민우 의원의 ‘배가 모자란다’는 말에 “맞다”고 했다.", ["한다솔"]),
    ],
)
def test_clauses_that_lead_to_the_main_one(reader: StatementReader, sentence: str, speakers: list[str | None]) -> None:
    assert [who for who, _ in said(reader, sentence)] == speakers


def test_a_foreigner_is_named_by_the_last_word(reader: StatementReader) -> None:
    first = "이날 로한 데바르 인도 총리는 “좋은 만남이었다”고 말했다."
    assert [who for who, _ in said(reader, first, "데바르 총리는 “다시 오겠다”고 했다.")] == [
        "로한 데바르",
        "로한 데바르",
    ]


@pytest.mark.parametrize(
    ("first", "speaker"),
    [
        ("사회를 맡은 카린 로벨 연합사령관은 “좋은 배다”고 말했다.", "카린 로벨"),
        ("카린 로벨 국제항만기구(IPO) 위원회 사무총장은 “좋은 배다”고 말했다.", "카린 로벨"),
        ("구름 인터넷 뉴스 협회 회장은 “좋은 배다”고 말했다.", None),
        ("지난달 취임한 로벨 연합사령관은 “좋은 배다”고 말했다.", None),
        ("우리 항만 서비스 재단 이사장은 “좋은 배다”고 말했다.", None),
    ],
)
def test_a_foreigner_of_no_country_is_known_by_how_the_name_sounds(
    reader: StatementReader, first: str, speaker: str | None
) -> None:
    assert said(reader, first)[0][0] == speaker


def test_a_bracket_below_a_quotation_tells_who_speaks(reader: StatementReader) -> None:
    assert said(reader, "“부두가 먼저다” (나루당 한다솔 원내대표)") == [("한다솔", "부두가 먼저다")]


@pytest.mark.parametrize(
    "who",
    [
        "노동자 대표",
        "조합원 대표",
        "정치학 교수",
        "안산 시장",
        "하람 시장",
        "주민 김모 씨",
        "이모(45)씨",
        "김모 부장판사",
        "원주민 대표",
    ],
)
def test_kinds_of_people_places_and_half_told_names_are_nobodys_names(reader: StatementReader, who: str) -> None:
    assert said(reader, MINISTER, f"{who}는 “뱃삯은 그대로 둔다”고 말했다.")[-1] == (None, "뱃삯은 그대로 둔다")


@pytest.mark.parametrize("who", ["농부", "종업원", "운전자", "한다솔 의원 부부", "프로야구", "도시", "특위"])
def test_trades_and_things_are_no_bodies(reader: StatementReader, who: str) -> None:
    assert said(reader, f"{who}는 “뱃삯은 그대로 둔다”고 말했다.") == [(None, "뱃삯은 그대로 둔다")]


def test_who_spoke_last_goes_on_where_others_only_have_clauses(reader: StatementReader) -> None:
    answer = "또 서민우 의원이 사퇴를 요구한 데 대해 “늦었다”고 말했다."
    assert said(reader, OPENING, answer)[-1] == ("한다솔", "늦었다")
    own = "한 원내대표가 온 데 대해 “늦었다”고 말했다."
    assert said(reader, OPENING, own)[-1] == (None, "늦었다")


@pytest.mark.parametrize(
    "who",
    [
        "병을 연구한 교수",
        "공항에 도착한 대사",
        "가장 강한 후보",
        "국회에 나온 의원",
        "현장을 지켜본 교사",
        "의혹을 남긴 의원",
        "연구를 이끌던 교수",
        "소설을 펴낸 작가",
        "주민이 고른 이장",
        "질문을 한 의원",
        "고령의 대표",
    ],
)
def test_what_somebody_did_is_nobodys_name(reader: StatementReader, who: str) -> None:
    introduced = "한다솔 나루당 의원이 부두에 왔다."
    assert said(reader, introduced, f"{who}는 “뱃삯은 그대로 둔다”고 말했다.")[-1] == (None, "뱃삯은 그대로 둔다")


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("김노을 대표는 “뱃삯이 올랐다”고 했다.", "김노을"),
        ("나루당을 이끄는 마루한 대표는 “뱃삯이 올랐다”고 했다.", "마루한"),
        ("한다솔(나루당·하람갑) 의원은 “뱃삯이 올랐다”고 했다.", "한다솔"),
        ("박이든(52·여) 씨는 “뱃삯이 올랐다”고 했다.", "박이든"),
        ("마르코 데바르 국제해운기구 사무총장은 “뱃삯이 올랐다”고 했다.", "마르코 데바르"),
        ("하나코 노보루 일본 외무상은 “뱃삯이 올랐다”고 했다.", "하나코 노보루"),
        ("일본 방위성의 사카이 겐지 방위상은 “뱃삯이 올랐다”고 했다.", "사카이 겐지"),
        ("팜 반 데바르 주한 베트남 대사는 “뱃삯이 올랐다”고 했다.", "팜 반 데바르"),
        ("영화를 만든 배우 온다미는 “뱃삯이 올랐다”고 했다.", "온다미"),
        ("같은 당 옥두레 최고위원은 “뱃삯이 올랐다”고 했다.", "옥두레"),
        ("이에 대해 에스트마르 정부 대변인은 “뱃삯이 올랐다”고 했다.", None),
        ("공동 연구자인 스벤 린드 카롤린대 교수는 “뱃삯이 올랐다”고 했다.", "스벤 린드"),
        ("손님으로 온 클레르 뒤발 씨는 “뱃삯이 올랐다”고 했다.", "클레르 뒤발"),
        ("나루당 함새론 대변인은 “뱃삯이 올랐다”고 했다.", "함새론"),
        ("옹가람 특검보는 “뱃삯이 올랐다”고 했다.", "옹가람"),
        ("리사 데바르 하람상사 최고경영자는 “뱃삯이 올랐다”고 했다.", None),
        ("한미르 후보자는 “뱃삯이 올랐다”고 했다.", "한미르"),
        ("명지안 활동가는 “뱃삯이 올랐다”고 했다.", "명지안"),
        ("두루위원회 서다래 위원은 “뱃삯이 올랐다”는 소수의견을 냈다.", "서다래"),
        ("하람항공은 “뱃삯이 올랐다”고 했다.", "하람항공"),
        ("교원단체는 “뱃삯이 올랐다”고 했다.", None),
        ("하람경찰서는 “뱃삯이 올랐다”고 했다.", "하람경찰서"),
        ("해운부(장관 구름찬)는 “뱃삯이 올랐다”고 했다.", "해운부"),
        ("한다솔 의원(나루당)은 “뱃삯이 올랐다”고 했다.", "한다솔"),
        ("하람시 이든 시장은 “뱃삯이 올랐다”고 했다.", "이든"),
        ("온다미 시인은 “뱃삯이 올랐다”고 했다.", "온다미"),
        ("―구름찬 장관은 “뱃삯이 올랐다”고 했다.", "구름찬"),
        ("한다솔 의원은 “뱃삯이 올랐다”는 말만 남기고 자리를 떴다.", "한다솔"),
    ],
)
def test_names_stand_beside_brackets_and_dashes(reader: StatementReader, sentence: str, speaker: str | None) -> None:
    assert said(reader, MINISTER, sentence)[-1] == (speaker, "뱃삯이 올랐다")


def test_a_question_in_single_marks_does_not_hide_who_answers(reader: StatementReader) -> None:
    answered = "‘어민이 기다리는 뱃길도 있다’는 질문에는 “뱃길은 남는다”고 답했다."
    assert said(reader, OPENING, answered)[-1] == ("한다솔", "뱃길은 남는다")


@pytest.mark.parametrize(
    ("introduced", "called", "speaker"),
    [
        ("소피아 렌하르트 에스트마르 대통령이 왔다.", "렌하르트 대통령은", "소피아 렌하르트"),
        ("엘로이 다누베 린데순드 공화국 총리가 왔다.", "다누베 총리는", "엘로이 다누베"),
        ("소피아 렌하르트 에스트마르 대통령이 왔다.", "에스트마르 대통령은", None),
        ("로한 데바르 전 인도 총리가 왔다.", "데바르 전 총리는", "로한 데바르"),
        ("마르코 데바르 항만기구 사무총장이 왔다.", "데바르 사무총장은", "마르코 데바르"),
        ("아미나 디알로 WHO 사무총장이 왔다.", "디알로 사무총장은", "아미나 디알로"),
        ("사카이 겐지 방위상이 왔다.", "사카이 방위상은", "사카이 겐지"),
        ("일본의 하네자키 신지 관방장관이 왔다.", "하네자키 장관은", "하네자키 신지"),
        ("도베라의 카린 로벨 총리가 왔다.", "로벨 총리는", "카린 로벨"),
        ("도베라 로벨 총리가 왔다. 도베라는 섬이다.", "로벨 총리는", None),  # a country stands before the name
        ("드미트로 하벨린 항만안전기구 사무총장이 왔다.", "하벨린 사무총장은", "드미트로 하벨린"),
        ("산드렌드로 하벨린 나르멘 항만안전기구 사무총장이 왔다.", "나르멘 사무총장은", None),  # it may begin before
        ("도베라의 카린 로벨 외무장관이 왔다.", "로벨 장관은", "카린 로벨"),
        ("도베라의 해양 생태 연구원이 왔다.", "생태 연구원은", None),
        ("나루대의 컴퓨터 공학 교수가 왔다.", "공학 교수는", None),
        ("카린 로벨 나르덴방크 수석이코노미스트가 왔다.", "로벨 이코노미스트는", "카린 로벨"),
        ("카린 로벨 나르덴하임 수석이코노미스트가 왔다.", "나르덴하임 이코노미스트는", None),
        ("베트남의 쩐 티 호아 외교차관이 왔다.", "쩐 차관은", "쩐 티 호아"),
        ("장샤오밍 항만연구소 연구원이 왔다.", "장샤오밍 연구원은", "장샤오밍"),
        ("항만협회의 황웨이룬 회장이 왔다.", "황웨이룬 회장은", "황웨이룬"),
        ("카린 뵈르만 노르베인 총리가 왔다.", "뵈르만 총리는", "카린 뵈르만"),
        ("구로사와 나오키 관방장관이 왔다.", "구로사와 장관은", "구로사와 나오키"),
        ("응우옌 반 뚜언 항만안전기구 사무총장이 왔다.", "뚜언 사무총장은", "응우옌 반 뚜언"),
        ("하네자키 지로 하람해양대 교수가 왔다.", "하네자키 교수는", "하네자키 지로"),
        ("소피아 렌하르트, 로한 렌하르트 에스트마르 대통령이 왔다.", "렌하르트 총리는", None),
    ],
)
def test_a_foreigner_is_known_by_surname_and_title(
    reader: StatementReader, introduced: str, called: str, speaker: str | None
) -> None:
    assert said(reader, introduced, f"{called} “철길을 잇자”고 말했다.") == [(speaker, "철길을 잇자")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A reporter's line before a sentence ends in "=".
        ("(하람=나루뉴스) 온다미 기자 = 소피아 렌하르트 체코 총리는 “돕겠다”고 했다.", [("소피아 렌하르트", "돕겠다")]),
        ("마유 겐지 일본 관방장관은 “돕겠다”고 했다.", [("마유 겐지", "돕겠다")]),
        ("우에노 하루 일본은행 총재는 “돕겠다”고 했다.", [("우에노 하루", "돕겠다")]),
        ("앞서 소피아 렌하르트 체코 총리는 “돕겠다”고 했다.", [("소피아 렌하르트", "돕겠다")]),
        (
            "이렌 소바 체코 총리가 왔다. 소바 총리는 “돕겠다”고 했다.",
            [("이렌 소바", "돕겠다")],  # her surname looks like a Korean's name
        ),
        ("계수복 나루당 의원은 “돕겠다”고 했다.", [("계수복", "돕겠다")]),
        ("표순남 할머니는 “돕겠다”고 했다.", [("표순남", "돕겠다")]),
        ("지난달 해운부 장관은 “돕겠다”고 했다.", [(None, "돕겠다")]),
        ("한 철강사 임원은 “돕겠다”고 했다.", [(None, "돕겠다")]),
        ("해운부는 “배를 더 사겠다”는 입장이다.", [("해운부", "배를 더 사겠다")]),
    ],
)
def test_who_is_named_and_who_is_not(
    reader: StatementReader, text: str, expected: list[tuple[str | None, str]]
) -> None:
    assert said(reader, text) == expected


def test_who_is_asked_answers_where_the_subject_is_left_out(reader: StatementReader) -> None:
    asked = "서민우 의원이 “언제 사느냐”고 묻자 “올해 안에 산다”고 답했다."
    assert said(reader, MINISTER, asked)[1:] == [("서민우", "언제 사느냐"), ("구름찬", "올해 안에 산다")]
    assert said(reader, "부두는 조용했다.", asked) == [("서민우", "언제 사느냐"), (None, "올해 안에 산다")]


def test_a_quotation_that_stands_alone_goes_on_from_the_one_before_it(reader: StatementReader) -> None:
    alone = "“배는 다섯 척이면 됩니다. 더는 필요 없어요.”"
    assert said(reader, f"{MINISTER} {alone} 장관의 목소리가 커졌다.")[1] == ("구름찬", alone[1:-1])
    assert said(reader, f"{MINISTER} {alone} 서민우 의원은 이렇게 말했다.")[1][0] is None
    assert said(reader, MINISTER, alone)[1][0] is None


def _indirect(reader: StatementReader, text: str) -> list[tuple[str | None, str]]:
    return [(_name(one), text[one.start : one.end]) for one in reader.statements(text) if one.kind is Kind.INDIRECT]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "구름찬 해운부 장관은 23일 위원회를 마친 뒤 간담회에서 뱃삯을 내리기는 이르다고 말했다.",
            "뱃삯을 내리기는 이르다",
        ),
        ("구름찬 해운부 장관은 4분기 착공이 여전히 유력하다고 내다봤다.", "4분기 착공이 여전히 유력하다"),
        ("구름찬 해운부 장관은 8일 예정된 출항을 사흘 미룬다고 밝혔다.", "8일 예정된 출항을 사흘 미룬다"),
        ("구름찬 해운부 장관은 30일 안에 부두를 다시 열겠다고 밝혔다.", "30일 안에 부두를 다시 열겠다"),
        (f"{MINISTER} 이어 직원들에게 안전에 힘을 다해 달라고 당부했다.", "안전에 힘을 다해 달라"),
    ],
)
def test_when_and_where_words_were_said_is_none_of_them(reader: StatementReader, text: str, words: str) -> None:
    assert _indirect(reader, text) == [("구름찬", words)]


def test_a_ministry_with_its_minister_in_a_bracket_speaks(reader: StatementReader) -> None:
    text = "해운부(장관 구름찬)는 뱃삯을 내년 말까지 그대로 둔다고 3일 밝혔다."
    assert _indirect(reader, text) == [("해운부", "뱃삯을 내년 말까지 그대로 둔다")]
