"""What a question says to the one who answers, before and after what it asks: greetings, haste, what it is for."""

from __future__ import annotations

import re

_WHOSE = r"(?:my|our|today['’]?s|tonight['’]?s|tomorrow['’]?s|(?:mon|tues|wednes|thurs|fri|satur|sun)day['’]?s)"
_WORK = (
    r"(?:(?:news|front page|next|big|short|quick|weekend) )?(?:pieces?|stor(?:y|ies)|leads?|cop(?:y|ies)|columns?|"
    r"articles?|features?|splash|newsletters?|bulletins?|programmes?|shows?|editors?|editions?|papers?|boss|colleagues?|"
    r"desk|class|homework|essay|notes?|podcasts?|ambassadors?|ministers?|memos?|brief(?:ing)?s?|"
    r"briefing notes?|cables?|speech(?:es)?|reports?|press reviews?|talking points|fact ?sheets?|dossiers?|files?|"
    r"letters?|threads?|posts?|blogs?|"
    r"interviews?|backgrounders?|presentations?|slides?|meetings?|calls?|hearings?|records?|readers?|quiz|thesis|paper)"
)
_NUMBER = r"(?:\d+(?::\d+)?|an?|one|two|five|ten|fifteen|twenty|thirty|half an)"
_SPAN = (
    rf"(?:{_NUMBER} ?(?:min(?:ute)?s?|hours?|hrs?|h|secs?|am|pm|o['’]clock)?|"
    r"noon|midnight|tonight|today|tomorrow|now|soon)"
)
_GREETING = (
    r"(?:(?:good )?(?:morning|afternoon|evening|day)|hi(?:ya)?|hey+|hello|yo|greetings|dear)"
    r"(?: (?:all|team|there|folks|everyone|guys|mate|both|bot|again|friends?))*"
)
_ERRAND = (
    rf"(?:(?:just )?(?:an? )?(?:quick|small|short|last|fast|urgent|silly|random|other) "
    rf"(?:one|question|request|query|check|ask|favou?r|thing)(?: (?:from|for|before) {_WHOSE} {_WORK})?|"
    rf"for (?:{_WHOSE}|the|an?) {_WORK}|(?:very )?urgent|help|in (?:his|her|their) own words|verbatim|word for word|"
    rf"sorry(?: to (?:bother|ask)(?: you)?)?|no (?:rush|hurry)|if poss(?:ible)?|"
    r"(?:(?:the |your )?(?:\w+ ){0,2}(?:desk|office|embassy|newsroom|team|editor|reporter)|me|\w+) (?:here|again)|"
    rf"(?:(?:i['’]?m|we['’]?re|am) )?on (?:a )?(?:tight )?deadline(?: here)?|deadline (?:is )?(?:in|at|by) {_SPAN})"
)
# What is said of the last answer before the next question: with a mark after it, or before "and".
_LAST_ANSWER = (
    r"(?:(?:many )?(?:thanks?|thx|tnx|ty|cheers|thank (?:you|u))(?: (?:a lot|so much|very much|mate|bot))?|"
    r"ok(?:ay)?|great|perfect|cool|nice|lol|ha(?:ha)+|got it|good|fine|wow|interesting|hmm+|i see)"
)
_BEFORE = re.compile(
    rf"(?:{_LAST_ANSWER}(?: {_LAST_ANSWER})*(?:\s*[!,.;–—]+\s*|\s-\s|\s(?=(?:and|but|now|what|how|who)\b)))+|"
    rf"(?:{_GREETING}|{_ERRAND})\s*[!,.:;–—-]+\s*|{_GREETING}(?<!day)(?<!morning)(?<!afternoon)(?<!evening)\s+"
    rf"(?=(?:just )?(?:an? )?(?:quick|small|urgent) )",
    re.IGNORECASE,
)
_THANKS = (
    r"(?:(?:many )?(?:thanks|thx|tnx|tx)|thank (?:you|u)|ty|tia|ta|cheers|pls|plz|please|asap|urgently|lol|haha|xx?)"
    r"(?: (?:in advance|a lot|so much|very much|a bunch|mate|bot|muchly)){0,3}"
)
# What is at an end after a mark, or is so plain that it needs none.
_AFTER = re.compile(
    rf"(?:[\s,;.?!–—(-]+(?:{_THANKS}|or (?:not|what|nah)|if (?:poss|possible|you can|at all|anything)|"
    rf"(?:when|if) you (?:get|have|ve got|'ve got) an? (?:sec|second|minute|min|moment|chance)|"
    rf"for {_WHOSE} {_WORK}|wdyt|fyi|tbh|rn|btw|(?:fyi )?(?:it['’]?s|its|this is) for (?:{_WHOSE}|the|an?) {_WORK}|"
    rf"(?<!the )(?<!an )(?<!a )(?<!on )deadline(?:['’]?s| is)? (?:in|at) {_SPAN})|"
    r"\s*[,;.?!–—(-]\s*(?:(?:(?:my|the|our|i['’]?m on|we['’]?re on|on|i have a|got a|with a) )?(?:tight )?"
    rf"deadline(?:['’]?s| is| looms| looming)?(?: (?:in|at|by))?(?: {_SPAN})?|for (?:the|an?) {_WORK}|"
    r"urgent|in a (?:rush|hurry)|"
    r"(?:(?:kind|best|warm)(?:est)? )?(?:regards|wishes)(?:,? \w+){0,2}|(?:best|yours),? \w+|"
    rf"(?:i |we )?(?:need|want) (?:it|this|that)(?: (?:by|in|for|before|at))?(?: {_SPAN}| {_WHOSE} {_WORK})?))"
    r"\s*[).!?]*$",
    re.IGNORECASE,
)
# Who asks: "this is Kaja from the press office."
_FROM = r"(?:,? (?:here )?(?:from|at|with|of) [\w'’ &-]{1,60})?"
_NAME = r"(?-i:[A-Z][\w'’-]+)(?: (?-i:[A-Z][\w'’-]+)){0,2}"
_WHO_ASKS = re.compile(
    rf"(?:(?:this is|my name is) [\w'’-]+(?: [\w'’-]+)??|i(?:['’]?m| am) {_NAME}){_FROM}\s*(?:[.!;:–—]+|,| - )\s*"
    r"(?=\w)",
    re.IGNORECASE,
)
# Who wants to know: "a colleague asked me what Kaja said". What they ask follows.
_ASKED_BY = re.compile(
    rf"(?:(?:an?|my|our|the|one of (?:my|our)) )?(?:colleagues?|boss|chief|editors?|producer|director|ambassador|"
    rf"minister|desk|readers?|friend|somebody|someone|{_WORK})(?: (?:here|abroad|upstairs))? "
    r"(?:(?:has |have |just )*(?:asked|asks|ask)|(?:is|are|keeps?) asking|wants? to know|would like to know|wonders?|"
    r"needs? to know)(?: (?:me|us))?[,:]? (?=(?:what|who|whom|whether|if|when|where|how|about)\b)",
    re.IGNORECASE,
)
# What somebody says of their own work before a question that says itself what it is about, and whose.
_OWN_WORK = re.compile(
    r"(?:we|i|our|my|here|it['’]?s|this is)\b(?! (?:mean|meant)\b)[^.!?:“”\"]{3,160}[.!:]+\s+"
    r"(?=(?:(?:so|and|now|please|well)[, ]+)*(?:what|who|when|where|how|did|has|have|does)\b"
    r"(?![^?]*\b(?:he|she|they|him|her|them|it|this|that|there)\b)[^?.]*\b(?:about|on|regarding|concerning|over)\b \w)",
    re.IGNORECASE,
)
# What was asked wrongly before: "sorry, I meant Tamm on the ferry".
_CORRECTED = re.compile(
    r"(?:(?:oh|ah|oops|no|sorry|my bad)[,.! ]+)*i mean(?:t)?(?: to (?:ask|say))?[,:]? (?=\w)", re.IGNORECASE
)
# Whom else a message is for, and the tags under which it stands.
_TAGGED = re.compile(
    r"(?:[\s,;(]+/?(?:cc|via|fao|fyi|ping)\b:?\s*(?=@)|[?!.,;)]\s*(?=[@#])|"
    r"(?<!\bby)(?<!\bof)(?<!\bto)(?<!\bon)(?<!\band)(?<!from)(?<!with)(?<!about)(?<!did)\s(?=@))"
    r"(?:[@#]\w+[\s,;?!.)]*)+$",
    re.IGNORECASE,
)
_SMILEY = re.compile(r"\s(?:[:;=][-'’o]?[()DPp/|\[\]*]+|<3+|x[dD]+|\^_?\^)[\s?!.]*$")
# What is said of the question after it: a sentence of its own that names no topic.
_REMARKED = re.compile(
    r"(?<=\?)\s*(?:please|pls|plz|(?:many )?thanks?|thx|ty|cheers|it['’]?s|this is|i|we|my|our|asking|needed|sorry|"
    r"(?:kind|best|warm)(?:est)?|regards|hope|no (?:rush|hurry)|urgent(?:ly)?)\b"
    r"(?:(?! (?:about|on|regarding|concerning|re|mean|interested|said|says?)\b)[^?“\"])*$",
    re.IGNORECASE,
)
# That the very words are wanted, which every answer gives.
_PRECISELY = re.compile(
    r"(?:[\s,;–—-]+(?:like,? )?(?:exactly|precisely|literally|verbatim|word[ -](?:for|by)[ -]word|"
    r"in (?:his|her|their) own words|tho|though)|[,;?–—-]\s*any(?:one|body))[\s?!.…]*$",
    re.IGNORECASE,
)
# Who waits for the answer.
_AWAITED = re.compile(
    r"[,;.?!–—(-]\s*(?:(?:and|as|because|bc|since) )?(?:(?:my|our|the) )?"
    r"(?:boss|editor|chief|lead|desk|colleagues?|producer|director|team|teacher|ambassador|minister)"
    r"(?:['’]s| is| are| keeps?| wants?| needs?) (?:asking|waiting|it|this|to know)(?: (?:asap|now|today|for it))?"
    r"[\s?!.)]*$",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(r"[\s,;.–—(-]+asking for (?:an?|my|the|our) \w+(?: \w+)?[\s?!.)]*$", re.IGNORECASE)
_OFFER_ASKED = re.compile(
    r"\s*[,;.?!–—(-]+\s*(?:(?:can|could) (?:you|u|anyone|somebody) (?:please )?(?:help|assist)(?: me| us)?"
    r"(?: out| here)?|any (?:help|ideas?)(?: (?:is|would be) (?:appreciated|great|welcome))?|do you know)[\s?!.)]*$",
    re.IGNORECASE,
)
# What a program adds: "Sent from my phone".
_SIGNED = re.compile(r"\s+(?:Sent from (?:my )?|Get Outlook for )[\w ]{2,30}[\s.]*$")
_BEGINNINGS = (_BEFORE, _WHO_ASKS, _ASKED_BY, _OWN_WORK, _CORRECTED)
_ENDS = (_OFFER_ASKED, _ASKED_FOR, _AFTER, _TAGGED, _SMILEY, _REMARKED, _PRECISELY, _AWAITED, _SIGNED)
_SIGNATURE = re.compile(r"\n[ \t]*(?:-{2,}|[—–]|_{2,})[ \t]*\n")  # begins one, as in mail
_PARTS = 6  # asides at either end, at most
_LONGEST = 80  # characters of an aside


def without_signature(text: str) -> str:
    """A message without the signature below it.

    Args:
        text: As written, with its lines.
    """
    return found if (found := _SIGNATURE.split(text, maxsplit=1)[0]).strip() else text


def without_asides(text: str) -> str:
    """A question without what stands around it that asks nothing; as it is where nothing else would be left.

    Args:
        text: With single blanks, its quotations taken out.
    """
    for _ in range(_PARTS):
        before = next((found for pattern in _BEGINNINGS if (found := pattern.match(text))), None)
        if before is None or not re.search(r"\w", text[before.end() :]):
            break
        text = text[before.end() :]
    for _ in range(_PARTS):
        start = max(0, len(text) - _LONGEST)
        after = next((found for pattern in _ENDS if (found := pattern.search(text, start))), None)
        if after is None or not re.search(r"\w", text[: after.start()]):
            break
        text = text[: after.start()]
    return text
