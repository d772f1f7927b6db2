"""Korean records and interviews: whose words stand under each label. All people and bodies are invented."""

from __future__ import annotations

import pytest

from index.attribution.statements import StatementReader

BRIEFING = """해운부 정례브리핑

발표: 마루한 대변인, 구름찬 항만국장

<마루한 대변인> 안녕하십니까. 부두 소식을 말씀드리겠습니다.

<구름찬 항만국장> 항만국장입니다. 배 세 척을 더 사겠습니다.

새 배는 가을에 들어옵니다.

<질문> 장관은 지난달 “배가 넉넉하다”고 했는데 왜 바뀌었나요?

<대변인> 사정이 달라졌습니다.
"""
MINUTES = """○위원장 한다솔  회의를 열겠습니다.
  장관께서 보고해 주시기 바랍니다.

○해운부장관 구름찬  배 세 척을 더 사겠습니다.

○서민우 위원  돈은 어디서 나옵니까?

(「옳소」 하는 위원 있음)
"""
RADIO = """■ 진행: 박이든 아나운서
■ 출연: 한다솔 나루당 의원

◇ 진행자> 뱃삯이 오른다는데요.

◆ 한다솔> 순서가 틀렸습니다. 부두부터 고쳐야죠.

◇ 진행자> 정부 말은 다릅니다.

◆ 한다솔> 저희는 반대합니다.

* 인용할 때는 방송 이름을 밝혀 주십시오.
"""
DEBATE = """사회자: 시작하겠습니다.
한다솔 후보: 뱃삯을 내리겠습니다.
서민우 후보: “내리겠다”는 말은 빈말입니다.
"""
DASHED = """하람시에서 요리사 온다미 씨를 만났다.

―왜 요리를 했나.

“배가 고파서요.”

―한다솔 의원은 “맛이 없다”고 했다.

“입맛은 다르죠.”

그는 창밖을 보았다.

―앞으로는.

“바닷가에 가게를 냅니다.”
"""
QUESTIONS = """Q. 언제 바뀌나.
A. 이달 안에 바뀐다.

Q. 누가 내나.
A. (마루한 국장) 어른만 낸다.

Q. 끝은 언제인가.
A. 연말이다.
"""


def said(reader: StatementReader, text: str, title: str | None = None) -> list[tuple[str | None, str]]:
    return [
        (one.person.name if one.person else None, "/".join(text[a:b] for a, b in one.content))
        for one in reader.statements(text, title)
    ]


def test_a_briefing_is_read_by_its_labels(reader: StatementReader) -> None:
    assert said(reader, BRIEFING) == [
        ("마루한", "안녕하십니까. 부두 소식을 말씀드리겠습니다."),
        ("구름찬", "항만국장입니다. 배 세 척을 더 사겠습니다./새 배는 가을에 들어옵니다."),
        ("마루한", "사정이 달라졌습니다."),
    ]


def test_minutes_are_read_by_their_marks(reader: StatementReader) -> None:
    assert said(reader, MINUTES) == [
        ("한다솔", "회의를 열겠습니다./장관께서 보고해 주시기 바랍니다."),
        ("구름찬", "배 세 척을 더 사겠습니다."),
        ("서민우", "돈은 어디서 나옵니까?"),
    ]


def test_a_broadcast_gives_its_guests_their_words_alone(reader: StatementReader) -> None:
    assert said(reader, RADIO) == [
        ("한다솔", "순서가 틀렸습니다. 부두부터 고쳐야죠."),
        ("한다솔", "저희는 반대합니다."),
    ]


def test_a_debate_whose_labels_end_in_colons(reader: StatementReader) -> None:
    assert said(reader, DEBATE) == [("한다솔", "뱃삯을 내리겠습니다."), ("서민우", "“내리겠다”는 말은 빈말입니다.")]


def test_questions_behind_dashes_are_answered_by_whom_the_lead_names(reader: StatementReader) -> None:
    assert said(reader, DASHED, "[인터뷰] 온다미 “바닷가에 가게를 냅니다”") == [
        ("온다미", "“배가 고파서요.”"),
        ("한다솔", "“맛이 없다”"),
        ("온다미", "“입맛은 다르죠.”"),
        ("온다미", "“바닷가에 가게를 냅니다.”"),
    ]


