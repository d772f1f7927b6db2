"""Whom Korean noun phrases mean: "윤재옥 국민의힘 원내대표", "윤 원내대표", "그", "대통령실"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.attribution.korean.bodies import BODY, is_common_body, is_short_name
from index.attribution.korean.modifiers import is_modifier_after, stands_between
from index.attribution.korean.titles import (
    ANONYMOUS,
    CHINESE_NAME,
    COUNTRIES,
    FOREIGN_GIVEN_NAMES,
    FOREIGN_SYLLABLE,
    GIVEN_NAMES_LIKE_PARTICLES,
    JAPANESE_GIVEN_NAME,
    LOANWORDS,
    NAMES_LIKE_PARTICLES,
    NOT_NAMES,
    OF_FOREIGN_NAME,
    SURNAME,
    TITLES,
    UNNAMED,
    is_full_name,
    title_of,
)
from index.model import Span

# A full stop ends a word as well: pages often lose the space behind it ("말했다.한 의원은").
WORD = re.compile(r"[^\s\0,()\[\]<>=＝|“”\"‘’'…·:;.!?―—–▲△▶■□◆◇●○]+")
# What a bracket adds to a word, and a phrase is read without: "(KIDA)", "(62)", "(岸田)", "(하늘당·새별갑)".
_ADDED = re.compile(r"\([A-Za-z0-9一-龥·.\- ]{1,25}\)|(?<=[가-힣])\((?P<more>[가-힣0-9·., ]{1,25})\)(?=\s)")
_HANGUL = re.compile("[가-힣]+")
_PRONOUNS = frozenset({"그", "그녀"})
FORMER = frozenset({"전", "현", "신임", "당시", "초대", "겸", "및", "선임", "수석", "상임", "명예", "고", "차기"})
# Words that end a noun phrase where one is read backwards: they carry a particle, or join clauses.
BREAK = re.compile(
    r"(?:은|는|을|를|에서|에게|께|와|과|의|로|며|면서|고|지만|한|된|인|던|라고|대해|통해|위해|부터|까지|마다|처럼|보다|라는|다는)$"
)
# Words before a foreigner's name that are no part of it: "25일", "방한한", "이끄는", "앞서".
_NO_FOREIGN_NAME = re.compile(
    r"(?:^(?:앞서|이어|이에|한편|반면|다만|특히|그러나|하지만|그러자|이후|당시|최근|오히려|실제로|한때|이날|전날|또한|아울러|그런데|결국|나아가)$|"
    r"(?:은|는|을|를|에서|에게|에|와|과|의|로|일|월|년|며|면|고|[대관통위향인]해|[자원장사관위명표수가의중적신]인|난|된|던|지난|최근|또|^한|^그|^이|^전|"
    r"(?:방문|방한|참석|취임|당선|사임|퇴임|도착|출국|주재|예방|초청|요청|발표|제안|출마|언급|비판|지지|반대|통화|회담|동행)한)$)"
)
_DEPARTMENT = re.compile(r"[가-힣]*(?:학|[국영독불노중일]문|간호|행정|수사|민원|총무)과")  # "과" is no particle here
OF_COUNTRIES = frozenset("대통령 총리 부총리 국왕 장관 외무장관 외교장관 국방장관 국무장관 대사 특사 의장".split())
_CALLINGS = frozenset(
    """
    배우 가수 감독 영화감독 작가 작곡가 작사가 화가 모델 래퍼 코미디언 개그맨 주장 공격수 수비수 미드필더 골키퍼 투수
    포수 타자 선수 소설가 시인 평론가 아나운서 방송인 변호사 건축가 지휘자 활동가 교수 박사 요리사
    """.split()
)
_JAPANESE_OFFICES = re.compile(
    r"(?:외무|방위|재무|총무|법무|환경|문부과학|후생노동|경제산업|농림수산|국토교통)상|관방(?:부)?장관|간사장"
)
_SHORT_SURNAMES = frozenset("쩐팜")  # of Vietnamese; others are words
# Ranks before a title, which are no body that it heads: "수석이코노미스트"
_RANKED = re.compile("(?:수석|선임|책임|상임|총괄|전담|전문|주임)")
VIETNAMESE_SURNAMES = frozenset("응우옌 쩐 레 팜 호앙 부이 응오 즈엉 당 도 부 보 판".split())
_FIRM = re.compile(r"법인$|^(?:로펌|주식회사|㈜|극단|출판사|법률사무소|시민단체|사회적기업)$")
_UNIVERSITY = re.compile(r"[가-힣]{3,}대")
_OF_A_COUNTRY = frozenset("정부 의회 당국 중앙은행 왕실 군부".split())
_HEADS_OF_PLACES = ("시장", "군수", "구청장", "지사", "의장", "면장", "읍장", "이장", "교육감")
_COUNTRIES = tuple(COUNTRIES)
_MOST_WORDS = 7  # of a phrase before its title
_FEWEST_BEFORE = 2  # words before a foreigner's last name: the first, and of what they are
_MOST_FOREIGN = 3  # words of a foreigner's name


def words_of(text: str) -> list[re.Match[str]]:
    """The words of a text, at their places, without what brackets add to them in other letters.

    Args:
        text: The text.
    """
    return list(WORD.finditer(_ADDED.sub(_blank, text)))


def _blank(added: re.Match[str]) -> str:
    """Spaces for what a bracket adds, unless it may name somebody."""
    named = any(title_of(word) for word in (added["more"] or "").split())
    return added.group() if named else " " * len(added.group())


class Form(StrEnum):
    """By what a phrase means somebody."""

    FULL = "full name"
    SURNAME = "surname and title"
    FOREIGN = "foreign name and title"
    PRONOUN = "pronoun"
    BODY = "organisation"
    UNNAMED = "somebody without a name"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that means somebody.

    Attributes:
        form: By what.
        name: The name in full, the surname, or the body; empty for others.
        title: The title; empty where there is none.
        role: What the phrase says between name and title, with the title: "국민의힘 원내대표".
        span: Where it stands.
    """

    form: Form
    name: str
    title: str
    role: str
    span: Span


