"""Words of questions: verbs of speaking and judging, nouns for what is said, courtesies; as parts of expressions.

They are written for text in small letters with single blanks.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.text.name_lists import MANY_PEOPLE


def _forms(verbs: str) -> list[str]:
    """All forms of regular verbs, and irregular ones as they are written after a slash."""
    forms: list[str] = []
    for entry in verbs.split():
        base, *irregular = entry.split("/")
        stem = base[:-1] if base.endswith("e") else base
        if base.endswith("y") and base[-2] not in "aeo":
            regular = [base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
        else:
            third = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
            regular = [base, third, stem + "ing", *([] if irregular else [stem + "ed"])]
        forms += [*regular, *irregular]
    return forms


_SPEAKING = _forms(
    """say/said tell/told think/thought claim announce promise argue state comment speak/spoke/spoken talk mention
    remark write/wrote/written declare discuss address reckon believe warn explain describe call joke deny vow urge
    insist admit answer reply/replied respond react suggest predict propose acknowledge advise demand recommend caution
    stress note pledge tweet complain quip boast apologise apologize confirm reveal concede testify allege contend
    assert feel/felt see/saw/seen weigh quote bring/brought refer/referred hint estimate ask request clarify praise
    criticise criticize condemn blast slam attack denounce attack mock welcome applaud thank congratulate endorse
    support back oppose reject defend dismiss blame accuse question agree disagree object want hope fear expect
    consider hail lament rule moan grumble gripe offer"""
)
_THIRD = """says thinks tells believes defends sees argues warns insists explains denies admits criticises criticizes
    condemns opposes rejects supports describes discusses mentions reckons suggests"""
_PAST = frozenset("said told thought spoke spoken wrote written felt saw seen brought replied denied".split())
_JUDGING = _forms(
    """criticise criticize condemn blast slam attack denounce mock praise welcome applaud endorse support back oppose
    reject defend dismiss blame accuse agree disagree object favour favor approve hail lament call"""
)


def either(words: list[str] | str) -> str:
    """An expression for one of several words, the longest first."""
    listed = words.split() if isinstance(words, str) else words
    return "(?:" + "|".join(sorted(dict.fromkeys(listed), key=len, reverse=True)) + ")"


_PHRASES = [
    "make of", "makes of", "made of", "have to say", "has to say", "had to say", "bring up", "brings up", "brought up",
    "rule out", "rules out", "ruled out", "ruling out", "bringing up",
    "speak out", "spoke out", "weigh in", "weighed in", "come out with",
    "came out with", "come out", "talkin", "sayin", "sed",
]  # fmt: skip
SPEAK = either([*_SPEAKING, *_PHRASES])
# Forms that are no nouns as well, as "call" and "claim" are.
SPEAKS = either(
    [form for form in _SPEAKING if form.endswith(("ed", "ing")) or form in _PAST]
    + ["says", "thinks", "tells", "brought up", "ruled out", "ruling out"]
)
JUDGE = either(_JUDGING)
ADVERBS = (
    r"(?: (?:ever|actually|really|also|recently|publicly|just|then|else|specifically|exactly|precisely|first|each|both|"
    r"all|himself|herself|themselves|once|still|now|currently|previously|already|personally|even|so far|in fact|again|"
    r"openly|officially|explicitly|at all|not|never))*"
)
AUXILIARY = (
    r"(?:did|does|do|has|have|had|is|was|were|are|will|would|can|could|should|might|must|['’]s|didn['’]?t|hasn['’]?t|"
    r"doesn['’]?t|dont|don['’]?t|wont|won['’]?t)"
)
ABOUT = (
    r"(?:about|abt|bout|['’]bout|on|regarding|concerning|of|re|over|toward|towards|with regard to|in regard to|with "
    r"respect to|as to|"
    r"in relation to|related to|when it comes to|as for|around|vis-a-vis|on the (?:topic|subject|issue|question|"
    r"matter) "
    r"of|with regards to|in reference to|in response to|for|to|at|against|into|with|from)"
)
ON = (
    r"(?:about|abt|bout|['’]bout|on|regarding|concerning|re|over|toward|towards|with regard to|in regard to|with "
    r"regards to|"
    r"with respect to|as to|in relation to|related to|when it comes to|as for|in reference to|"
    r"on the (?:topic|subject|issue|question|matter) of)"
)
STANCE = (
    r"(?:in favou?r of|against|for|opposed to|(?:un)?happy (?:with|about)|worried (?:about|over)|concerned (?:about|"
    r"over)|"
    r"angry (?:about|at|over)|sorry (?:about|for)|optimistic about|pessimistic about|keen on|committed to|open to)"
)
SAYINGS = r"(?:quot(?:es?|ations?)|comments?|remarks?|statements?|words?|reactions?)"
UTTERANCE = either(
    """position positions view views stance take takes opinion opinions comment comments statement statements remark
    remarks word words quote quotes quotation quotations line thoughts thought policy attitude response responses
    reaction reactions answer answers reply message promise promises warning warnings claim claims argument arguments
    explanation assessment account story advice tune feelings feeling criticism praise complaint complaints concerns
    testimony speech speeches tweet tweets announcement estimate prediction pledge pledges verdict stand rhetoric
    tone approach plan plans joke jokes input perspective reason reasons reasoning justification rationale excuse
    excuses motive motives assurance assurances guarantee guarantees denial denials apology apologies insistence
    confirmation rebuttal admission assertion assertions objection objections"""
)
_SAYINGS = r"(?:quot(?:es?|ations?)|comments?|remarks?|statements?|words?|lines?|takes?|views?|positions?)"
INDEFINITE = re.compile(
    r"(?:(?:the|any|some|other|all|many|most|these|those|our|their|various|different) )*"
    r"(?:people|anyone|anybody|everyone|everybody|someone|somebody|nobody|no one|one|experts?|officials?|critics?|"
    r"analysts?|leaders?|politicians?|lawmakers?|reporters?|journalists?|sources?|others?|speakers?|voters?|papers?|"
    r"articles?|press|media|documents?|you|we|i|it|there|this|that|these|they all|who|which|what|"
    r"(?:us |american |government |administration |senior |white house )+officials?|"
    rf"real|true|genuine|fake|authentic|verbatim|accurate|{either(sorted(MANY_PEOPLE))})"
)
_NOBODYS = re.compile(
    rf"(?:(?:{INDEFINITE.pattern}|a|an|the|of|in|from|u|ya|us|them|here|there|now|ever|get|got|have|had|seen|see|"
    r"find|found|heard|just|please|pls|kindly|maybe|possibly|be able|able|mind|else|guys|team)(?: |$))+"
)
PRONOUN = re.compile(r"(?:he|she|they|him|her|them|his|their|theirs|hers)")
AUDIENCE = (
    r"(?: (?:to |with )?(?:(?:the |his |her |their )?(?:reporters?|journalists?|press|media|lawmakers|senators|"
    r"congress|parliament|us|them|him|her|me|people)|"
    r"(?:the|his|her|their) (?:audience|nation|public|world|cameras))(?= |$))?"
)
# What is said to the one who answers, not asked.
COURTESY = re.compile(
    r"(?:hi|hello|hey|hiya|yo|sorry to bother(?: you)?|quick one|greetings|dear|good (?:morning|afternoon|evening|"
    r"day)|thanks|thank you|thx|cheers|please|"
    r"pls|"
    r"plz|kindly|sorry|excuse me|ok|okay|so|well|um|uh|hmm|quick question|question|one more thing|by the way|btw|"
    r"there|bot|everyone|all|team|folks|guys|mate|friend|just wondering|i was wondering|i wonder|wondering|"
    r"in advance|a lot|very much|and|but|also|then|now|again)"
)
_ASKING = (
    r"(?:need|want|looking for|searching for)|"
    r"(?:can|could|would|will|might) (?:you|u|ya|we|i|anyone|anybody|someone|somebody|one of "
    r"you)(?: here)?(?: (?:please|pls|kindly|maybe|possibly))?|"
    r"(?:i|we)(?:['’]m| am|['’]re| are|['’]d)? (?:like|need|want|would like|['’]d like|looking|searching|trying|"
    r"interested|hoping|"
    r"after|am after|writing|working)(?: (?:to|in|for|on))?(?: (?:know|see|find|get|read|hear|learn|understand|have))?"
    r"(?: (?:out|about|up))?|(?:do|does|did) "
    r"(?:you|u|ya|we|anyone|anybody|someone) (?:happen to )?(?:ever )?(?:know|have|get|remember|recall)|"
    r"(?:please )?(?:tell|show|give|find|get|fetch|bring|pull|dig|grab|"
    r"send|list|pull up|look up|search|search for|dig up|dig out|"
    r"summari[sz]e|explain|remind|let|quote|check|compare|put)(?: (?:me|us))?(?: (?:know|out|up|for))?|"
    r"(?:have you |you |i have |i )?got|do you have|(?:is|are|was|were|isn['’]?t|wasn['’]?t|aren['’]?t) there|have "
    r"there been|has there been|was there|were there|"
    r"(?:any|some|the|a|an)|"
    r"(?:(?:all|every|more|other|one|few|couple of|good|best|latest|recent|exact|direct|actual|full|key|main|relevant|"
    rf"short|nice|own|public|official) )+(?={_SAYINGS}\b)"
)
OPENING = rf"(?:{COURTESY.pattern}|{_ASKING}|idea|clue)"
QUESTION_WORDS = (
    r"(?:what(?:['’]?s| is| was| are| were| exactly| precisely| else| all)?|whats|wht|wot|"
    r"how(?: (?:many|much|long|often|big|far|old|high|large|bad|come))?|when|where|why|which|whether|if)"
)


@lru_cache(maxsize=4096)
def is_nobody(words: str) -> bool:
    """Whether words in a speaker's place are for no one in particular, or for those who are talked to: "one of you"."""
    return bool(_NOBODYS.fullmatch(words.strip()))


@lru_cache(maxsize=4096)
def is_courtesy(words: str) -> bool:
    """Whether words are nothing but greeting, thanks or filler."""
    return bool(re.fullmatch(rf"(?:{COURTESY.pattern}[ ,!.?:;-]*)+", words))


_PLAIN = re.compile(
    rf"{SPEAK}|{UTTERANCE}|{AUXILIARY}|{QUESTION_WORDS}|{COURTESY.pattern}|{INDEFINITE.pattern}|{PRONOUN.pattern}|"
    r"about|abt|regarding|concerning|according|per|find|show|give|need|list|search|look|compare|versus|vs|quote"
)


@lru_cache(maxsize=16384)
def is_word_of_questions(word: str) -> bool:
    """Whether a word in small letters belongs to how things are asked, and not to what is asked about."""
    return bool(_PLAIN.fullmatch(word))
