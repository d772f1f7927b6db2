"""Korean clauses that end in a quotation: whether they only lead to the main one, and to whose words then."""

from __future__ import annotations

import re

# The verb of a clause that only leads to the main one: "…"라고 하자, 윤 대통령은; "…"라고 우려를 표한 데 대해.
_TOLD_NOUN = (
    "데|것|점|사실|발언|말|주장|지적|비판|질문|논평|글|바|뒤|후|다음|이후|직후|가운데|상황|인터뷰|회견|입장|해명|답변"
)
_SUBORDINATE = re.compile(
    r"\s?(?:이?라|)고\s(?:\S+\s){0,3}?(?:"
    r"[가-힣]*(?:하|묻|히|되|리|내|서|치)자|말한|밝힌|한|했던|주장한|언급한|발언한|비판한|지적한|"
    rf"[가-힣]*(?:한|던|된|힌|낸|쓴|긴|린|친|놓은|적은)\s(?:{_TOLD_NOUN})[가-힣]{{0,3}}"
    r")(?=[\s,])"
)
# … though it is the main one: "…"라고 말한 것으로 전해졌다, "…"라고 한 바 있다.
_AFTER_ALL = re.compile(r"[^\0]*?[한힌던]\s(?:것으로|바\s|적이?\s|번\s|차례\s|목소리|셈|것이다|것입니다)")
# … or tells whose words these are: "…"라고 한 서민우 의원의 발언에 대해.
_MODIFYING = re.compile(rf"[^\0,]*?[한힌던]\s(?!(?:{_TOLD_NOUN})[가-힣]{{0,3}}[\s,])")
# … whose speaker goes on, if nobody else is the sentence's topic.
_THEN = re.compile(r"[^\0]*\s(?:뒤|후|다음|이후|직후)(?:에는?|엔)?[\s,]")
# Somebody is asked, and who was spoken of before answers: "…"고 묻자 “…”라고 답했다.
_ASKED = re.compile(
    r"\s?(?:이?라|)고\s(?:\S+\s){0,2}?"
    r"(?:묻자|물었더니|물으니|[가-힣]*(?:질문|질의|추궁)하자|따져\s?묻자|되묻자|캐묻자)[\s,]*\0?$"
)
# "…"고 말했다고 이도운 대변인이 전했다: somebody passes another's words on …
_PASSED_ON = re.compile(r"\s?(?:이?라|)고(?:도)?\s(?:\S+\s){0,3}?\S*(?:했|혔|렸|였|았|었|됐|졌)다(?:고|며|는)\s")
# … or they are heard of.
_HEARSAY = re.compile(r".*다고\s(?:한다|합니다|전해|알려|전합)")


def is_subordinate(after: str) -> bool:
    """Whether a clause that ends in a quotation only leads to the main one.

    Args:
        after: The words behind the quotation.
    """
    return _SUBORDINATE.match(after) is not None and _AFTER_ALL.match(after) is None


def is_asked(after: str) -> bool:
    """Whether a clause that ends in a quotation asks whoever answers behind it: "…"고 묻자.

    Args:
        after: The words up to the answer.
    """
    return _ASKED.match(after) is not None


def same_goes_on(after: str) -> bool:
    """Whether the speaker of a clause that leads to the main one goes on there: "…"라고 말한 뒤.

    Args:
        after: The words behind its quotation.
    """
    return _THEN.match(after) is not None


def tells_whose(after: str) -> bool:
    """Whether it is told behind a quotation whose words it is: "…"라고 한 서민우 의원의 발언.

    Args:
        after: The words behind it.
    """
    return _MODIFYING.match(after) is not None


def is_passed_on(after: str) -> bool:
    """Whether somebody passes on what another says: "…"고 말했다고 대변인이 전했다.

    Args:
        after: The words behind the quotation.
    """
    return _PASSED_ON.match(after) is not None


def is_hearsay(after: str) -> bool:
    """Whether words are only heard of: "…"고 말했다고 한다.

    Args:
        after: The words behind the quotation.
    """
    return _HEARSAY.match(after) is not None