def read_phrase(words: Sequence[re.Match[str]], last: int, stem: str) -> Phrase | None:
    """Read the noun phrase that ends in a word.

    Args:
        words: The words around, in order.
        last: Number of the phrase's last word.
        stem: That word without its particle.

    Returns:
        The phrase; None where it means nobody who can speak.
    """
    end = words[last].start() + len(stem)
    here = words[last].start(), end
    if stem in _PRONOUNS:
        return Phrase(Form.PRONOUN, "", "", "", here)
    if stem in UNNAMED or any(stem.endswith(noun) for noun in UNNAMED if len(noun) > 2):
        return Phrase(Form.UNNAMED, "", "", "", here)
    glued = _glued(stem, here)
    if glued is not None:
        return glued
    title = title_of(stem)
    if title is not None:
        return _titled(words, last, title, end)
    if is_full_name(stem) and len(stem) > 2:
        return _called_before(words, last, stem, end) or Phrase(Form.FULL, stem, "", "", here)
    if _HANGUL.fullmatch(stem) and len(stem) > 1 and BODY.fullmatch(stem):
        common = is_common_body(stem)
        return Phrase(Form.UNNAMED if common else Form.BODY, "" if common else stem, "", "", here)
    return Phrase(Form.BODY, stem, "", "", here) if is_short_name(stem) else None


def _called_before(words: Sequence[re.Match[str]], last: int, stem: str, end: int) -> Phrase | None:
    """Somebody whose calling stands before the name: "배우 한다솔", "평론가 서민우"."""
    calling = words[last - 1].group() if last else ""
    if calling not in _CALLINGS or not adjoin(words, last - 1):
        return None
    return Phrase(Form.FULL, stem, calling, calling, (words[last - 1].start(), end))


def _glued(stem: str, here: Span) -> Phrase | None:
    """A name with the title that is written onto it: "김문기씨", "김씨"."""
    name = stem.removesuffix("씨")
    if name == stem:
        return None
    if len(name) > 2 and is_full_name(name):
        return Phrase(Form.FULL, name, "씨", "씨", here)
    return Phrase(Form.SURNAME, name, "씨", "씨", here) if SURNAME.fullmatch(name) else None


def _titled(words: Sequence[re.Match[str]], last: int, title: str, end: int) -> Phrase:
    """The phrase of a title whose name stands before it."""
    between: list[str] = []
    foreign: Phrase | None = None
    for number in _before(words, last):
        word = words[number].group()
        if not _is_former(words, number):
            named = _bearer(words, number, between, (words[last], title, end))
            if named is not None:
                return named
            foreign = foreign or _foreigner(words, number, between, title, end)
            if _ends_phrase(word) or (foreign is not None and " " in foreign.name):
                break
        between.append(word)
    return foreign or _unnamed(words[last], title, end)


