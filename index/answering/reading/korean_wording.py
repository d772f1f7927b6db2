"""How Korean questions are worded: what only asks, and the words that tell who and about what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.attribution.korean.titles import TITLES

# What attracts attention, or only joins a question to the one before.
_OPENING = re.compile(
    r"^(?:(?:그럼|그러면|그렇다면|그리고|그런데|근데|그래서|혹시|저기(?:요)?|자|음|아|네|예|아니|참|있잖아(?:요)?)"
    r"[,.…]*\s+)+(?=\S)"
)
# "What did 구름찬 say about 뱃삯?"
_SAY = r"(?:sa(?:y|id|ys)|think|thinks|thought|sp(?:eak|oke|oken)|comment(?:ed)?|talk(?:ed)?|mention(?:ed)?)"
_ON = r"(?:about|on|of|regarding|concerning|over)"
_ENGLISH = re.compile(
    rf"^(?:what|how|why)(?:\s(?:exactly|else))?\s(?:did|does|do|has|have|is|was)\s(?P<who>\S.*?)\s{_SAY}"
    rf"(?:\s(?:anything|something))?(?:\s{_ON})?\s?(?P<topic>.*)$",
    re.IGNORECASE,
)
_ENGLISH_WHO = re.compile(
    rf"^who(?:\shas|\selse)?\s{_SAY}(?:\s(?:anything|what))?(?:\s{_ON})?\s(?P<topic>.+)$", re.IGNORECASE
)
_ENGLISH_ON = re.compile(r"^(?P<who>[가-힣][가-힣\s]*)\s(?:on|about)\s(?P<topic>.+)$", re.IGNORECASE)

# Words that are often written together: "에대해뭐라고했나".
_JOINED = re.compile(
    r"(?<=[가-힣])(?P<end>(?<=[에와과])(?:대해서?|대한|관해서?|관한)(?=[가-힣]*(?:뭐|무|누|어|한|했|발언|입장|말|$))|"
    r"뭐라고|무슨말을|누가)"
)
_JOINED_END = re.compile(
    r"(?<=[가-힣]{2})(?P<end>(?:한말|발언|입장|반응|생각|해명|사과|비판|답변)(?:은|알려줘|찾아줘)?)$"
)
_RESPECT = re.compile(rf"(?P<title>{'|'.join(sorted(TITLES, key=len, reverse=True))})님(?=께서|은|이|의|\s|$)")

_TALK = (
    "말|말씀|언급|발언|주장|답|얘기|이야기|설명|비판|강조|반박|평가|논평|지적|경고|약속|제안|생각|해명|전망|예상|소개|당부|대답|답변|촉구|"
    "요구|진단|진술|증언|고백|토로|시사|귀띔|호소|우려|반응|표현|지시|다짐|비난|칭찬|사과|예고|추측|분석|권고|브리핑|반발|반대|찬성|지지|동의|환영|일축|부인|시인"
)
_HOW = (
    r"(?:뭐라고들?|뭐라|무어라|무엇이라고|(?:무슨|어떤)\s?(?:말|말씀|얘기|이야기|입장)을?|무엇을|뭘|뭐|어떻게|직접|"
    r"공식적으로)"
)
_NOUN = (
    r"(?:말|말씀|발언|언급|얘기|이야기|내용|입장|논평|성명|주장|평가|반응|생각|견해|의견|코멘트|인용|인용문|설명|해명|답변|"
    r"출처|담화|인터뷰|기자회견|보도자료)"
)
# How a verb ends that asks, or tells of what one heard.
_ASKED = r"(?:나요|나|니|어요|어|습니까|는가|는지|지요|지|죠|냐|을까요?|던가요?|다고|고|다|는데요?|는|은)"
_HEARD = r"(?:대요?|던데요?|다던데요?|다며|다면서|다는데요?|던)"
_PAST = rf"(?:{_ASKED}|{_HEARD})"
_GIVE = r"(?:줘|주세요|주시겠어요|주실래요|줄래|줄래요|주라|주십시오|봐|봐줘|봐요|다오)"
_PLEASE = (
    r"(?:좀\s)?(?:알려|찾아|보여|정리해|요약해|말해|모아|골라|뽑아|가르쳐|들려|전해|설명해|확인해|검색해)"
    rf"\s?{_GIVE}?(?:요|라)?"
)
_WISH = r"(?:궁금|부탁)\S*|바람|바랍니다|좀|줘|요|주세요|혹시|맞(?:아요?|나요?|습니까|는지|지|죠|는가)|사실[이인]\S+"
_IS_THERE = r"(?:있|없)(?:나요?|어요?|었나요?|었어요?|니|습니까|는지|는가|을까요?|지|죠|던가)|있는지\s?없는지"
_WHAT_IS = (
    r"(?:뭐|무엇|뭔|뭣|어때|어떤|어떠|어땠)"
    r"(?:야|지|니|이|인가|인가요|예요|에요|죠|입니까|인지|가요?|나요?|어|냐|한가|한지)?"
)
# "뭐라고 말했나", "무슨 이야기를 나눴어"
_DID_SAY = (
    rf"(?:{_HOW}\s*)*(?:{_TALK})?(?:을|를)?\s?"
    r"(?:했|봤|보았|판단했|밝혔|밝히|하셨|말씀하셨|보였|내놨|내놓았|냈|그랬|이랬|했었|나눴|꺼냈|전했|남겼|드러냈)(?:었)?"
    rf"{_PAST}"
)
# "뭐래", "뭐라던데", "어떻게 생각해"
_SAYS = (
    rf"(?:{_HOW}\s?)+(?:래요?|라던데|라더라|던데|해요?|하나요?|하니|한대|하죠|하지|합니까|하냐|하는가|생각해요?|"
    r"보나요?|봐요?)?|뭐래요?|뭐라던데"
)
_MEANS = (
    rf"(?:{_TALK})(?:해|하나|하나요|하니|하냐|하지|합니까|하는지|하시나요|하셔|한대|한다며|한다던데)|"
    r"(?:같은|다른|비슷한)\s생각(?:이야|인가요?|이죠|이니|입니까|이에요)"
)
# "한 말은", "언급한 내용", "공식 입장", "비판한 이유"
_PARTICLE = r"(?:은|는|이|가|을|를|도|의|이야|인가요?|이죠|입니까|이니|이지|이에요|인지)?"
_WORDS = (
    rf"(?:(?:(?!대한\s|관한\s|위한\s)\S*[한던된힌긴은]|낸|했던|하신)\s)?"
    rf"(?:것|거|게|건|적|바|일|{_NOUN})(?:들)?{_PARTICLE}"
)
_OFFICIAL = rf"(?:공식|새|첫|마지막|직접|관련)\s?{_NOUN}{_PARTICLE}"
_REASON = rf"(?:{_TALK})(?:한|했던|하는)\s(?:이유|까닭|배경|근거){_PARTICLE}"
# "지연 이유", "발언 전문": what is asked of a topic, or for.
_FACET = (
    "(?:이유|원인|배경|까닭|근거|원문|전문|전부|전체|모두|모음|목록|소감|심경|속내|요지|핵심|골자|취지|시점|시기|여부)"
    f"{_PARTICLE}"
)
# "구름찬 뱃삯 비판": what is asked for, as the press heads it
_SPEECH = (
    "(?:비판|강조|반박|지적|경고|제안|해명|당부|촉구|진단|호소|다짐|반발|일축|시사|언급|비난|토로|역설|주문)"
    "(?:은|는|을|를|이야|인가요?)?"
)
_ADVERB = r"(?:계속(?:해서)?|다시|정말|진짜|아직|이미|벌써|과연|실제로|당장|이제|결국|왜|꼭|더|좀\s더|추가로)"
_DONE = r"나온|오간|있었던|밝힌|밝혔|전한|남긴|내놓은|낸|한|말한|했던|하신|발언한|언급한"
_TAILS = (
    *(
        re.compile(rf"(?:^|\s+)(?:{tail})\s*$")
        for tail in (
            _PLEASE,
            _WISH,
            _IS_THERE,
            _WHAT_IS,
            _SAYS,
            _MEANS,
            _REASON,
            _WORDS,
            _OFFICIAL,
            _DONE,
            _FACET,
            _SPEECH,
            _ADVERB,
        )
    ),
    re.compile(rf"(?:^|\s+|(?<=[가-힣]{{3}}))(?:{_DID_SAY})\s*$"),
)
# What is only said with an interrogative: "왜 반발했어", "언제 연다고".
_INTERROGATIVE = re.compile(
    r"(?:^|(?<=\s))(?:왜|언제(?:까지|부터|쯤|로|에|야|지|죠|예요|인가요?|였어|였지)?|어디서|어디에서|어디|어떻게|어떤지|얼마나?(?:라고|까지|쯤|를|로)?|뭐라고|뭐라|뭘|무엇을|"
    r"어떻다고|몇\s?(?:명|척|번|개|원|년|시|월|퍼센트|%|살)?\S{0,2})(?=\s|$)"
)
_OF_NOUN = re.compile(rf"(?<=[가-힣]{{2}})(?:했{_PAST}|한대요?|한다며|하나요?|하냐|하니|하는지)$")  # "왜 파업한대"
_CONCLUDING = re.compile(
    rf"\s\S*(?:했|됐|였|냈|섰|았|었|렸|겼|졌|혔|쳤|봤|갔|왔|났|랐|꼈){_PAST}$|"
    r"\s\S*(?:[한된린른간난낸인운킨친긴는]대|할까|될까|하나|되나|하니|되니|할지|될지|하는지|되는지|합니까|됩니까|올까|갈까)(?:요|죠)?$"
)
# What asks by its ending alone: "혐의를 인정했나", "뱃삯을 올릴까".
_ASKING = re.compile(
    r"(?<=[을를은는])\s\S*(?:했|됐|였|냈|섰|았|었|렸|겼|졌|혔|쳤|봤|갔|왔|났|랐)(?:나요?|니|습니까|는가요?|냐|는지)$|"
    r"(?<=[을를은는이가])\s\S*(?:[한된린른간난낸인운킨친긴는]대|할까|될까|하나|되나|할지|될지|하는지|되는지|합니까|됩니까)(?:요)?$"
)
_CLAUSE = re.compile(r"\s\S*(?:다|라|자|냐)고$")
_SPEAKS = re.compile(rf"{_HOW}|{_NOUN}|밝혔|답했|(?:{_TALK})[했한하]|그랬|뭐래|라던")

_WHO = re.compile(r"(?:^|\s)(?:누가|누구(?:가|의|누구)?|어느\s\S+(?:이|가)|어떤\s사람(?:이|들이)|누군가)(?=\s|$)")
_WHO_AT_END = re.compile(
    rf"(?:^|\s)(?:(?:{_TALK}|\S{{1,4}})(?:을|를)?\s?(?:한|했던|하는|된|낸)\s)?"
    r"(?<![그이저] )사람(?:들)?(?:은|이|을|이야)?(?:\s(?:누구\S*|모두|다|전부))?$|"
    r"(?:^|\s)(?:(?:\S*[한던된낸]\s)?건\s)?누구(?:야|지|죠|니|인가요?|예요|에요|입니까|였나요?|였지|누구)?$"
)
# "빈집 대책에 반대한 시의원은", "뱃삯이 오른다고 본 사람": whoever did so
_WHOEVER = re.compile(
    r"(?:(?<=[가-힣]에)|(?<=[을를이가])|(?<=까지)|(?<=[다라자냐]고))\s(?!반대|찬성|지지|동의)\S*(?:[한던된낸힌긴본]|말하는|보는|하는)\s"
    r"(?:사람|이|인물|의원|시의원|도의원|이코노미스트|애널리스트|연구원|변호사|시장|위원장|대표|총리|대통령|기업|회사|나라|구의원|국회의원|장관|정치인|전문가|교수|학자|후보|정당|단체|당)(?:들)?(?:은|는|이|가)?"
    r"(?:\s(?:누구\S*|모두|다|전부))?$"
)
_CLAIMED = re.compile(r"(?P<words>\S*(?:다|라|자|냐))는\s(?:말|얘기|이야기|주장|발언|의견)(?:은|을|이|도)?$")
_VERSUS = re.compile(r"\s?(?:비교|차이|대조)\S*\s*(?:해\s?줘|알려\s?줘|하면|은|는|점)?[?. ]*$")
_LATEST = re.compile(r"(?:^|(?<=\s))(?:가장\s|제일\s)?(?:최근|최신|새로운|요즘|마지막)(?:의|에|으로)?(?:\s+|$)")
_TELLS = re.compile(rf"(?:^|\s)(?:{_DID_SAY})$")
_INSTEAD = re.compile(r"(?:^|(?<=\s))\S+\s말고\s(?=\S)")
# Where something was said, which no topic is: "브리핑에서", "논평 중".
_OCCASION = re.compile(
    r"(?:^|(?<=\s))(?:(?:기자)?회견|브리핑|간담회|인터뷰|연설|국회|회의|회의장|페이스북|트위터|방송|라디오|토론회?|논평|발언|취임사|추도사|기념사)"
    r"(?:에서|\s중에?서?)(?=\s)|(?:^|(?<=\s))(?:\S{2,5}\s)?"
    r"(?:연설|최후진술|취임식|추모식|기념식|개막식|국정감사|국감|공판|재판)에서(?=\s|$)|"
    r"(?<=\s)(?:(?:기자)?회견|브리핑|간담회|인터뷰)$"
)
# "항만 개방이 의제였나? 구름찬 장관 답변": a question before what is asked for
_ASKED_FIRST = re.compile(r"\s\S*(?:나요?|니|까|까요|어요?|죠|지)\?\s+(?=\S.*(?:답변|발언|입장|해명|설명|생각|반응)$)")
_QUOTED = re.compile(r"[“\"](?P<double>[^“”\"]{4,})[”\"](?=이?라?고)|[‘'](?P<single>[^‘’']{4,})[’'](?=이?라?고)")


@dataclass(frozen=True, slots=True)
class Wording:
    """A question without what only asks.

    Attributes:
        left: The words that tell who and about what.
        speaks: Whether somebody's words are asked for.
        who: Whether it is asked who speaks.
        versus: Whether two are to be compared.
        latest: Whether the latest words are asked for.
        quoted: Words in marks that somebody is asked to have said; None where there are none.
        tells: Whether a verb of speech ends it, whose subject may be left out.
    """

    left: str
    speaks: bool = False
    who: bool = False
    versus: bool = False
    latest: bool = False
    quoted: str | None = None
    tells: bool = False


def in_korean(asked: str) -> str:
    """A question whose frame is English, in Korean; others without what only opens them.

    Args:
        asked: The question.
    """
    asked = _OPENING.sub("", asked.strip())
    bare = asked.strip(" ?!.")
    if (who := _ENGLISH_WHO.match(bare)) is not None:
        return f"누가 {who['topic']}에 대해 말했나"
    framed = _ENGLISH.match(bare) or _ENGLISH_ON.match(bare)
    if framed is None:
        return _RESPECT.sub(r"\g<title>", asked)
    about = f"{framed['topic']}에 대해 " if framed["topic"] else ""
    return f"{framed['who']}, {about}뭐라고 했나"


def apart(text: str, names: Iterable[str]) -> str:
    """A question that is written without spaces, with some.

    Args:
        text: The question.
        names: Of people on record, with which it may begin.
    """
    if len(text.split()) == 1:
        begins = [name for name in names if len(name) > 1 and text.startswith(name) and len(text) > len(name) + 1]
        name = max(begins, key=len, default="")
        titles = "|".join(sorted(TITLES, key=len, reverse=True))
        called = re.compile(rf"(?:{titles})?(?:께서는|께서|은|는|이|가|의)?").match(text, len(name)) if name else None
        if called is not None:
            title = called.group().lstrip()
            space = " " if re.match(titles, title) else ""
            text = f"{name}{space}{title} {text[called.end() :]}"
    return _JOINED_END.sub(r" \g<end>", _JOINED.sub(r" \g<end> ", text)).replace("한말", "한 말")


def read_wording(text: str) -> Wording:
    """Tell what only asks in a question from what it is about.

    Args:
        text: The question, without its time.
    """
    quoted = _QUOTED.search(text)
    if quoted is not None:
        text = f"{text[: quoted.start()]} {text[quoted.end() :]}"
    text = _ASKED_FIRST.sub(" ", text)
    latest = _LATEST.search(text) is not None
    text = _LATEST.sub(" ", text).strip(" ?!.,？")
    versus = _VERSUS.search(text)
    text = text[: versus.start()] if versus else text
    who = _WHO.search(text) is not None
    text = _WHO.sub(" ", text).strip()
    left = _without_tails(text)
    whoever = None if left != text and not who else _WHOEVER.search(text)
    at_end = whoever or _WHO_AT_END.search(left)
    if whoever is not None:
        left = text
    if at_end is not None:
        who, left = True, _without_tails(left[: at_end.start()])
    if who:
        left = _CLAIMED.sub(r"\g<words>", left)
    speaks = _SPEAKS.search(text[len(left) :]) is not None or (quoted is not None)
    words = (quoted["double"] or quoted["single"]).strip() if quoted else None
    left = _OCCASION.sub(" ", _INSTEAD.sub("", left))
    tells = _TELLS.search(text) is not None
    return Wording(" ".join(left.split()).strip(" ,"), speaks, who, versus is not None, latest, words, tells)


def _without_tails(text: str) -> str:
    """A question without its end that only asks, and without interrogatives."""
    asks = _INTERROGATIVE.search(text) is not None
    while True:
        shorter = text
        for tail in _TAILS:
            shorter = tail.sub("", shorter).rstrip(" ?!.,")
        if asks and shorter == text:
            shorter = _OF_NOUN.sub("", text)
        if shorter == text:
            shorter = (_CONCLUDING if asks else _ASKING).sub("", text)
        shorter = without_clause(shorter) if shorter == text else shorter
        if shorter == text:
            break
        text = shorter
    return without_clause(_INTERROGATIVE.sub(" ", text).strip())


def without_clause(text: str) -> str:
    """Words without a verb at their end that tells what is said: "뱃삯이 오른다고".

    Args:
        text: The words.
    """
    clause = _CLAUSE.search(text)
    return text[: clause.start()] if clause else text
