"""Talk that asks nothing of the articles: greetings, thanks, and questions about the one who answers."""

from __future__ import annotations

import re
from enum import StrEnum

from index.answering.reading.vocabulary import is_courtesy


class Talk(StrEnum):
    """What somebody says who asks nothing of the articles."""

    HELLO = "hello"
    THANKS = "thanks"
    HELP = "help"  # how to ask, and who answers
    LIBRARY = "library"  # what there is to be asked about
    OUTSIDE = "outside"  # what will be, the weather, sums, and what no article is asked for


_CHATTER = (
    r"(?:(?:(?:that|this|it|this bot|the bot|you)(?:['’]s|['’]re| is| are| was| will be) |is )?"
    r"(?:very |so |really |too )?"
    r"(?:great|perfect|awesome|brilliant|excellent|cool|nice|good(?: job| bot| one)?|well done|helpful|useful|"
    r"wonderful|amazing|got it|understood|i see|alright|all right|fine|enough|wow|lol|rofl|ha(?:ha)+h?|hehe|hmm+|"
    r"oh|(?:please )?wait(?: a (?:sec|second|minute|moment|bit))?|hold on|hang on|"
    r"(?:just )?(?:one|a) (?:sec|second|minute|moment)|let me (?:think|see|check)|brb|"
    r"never ?mind|nvm|bye|goodbye|see you|ok(?:ay|ie)?|kk?|yes|yeah|yep|no|nope|sure|right|interesting|funny|then|"
    r"for now)|that(?:['’]s| is| was| will be) (?:all|it))"
)
_THANKED = r"(?:(?:many |no )?(?:thanks?|thx|tnx|ty|cheers|thank (?:you|u)))"
# What follows thanks and asks nothing, at its beginning.
_FOR_WHAT = (
    r"(?:for|to|a (?:lot|bunch|million|ton)|so (?:much|very)|very|this|that|these|those|it|you|u|in advance|again|mate|"
    r"bot|all|everyone|anyway|i|my|really|the (?:answer|help|quotes?)|and (?:bye|goodbye|good|see|have|take|same|that)|"
    r"but (?:no|i|that|it))"
)
_THANKS = re.compile(rf"(?:{_CHATTER} )*{_THANKED}(?: {_CHATTER})*(?: {_FOR_WHAT}\b.*)?|{_CHATTER}(?: {_CHATTER})*")
_HELP = re.compile(
    r"(?:/?(?:help|start)(?: me)?(?: (?:out|please))?|how (?:do|does|can|should|would|to) (?:i|this|it|one|you) ?"
    r"(?:use|work|ask|search|works?|do)?(?: (?:this|you|it|questions?|bot|the bot|a question))*|"
    r"what (?:can|do|could|should|may) (?:i|you|this bot|it) (?:do|ask|help|know|answer)\b.*|"
    r"what (?:are you|is this|is this bot|can this bot do|do you do)(?: for| about)?|"
    r"who (?:are you|made you|built you|is this|am i talking to)|what(?:['’]s| is) your name|"
    r"are you (?:a |an )?(?:human|bot|robot|machine|real|ai|person|chatgpt|there|alive)\b.*|(?:which|what) questions "
    r".*|"
    r"(?:instructions|manual|commands|options|menu|examples?|info|about)|give me (?:an |some )?examples?|"
    r"(?:you(?:['’]re| are)|u r|this bot is) (?:so |very |really |quite |totally )?(?:useless|stupid|dumb|rubbish|"
    r"terrible|awful|bad|slow|broken|annoying|an? idiot|no help|not (?:very )?helpful)|"
    r"(?:tell me )?about (?:you|yourself)|how are you(?: doing| today)?|what(?:['’]s| is) up)"
)
_HOLDINGS = (
    r"(?:papers?|articles?|documents?|texts?|sources?|outlets?|newspapers?|materials?|files?|transcripts?|briefings?|"
    r"publications?|records?|data|content|quotes?|stuff)"
)
_STORE = r"(?:you|this|here|library|archive|index|database|collection|corpus|bot|loaded|in here|on file|on record|it)"
_LIBRARY = re.compile(
    rf"(?:(?:what|which|how many|how much)(?:['’]s| is| are)?(?: kinds? of| sorts? of| other)? "
    rf"{_HOLDINGS}\b.*\b{_STORE}\b.*|"
    rf"what(?:['’]s| is| do you have| have you got)? (?:in|inside) (?:here|there|the|this|your)\b ?{_STORE}?.*|"
    rf"(?:what|how much)(?: is| are)? (?:there|do you (?:have|know|cover|hold|read))(?: (?:here|in here|about))?|"
    rf"how (?:many|much) {_HOLDINGS}\b(?: (?:are|is) (?:there|loaded|stored))?|"
    rf"(?:what|which) (?:period|dates?|time|years?|span|range|topics|people|speakers)\b.*\b(?:{_STORE}|cover\w*)\b.*|"
    rf"how (?:old|recent|new|far back|up to date|current)\b.*\b(?:{_HOLDINGS}|{_STORE}|go)\b.*|"
    rf"(?:list|show)(?: me)?(?: all)?(?: (?:your|the))? (?:sources|outlets|topics|speakers|people|articles|papers|"
    rf"documents))"
)