@pytest.mark.parametrize(
    ("title", "lead", "answering"),
    [
        ("구름찬 장관 “뱃삯 내린다”", "구름찬 해운부 장관과의 일문일답.\n\n", "구름찬"),
        ("구름찬 장관 뱃삯 대책", "구름찬 해운부 장관이 대책을 냈다. 궁금한 점을 문답으로 풀었다.\n\n", None),
        ("[Q&A] 구름찬 장관 사퇴", "", None),
        ("[인터뷰] 뱃삯을 말하다", "구름찬 장관과 한다솔 의원을 함께 만났다.\n\n", None),
    ],
)
def test_answers_are_theirs_whom_an_interview_is_with(
    reader: StatementReader, title: str, lead: str, answering: str | None
) -> None:
    alone = [(answering, "이달 안에 바뀐다."), (answering, "연말이다.")] if answering else []
    expected = sorted([*alone, ("마루한", "어른만 낸다.")], key=lambda one: QUESTIONS.index(one[1]))
    assert said(reader, lead + QUESTIONS, title) == expected


@pytest.mark.parametrize(
    "text",
    [
        "일시: 4월 3일 오전 10시\n장소: 하람공원\n사회: 박이든\n축사: 한다솔 시장",
        "연출가: 박이든, 한다솔\n작가: 서민우, 구름찬\n감독: 마루한, 온다미",
        "- 물가가 올랐다\n- 금리는 그대로다\n- 환율이 뛰었다\n\n정부는 대책을 냈다.",
    ],
)
def test_lists_are_no_records(reader: StatementReader, text: str) -> None:
    assert said(reader, text) == []


COMMENT = """[논평] 뱃삯을 내려라

정부가 또 뱃삯을 올린다고 한다. 섬사람의 한숨이 들리지 않는가.

나루당은 인상안의 철회를 촉구한다. 더는 미룰 수 없다. 당장 내려라.

2031년 5월 3일
"""


@pytest.mark.parametrize(
    ("signature", "speaker"),
    [
        ("나루당 대변인 온다미", "온다미"),
        ("나루당 온다미 대변인", "온다미"),
        ("하람선원노조", "하람선원노조"),
        ("박이든 기자", None),
        ("", None),
    ],
)
def test_a_comment_is_theirs_who_sign_it(reader: StatementReader, signature: str, speaker: str | None) -> None:
    words = "/".join(COMMENT.split("\n\n")[1:3])
    expected = [(speaker, words)] if speaker else []
    assert said(reader, COMMENT + signature, "나루당 논평") == expected


def test_an_article_about_a_comment_is_none(reader: StatementReader) -> None:
    told = COMMENT.replace("더는 미룰 수 없다.", "한다솔 나루당 의원은 “더는 미룰 수 없다”고 했다.")
    assert said(reader, told + "나루당 대변인 온다미", "나루당 논평") == [("한다솔", "“더는 미룰 수 없다”")]


def test_after_an_interview_he_is_who_was_asked(reader: StatementReader) -> None:
    text = f"{DASHED}\n\n그는 끝으로 “시간이 없다”고 했다."
    assert said(reader, text, "[인터뷰] 온다미 “바닷가에 가게를 냅니다”")[-1] == ("온다미", "“시간이 없다”")


def test_answers_of_an_office_at_a_briefing_are_kept_without_a_name(reader: StatementReader) -> None:
    text = (
        "해운부 정례브리핑\n(대변인) 오늘은 뱃삯을 알려 드리겠습니다.\n"
        "<질문> 언제 바뀝니까?\n<답변> 이달 안에 바뀝니다.\n"
        "<질문> 배는 더 삽니까?\n<답변> 정해진 것이 없습니다."
    )
    assert said(reader, text) == [
        (None, "오늘은 뱃삯을 알려 드리겠습니다."),
        (None, "이달 안에 바뀝니다."),
        (None, "정해진 것이 없습니다."),
    ]


def test_answers_of_an_interview_stand_behind_marks_the_last_one_too(reader: StatementReader) -> None:
    asked = "- 왜 왔나?\n▲ 고향이라 왔다.\n\n- 목표는?\n▲ 승격이다.\n\n- 언제인가?\n▲ 내년이다."
    text = f"다음은 한다솔 감독과의 일문일답.\n\n{asked}"
    answers = said(reader, text, "[일문일답] 한다솔 감독")
    assert answers == [("한다솔", "고향이라 왔다."), ("한다솔", "승격이다."), ("한다솔", "내년이다.")]
