"""What Koreans are called behind their names, and names of people and bodies."""

from __future__ import annotations

import re

from index.attribution.korean.bodies import SHORT_NAMES
from index.attribution.korean.kinds import KINDS
from index.attribution.korean.modifiers import is_modifier

# Surnames of one syllable, and of two.
_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진"
    "지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국은편용예봉태"
)
_LONG_SURNAMES = "남궁|황보|제갈|사공|선우|서문|독고|동방"
# Surnames with which many other words begin: only names of three syllables are read by them.
_RARE_SURNAMES = "라어피온빈목음팽승갈좌범옹견리계궁두빙복감"
FULL_NAME = re.compile(
    rf"(?:{_LONG_SURNAMES})[가-힣]{{1,2}}|[{_SURNAMES}][가-힣]{{1,2}}|[{_RARE_SURNAMES}][가-힣]{{2}}"
)
SURNAME = re.compile(rf"(?:{_LONG_SURNAMES}|[{_SURNAMES}{_RARE_SURNAMES}])")
# Somebody of whom only the surname is told, "김모 씨", or not that: "모 의원".
ANONYMOUS = re.compile(r"[가-힣]?모|[가-힣]?아무개|[가-힣]?(?:○○|OO|XX|××)")

# Titles by their last syllables, longest first in the pattern: "원내대표", "정책위의장", "상근부대변인".
_TITLES = """
    대통령 부통령 총리 부총리 장관 차관 대표 원내대표 의원 의장 부의장 위원장 부위원장 위원 최고위원 대변인 부대변인
    원내대변인 총장 사무총장 총재 부총재 수석 비서관 행정관 비서실장 실장 국장 부국장 과장 팀장 본부장 센터장 처장
    청장 차장 원장 부원장 소장 단장 회장 부회장 이사장 이사 사장 부사장 지사 시장 군수 구청장 교육감 교육장 교장 교감
    교사 교수 박사 연구원 연구위원 연구관 선임연구원 변호사 판사 검사 부장판사 부장검사 재판관 대법관 대법원장
    헌법재판소장 검찰총장 감사원장 경찰청장 대사 공사 영사 총영사 특사 특보 보좌관 보좌역 고문 상임고문 자문위원 감독
    선수 코치 작가 감사 목사 신부 주교 추기경 스님 후보 예비후보 당선인 당선자 지부장 조합장 위원 간사 조정관 사령관
    참모총장 대령 중령 소령 대위 중장 소장 준장 대장 상병 병장 하사 중사 상사 경감 경위 경정 총경 경무관 주석 서기장
    총서기 국왕 국무장관 국방장관 수반 당수 씨 군 양 옹 여사 회계사 의사 간호사 약사 기사 기관장 이장 통장 반장 관장
    국무위원 협회장 학회장 전우회장 대표이사 상무 전무 부장 차장 주임 대리 사무국장 사무처장 정책위의장 당협위원장
    논설위원 함장 선장 기장 서장 지점장 사단장 여단장 군단장 서기관 사무관 수사관 감찰관 검사장 지검장 고검장 차관보
    참사관 평론가 비평가 분석관 전문위원 전문가 소방관 경찰관 상임위원 시인 소설가 활동가 가수 건축가 지휘자 행장
    재판장 노무사 세무사 강사 면장 읍장 계장 예보관 정책관 심의관 담당관 기획관 학예사 상담사 복지사 부군수 부구청장
    특검보 특별검사 특검 후보자 최고경영자 최고재무책임자 부상 부대표 청문위원 사무차장 학과장 편집장 셰프 요리사 조교수
    시의원 도의원 구의원 소방위 소방장 소방경 소방정 기상캐스터 훈련사 조련사 사육사 정비사 조종사 부기장 승무원 배우
    아나운서 방송인 영화감독 외무상 방위상 재무상 총무상 법무상 환경상 문부과학상 후생노동상 경제산업상
    농림수산상 국토교통상 관방장관 외교부장
    국방부장 상무부장 부총장 비상임위원 학장 대학원장 연구원장 대행 권한대행 부시장 부지사 부교육감 부본부장 부단장
    내정자 지명자 간사장 이코노미스트 애널리스트 스트래티지스트 할머니 할아버지 어르신 이사장 매니저 큐레이터 프로듀서
    해설위원 코디네이터 파트너 조합원장 감독관 조사관 심사관 통제관 보호관 주무관 감사관 외교관 공보관 해설사
    협력관 지원관 영양사 수의사 변리사 법무사 관세사 감정평가사 공인중개사
    """.split()