def _before(words: Sequence[re.Match[str]], last: int) -> Iterator[int]:
    """Numbers of the words before one, backwards, while nothing stands between them."""
    for number in range(last - 1, max(-1, last - 1 - _MOST_WORDS), -1):
        if not adjoin(words, number):
            return
        yield number


def _is_former(words: Sequence[re.Match[str]], number: int) -> bool:
    """Whether a word is "former" or the like behind a name, though "전" is a surname as well."""
    if words[number].group() not in FORMER or number == 0 or not adjoin(words, number - 1):
        return False
    behind = words[number - 1].group()
    return _may_bear(behind) and not BREAK.search(behind)


def _bearer(
    words: Sequence[re.Match[str]], number: int, between: Sequence[str], titled: tuple[re.Match[str], str, int]
) -> Phrase | None:
    """The phrase, if the name before a title stands at a word; "nobody" where a surname or a country bears none."""
    word, start = words[number].group(), words[number].start()
    last, title, end = titled
    role = " ".join([*reversed(between), title])
    if ANONYMOUS.fullmatch(word) and not between:
        return _unnamed(last, title, end)
    if _is_nobodys(words, number):
        return None
    if SURNAME.fullmatch(word):
        own = all(w in FORMER for w in between)
        return Phrase(Form.SURNAME, word, title, role, (start, end)) if own else _unnamed(last, title, end)
    if word in COUNTRIES:
        return _foreign(words, number, role, title, end) or _unnamed(last, title, end)
    if _is_university(words, number) or _is_foreign_given_name(between, title) or _is_behind_foreign(words, number):
        return None
    if is_full_name(word) and (len(word) > 2 or _is_short_name(words, number, between, title)):
        return Phrase(Form.FULL, word, title, role, (start, end))
    return None


def _is_nobodys(words: Sequence[re.Match[str]], number: int) -> bool:
    """Whether a word that may look like a name is a firm's, or a verb's: "법무법인 하늘결", "회견을 연"."""
    firm = number > 0 and adjoin(words, number - 1) and _FIRM.search(words[number - 1].group()) is not None
    return firm or _tells_what_was_done(words, number)


def _tells_what_was_done(words: Sequence[re.Match[str]], number: int) -> bool:
    """Whether a word that may look like a name is a verb's, as the word before it shows: "회견을 연"."""
    adjoining = number > 0 and adjoin(words, number - 1) and words[number].group() not in COUNTRIES
    return adjoining and is_modifier_after(words[number - 1].group(), words[number].group())


def _is_foreign_given_name(between: Sequence[str], title: str) -> bool:
    """Whether what looks like a name here begins a foreigner's: "소피아 렌하르트 에스트마르 대통령"."""
    surname = between[-1] if between and title in OF_COUNTRIES else ""
    sounds = len(surname) > 2 and FOREIGN_SYLLABLE.search(surname) is not None
    return sounds and surname not in COUNTRIES and surname not in LOANWORDS and BODY.fullmatch(surname) is None


def _is_behind_foreign(words: Sequence[re.Match[str]], number: int) -> bool:
    """Whether two syllables are no Korean's name, as a foreign word stands before them: "다케모리 신지"."""
    if len(words[number].group()) > len("신지") or not number or not adjoin(words, number - 1):
        return False
    before = words[number - 1].group()
    sounds = FOREIGN_SYLLABLE.search(before) is not None and before not in LOANWORDS
    return sounds and is_part_of_name(before) and BODY.fullmatch(before) is None


def _is_short_name(words: Sequence[re.Match[str]], number: int, between: Sequence[str], title: str) -> bool:
    """Whether two syllables before a title are a name, and not what its bearer heads: "하람 시장"."""
    if between and between[-1] not in FORMER:
        return False
    placed = number > 0 and adjoin(words, number - 1) and BODY.fullmatch(words[number - 1].group()) is not None
    return placed or not title.endswith(_HEADS_OF_PLACES)


def _is_university(words: Sequence[re.Match[str]], number: int) -> bool:
    """Whether a word that looks like a name is where its bearer works: "이가람 동해대 교수"."""
    before = number - 2 if number > 1 and words[number - 1].group() in FORMER else number - 1
    return words[number].group().endswith("대") and before >= 0 and is_full_name(words[before].group())


def _unnamed(word: re.Match[str], title: str, end: int) -> Phrase:
    return Phrase(Form.UNNAMED, "", title, title, (word.start(), end))


def adjoin(words: Sequence[re.Match[str]], number: int) -> bool:
    """Whether nothing but white space stands between a word and the next one.

    Args:
        words: The words.
        number: The number of the first.
    """
    between = words[number].string[words[number].end() : words[number + 1].start()]
    return between.strip() in {"", "·"}


