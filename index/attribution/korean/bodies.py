"""Names of Korean bodies, and the many other words that end as they do."""

from __future__ import annotations

import re

# What names of bodies end in.
_BODIES = "|".join(
    """대통령실 국민의힘 청와대 백악관 국무부 정부 검찰 경찰 법원 재판부 헌재 합참 국회 의회 감사원 국정원 노조 위원회
    혁신위 위 협회 연합 연맹 연대 재단 센터 은행 공사 공단 대학교 대학 병원 신문 일보 통신 방송 부 청 처 당 사령부 본부
    교육청 시 도 구 회 원 단체 단 그룹 전자 자동차 경찰서 소방서 세무서 보건소 연구소 사무소 관리소 박물관 미술관 도서관
    대사관 영사관 지검 고검 대검 지법 고법 해군 공군 육군 해병대 조합 총연맹 노총 외무성 방위성 재무성 후생노동성
    국방성 문부과학성 경제산업성 농림수산성
    엔터테인먼트 엔터 항공 증권 건설
    제약 중공업 텔레콤
    물산 제철 백화점 체육관 기상대 방크 뱅크 캐피털 홀딩스 인베스트먼트 자산운용""".split()
)
BODY = re.compile(rf"[가-힣A-Za-z0-9·]*(?:{_BODIES})")
# Bodies by the short names that all use, some of which look like names of people.
SHORT_NAMES = frozenset(
    """
    국정원 국과수 금감원 전교조 전경련 한경협 경총 경실련 한은 산은 수은 기은 한전 한수원 국수본 특수본 중대본 방대본
    심평원 건보공단
    예보 주금공 한예종 전장연 민노총 한노총 국힘 농협 수협 신협 한기총 조계종 의협 변협 치협 간협 한의협 코레일 식약처
    공수처
    """.split()
)
# Bodies that are no names of their own.
_COMMON = frozenset(
    """
    정부 검찰 경찰 법원 재판부 국회 의회 여당 야당 당 회사 단체 노조 위원회 협회 병원 대학 은행 학교 시 도 구 군
    청 처 부 위 양당 거대야당 정당 제1야당 집권여당 대부 일부 내부 외부 전부 본부 지부 이번정부 단 회 원 소위
    지도부 상부 특별위 경우 공동체 연대 연합 사회 기회 대회 국정감사 전원 의원 지원 직원 인원 요원 회원 차원 병원
    법원 정원 요구 친구 연구 욕구 태도 제도 정도 속도 보도 지도 의도 시도 당시 다시 잠시 즉시 일시 동시 표시 지시
    경찰서 소방서 세무서 보건소 연구소 사무소 관리소 박물관 미술관 도서관 대사관 영사관 지검 고검 조합 체육관 해당조합
    임원 의장단 몇시 혹시 역시 반드시 무시 전시 제시 명시 감시 상당 부당 정당 일당 해당 담당 식당 요청 신청 조처 대처
    출처 상처 단위 범위 지위 행위 수위 권위 시위 집단 수단 판단 진단 계단 결단 중단 강단 상단 하단 분단 파단 공단 남북
    신문 매체 언론 방송 통신 온도 강도 수도 도시 택시 순위 하위 상위 명단 배당 자동차 전자 그룹 토론회 간담회 공청회
    청문회
    특위 소위원회 상임위 변호인단 대리인단 학생회 총학생회 동문회 상인회 향우회 학부모회 주민자치회 전시회 음악회
    박람회 교회 시사회 재단 집회 학교 학원 유치원 도서관 시청 구청 군청 도청 교육청 학회 항공 증권 건설 제약 물산 제철
    백화점
    """.split()
)
# People of a trade, things, and parts of bodies, whatever stands before them: "소방대원", "프로야구", "집행부".
_NO_BODY = re.compile(
    r"(?:[농어주광간과]부|부부|청소부|배달부|잠수부|임산부|가정부|수뇌부|집행부|지도부|"
    r"친구|[야축농배당탁]구|국제기구|운전자|"
    r"(?:교원|시민|사회|노동|학부모|여성|환경|인권|이익|종교|문화|장애인|유족|관련|해당)단체|"
    r"(?:대|종업|판매|점|선|당|공무|노조|조합|승무|미화|상담|경비|회사|경호|안내|특파|통신|집배|매표|배달|의|위|요|직)원)$"
)
_ACRONYM = re.compile(rf"(?P<short>[A-Z][A-Z&]{{1,5}})(?:[가-힣]{{0,4}}(?:{_BODIES}))?")
_NO_ACRONYMS = frozenset(
    """
    AI APT CCTV CD CEO CFO COO CTO DJ DMZ DNA EEZ ESG FTA GB GDP GNP GPS ICBM ICT ID IMAX IOT IP IPO IQ IT LCD LED LNG
    LPG
    LTE MC MOU MRI MZ OLED OTT PC PCR PD PF PR PT QR RE SF SLBM SNS SOC SUV SW TF TV USB VIP VR
    """.split()
)


def is_common_body(word: str) -> bool:
    """Whether a word that ends as names of bodies do names none.

    Args:
        word: One word without particles: "정부", "농부", "노조".
    """
    return word in _COMMON or _NO_BODY.search(word) is not None


def is_short_name(word: str) -> bool:
    """Whether a word is a body's short name: "KBS", "LG전자", "금감원".

    Args:
        word: One word without particles.
    """
    if word in SHORT_NAMES:
        return True
    match = _ACRONYM.fullmatch(word)
    return match is not None and match["short"] not in _NO_ACRONYMS