_OUTCOME = (
    r"(?:win|lose|resign|survive|happen|be (?:re ?-?elected|elected|impeached|the next|next|ok(?:ay)?)|become|"
    r"come true|die|crash|collapse)"
)
_WHEN = r"(?: (?:like|there|outside|now|right now|today|tomorrow|tonight|this weekend|next week|in \w+(?: \w+)?|it))*"
# What will come about, and what one asks of other machines.
_OUTSIDE = re.compile(
    rf"(?:(?:who|which \w+|what)(?: do you think| is| are)? (?:will|going to|gonna) {_OUTCOME}\b.*|"
    rf"(?:will|is|are) (?:[\w'’-]+ ){{1,5}}?(?:(?:ever|going to|gonna|be going to) )?{_OUTCOME}\b.*|"
    r"(?:what|when|how|where|who)(?: exactly)?(?: will|['’]?ll| is| are) (?:[\w'’-]+ ){1,6}?(?:going to |gonna )?"
    r"(?<!is )(?:say|announce|tell|comment|reveal|reply|respond|tweet)\b.*|"
    r"(?:what|how|where|when|is|are)\b.*\b(?:in my area|near me|near my home|in my town|in my street)\b.*|"
    r"what will (?:the )?(?:weather|future|world|stock market|markets?) (?:be|look|do)\b.*|"
    rf"(?:what|how)(?:['’]s| is) (?:the )?(?:weather|temperature|forecast|time)(?: forecast)?{_WHEN}|"
    rf"what (?:time|day|date|year) is (?:it|today){_WHEN}|"
    r"(?:will|is) it (?:going to |gonna )?(?:rain|snow)(?:ing)?\b.*|"
    r"(?:what(?:['’]s| is)|how much is|calculate|compute) \d+(?: (?:plus|minus|times|divided by|x))? \d+|"
    r"what(?:['’]s| is) the (?:meaning of life|answer to everything)|"
    r"(?:(?:can|could) you |please )?(?:tell|sing|write|compose|make|translate|draw|paint)(?: me| us)? "
    r"(?:an? |some |the )?(?:joke|song|poem|story|essay|recipe|picture|limerick|haiku)\b.*|"
    r"how (?:do|can|should|would) (?:i|you|we|one) (?:cook|bake|boil|fry|knit|repair|fix|install|lose weight)\b.*)"
)


