"""Korean words before a title that tell what somebody did and look like names: "주장한 의원", "나온 교수"."""

from __future__ import annotations

import re

# What "한" makes a modifier of: each begins with a surname's syllable.
_VERBAL_NOUNS = frozenset(
    """
    갈구 갈망 갈취 강등 강력 강렬 강연 강요 강의 강인 강조 강직 강탈 강행 고갈 고귀 고뇌 고독 고려 고립 고민 고발 고백
    고사 고상 고생 고소 고수 고심 고안 고용 고요 고전 고정 고조 고지 고집 고찰 고취 고통 공감 공개 공격 공고 공급 공략
    공모 공박 공손 공약 공언 공연 공유 공인 공전 공정 공조 공존 공지 공천 공평 공표 공허 공헌 구가 구걸 구경 구금 구독
    구매 구별 구분 구비 구사 구상 구성 구속 구애 구인 구입 구제 구조 구축 구출 구타 구현 구형 국한 권고 권유 권장 금식
    금연 금지 기각 기거 기고 기권 기념 기대 기도 기록 기만 기묘 기발 기부 기소 기술 기습 기안 기억 기여 기용 기원 기인
    기재 기증 기탁 기특 기피 기획 길들 나란 나약 나열 나태 남발 남용 노력 노련 노숙 노출 노후 도달 도도 도래 도망 도맡
    도모 도발 도약 도용 도입 도전 도주 도착 도청 도출 도피 마감 마련 마땅 마모 마비 마주 마중 맹렬 맹세 맹신 명랑 명령
    명료 명명 명백 명석 명시 명심 명중 명쾌 명확 모금 모독 모면 모방 모색 모욕 모집 모함 모호 목격 목도 문란 문의 문책
    민감 민망 민첩 박약 박탈 박해 방관 방대 방류 방면 방문 방미 방불 방북 방송 방심 방어 방영 방일 방임 방조 방중 방지
    방청 방출 방치 방한 방해 방화 방황 배격 배달 배려 배분 배상 배석 배송 배신 배양 배정 배제 배척 배출 배치 배포 배회
    범람 변경 변론 변명 변모 변신 변심 변장 변절 변제 변조 변질 변호 변화 변환 봉사 봉쇄 봉양 봉인 봉착 봉합 봉헌 빈곤
    빈번 빈약 서거 서명 서빙 서술 서약 서운 석권 석방 선거 선고 선도 선동 선량 선명 선물 선발 선방 선서 선언 선임 선전
    선점 선정 선출 선택 선포 선행 선호 선회 설계 설교 설득 설립 설명 설욕 설정 설치 설파 성공 성급 성대 성립 성사 성숙
    성실 성원 성장 성찰 성취 성토 성행 소각 소개 소급 소란 소멸 소모 소박 소비 소속 소송 소외 소유 소장 소중 소진 소집
    소탕 소통 소홀 소화 소환 손상 송고 송구 송금 송부 송신 송출 송환 승격 승계 승낙 승리 승복 승선 승소 승인 승진 승차
    승화 신고 신기 신랄 신뢰 신선 신설 신성 신속 신임 신중 신청 신축 심각 심란 심리 심사 심오 심의 심취 심판 안내 안도
    안락 안심 안이 안전 안정 안주 안착 안치 양도 양보 양산 양성 양육 양해 양호 어색 엄격 엄단 엄선 엄수 엄숙 엄정 엄중
    엄청 여전 여행 연결 연계 연구 연기 연대 연동 연락 연루 연마 연모 연상 연설 연습 연승 연약 연임 연장 연주 연체 연출
    연합 연행 염려 염색 염원 예견 예고 예단 예리 예민 예방 예비 예상 예시 예약 예우 예정 예측 예치 오래 오만 오용 오인
    오판 오해 온순 온전 온화 왕래 왕복 왕성 용감 용납 용맹 용서 용이 용인 우대 우려 우선 우세 우수 우승 우연 우울 우월
    우호 우회 원만 원망 원용 원조 원통 원활 위급 위대 위독 위로 위문 위반 위배 위임 위장 위조 위중 위촉 위치 위탁 위협
    유권 유념 유능 유도 유독 유력 유리 유명 유발 유사 유언 유연 유예 유용 유의 유익 유인 유일 유입 유지 유창 유추 유출
    유치 유쾌 유통 유포 유학 유해 유효 육박 육성 윤택 은거 은닉 은밀 은퇴 은폐 음란 음미 음주 이관 이동 이룩 이민 이상
    이송 이수 이식 이용 이월 이임 이입 이전 이주 이직 이체 이탈 이해 이행 이혼 인가 인계 인내 인도 인사 인상 인색 인솔
    인쇄 인수 인식 인양 인용 인자 인접 인정 인지 인출 인하 임관 임대 임명 임박 임석 임시 임신 임용 임종 장담 장려 장만
    장수 장식 장악 장치 장황 전가 전개 전공 전념 전담 전달 전락 전력 전망 전멸 전복 전사 전송 전수 전승 전시 전역 전업
    전입 전진 전출 전파 전학 전향 전화 전환 정교 정당 정독 정리 정립 정밀 정박 정복 정비 정산 정의 정정 정중 정지 정직
    정착 정통 정화 정확 제거 제공 제기 제명 제보 제소 제시 제안 제압 제약 제언 제외 제의 제작 제재 제정 제조 제지 제창
    제청 제출 제한 제휴 조급 조달 조력 조롱 조망 조명 조문 조사 조성 조심 조언 조용 조우 조율 조인 조작 조절 조정 조종
    조직 조치 조퇴 조합 조화 조회 좌우 좌절 좌천 좌초 주거 주관 주도 주둔 주력 주례 주목 주문 주선 주시 주연 주유 주의
    주입 주장 주재 주저 주지 주차 주창 주최 주행 지각 지급 지대 지도 지독 지루 지명 지목 지배 지불 지속 지시 지양 지연
    지원 지적 지정 지지 지참 지체 지출 지칭 지탄 지탱 지향 지혜 지휘 진격 진군 진단 진동 진료 진보 진부 진솔 진술 진실
    진압 진입 진전 진정 진지 진찰 진척 진출 진학 진행 진화 차감 차단 차별 차분 차용 차입 차지 차출 채굴 채색 채용 채점
    채집 채취 채택 천거 천명 천박 최소 추가 추격 추구 추궁 추대 추락 추론 추모 추방 추산 추악 추억 추월 추인 추적 추정
    추종 추진 추징 추천 추출 추측 탁월 태동 태만 태연 팽배 팽창 편리 편성 편승 편안 편애 편입 편집 편찬 편파 편향 표결
    표기 표류 표명 표방 표백 표시 표절 표창 표출 표현 피곤 피력 피로 피살 피습 피신 피해 하락 하직 하차 한가 한심 한적
    한정 한탄 함께 함락 함유 함축 허가 허락 허비 허술 허용 허탈 현명 현저 홍보 황급 황당 황폐 황홀
    """.split()
)
# Modifiers of two syllables, of verbs and adjectives alike.
_SHORT = frozenset(
    """
    가한 강한 나눠온 모아온 이어온 지켜온 해온 고운 고인 구한 권한 나간 나눈 나선 나온 나은 남긴 남은 마른 마신 마친
    막은 망한 맡은 명한 모른 모신 모은
    모인 묵은 방한 변한 비운 선한 심은 심한 안은 안한 여는 연한 오른 옮긴 원한 위한 유한 이긴 이끈 이룬 이른 이은 인한
    임한 전한 정한 주는 주운 주한 지낸 지난 지닌 지은 지친 지킨 진한 편한 피한 하는 하던 한한 향한 현한 황한
    """.split()
)
# With these a word ends that tells what somebody did, and hardly a name.
_ENDS = re.compile(r"(?:[는던된할긴친낸눈른킨뜬쓴끈둔룬]|[를와에의]|[켜려겨라]본|와준)$")
# What may end a word before one that only tells what somebody did: "이를 연구한", "국회에 나온".
_OBJECT = re.compile(r"[을를]$")
_ADVERBIAL = re.compile(r"(?:[을를에로와과이가게지도서]|까지|부터|함께|가장|매우|더|잘|못|안)$")
# Last syllables of what may then be a verb: of these hardly any, and of those few, end a name.
_OF_VERBS = frozenset("간건긴난낸논눈는단던돈된둔뛴뜬룬른본샌쉰쓴언온운은쥔춘친큰킨탄판푼핀한깬끈")
_OF_VERBS_TOO = frozenset("산선신안연인진준린")
_BANKS = frozenset({"한은", "산은", "수은", "기은"})  # that stand between a name and an office
# … and no word between a name and a title: "소설을 낸 작가", "기부를 해온 사장".
_BETWEEN = re.compile(r"(?:[는은던된한긴친낸눈른킨뜬쓴끈둔룬난]|(?<![수대])본|온)(?<!재난)$")
_FIRST, _SYLLABLES_OF_A_VOWEL = ord("가"), 28