def _may_bear(word: str) -> bool:
    """Whether a word before "전" can be a name, so that this is "former" and no surname."""
    return SURNAME.fullmatch(word) is not None or is_full_name(word) or _may_be_foreign(word)


def _ends_phrase(word: str) -> bool:
    """Whether no phrase goes on before a word: it carries a particle, or joins clauses."""
    if word[-1] in "이가" and (title_of(word[:-1]) or is_full_name(word[:-1]) or BODY.fullmatch(word[:-1])):
        return True
    if (
        word in FORMER
        or word.endswith("법인")
        or title_of(word) is not None
        or BODY.fullmatch(word)
        or _DEPARTMENT.fullmatch(word)
    ):
        return False
    if BREAK.search(word) is not None:
        return True
    return not stands_between(word) and not FOREIGN_SYLLABLE.search(word)  # "클라우드온" is a firm


def _may_be_foreign(word: str) -> bool:
    """Whether a word before a title can be a foreigner's surname: no body, no title, no name of here."""
    return (
        _HANGUL.fullmatch(word) is not None
        and (len(word) > 1 or word in _SHORT_SURNAMES)
        and not _UNIVERSITY.fullmatch(word)
        and word not in NOT_NAMES
        and title_of(word) is None
        and BODY.fullmatch(word) is None
    )


def _foreign(words: Sequence[re.Match[str]], country: int, role: str, title: str, end: int) -> Phrase | None:
    """A foreigner before the country of an office: "자비에 베텔 룩셈부르크 총리"."""
    name: list[str] = []
    start = words[country].start()
    last = country - 1 if country > 1 and _is_before_country(words[country - 1].group()) else country
    for number in range(last - 1, max(-1, last - 1 - _MOST_FOREIGN), -1):
        word = words[number].group()
        if words[number].string[words[number].end() : words[number + 1].start()].strip() or not is_part_of_name(word):
            break
        name.insert(0, word)
        start = words[number].start()
    if not name:
        return None
    country_role = f"{words[country].group()} {role}" if not role.startswith(words[country].group()) else role
    if len(name) == 1 and is_full_name(name[0]):
        return Phrase(Form.FULL, name[0], title, country_role, (start, end))
    return Phrase(Form.FOREIGN, " ".join(name), title, country_role, (start, end))


def _is_before_country(word: str) -> bool:
    """Whether a word between a name and a country is part of the office: "팜 반 투언 주한 베트남 대사"."""
    return word in FORMER or (word.startswith("주") and len(word) == len("주한"))


def _foreigner(
    words: Sequence[re.Match[str]], number: int, between: Sequence[str], title: str, end: int
) -> Phrase | None:
    """A foreigner of no country whose name ends at a word: in full before a body, or a surname at the title."""
    full = _foreign_by_body(words, number, between, title, end) or _japanese(words, number, between, title, end)
    if full is None and not between and is_part_of_name(words[number].group()):
        full = _foreigner_here(words, number, title, end) or _foreigner_of(words, number, title, end)
    if full is not None or not FORMER.issuperset(between) or not _may_be_foreign(words[number].group()):
        return full
    role = " ".join([*reversed(between), title])
    return Phrase(Form.FOREIGN, words[number].group(), title, role, (words[number].start(), end))


def _japanese(
    words: Sequence[re.Match[str]], number: int, between: Sequence[str], title: str, end: int
) -> Phrase | None:
    """A Japanese minister, whose office tells the country: "사카이 겐지 방위상"."""
    if between or not number or _JAPANESE_OFFICES.fullmatch(title) is None or not adjoin(words, number - 1):
        return None
    first, surname = words[number - 1].group(), words[number].group()
    if not (is_part_of_name(first) and is_part_of_name(surname)) or BODY.fullmatch(first) or _ends_as_clause(first):
        return None
    return Phrase(Form.FOREIGN, f"{first} {surname}", title, f"일본 {title}", (words[number - 1].start(), end))


def _ends_as_clause(word: str) -> bool:
    return BREAK.search(word) is not None and NAMES_LIKE_PARTICLES.fullmatch(word) is None


def _is_of_foreigner(body: str) -> bool:
    """Whether a foreigner's name may stand before a body, and not the country of which it is."""
    if body in _OF_A_COUNTRY:
        return False
    return BODY.fullmatch(body) is not None or is_short_name(body) or body.endswith("대")


