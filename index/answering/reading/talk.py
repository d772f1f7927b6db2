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
    r"(?:(?:(?:that|this|it)(?:['’]s| is| was| will be) )?(?:very |so |really |too )?"
    r"(?:great|perfect|awesome|brilliant|excellent|cool|nice|good(?: job| bot| one)?|well done|helpful|useful|"
    r"wonderful|amazing|got it|understood|i see|alright|all right|fine|enough|wow|lol|rofl|ha(?:ha)+h?|hehe|hmm+|"
    r"oh|never ?mind|nvm|bye|goodbye|see you|ok(?:ay|ie)?|kk?|yes|yeah|yep|no|nope|sure|right|interesting|funny|then|"
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


def talk_of(text: str) -> Talk | None:
    """What a text says where it asks nothing of the articles; None for a question.

    Args:
        text: As written.
    """
    words = " ".join(re.sub(r"[^\w'’/ -]", " ", text.lower()).split())
    words = re.sub(r"^(?:so|well|and|but|um|hey|hi|hello|ok(?:ay)?|please|just|then) (?=\w+ \w)", "", words)
    words = re.sub(r" (?:please|pls|for me)$", "", words)
    if not words:
        return None
    if _THANKS.fullmatch(words):
        return Talk.THANKS
    if _HELP.fullmatch(words):
        return Talk.HELP
    if _OUTSIDE.fullmatch(words):
        return Talk.OUTSIDE
    if _LIBRARY.fullmatch(words):
        return Talk.LIBRARY
    return Talk.HELLO if is_courtesy(words) else None