def is_modifier(word: str) -> bool:
    """Whether a word that may look like a name tells what somebody did, whatever stands before it.

    Args:
        word: One word without particles: "주장한", "이끌던".
    """
    if word in _SHORT or _ENDS.search(word) is not None:
        return True
    if word.endswith("을"):  # an object, as a name like "가을" is none
        return _final(word[-2:-1]) != 0
    return word.endswith("한") and word[:-1] in _VERBAL_NOUNS


def is_modifier_after(before: str, word: str) -> bool:
    """Whether a word that may look like a name tells what somebody did, as the word before it shows.

    Args:
        before: The word before it: "회견을", "현장에".
        word: The word: "연", "온", "기다린".
    """
    if len(word) == 1:
        return _OBJECT.search(before) is not None
    if _OBJECT.search(before) is not None:
        return word[-1] in _OF_VERBS or word[-1] in _OF_VERBS_TOO
    return len(word) == 2 and word[-1] in _OF_VERBS and _ADVERBIAL.search(before) is not None


def stands_between(word: str) -> bool:
    """Whether a word may stand between a name and a title, and doesn't tell what somebody did.

    Args:
        word: One word: "해운부", "펴낸".
    """
    return word in _BANKS or _BETWEEN.search(word) is None


def _final(syllable: str) -> int:
    """The number of the consonant in which a syllable ends; 0 where it ends in a vowel, or there is none."""
    return (ord(syllable) - _FIRST) % _SYLLABLES_OF_A_VOWEL if syllable else 0
