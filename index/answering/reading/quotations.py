"""Words in quotation marks in a question, and whether it is asked if they were said."""

from __future__ import annotations

import re

from index.answering.reading.vocabulary import AUXILIARY, QUESTION_WORDS, SPEAKS

_MARKS = '"“”„«»'
_QUOTED = re.compile(rf"[{_MARKS}](?P<q>[^{_MARKS}]{{3,}})[{_MARKS}]|(?<!\w)['‘](?P<s>[^\n]{{3,}}?)['’](?!\w)")
_SOURCE = r"(?:sources?|origins?|attributions?|references?|citations?)"
_ASKS = re.compile(
    r"^\s*(?:did|has|have|who|is|was|does|check|where|when|verify|confirm)\b|\breal\b|\bquot|\bsay\b|\bsaid\b|\bsays\b|"
    r"\bcall(?:ed)?\b|\bgenuine\b|\bauthentic\b|\baccurate\b|\btrue\b|\bfake\b|\bverbatim\b|\bexact words\b|^\W*$|"
    rf"\b{_SOURCE} (?:of|for|to|behind)\b|\bwho\W*$|\bwhose\b|\b{_SOURCE}\W*$",
    re.IGNORECASE,
)
# Words in marks that are what is spoken about.
_OF_TOPIC = re.compile(
    rf"^(?!.*\b(?:quot|exact words|{_SOURCE} (?:of|for|to|behind)\b)).*"
    r"\b(?:about|on|of|regarding|concerning|over|the)\s*$",
    re.IGNORECASE,
)
_UNMARKED = re.compile(
    r"^(?:please )?(?:check(?: (?:this|the) quot\w+)?|verify|fact ?-?check|is (?:this|it) (?:real|true|a real "
    r"quote))\s*:\s*(?P<q>.{12,})$",
    re.IGNORECASE,
)
# A question on the record, which marks around all of a message do not make a quotation of.
_QUESTION = re.compile(
    r"(?!.*\b(?:i|we|us|you|me)\b)(?:(?:and|so|but) )?(?:"
    r"(?:what|when|where|why|how|whom)\b.* (?:did|does|do|has|have|had)\b.*\b(?:say|said|saying|think|tell|told)\b.*|"
    r"(?:did|has|have|does) .*\b(?:say|said|comment|commented|speak|spoken|talk|talked)\b.*|"
    r"who (?:has |have |else )*(?:said|spoke|spoken|talked|commented|criticised|criticized)\b.*"
    r"\b(?:about|on|of|to|anything|something)\b.*)",
    re.IGNORECASE,
)
# Words without marks that are said to be somebody's.
_CLAIM = re.compile(
    r"(?:(?:and|but|so) )*(?:(?:did|has|have) .{2,40}? (?:(?:really|actually|ever|indeed|once|just) )*"
    r"(?:say|said|claim|claimed|write|written|tweet|tweeted)|is it true that .{2,40}? (?:said|wrote|claimed|tweeted))"
    r"(?: that)?,? (?P<q>(?!(?:anything|something|a word|much|more|when|why|how|what|where|who|if|whether|about|on|so|"
    r"it|this|that)\b).+?)\W*",
    re.IGNORECASE,
)
# After a quotation at the beginning of a text: who told it.
_TOLD = re.compile(rf"\W*(?:(?!(?:{QUESTION_WORDS}|who|{AUXILIARY})\b)[\w.'’-]+ ){{0,5}}?{SPEAKS}\b", re.IGNORECASE)
SENTENCE = 4  # words of a quotation that is told of, at least
LEAST = 5  # words of a claim that may be a quotation


def words_claimed(text: str) -> str | None:
    """Words that a question without quotation marks says to be somebody's; they may be quoted, or only be a topic."""
    match = _CLAIM.fullmatch(text)
    return match["q"] if match and len(match["q"].split()) >= LEAST else None


def quotation_asked(text: str) -> tuple[str | None, str]:
    """Words to be checked, and the question without them.

    Args:
        text: The question.

    Returns:
        (the words, the rest); the words are None where no quotation is to be checked. Marks around fewer than two
        words, or in a question for something else, are dropped.
    """
    match = _QUOTED.search(text)
    if match is None:
        unmarked = _UNMARKED.match(text)
        return (unmarked["q"].strip(), "") if unmarked else (None, text)
    words = match.group("q") or match.group("s")
    rest = text[: match.start()] + " " + text[match.end() :]
    if not re.search(r"\w", rest) and _QUESTION.fullmatch(words.strip(" ?!.")):
        return None, words
    told = len(words.split()) >= SENTENCE and not text[: match.start()].strip() and _TOLD.match(rest.strip())
    if not (told or _ASKS.search(rest)) or len(words.split()) < 2 or _OF_TOPIC.search(text[: match.start()]):
        return None, text.replace(match.group(), words)
    return words.strip(), rest


def words_in_marks(text: str) -> str | None:
    """The words of a text that stand in its first quotation marks, if there are two at least."""
    match = _QUOTED.search(text)
    words = (match["q"] or match["s"]).strip() if match else ""
    return words if len(words.split()) > 1 else None