TITLES = frozenset(_TITLES)
# Titles that stand behind a bare surname: of others a name in full is wanted.
_ENDS_IN_TITLE = re.compile(
    rf"(?:[가-힣A-Za-z0-9·]*?)(?P<title>{'|'.join(sorted(TITLES - {'씨', '군', '양', '옹'}, key=len, reverse=True))})"
)
# Whoever they are, they have no names.
UNNAMED = frozenset(
    """
    관계자 소식통 측 인사 당국자 참모 의원들 위원들 관계자들 인사들 유족 유족들 주민 주민들 시민 시민들 학생들
    교사들 전문가들 네티즌 누리꾼 일각 업계 학계 정치권 여권 야권 법조계 의료계 측근 지도부 보좌진 직원 직원들
    참석자 참석자들 상인 상인들 학부모 학부모들 기자 기자들 취재진 목격자 피해자 가해자 피의자 당사자 본인 전문가
    당직자 지지자 지지자들 의원실 초선 중진 핵심관계자
    """.split()
)
COUNTRIES = frozenset(
    """
    미국 일본 중국 러시아 북한 영국 프랑스 독일 이탈리아 스페인 캐나다 호주 인도 베트남 필리핀 태국 인도네시아
    말레이시아 싱가포르 몽골 대만 홍콩 우크라이나 폴란드 체코 헝가리 루마니아 스웨덴 노르웨이 핀란드 덴마크 네덜란드
    벨기에 룩셈부르크 스위스 오스트리아 그리스 터키 튀르키예 이스라엘 이란 이라크 사우디 아랍에미리트 카타르 이집트
    남아공 케냐 나이지리아 브라질 멕시코 아르헨티나 칠레 페루 콜롬비아 쿠바 뉴질랜드 카자흐스탄 우즈베키스탄
    리투아니아 라트비아 에스토니아 포르투갈 아일랜드 유엔 나토 유럽연합 리비아 시리아 레바논 아프가니스탄 파키스탄
    방글라데시 스리랑카 네팔 미얀마 캄보디아 라오스 벨라루스 불가리아 세르비아 크로아티아 슬로베니아 슬로바키아 몰도바
    조지아 아르메니아 아제르바이잔 코소보 알바니아 몬테네그로 키프로스 몰타 아이슬란드 키르기스스탄 타지키스탄
    투르크메니스탄 부탄 몰디브 브루나이 동티모르 파푸아뉴기니 피지 통가 투발루 팔라우 요르단 쿠웨이트 바레인 오만 예멘
    팔레스타인 튀니지 알제리 모로코 수단 남수단 에티오피아 소말리아 우간다 탄자니아 르완다 부룬디 콩고 앙골라 잠비아
    짐바브웨 모잠비크 마다가스카르 보츠와나 나미비아 가나 세네갈 말리 니제르 카메룬 가봉 코트디부아르 라이베리아
    시에라리온 기니 우루과이 파라과이 볼리비아 에콰도르 베네수엘라 파나마 코스타리카 니카라과 온두라스 과테말라
    엘살바도르 도미니카 아이티 자메이카 가이아나 수리남 사우디아라비아 남아프리카공화국 보스니아 북마케도니아 모리셔스
    바티칸 리히텐슈타인 모나코 안도라 산마리노
    """.split()
)
# Words that look like names of people and are none.
NOT_NAMES = frozenset(
    """
    이날 이번 이후 이전 지난 지난해 현재 현직 전직 신임 이들 이런 이와 이에 이를 이같 이어 이미 이제 우리 여러
    모든 서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주 서울시 부산시 대구시
    인천시 광주시 대전시 경기도 강원도 제주도 국방부 외교부 통일부 법무부 환경부 교육부 여성부 여당 야당 정부 국회
    정의당 민주당 진보당 국민 국민의 전국 공동 소속 최고 수석 상임 상근 정책 사무 원내 국제 국가 주한 주미 주일
    한국 북한 중국 일본 미국 영국 독일 인도 조선 경찰 검찰 법원 공정 정무 민정 홍보 안보 경제 사회 문화 기획 조직
    전략 선거 당시 당내 전체 관련 해당 담당 주요 고위 유력 대권 차기 같은 다른 어떤 무슨 한편 반면 다만 또한 특히
    하지만 그러나 그런데 조사 연구 연합 노동 여성 청년 장애인 농민 위원 의원 장관 대표 대변인 고문 감독 변호사
    교수 박사 작가 후보 사령관 정치 정당 친명 친윤 친문 비명 비윤 친이재명 강성 온건 공천 인사 임시 임원 원로 선임
    수도 남측 북측 한미 한일 한중 한미일 정상 양국 오전 오후 오늘 내일 어제 지역 지방 중앙 공화당 원전 방송 언론
    기자 주민 시민 유가족 유족 피해자 가족 전임 후임 초대 명예 임명 지명 추천 사퇴 조합 협회 노조 공무원 공익 사단
    재단 고려대 연세대 서울대 성균관대 한양대 이화여대 경희대 동국대 인하대 아주대 국민대 명지대 서강대 한신대
    강원대 제주대 부산대 경북대 전남대 전북대 충남대 충북대 선관위 인권위 방통위 국토위 정무위 법사위 행안위
    국방위 외통위 과방위 기재위 교육위 복지위 환노위 여가위 정보위 운영위 예결위 윤리위 공관위 혁신위 비대위
    계약서 계획서 계산대 계산서 두레박 복지관 복합체 감사원 감정원 궁극적 지난주 이번주 요즘 전년도 내년도 연말 연초
    주말
    최고위 특위 국조특위 주재 참석 발표 성명 인터뷰 보고서 회견 논평 서면 기조 연설
    """.split()
)
# Syllables that hardly any Korean word has, and many a foreign name.
FOREIGN_SYLLABLE = re.compile(
    "[카캐커케코쿠크키칸캄캠컨컬컴켄켈콘콜콤퀸킨킬킴킹켓컷틴틸팀튼튀튜텐텔템톤톰느드르므브스즈츠트프흐븐픈즌블플"
    "슨폴겔겐듀뎀뢰뤼멜뮐뮤밴벅뵈뵐뷔샌셰셸솅쇨슈슐쉐쉴옐옌욘윙잭젭젬쥬쥘캔캘캥콥쿤쿨퀘퀴베셉넬넨델덴레렌렐멘멜벤벨"
    "벡셀셴셔셜쉬엘엔앨앤젤젠첸첼펜펠폰푸핀핸헨헬러럴런럼럿릭릴림먼멀믹밀볼봅빌샬쇼웬윌웰웨쥐퍼펀캅닉딕딘]"
)
# First names of foreigners that a Korean's name could be as well.
FOREIGN_GIVEN_NAMES = frozenset(
    """
    기예르 기요시 나디아 나오미 나오키 나오코 나오토 나탈리 나탈리아 노라 노아 마누 마리 마리나 마리아 마리오 마야
    마유미
    마사오 마사토 마이아 소피아 소피야 안나 안나마 안토니 안토니아 안토니오 오마르 오사마 옥사나 우고 유리 유리코
    유미코 유키오
    유키코 이리나 이바나 이반 이사도 이자벨 제나 제니 제라드 제시 제시카 제이미 제이 조나단 조던 조반나 조반니 조안나
    조지 조지아
    주디 주디트 주세페 주앙 지노 지나 지미 지오반 차리 피에로 피오나 피터 하미드 하비에 하산 하심 하지메 한나 황티
    """.split()
)
# First names of foreigners that end as a word with a particle does.
GIVEN_NAMES_LIKE_PARTICLES = frozenset(
    """
    드미트로 페트로 페드로 알레한드로 알레산드로 산드로 레안드로 카밀로 다닐로 마르첼로 안젤로 카를로 파블로 곤살로
    디에고 휴고 티아고 산티아고 로드리고 브렌던 고든 브랜던 호르헤 노에 조에
    """.split()
)
# Given names of Japanese, whose surnames stand first.
JAPANESE_GIVEN_NAME = re.compile(
    "지로|다로|사부로|히로|[신준]?이치로|[가-힣]{1,2}(?:이치로|타로|자부로)|(?:신|겐|고|에이|유|류|세이|소|다이)지|"
    "(?:기요|다카|히로|마사|아키|사토|다케|쓰요|히토|야스|아쓰|고)시|(?:나오|노리|노부|도모|유|요시|히로|마사|아키|다카|후미)키|"
    "(?:노부|히데|마사|도시|가즈|요시|야스|다카|미쓰|하루)오|(?:유|가즈|도모|게이|요|유미|나오|유리|아키|준|에이|쿄|교|사치)코|"
    "(?:다카|요시|마사|도모|히로|노부|쓰네|가쓰|나오)[히유]로|(?:히데|도시|도모|마사|노부|가즈|요시|다카|나오|야스)[유히미토야]|"
    "다쓰야|데쓰야|게이타|쇼타|겐타|다이스케|고스케|슌스케|유스케|료스케|쓰토무|오사무|마코토|시게루|미노루|히카루|아유미|메구미|사나에"
)
# Surnames of Japanese that end as a word with a particle does.
_SURNAME_IN_WA = (
    "(?:구로|야나기|미야|니시|오|나카|후지|요네|가나|이치|아이|세리|다키|기타|히라|이노)[사자]와|"
    "(?:니시|요시|아이|이시|호소|히라|아라|구로|후루|다치|기타|마에|하야)카와|"
    "(?:하세|나카|도쿠|시나|이시|기타|아사|마에|니시|아리|미야|다치)가와"
)
NAMES_LIKE_PARTICLES = re.compile(f"{JAPANESE_GIVEN_NAME.pattern}|{_SURNAME_IN_WA}")
# A Chinese name in full, one word by its sounds: "천샤오위", "황웨이룬"
_CHINESE_SURNAME = (
    "왕|리|린|장|류|천|양|자오|황|저우|우|쉬|쑨|마|주|후|궈|허|가오|뤄|정|량|셰|쑹|탕|펑|덩|차오|쩡|톈|둥|차이|랴오|판|위|쑤|예|뤼|딩|런|"
    "야오|선|라이|훙"
)
CHINESE_NAME = re.compile(
    rf"(?=[가-힣]{{3,5}}$)(?=[가-힣]+(?:웨이|샤오|하오|위안|쉬안|자오|페이|메이|취안|[쩡쑹쥔췬쯔즈]))(?:{_CHINESE_SURNAME})"
    "(?:웨이|샤오|하오|위안|쉬안|자오|페이|메이|취안|[즈쯔쩡쑹쥔췬룬원밍옌펑룽핑궈쥐잉팅전젠롄화보량신훙빙칭성둥더이리강언])"
    "{1,2}"
)
# Syllables that names of foreigners have, and few Korean words: enough where a name is to be expected.
OF_FOREIGN_NAME = re.compile(f"{FOREIGN_SYLLABLE.pattern}|[클닝샹랜렉벳빅셋숀]")
# Words from other languages that are no names of people.
LOANWORDS = frozenset(
    """
    뉴스 인터넷 글로벌 네트워크 서비스 센터 그룹 스포츠 미디어 데이터 프로그램 에너지 디지털 시스템 리서치 코리아
    인터내셔널 홀딩스 컨설팅 파트너스 테크 바이오 스타트업 플랫폼 콘텐츠 엔터테인먼트 아카데미 브랜드 마케팅 프로젝트
    캠프 포럼 텔레비전 라디오 유튜브 카카오 네이버 구글 애플 메타 트위터 페이스북 텔레그램 마이크로소프트 테슬라
    아시아 유럽 아프리카 러시아 뉴욕 런던 파리 베를린 모스크바 워싱턴 로스앤젤레스 브뤼셀 제네바 키이우 태스크포스 팀
    리더십 리조트 리허설 리포트 리모델링 리더 리그전 올림픽 월드컵 프로 리그 클럽 코치 매니저 스태프 브리핑 인터뷰
    세미나 콘퍼런스 페스티벌 프리미엄 스마트 그린 뉴 스마트폰 카메라 컴퓨터 소프트웨어 하드웨어 엔지니어 엔지니어링
    바이러스 그래픽 인테리어 온라인 오프라인 배터리 로봇 드론 블록체인 클라우드 메모리 모빌리티 콘서트 뮤지컬
    오페라 오케스트라 피아노 바이올린 테니스 골프 스키 배드민턴 태블릿 게임 플랜트 헬스케어 솔루션 알고리즘
    빅데이터 벤처 펀드 핀테크 펜싱
    """.split()
)
_NO_NAMES = NOT_NAMES | SHORT_NAMES | KINDS | COUNTRIES | LOANWORDS | FOREIGN_GIVEN_NAMES
# With these end departments, groups and fields, and hardly a given name.
_NO_NAME_ENDS = frozenset("갑과실팀부처당청위단회함소사법권계측들씨군달날번년")


def title_of(word: str) -> str | None:
    """The title in which a word ends, particles left out.

    Args:
        word: One word without particles: "정책위의장", "국가보훈부장관".

    Returns:
        The title, or the whole word where it is a title with what it heads: "혁신위원장"; None where it is none.
    """
    if word in TITLES:
        return word
    return word if _ENDS_IN_TITLE.fullmatch(word) else None


def is_full_name(word: str) -> bool:
    """Whether a word can be a Korean's name in full.

    Args:
        word: One word without particles.
    """
    if FULL_NAME.fullmatch(word) is None or word in _NO_NAMES or _sounds_foreign(word):
        return False
    return word[-1] not in _NO_NAME_ENDS and title_of(word) is None and not is_modifier(word)


_OF_KOREANS = re.compile("[림레]|미르|푸르")  # "하림", "두레"


def _sounds_foreign(word: str) -> bool:
    """Whether a given name has a syllable that hardly any Korean one has."""
    return FOREIGN_SYLLABLE.search(_OF_KOREANS.sub("", word), 1) is not None
