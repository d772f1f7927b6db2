"""Whether a title tells of an event that changes something: of lives lost, of force, of offices, laws and money.

What outlets report alone is told apart by little else: a verdict, a resignation and an outbreak come before a gala and
a cup match.  The words are those that titles have in whatever country; a text says all of them somewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache

# By the same labels as the rest of the order (`onrecord eval digests`); LIGHT and SPORT set by hand.
GRAVE, LIGHT, SPORT = 1.2, 0.5, 0.4

_ENGLISH = {
    "lives": r"kill(?:s|ed|ing)?|dead|dies|died|deaths?|death toll|toll|injur(?:ed|ies)|wounded|missing|survivors?"
    r"|hostages?|rescue[sd]?|evacuat\w+",
    "disasters": r"earthquake|quake|floods?|flooding|hurricane|typhoon|storms?|wildfires?|blaze|fire|explosion"
    r"|explodes?|blast|crash(?:es|ed)?|collapse[sd]?|derail\w*|aground|outbreak|epidemic|virus|emergency|drought|leak|spill",
    "force": r"attack(?:s|ed)?|shooting|shot|bomb(?:s|ed|ing|ings)?|gunm[ae]n|terror\w*|war|invasion|invade[sd]?|troops"
    r"|airstrikes?|missiles?|ceasefire|truce|coup|siege",
    "offices": r"resign(?:s|ed|ation)?|steps? down|quits?|sack(?:s|ed)?|oust(?:s|ed)?|impeach\w*"
    r"|nominat(?:e|es|ed|ion)|appoint(?:s|ed)?|elected|inaugurat\w+|succeeds?|takes office",
    "law": r"arrest(?:s|ed)?|charged|indict\w*|convicted|guilty|sentenced|verdict|jailed|acquitted|pleads?|ruling|rules"
    r"|court|judges?|lawsuit|sues?|inquiry|probe|investigat\w+|raid(?:s|ed)?",
    "decisions": r"approves?|approved|pass(?:es|ed)|vetoe?[sd]?|signs|signed|bans?|banned|sanctions?|treaty|deal"
    r"|agreement|accord|budget|bill|law|orders?|ordered|expands?|to expand|tariffs?|declares?|announces?|unveils?"
    r"|recalls?|strikes?|shuts?|to close|closes|apolog\w+",
    "votes": r"election|wins|won|vote[sd]?|voters|landslide|referendum|exit polls?|primary|defeat(?:s|ed)?|majority"
    r"|parliament|senate|congress",
    "money": r"inflation|interest rates?|key rate|central bank|jobs report|jobs|unemployment|recession|bankrupt\w*"
    r"|layoffs?|prices",
}
_KOREAN = (
    "사망|숨져|숨졌|숨진|사상자|부상|실종|지진|홍수|폭우|태풍|산불|화재|폭발|붕괴|추락|침몰|좌초|단수|정전|오염"
    "|피격|공격|총격|테러|전쟁|휴전|미사일|감염|대피|비상|사퇴|사임|탄핵|해임|경질|임명|지명|당선|취임"
    "|체포|구속|기소|유죄|무죄|선고|판결|영장|압수수색|수사|통과|가결|부결|의결|거부권|합의|협정|제재|파업"
    "|금리|물가|예산|선거|총선|대선|국민투표|리콜|파산|폐쇄|사과"
)
_GRAVE = re.compile(rf"\b(?:{'|'.join(_ENGLISH.values())})\b|{_KOREAN}", re.IGNORECASE)
_OF_LIVES = re.compile(rf"\b(?:{'|'.join(_ENGLISH[kind] for kind in ('lives', 'law'))})\b|{_KOREAN}", re.IGNORECASE)
_LIGHT = re.compile(
    r"\b(?:viral|photos?|selfies?|heckl\w+|weird\w*|awkward|hilarious|adorable|gala|dress(?:es)?|celebrit\w+|singers?"
    r"|actress(?:es)?|actors?|films?|movies?|albums?|recipes?|fashion|jokes?|accent|stunning|shocking|fans|weddings?"
    r"|baby|expecting)\b"
    r"|^(?:opinion|analysis|comment(?:ary)?|column|editorial|letters?|perspective|profile|review|essay"
    r"|explainer)\b ?[:|]"
    r"|^\[(?:사설|칼럼|기고|시론|인터뷰|만평)"
    r"|열애|결혼|컴백|화보|드라마|예능|팬미팅|패션|맛집",
    re.IGNORECASE,
)
_SPORT = re.compile(
    r"\b(?:goals?|cup|league|match|semi-?finals?|coach|striker|midfielder|tournament|quarterback|playoffs?"
    r"|championship|scored?s?|derby)\b"
    r"|결승|우승|득점|감독|선발|리그|연승|연패",
    re.IGNORECASE,
)


@lru_cache(maxsize=1000)  # subscribers who are due at one minute share a window
def gravity(title: str) -> float:
    """How grave what a title tells is.

    Args:
        title: Of an article.

    Returns:
        What it adds to the weight of its story.
    """
    is_sport = bool(_SPORT.search(title))  # in which everybody wins, attacks and is shot
    is_light = bool(_LIGHT.search(title))  # a deal in films, but not an actor's death
    is_grave = bool((_OF_LIVES if is_light else _GRAVE).search(title))
    return GRAVE * (is_grave and not is_sport) - LIGHT * is_light - SPORT * is_sport
