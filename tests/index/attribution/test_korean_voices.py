"""Whose words Korean texts tell without a particle behind a quotation. All people and bodies are invented."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader

MINISTER = "구름찬 해운부 장관은 “배가 모자란다”고 밝혔다."
ALONE = "“배는 다섯 척이면 됩니다. 더는 필요 없어요.”"


def said(reader: StatementReader, text: str, title: str | None = None) -> list[tuple[str | None, str]]:
    return [
        (one.person.name if one.person else None, " … ".join(text[a:b].strip("“”") for a, b in one.content))
        for one in reader.statements(text, title)
    ]


@pytest.mark.parametrize(
    ("behind", "speaker"),
    [
        ("서민우 나루당 의원의 말이다.", "서민우"),
        ("서민우 나루당 의원은 3일 간담회에서 이같이 말했다.", "서민우"),
        ("서민우 나루당 의원은 이렇게 말했다.", "서민우"),
        ("서민우 나루당 의원은 이렇게 말했다. “부두부터 고칩시다. 배는 그다음입니다.”", None),
        ("서민우 의원은 말끝을 흐렸다.", "서민우"),
        ("그는 말끝을 흐렸다.", None),
        ("어느 어민의 말이다.", None),
        ("부두는 조용했다.", None),
    ],
)
def test_the_sentence_behind_a_quotation_tells_whose_it_is(
    reader: StatementReader, behind: str, speaker: str | None
) -> None:
    assert said(reader, f"{MINISTER}\n\n{ALONE} {behind}")[1] == (speaker, ALONE.strip("“”"))


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("나루연구소 서민우 소장의 지적은 뼈아프다.", "서민우"),
        ("어민 대표 서민우(61)씨의 이야기도 다르지 않았다.", "서민우"),
        ("생존자 서민우(23)씨는 편지를 낭독했다.", "서민우"),
        ("서민우 소장은 입을 열었다.", "서민우"),
        ("서민우 소장은 부두에 나왔다.", None),
        ("서민우 소장의 배는 낡았다.", None),
    ],
)
def test_whose_words_follow_is_told_before_them(reader: StatementReader, before: str, speaker: str | None) -> None:
    assert said(reader, f"{before} {ALONE}") == [(speaker, ALONE.strip("“”"))]


@pytest.mark.parametrize(
    ("sentence", "speaker", "words"),
    [
        ("서민우 변호사에 따르면 어민 열두 명이 다음 달 소송을 낸다.", "서민우", "어민 열두 명이 다음 달 소송을 낸다"),
        ("서민우 의원은 어장 보상안이 모두 빠졌다며 반발했다.", "서민우", "어장 보상안이 모두 빠졌다"),
        ("서민우 의원은 어장 보상이 너무 늦었다며 사과를 요구했다.", "서민우", "어장 보상이 너무 늦었다"),
        ("서민우 의원은 가을에 하람시를 찾고 싶다는 뜻을 전했다.", "서민우", "가을에 하람시를 찾고 싶다"),
        ("서민우 교수는 배가 너무 낡았다고 지적한다.", "서민우", "배가 너무 낡았다"),
        ("서민우 사장은 뱃삯을 곧 올린다고 털어놓았다.", "서민우", "뱃삯을 곧 올린다"),
    ],
)
def test_words_without_marks_are_reported_in_other_ways_than_by_a_past_verb(
    reader: StatementReader, sentence: str, speaker: str, words: str
) -> None:
    assert said(reader, sentence) == [(speaker, words)]


@pytest.mark.parametrize(
    "sentence",
    [
        "해운부에 따르면 지난달 배 열두 척이 들어왔다.",
        "서민우 변호사에 따르면 어민들은 소송을 낸다고 말했다.",
        "서민우 의원은 배를 타겠다며 부두로 떠났다.",
    ],
)
def test_what_only_looks_so_is_nobodys(reader: StatementReader, sentence: str) -> None:
    assert said(reader, sentence) == []


def test_a_readout_reports_in_clauses_what_one_and_the_other_said(reader: StatementReader) -> None:
    text = (
        "구름찬 장관은 올해가 수교 40주년이 되는 해라고 하고, 항만 협력을 더 넓혀 나가자고 하였다. "
        "서민우 장관은 투자가 큰 힘이 되고 있다고 평가하고, 철도에도 참여하기를 기대한다고 하였다."
    )
    assert said(reader, text) == [
        ("구름찬", "올해가 수교 40주년이 되는 해라"),
        ("구름찬", "항만 협력을 더 넓혀 나가자"),
        ("서민우", "투자가 큰 힘이 되고 있다"),
        ("서민우", "철도에도 참여하기를 기대한다"),
    ]


def test_another_who_begins_a_clause_of_a_readout_speaks_in_it(reader: StatementReader) -> None:
    text = "구름찬 장관은 항만 협력을 더 넓히자고 하고, 이에 서민우 장관이 투자를 더 늘리겠다고 하였다."
    assert said(reader, text) == [("구름찬", "항만 협력을 더 넓히자"), ("서민우", "투자를 더 늘리겠다")]


def test_until_when_something_is_done_belongs_to_what_is_said(reader: StatementReader) -> None:
    assert said(reader, "구름찬 장관은 또 6월까지 부두를 고치겠다고 말했다.") == [("구름찬", "6월까지 부두를 고치겠다")]


def test_who_just_spoke_says_what_follows_with_but(reader: StatementReader) -> None:
    text = f"{MINISTER} 다만 올해 안에 배를 살 생각은 없다고 선을 그었다."
    assert said(reader, text)[1] == ("구름찬", "올해 안에 배를 살 생각은 없다")


def test_words_without_marks_go_on_behind_a_quotation_and_a_comma(reader: StatementReader) -> None:
    text = "구름찬 장관은 “배가 모자란다”라며, 가을에 부두를 찾고 싶다는 뜻을 전했습니다."
    assert ("구름찬", "가을에 부두를 찾고 싶다") in said(reader, text)


def test_a_bodys_side_is_the_body_and_somebodys_side_nobody(reader: StatementReader) -> None:
    assert said(reader, "하람전자 측은 “부두와 협의하겠다”고 밝혔다.") == [("하람전자", "부두와 협의하겠다")]
    assert said(reader, "구름찬 장관 측은 “부두와 협의하겠다”고 밝혔다.") == [(None, "부두와 협의하겠다")]


def test_to_let_know_is_to_say_and_to_be_known_is_not(reader: StatementReader) -> None:
    assert said(reader, "나루당은 “부두를 열겠다”고 알려 왔다.") == [("나루당", "부두를 열겠다")]
    assert said(reader, "구름찬 장관은 “부두의 아들”이라고 알려져 있다.") == []


BROADCAST = """[앵커] 배가 끊겼습니다.

