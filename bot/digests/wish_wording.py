"""What is said around a wish: how it is asked for, what that which comes is called, and what is asked beside it.

Whatever the order, the words of asking stand before what is asked for, so they are taken away one by one as long as
there are some.  What is asked for beside it ("and mute it overnight") is no part of a subject.
"""

from __future__ import annotations

import re
from enum import IntEnum

_ME = r"(?:me|us)"
NOUN = (  # what a wish calls that which is to come
    r"(?:(?:an?|the|my|our|any|one|all|some|this)\s+)?(?:(?:short|brief|quick|latest|new|regular|compact|single"
    r"|full)\s+)*"
    r"(?:e-?mails?|messages?|notes?|digests?|summary|summaries|overview|round-?ups?|wrap(?:-?up)?|recaps?|briefings?"
    r"|bulletins?|newsletters?|alerts?|notifications?|updates?|coverage|reporting|news|headlines|latest|subscription"
    r"|stories|articles(?! of)|pieces)"
)
_CONNECTING = r"(?:on|about|of|for|from|with|regarding|concerning|covering|around|re)"
_ASKING = re.compile(
    r"(?:"
    r"(?:hi|hello|hey|ok(?:ay)?|please|pls|plz|kindly|also|and|but|so|otherwise|only|just|simply|maybe"
    r"|from now on)\b[,!. ]*"
    r"|(?:can|could|may|would|will) (?:i|we|you)\b(?: please)?"
    r"|(?:i|we)(?:['’]m| am|['’]re| are) (?:only |just |really )?(?:interested in|after|looking for|following)\b"
    r"|(?:i|we)(?:['’]d| would)? (?:only |just |really )?(?:like|love|want|need|prefer|appreciate|care about)\b"
    r"(?: to(?=\s+(?:get|have|receive|see|be|read|hear|know|follow|track|monitor|subscribe)\b))?"
    r"|(?:to )?(?:get|have|receive|see|be (?:sent|told (?:about|of)|kept (?:informed|updated|posted"
    r"|abreast) (?:on|about|of)|(?:informed|notified) (?:about|of|on))|read|know|hear(?: from)?)\b"
    rf"|(?:send|give|bring|mail|e-?mail|get|show|tell|deliver|forward)\s+(?:it\s+)?(?:to\s+)?{_ME}\b"
    r"|send\b|deliver\b|summari[sz]e\b|collect\b|compile\b|prepare\b"
    rf"|subscribe\s+(?:{_ME}\s+)?to\b|sign\s+{_ME}\s+up\s+for\b|set\s+{_ME}\s+up\s+with\b"
    rf"|remind\s+{_ME}(?:\s+(?:of|about))?\b"
    rf"|keep\s+{_ME}\s+(?:posted|updated|informed|in the loop|up to date|abreast)\s+(?:on|about|with|of)\b"
    rf"|(?:update|brief|catch)\s+{_ME}(?:\s+up)?\s+(?:on|about)\b"
    r"|set up|make|create|put together"
    r"|(?:to )?(?:follow|track|monitor)(?!\s+(?:and|the money)\b)"
    r"|nothing but|nothing else than|what (?:i|we)(?:['’]d like| want| need| would like) is"
    r"|(?:digest|subscribe)\s*[:–-]\s*"
    rf"|{NOUN}\s+{_CONNECTING}\b"
    r")\s+",
    re.IGNORECASE,
)
_WITHOUT_SPACE = re.compile(r"^(?:digest|subscribe)\s*[:–-]\s*", re.IGNORECASE)
_BARE_NOUN = re.compile(rf"^(?:{NOUN}|please|thanks|it|them)$", re.IGNORECASE)
_CHATTER = re.compile(
    r"[,;.]?\s*\b(?:(?:that )?(?:works|suits me) best|(?:that )?would be (?:great|nice|best|fine|perfect|enough)"
    r"|(?:is|are) (?:enough|fine|best|ideal|plenty)|if (?:possible|you can)|ideally|preferably|thank(?:s| you)|or so"
    r"|(?:and )?(?:no ?one|nobody|nothing) else|that['’]s all|first thing|in my inbox|to (?:me|us)(?=\s*(?:$|[,;.]))"
    r"|sharp(?=\s*(?:$|[,;.]))|(?:to be )?(?:ready|there|in)(?= by\b)|at the latest|for (?:me|us)(?=\s*(?:$"
    r"|[,;.]))|(?<=\w )please(?=\s*(?:$|[,;.]| and\b| at\b)))"
    r"\b[.!]*",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[?!.](?=\s)")
_TRAILING = re.compile(
    r"(?<!\bfake)(?<!\bbreaking)(?<!\ball)(?<!\bthe)(?<=\w) (?:news|updates|headlines|coverage)(?: only)?$"
    r"|(?<=\w),? (?:only|please|pls|too|as well)$"
)
# A clause that speaks of what was named before: "the day after he gives them".
_OF_IT = re.compile(r"[,;]\s*(?P<beside>[^,;]*\b(?:it|them|they|he|she)\b[^,;]*)")
# What is asked for beside a subject: how it shall look, sound or come, of which nothing is known here.
_BESIDE = re.compile(
    r"(?:^|[,;.]\s*|\s+(?:and|but|then)\s+|\s[–-]\s)(?P<beside>(?:(?:and|but|also|then|please)\s+)*(?:"
    r"(?:don['’]t|do not|never)\s+(?:\w+)|(?:mute|silence|pause|stop|keep|put|attach|translate|highlight|sort"
    r"|group|rank"
    r"|order|combine|merge|format|limit|cap|bundle|call|ring|wake|remind|use|write|start|begin|resume|repeat|archive"
    r"|wait|hold|delete|mark|tag|pin)\s+(?:it|them|this|that|me|us|the|by|in|with|at|after|until|on|everything"
    r"|only|for)\b"
    r"|include\s+(?:links?|sources?|pictures?|images?|quotes?|the full)|with\s+(?:links?|sources?|pictures?|bullet)"
    r"|(?:only|but|unless|except)\s+(?:if|when)\b|unless\b|until\b|starting\b|as\s+(?:a|an)\s+(?:pdf|e-?mail"
    r"|list|file|table)"
    r"|in\s+(?:bullets?|one line|short|german|french|spanish|english|korean|japanese|chinese)\b"
    r"|by\s+(?:e-?mail|sms|text|phone|post|fax)|max(?:imum)?\.?\s+\d|at most\b|not more than\b|no more than\b"
    r"|no (?:later|earlier|sooner) than|(?:it|they|that)\s+(?:should|must|can|may|needs?)\b|i\s+(?:will|am|have"
    r"|don['’]t)\b"
    r"|(?:short|brief|one line|one paragraph)\b(?=[^,;]*$)"
    r")[^,;]*)",
    re.IGNORECASE,
)
_BESIDE_IN_KOREAN = re.compile(
    r"[,.]\s*(?P<beside>[^,.]*(?:하지 마(?:세요)?|묶어서?|번역해서?|짧게|요약으로|제목만|링크도))[.!]*"
)
_KOREAN_END = re.compile(
    r"\s*(?:관련(?:한|된|해서?|하여)?\s*)?(?:소식|뉴스|기사|속보)?(?:들)?(?:만|을|를|도)?\s*"
    r"(?:좀\s*)?(?:골라서|모아서|정리해서?|요약해서?|묶어서)?\s*"
    r"(?:(?:보내|알려|보여|전해|정리해|요약해|챙겨|구독해)\s*(?:줘|주세요|줘요|주라|줄래요?|주시겠어요)"
    r"|부탁(?:해요?|드려요|드립니다|합니다)"
    r"|(?:받아\s*)?(?:보고|받고)\s*싶(?:어요?|습니다|다)|(?:구독|원)(?:할게요?|합니다|해요?|하고 싶어요?))[.!?]*$"
    r"|\s*(?:관련(?:한|된|해서?|하여)?\s*)?(?:소식|뉴스|속보|기사)(?:들)?(?:만)?(?:\s*(?:좀|골라서|모아서))?$"
    r"|\s*관련(?:해서?|하여)?$"
)
_LABELS = (  # "topic: rye, days: Mon": as in a form
    (re.compile(r"(?:^|[,;\s]+)(?:topic|subject|about)\s*:\s*", re.IGNORECASE), " on "),
    (re.compile(r"(?:^|[,;\s]+)(?:speaker|person|who)\s*:\s*", re.IGNORECASE), " "),
    (re.compile(r"[,;\s]+(?:time|hour)\s*:\s*", re.IGNORECASE), " at "),
    (re.compile(r"[,;\s]+(?:days?|when)\s*:\s*", re.IGNORECASE), ", on "),
    (re.compile(r"[,;\s]+(?:outlets?|sources?)\s*:\s*", re.IGNORECASE), " in "),
    (re.compile(r"[,;\s]+(?:without|exclude|excluding|except|not)\s*:\s*", re.IGNORECASE), ", without "),
    (re.compile(r"(?:^|[,;\s]+)주제\s*:\s*"), " "),
    (re.compile(r"(?<!\S)w/o\s+", re.IGNORECASE), "without "),
)
_SHORT_DAYS = (
    (re.compile(r"\b(?:Mo\s*[-–]\s*Fr|M\s*[-–]\s*F)\b"), "Mon-Fri"),
    (re.compile(r"\bM/?W/?F\b"), "Mon, Wed, Fri"),
    (re.compile(r"\bT(?:ue?)?/Th\b"), "Tue/Thu"),
    (re.compile(r"\bSa\s*[-–+&/]\s*So\b"), "Sat, Sun"),
)
_LOOSE = re.compile(r"^[\s,;.:·–-]+|[\s,;.:·–?!-]+$")
_DANGLING = re.compile(
    r"\s+(?:and|or|but|on|at|in|by|every|each|please|thanks|to me|for me|with|from|the|only|around|before|after"
    r"|until|till)$"
    r"|^(?:and|but|on|about|of|for|with|regarding|re)\s+|^(?:이랑|랑|하고|와|과|에는?|마다)\s+",
    re.IGNORECASE,
)


def plain_wish(text: str) -> str:
    """A wish in one line, without chatter, and with the labels of a form as words.

    Args:
        text: As typed.
    """
    line = _ENDED.sub(",", _CHATTER.sub("", " ".join(text.split())))
    for pattern, words in (*_LABELS, *_SHORT_DAYS):
        line = pattern.sub(words, line)
    return line.strip()


def subject_of(text: str) -> str:
    """What a wish is about, without the words by which it is asked for.

    Args:
        text: What is left when all else is taken out.
    """
    subject = _WITHOUT_SPACE.sub("", trimmed(text))
    subject = subject[_end_of_asking(subject) :]
    return trimmed(_BARE_NOUN.sub("", trimmed(_TRAILING.sub("", trimmed(_KOREAN_END.sub("", subject))))))


class Asking(IntEnum):
    """How plainly a message begins by asking to be sent something.

    Attributes:
        NO: It does not.
        PERHAPS: It says what somebody wants: "I need the budget".
        YES: It asks to be sent something: "keep me posted on", "I'd like a digest of".
    """

    NO = 0
    PERHAPS = 1
    YES = 2


def asking(text: str) -> Asking:
    """How plainly a message begins, or in Korean ends, by asking to be sent something.

    Args:
        text: Any message.
    """
    message = " ".join(text.split())
    asked = message[: _end_of_asking(message)]
    if _TO_ME.search(asked) or _ASKED_IN_KOREAN.search(message):
        return Asking.YES
    return Asking.PERHAPS if _WANTING.search(asked) else Asking.NO


_TO_ME = re.compile(
    rf"\b(?:send|give|bring|mail|e-?mail|get|deliver|forward|keep|update|brief|catch|sign"
    rf"|set)\s+(?:it\s+)?(?:to\s+)?{_ME}\b"
    r"|\bsubscribe\b|\b(?:be|get) (?:sent|told|kept|informed|notified)\b|\bto (?:know|hear|read|follow|receive|get)\b"
    r"|\b(?:set up|put together|make|create|want|need|like|love|appreciate)\b.*\b(?:digest|summary|overview|round-?up"
    r"|briefing|bulletin|recap"
    r"|wrap-?up|alert|newsletter)s?\b",
    re.IGNORECASE,
)
_WANTING = re.compile(
    r"\b(?:put together|set up|make|create|have|get|receive|tell|want|need|like|love|appreciate|prefer"
    r"|care about|interested in|looking for"
    r"|send|deliver|remind"
    r"|summari[sz]e|collect|compile|prepare)\b",
    re.IGNORECASE,
)
_ASKED_IN_KOREAN = re.compile(
    r"(?:보내|챙겨|구독해)\s*(?:줘|주세요|줘요|줄래요?)[.!?]*$|(?:받아\s*보고|받고|구독하고)\s*싶(?:어요?|습니다)[.!]*$"
)


def _end_of_asking(subject: str) -> int:
    """Where the words end by which a wish is asked for."""
    end = 0
    while (match := _ASKING.match(subject, end)) and match.end() < len(subject):
        end = match.end()
    return end


def beside(text: str) -> re.Match[str] | None:
    """What a wish asks for beside its subject, with `beside` as a group; None where it asks for nothing else.

    Args:
        text: A wish without what was understood of it.
    """
    match = _BESIDE.search(text) or _OF_IT.search(text) or _BESIDE_IN_KOREAN.search(text)
    return match if match and (match.start() > 0 or match.end() < len(text)) else None


def trimmed(text: str) -> str:
    """A text without marks and connecting words at its ends.

    Args:
        text: What is left of a wish.
    """
    previous = None
    text = re.sub(r"\s*([,;])(?:\s*[,;:–-])*(?=\s)", r"\1", text)
    while text != previous:
        previous, text = text, _DANGLING.sub("", _LOOSE.sub("", " ".join(text.split())))
    return text