def _foreigner_here(words: Sequence[re.Match[str]], number: int, title: str, end: int) -> Phrase | None:
    """A foreigner who lives here: "클레르 뒤발 씨"."""
    first = words[number - 1].group() if number and adjoin(words, number - 1) else ""
    sounds = FOREIGN_SYLLABLE.search(first) is not None or first in FOREIGN_GIVEN_NAMES
    if title != "씨" or not sounds or first in LOANWORDS or BODY.fullmatch(first) or not is_part_of_name(first):
        return None
    return Phrase(Form.FOREIGN, f"{first} {words[number].group()}", title, title, (words[number - 1].start(), end))


def _foreigner_of(words: Sequence[re.Match[str]], number: int, title: str, end: int) -> Phrase | None:
    """A foreigner in full behind what they are of, with no country at the title: "도베라의 카린 로벨 총리"."""
    if number < _FEWEST_BEFORE or not (adjoin(words, number - 1) and adjoin(words, number - 2)):
        return None
    of, first, last = (words[place].group() for place in (number - 2, number - 1, number))
    sounds = OF_FOREIGN_NAME.search(last) is not None or first in FOREIGN_GIVEN_NAMES
    if not of.endswith("의") or not sounds or not is_part_of_name(first):
        return None
    if any(BODY.fullmatch(word) or word in LOANWORDS for word in (first, last)) or is_full_name(last):
        return None
    return Phrase(Form.FOREIGN, f"{first} {last}", title, title, (words[number - 1].start(), end))


def _foreign_by_body(
    words: Sequence[re.Match[str]], number: int, between: Sequence[str], title: str, end: int
) -> Phrase | None:
    """A foreigner before a body of no country: "카린 로벨 항만안전기구 사무총장", "카린 로벨 연합사령관"."""
    compound = not between and title not in TITLES and title not in OF_COUNTRIES and not _RANKED.match(title)
    if not (compound or (between and _is_of_foreigner(between[-1]))):
        return None
    name = _name_before_body(words, number)
    if len(name) == 1 and between and CHINESE_NAME.fullmatch(name[0].group()):
        role = " ".join([*reversed(between), title])
        return Phrase(Form.FOREIGN, name[0].group(), title, role, (name[0].start(), end))
    if len(name) < 2:
        return None
    country = next((each for each in _COUNTRIES if between and between[-1].startswith(each)), None)
    # A Japanese surname that stands first may look like a Korean's name in full.
    of_a_country = country == "일본" or (country is not None and not is_full_name(name[0].group()))
    if not of_a_country and not _sounds_foreign([word.group() for word in name]):
        return None
    role = " ".join([*reversed(between), title])
    return Phrase(Form.FOREIGN, " ".join(word.group() for word in name), title, role, (name[0].start(), end))


def _sounds_foreign(name: Sequence[str]) -> bool:
    """Whether words are a foreigner's name by themselves."""
    if name[0] in VIETNAMESE_SURNAMES and len(name) == _MOST_FOREIGN:
        return True
    return FOREIGN_SYLLABLE.search(name[-1]) is not None or JAPANESE_GIVEN_NAME.fullmatch(name[-1]) is not None


def _name_before_body(words: Sequence[re.Match[str]], number: int) -> list[re.Match[str]]:
    """The words up to one that can be a foreigner's name, in order; none where it may begin before them."""
    name: list[re.Match[str]] = []
    for place in range(number, max(-1, number - _MOST_FOREIGN), -1):
        word = words[place].group()
        if place < number and not adjoin(words, place):
            break
        if not is_part_of_name(word):
            return [] if len(name) > 1 and may_be_cut(word) else name
        if BODY.fullmatch(word) or title_of(word) is not None or word in LOANWORDS:
            break
        name.insert(0, words[place])
    return name


def may_be_cut(word: str) -> bool:
    """Whether a word that seems to carry a particle may be a foreigner's first name: "알레한드로".

    Args:
        word: One word.
    """
    sounds = _HANGUL.fullmatch(word) is not None and FOREIGN_SYLLABLE.search(word) is not None
    return sounds and word not in COUNTRIES and word not in LOANWORDS and word[-1] in "로고던든난"


def is_part_of_name(word: str) -> bool:
    """Whether a word can be part of a foreigner's name.

    Args:
        word: One word without particles.
    """
    if word in GIVEN_NAMES_LIKE_PARTICLES or NAMES_LIKE_PARTICLES.fullmatch(word):
        return True
    return (
        _HANGUL.fullmatch(word) is not None
        and word not in NOT_NAMES
        and word not in COUNTRIES
        and title_of(word) is None
        and not _NO_FOREIGN_NAME.search(word)
    )