[온다미/섬 주민 : "이런 바람은 처음이에요."]

[카린 로벨 / 항만안전기구 연구원]
"바람이 더 거세질 겁니다."

[김 모 씨/선원 : 배를 묶어 두었습니다.]

[영상취재: 서민우/영상편집: 한다솔]
"""


def test_voices_of_a_broadcast_stand_in_brackets_with_their_callings(reader: StatementReader) -> None:
    assert said(reader, BROADCAST) == [
        ("온다미", "이런 바람은 처음이에요."),
        ("카린 로벨", "바람이 더 거세질 겁니다."),
        (None, "배를 묶어 두었습니다."),
    ]


POST = """여러분, 안녕하십니까. 어제는 제 말이 거칠었습니다.

그래도 부두를 고치자는 제 뜻에는 변함이 없습니다.

월요일에 끝까지 이야기합시다. 결과에 따르겠습니다."""


@pytest.mark.parametrize(
    "heading", ["[한다솔 나루당 대표 페이스북 전문]", "한다솔 대표 신년사", "한다솔 나루당 대표 제3회 부두의 날 기념사"]
)
def test_a_post_or_a_speech_as_a_whole_is_whose_the_heading_tells(reader: StatementReader, heading: str) -> None:
    words = POST.replace("\n\n", " … ")
    assert said(reader, f"{heading}\n\n{POST}") == [("한다솔", words)]
    assert said(reader, POST, title=heading) == [("한다솔", words)]


def test_an_article_on_a_speech_is_no_speech(reader: StatementReader) -> None:
    told = "한다솔 대표가 신년사를 냈다.\n\n부두를 두 번 말했다.\n\n배는 한 번도 나오지 않았다.\n\n모두 조용했다."
    assert said(reader, told, title="한다솔 대표 신년사") == []


def test_a_statement_signed_by_several_of_a_body_is_the_bodys(reader: StatementReader) -> None:
    text = (
        "우리는 묻는다. 부두는 언제 여는가. 열흘이 지났다.\n\n푸른연대는 다음과 같이 요구한다.\n"
        "하나, 해운부는 부두를 당장 열어라.\n하나, 해운부는 뱃삯을 내려라.\n\n푸른연대 공동대표 표나루·온다미"
    )
    (one,) = said(reader, text, title="[성명] 부두를 열어라")
    assert one[0] == "푸른연대"
    local = text.replace("푸른연대 공동대표 표나루·온다미", "푸른당 하람시당")
    assert [who for who, _ in said(reader, local, title="[논평] 부두를 열어라")] == ["푸른당 하람시당"]
