"""Words that a Korean sentence reports without marks: where they begin and end, and whether a subject reports them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.model import Span

# Words without marks: "… 어렵다고 주장했다.", "… 받았다고 이 의원은 말했다."
_SAID = (
    "말했|밝혔|전했|설명했|주장했|강조했|지적했|비판했|덧붙였|했|언급했|반박했|경고했|약속했|촉구했|요구했|"
    "제안했|당부했|평가했|전망했|내다봤|답했|해명했|밝힌 바 있|말한 바 있|지적한 바 있|우려했|발표했|요청했|"
    "지시했|부연했|토로했|호소했|맞섰|꼬집었|질타했|일축했|시사했|다짐했|진단했|분석했|역설했|털어놨|회고했|썼|"
    "적었|공시했|입을 모았|목소리를 높였|선을 그었|날을 세웠|쏘아붙였|못박았|못 박았|성토했|규탄했|반발했|"
    "호언했|공언했|장담했|권고했|제언했|추산했|단언했|보고했|털어놓았|귀띔했|거들었|고백했|증언했|진술했|"
    "고지했|예고했|예상했|추정했|통보했|반문했|되물었|맞받았|힘줘 말했"
)
# The forms of papers of ministries: "… 하고, … 하였다"
_DONE = (
    "말|설명|주장|강조|지적|비판|언급|반박|경고|약속|촉구|요구|제안|당부|평가|전망|해명|우려|발표|요청|지시|제의|표명|요망|희망|다짐|"
    "확인|재확인|공감|동의|화답|"
)
_DID_SAY = f"(?:{_DONE})(?:하였다|하였습니다)|밝히었다|답하였다|전하였다|덧붙이었다"
_SAYS = (
    "(?:말|주장|지적|설명|강조|비판|경고|우려|호소|반박|전망|분석|진단|토로|평가|조언|당부|요구|촉구|항변|하소연|반발)(?:한다|합니다)|"
    "맞선다|맞섭니다|입을 모은다|내다본다|목소리를 높인다|선을 긋는다"
)
# "… 없다며 반발했다", "… 늦었다며 사과를 요구했다"
_SAID_SO = (
    f"{_SAID}|반대했|맞받았|비난했|항의했|환영했|반겼|사과했|거부했|난색을 보였|난색을 표했|유감을 표했|"
    "우려를 나타냈|우려를 표했|"
    "불만을 드러냈|불만을 나타냈|기대를 나타냈|기대감을 드러냈|자신감을 보였|"
    "자신했|반색했|혀를 찼|한숨을 쉬었|말을 아꼈|지지를 호소했|협조를 당부했|협조를 요청했"
)
# "… 싶다는 뜻을 전했다"
_HELD = "뜻|입장|의사|견해|의견|방침|의지|소신|주장|계획|구상"
_HOLDS = "밝혔|전했|표했|나타냈|피력했|보였|고수했|내놨|내놓았|드러냈|재확인했|되풀이했|분명히 했|분명히 밝혔|거듭 밝혔"
REPORTED = re.compile(
    r"(?P<last>[^\s]+(?:다|라|자|냐))"
    r"(?:고(?:도|만|까지)?\s(?P<between>(?:(?!\S+[다라자냐]고\s)[^\s,]+\s){0,4}?)(?P<verb>[가-힣]*"
    rf"(?:(?:{_SAID})(?:다|습니다)|{_SAYS}|{_DID_SAY}))|"
    rf"(?:며|면서)\s(?P<so>(?:[^\s]+[을를에]\s)?(?:{_SAID_SO})(?:다|습니다))|"
    rf"는\s(?:{_HELD})을?를?\s(?P<held>(?:{_HOLDS})(?:다|습니다)))\s*[.]?\s*$"
)
# The same in a clause with others behind it: "… 낡았다고 지적했고, 두루당은 …".
_REPORTED_FIRST = re.compile(
    rf"(?P<last>[^\s]+(?:다|라|자|냐))고(?:도)?\s(?P<between>(?:[^\s]+\s){{0,2}}?)"
    rf"(?P<verb>[가-힣]*(?:{_SAID})(?=고|으며|는데|지만|으나)|(?:{_DONE})하(?=고,|며,|면서,))"
    r"(?:고|으며|는데|지만|으나|며|면서),?\s"
)
CUES = frozenset({"verb", "so", "held", "short"})  # groups of the patterns here in which the verb stands
_REPORTS = re.compile(rf"(?:{_SAID})다$")
# What stands between a speaker and the words: when, where and to whom.
_AROUND = re.compile(
    r"(?:(?:이날|최근|또|이어|다만|특히|앞서|지난|당시|전날|오전|오후|밤|새벽|\d+[일월년시분](?!\S*(?:까지|부터)|기|간|째|\s(?:안|이내|만에|동안|뒤|후|전|\S*[던된될한할])[\s에])\S*|"
    r"\(현지|시각\)|시간\)|"
    r"\S+(?:에서|에서도|에게|통해|향해|향해서도?|대해|대해서도?|관련해|출연해|계기로|자리에서))|"
    r"(?:[^\s,]+\s){0,3}?[^\s,]+"
    r"(?:[을를]\s(?:주재하며|주재하고|열고|열어|갖고|찾아|만나|방문해)|과\s만나|에\s(?:참석해|나와|올려)|"
    r"(?:[을를과와]\s(?:마친|끝낸|마치고|끝내고|연|만난|둘러본|방문한|점검한|접견한|예방한)|에\s참석한)(?:\s(?:뒤|후|직후|다음|자리에서))?),?)\s+"
)
# What somebody speaks about, or when, as the article tells it: "배가 낡은 데 대해".
_CIRCUMSTANCE = re.compile(
    r"[^,]{0,120}?(?:(?:때도?|뒤|가운데|상황에서),|(?:데|것에|논란에|의혹에|문제에|지적에|질문에)\s대해(?:서|)(?:는|도|),?|"
    r"것을\s(?:두고|놓고),?|(?:것|논란|의혹|사건|문제)(?:과|와)\s관련(?:해|)(?:서|)(?:는|도|),?)\s"
)
# "… 낡았다고 주장하며 “…”": words without marks before a quotation of the same speaker, and behind one.
LEADING = re.compile(
    r"(?P<last>[^\s]+(?:다|라|자|냐))"
    r"(?:고\s(?P<verb>(?:주장|지적|강조|비판|설명|언급|말|반박|경고|평가|전)하(?:며|면서))|(?P<short>며|면서)),?\s*$"
)
# A sentence whose subject is left out as it is the last one's: "이어 … 당부했다".
FURTHER = re.compile(r"\s*(?:이어서?|또한?|그러면서도?|아울러|이와 함께|더불어|나아가|다만|특히),?\s")
GOES_ON = re.compile(r"\s?(?:이?라|)(?:며|면서),?\s")
# "이 변호사에 따르면 …": a whole sentence is somebody's, unless it reports yet another's words.
ACCORDING = re.compile(
    r"\s*(?P<who>[^\n.,“”\"]{2,60}?)(?P<cue>에\s(?:따르면|의하면)),?\s(?P<words>[^\n“”\"]+?)(?<![고며라])"
    r"(?<!한다)(?<!했다)(?<!졌다)(?<!진다)\.?\s*$"
)
# What may follow a speaker with a plain subject's particle, so that no word of what is said does: "한 장관이 3일".
_DATED = re.compile(r"\s(?:\d{1,2}일|이날|전날)")
_DESCRIBED = re.compile(r"(?:[^\s,]*[^\s,이가은는도]\s){1,8}[가-힣]*(?:한|된|던|맡은|이끄는)\s")
SUBJECT_OF_CLAUSE = re.compile(r"[가-힣](?:이|가)\s")
_MARKS = re.compile('[“”"]')
_FEWEST = 3  # words


def is_reporting(last: str) -> bool:
    """Whether the last word of what is said reports itself: "… 말했다고 전했다" is somebody else's."""
    return _REPORTS.search(last) is not None