_KOREAN_FILLER = (
    r"(?:[ㄱ-ㅎㅏ-ㅣ]+|넵?|네|예|응|아|오|와|답변|도움|알려(?:줘서|주셔서)|정말|너무|진짜|아주|대단히|잘|좋은|다들|"
    r"여러분|봇님?)"
)
_KOREAN_ASKS = r"(?:어요?|니|나요?|습니까|지|죠)"
_KOREAN_BITS: tuple[tuple[Talk, str], ...] = (
    (
        Talk.THANKS,
        r"(?:고마워요?|고맙습니다|고맙네요?|감사(?:합니다|해요|드립니다|드려요)?|땡큐|수고(?:했어요?|하셨습니다|하세요)|"
        r"좋아요?|좋네요?|훌륭해요?|최고(?:예요|야|네요)?|멋져요?|"
        r"알겠(?:어요?|습니다)|알았어요?|오케이|"
        r"도움이? 됐(?:어요?|습니다)|"
        r"안녕히 계세요|잘 가요?|됐어요?|괜찮아요?)",
    ),
    (
        Talk.HELLO,
        r"(?:안녕(?:하세요|하십니까|하신가요)?|반가워요?|반갑습니다|"
        r"하이|헬로|여보세요|좋은 (?:아침|저녁)(?:입니다|이에요)?)",
    ),
    (
        Talk.HELP,
        r"(?:/?도움말|도와 ?(?:줘|주세요)요?|사용법(?:이 뭐야| 알려 ?(?:줘|주세요)요?)?|"
        r"어떻게 (?:써|사용해|질문해|물어봐)요?|"
        r"(?:너는? |당신은 )?누구(?:야|니|세요|예요|십니까)|(?:넌|너는) 뭐(?:야|니)|이름이 뭐(?:야|예요|니)|"
        r"(?:무엇을|뭘|뭐) (?:할 수 있|물어볼 수 있|도와줄 수 있)(?:어요?|니|나요|습니까))",
    ),
    (
        Talk.LIBRARY,
        r"(?:(?:여기(?:에)? |안에 )?(?:어떤|무슨) (?:기사|신문|매체|자료|언론사?|문서|내용)(?:가|들이|이|는|은)? ?"
        rf"(?:들어 ?)?있{_KOREAN_ASKS}|"
        r"(?:여기(?:에|에는)?|여긴|안에)(?: 지금)? (?:뭐|뭐가|무엇이|뭘)(?: 다)? ?"
        rf"(?:들어 ?있|있|담겨 ?있|갖고 ?있|가지고 ?있){_KOREAN_ASKS}|"
        r"기사(?:가|는)? (?:몇 (?:개|건)|얼마나)(?:나)? 있(?:어요?|니|나요|습니까))",
    ),
    (
        Talk.OUTSIDE,
        r"(?:(?:오늘|내일|지금)? ?날씨(?:가|는)? (?:어때|어떤가|어떻)\S*|지금 몇 시(?:야|예요|니|입니까)?|"
        r"농담 (?:하나 )?해 ?(?:줘|주세요)|(?:시|노래|소설)(?:를|을)? (?:써|불러) ?(?:줘|주세요))",
    ),
)
# Each with whatever else is only talk: "네, 정말 고마워요 ㅎㅎ".
_KOREAN = tuple(
    (talk, re.compile(rf"(?:{_KOREAN_FILLER} )*{bits}(?: (?:{_KOREAN_FILLER}|{bits}))*")) for talk, bits in _KOREAN_BITS
)
_HANGUL = re.compile("[가-힣]")


def _korean_talk(words: str) -> Talk | None:
    return next((talk for talk, pattern in _KOREAN if pattern.fullmatch(words)), None)


_ASKS_AFTER = re.compile(r"[.!?…\n]\s+(?=[^.!?…\n]*\w[^.!?…\n]*\?\W*$)")  # before a question that comes last


def talk_of(text: str) -> Talk | None:
    """What a text says where it asks nothing of the articles; None for a question.

    Args:
        text: As written.
    """
    words = " ".join(re.sub(r"[^\w'’/ -]", " ", text.lower()).split())
    words = re.sub(r"^(?:so|well|and|but|um|hey|hi|hello|ok(?:ay)?|please|just|then) (?=\w+ \w)", "", words)
    words = re.sub(r" (?:please|pls|for me)$", "", words)
    if _HANGUL.search(words):
        return _korean_talk(words)
    if not words:
        return None
    if _ASKS_AFTER.search(text):
        return talk_of(_ASKS_AFTER.split(text)[-1])
    if _THANKS.fullmatch(words):
        return Talk.THANKS
    if _HELP.fullmatch(words):
        return Talk.HELP
    if _OUTSIDE.fullmatch(words):
        return Talk.OUTSIDE
    if _LIBRARY.fullmatch(words):
        return Talk.LIBRARY
    return Talk.HELLO if is_courtesy(words) else None