def reported_first(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Words that clauses report which others follow: their last one, and the verb.

    Args:
        text: The article's.
        start: Where the sentence starts.
        end: Where it ends.
    """
    return _REPORTED_FIRST.finditer(text, start, end)


def unmarked(text: str, start: int, end: int) -> Span | None:
    """The words that are said, of those between a speaker and what reports them.

    Args:
        text: The article's.
        start: Behind the speaker.
        end: Where what reports them begins.

    Returns:
        Their span, without when, where, to whom and about what they were said; None where they are too few, or hold
        marks.
    """
    while (around := _AROUND.match(text, start, end)) is not None:
        start = around.end()
    circumstance = _CIRCUMSTANCE.match(text, start, end)
    start = circumstance.end() if circumstance else start
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return (start, end) if len(words.split()) >= _FEWEST and not _MARKS.search(words) else None


def begins_clause(before: str) -> bool:
    """Whether a subject with these words of its sentence before it begins a clause, or does so described by them."""
    return not before or before.endswith(", ") or _DESCRIBED.fullmatch(before) is not None


def is_set_apart(behind: str) -> bool:
    """Whether a subject without a topic's particle reports these words, and isn't told of: a day or another follows."""
    return _DATED.match(behind) is not None or SUBJECT_OF_CLAUSE.search(behind) is not None
