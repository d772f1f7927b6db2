"""English that passes somebody else's words on: "quoting their mother", "reading a letter from the crew"."""

from __future__ import annotations

import re

from index.attribution.reporting_verbs import FINITE_FORMS, REPORTING_VERBS

_LONGEST = 260  # code points before a quotation that are looked at
_OWN = r"(?!(?:him|her|my|them|our)sel(?:f|ves)\b|(?:his|her|my|their|our) (?:own|prepared)\b)"
SAID = (
    r"(?:said|says?|told|tells?|wrote|writes?|taught|asked|asks?|called|shouted|put it|warned|promised|replied|sang|"
    r"preached)"
)
_WRITING = (
    r"(?:letters?|notes?|e-?mails?|messages?|texts?|posts?|tweets?|poems?|verses?|passages?|psalms?|prayers?|hymns?|"
    r"songs?|"
    r"lines?|lyrics|diary|diaries|books?|reports?|rulings?|verdicts?|treaty|constitution|law|scripture|bible|testimony|"
    r"affidavit|transcripts?|articles?|editorials?|postcards?|telegrams?|wills?|following|part of (?:it|that|the))"
)
# What is read of somebody else: a letter, or a statement that another one wrote.
_READ = (
    r"read(?:s|ing)?(?![^.;:]{0,20}\b(?:prepared|own|scripted)\b)"
    r"(?: (?:out|aloud|from|you|to (?:you|us|them|me|the \w+)|in part|again|just)){0,3}"
)
_READ_OUT = re.compile(
    rf"\b{_READ} (?:(?:(?!{_WRITING}\b)[\w’'-]+) ){{0,4}}{_WRITING}\b|"
    rf"\b{_READ} [^.;:\"“”]{{0,40}}\b(?:statement|remarks|speech|apology|response|reply|words|testimony)s?\b"
    r"[^.;:\"“”]{0,30}"
    r"\b(?:from|by|of|for|on behalf of)\b|"
    rf"\b{_READ} (?:\w+ ){{0,3}}[\w’-]+(?:'s|’s|s’|s') \w+|"
    r"\b(?:asked|told|wants?|wanted|requested) me to (?:read|pass on|relay|share|say|quote)\b|"
    r"\b(?:which|that) I(?:[’']ll| will| am going to|[’']m going to| would like to|[’']d like to)? (?:just )?"
    r"(?:quote|read)\b"
)
_QUOTING = re.compile(
    r"(?<!\bwas )(?<!\bis )(?<!\bare )(?<!\bwere )(?<!\bbeen )(?<!\bas )"
    r"\b(?:[Qq]uot(?:ing|ed|es)|(?:[Tt]o|me|I|I[’']ll|will|and) quote|[Rr]ecit(?:ing|ed|es|e)|"
    r"[Pp]araphras(?:ing|ed|es|e)|"
    rf"[Mm]imick(?:ing|ed)|[Ii]mitat(?:ing|ed)|[Rr]elay(?:ing|ed)|[Pp]ass(?:ing|ed) on)\b(?: (?!by\b|as\b){_OWN}|[,:])"
)
# "Tamm, quoting a letter from the crew, said the hull “was rotten”"
_QUOTING_BESIDE = re.compile(
    rf", (?:quoting|reciting|paraphrasing|reading (?:out|aloud|from)) (?!by\b|as\b){_OWN}"
    rf"[^.;:\"“”]{{2,160}}, (?:{SAID})\b"
)
# Participles and verbs that tell of another's words only where they stand right before the quotation.
_CITING = re.compile(rf"\b(?:cit(?:ing|ed|es)|echo(?:ing|ed|es)|invok(?:ing|ed|es)|borrow(?:ing|ed|s)) {_OWN}")
_WORDS_OF = re.compile(
    r"\bwhat (?:\w+[\w’'-]* ){1,5}(?:(?:had|has|always|often|once|used|would|to|never|just|then) ){0,3}"
    rf"{SAID}\b|\bin the words of\b|"
    r"\b(?:story|tale|joke|anecdote|line|saying|advice|words|phrase|prayer|poem) (?:(?:that|which) )?"
    rf"(?:(?!(?:he|she|I|we|they|when|as)\b)\w+[\w’'-]* ){{1,5}}{SAID}\b|"
    r"\b(?:recall|remember)(?:ing|ed|s)? (?:[\w’'-]+ ){1,5}(?:saying|telling|asking|shouting|writing)\b|"
    r"\b(?:used to|would always|always|had often|had once|had always) "
    r"(?:say|said|tell|told|remind|reminded|warn|warned)\b"
)
# "her father's advice", where no answer to it is what follows.
_ANOTHERS = re.compile(
    r"(?:(?<=’s )|(?<='s )|(?<=s’ )|(?<=s' ))(?<!day’s )(?<!day's )(?<!week’s )(?<!week's )"
    r"(?:(?:old|last|own|famous|favou?rite|dying|final|first|long|written|short|blunt) ){0,2}"
    r"(?:words?|advice|motto|maxim|saying|warning|refrain|mantra|phrase|line|message|promise|verdict|dictum|answer|"
    r"reply|response|view|letter|note|posts?|tweets?|statement|slogan|poem|prayer|remarks?|claim|boast|joke)"
    r"(?: (?:was|is) (?:\w+ ?){1,3}| (?:to|for|on|about|from|in|at) [\w’' -]{1,40})?\s?[,:–—-]+\s*$"
)
# What nobody says for the first time, and what can be read on a wall.
_COMMON = re.compile(
    r"\b(?:(?:the|an?|his|her|their|that|this|old|famous) (?:\w+ )?(?:jokes?|riddle|adage|proverb)|proverb|old saying|"
    r"saying goes|scripture|hymn|psalm|signs?|banners?|placards?|posters?|slogans?|mottos?|inscriptions?|plaques?|"
    r"headlines?|murals?|graffiti|anthem)"
    r"(?= ?[:,]| (?:of|on|in|above|at|over|outside|about|that|which|reads?|says|said|goes|saying|reading)\b)"
    r"(?: (?:that |which )?(?:reads?|says|said|goes|saying|reading)\b)?"
)
_REACTS = re.compile(
    r"\b(?:respon|react|repl(?:y|ied)|answer|object|reject|dismiss|agree|disagree|disput|den(?:y|ied)|critici|mock|"
    r"welcom|prais|defend|thank)\w*\b[^,]*$"
)
# "a sign that read"
_THAT_SAYS = re.compile(
    r"\b(?:hold(?:ing|s)|held|wear(?:ing|s)|wore|carry(?:ing)?|carrie[sd]|wav(?:ing|ed)|show(?:ing|ed)|"
    r"brandish(?:ing|ed)|receiv(?:ing|ed)|found|produced|displayed|unfurled)\b[^.;:\"“”]{1,60}"
    r"\b(?:signs?|banners?|placards?|notes?|letters?|shirts?|hats?|caps?|posters?|cards?|messages?|buttons?|badges?|"
    r"flags?|texts?|papers?|slips?|stickers?|sweaters?|e-?mails?)\b[^.;:\"“”]{0,40}"
    r"\b(?:(?:that|which) (?:said|says|read|reads|stated|states|went|goes|begins?|began)|reading|saying|"
    r"with the words)[:,]?\s*$"
)
# "letters such as"
_SUCH_AS = re.compile(
    r"\b(?:subject lines?|messages|texts|e-?mails|letters|signs|banners|placards|slogans|chants|headlines|replies)\s"
    r"(?:such as|like|including)\s$"
)
# "hang on the wall in her handwriting:"
_ON_WALL = re.compile(
    r"\b(?:on|above|over|across|beside|under|outside|in)\s(?:the|an?|his|her|their|its|every|each)\s(?:[\w’'-]+\s){0,2}"
    r"(?:walls?|doors?|board|blackboard|whiteboard|fridge|window|gate|fence|desk|roof|ceiling|handwriting|capitals|"
    r"chalk|margin|envelope|mirror|mug|shirt|cap)\b[^.;:\"“”]{0,30}:\s*$"
)
_SPEAKING = re.compile(rf"\b{SAID}(?:\s[\w’'-]+){{0,8}}:\s*$")
# What people read for themselves, and then speak of.
_STUDIED = re.compile(
    r"\bread(?:s|ing)? (?:(?:the|a|an|his|her|their|every|each|all|this|that|whole|last|first) ){0,3}(?:[\w-]+ ){0,2}?"
    r"(?:reports?|rulings?|verdicts?|laws?|books?|articles?|editorials?|treaty|transcripts?|diary|diaries|papers?)\b"
)
_WORD = re.compile(r"[\w’']+")
_BESIDE_CLAUSE = re.compile(r"(?:\A|[,.!?\"“”]\s|[,–—-] (?:and |then )?)$")
LEADS = re.compile(r"[:,–—-]\s*$")
# After a speaker's clause: '"…," Tamm said, quoting their mother.'
_QUOTED_AFTER = re.compile(
    rf"[^.;:\"“”]{{0,60}}?, (?:(?:quoting|reciting|paraphrasing|mimicking) {_OWN}\w|(?=read)(?:{_READ_OUT.pattern}))"
    r"[^:\"“”!?.]{0,120}(?:[.!?]|\Z)"
)


def passing_on(lead: str) -> int | None:
    """Where the words before a quotation begin to say that it is somebody else's than the speaker's.

    Args:
        lead: What stands before it in its sentence: "Tamm said, quoting their mother: ".

    Returns:
        Place in `lead` of "quoting", "reading a letter", "what her father told her"; None where nothing says so.
        Before words that go on in the sentence, only "quoting …, said" says so.
    """
    if not LEADS.search(lead):
        such = _SUCH_AS.search(lead)
        if such is not None:
            return such.start()
        beside = _QUOTING_BESIDE.search(lead)
        return beside.start() + 2 if beside else None
    low = max(0, len(lead) - _LONGEST)
    found = [
        match.start()
        for pattern in (_QUOTING, _READ_OUT, _WORDS_OF, _CITING, _COMMON)
        for match in pattern.finditer(lead, low)
        if _leads_on(lead, match, alone=pattern in (_CITING, _COMMON))
    ]
    if (owned := _ANOTHERS.search(lead, low)) is not None and not _REACTS.search(lead, low, owned.start()):
        found.append(owned.start())
    if (said := _THAT_SAYS.search(lead, low)) is not None:
        found.append(said.start())
    if (shown := _ON_WALL.search(lead, low)) is not None and not _SPEAKING.search(lead, low):
        found.append(shown.start())
    return min(found, default=None)


def _leads_on(lead: str, match: re.Match[str], *, alone: bool) -> bool:
    """Whether a quotation is what "quoting …" tells of, and not what a verb after it reports."""
    rest = lead[match.end() :]
    verbs = FINITE_FORMS if match.re is _QUOTING else REPORTING_VERBS
    if verbs.isdisjoint(_WORD.findall(rest)):
        return not (alone and re.search(r",\s\S", rest))
    participle = match.group().split()[0].endswith(("ing", "To", "to"))
    return participle and not alone and bool(_BESIDE_CLAUSE.search(lead, 0, match.start()))


def passed_on_after(text: str, start: int, end: int) -> bool:
    """Whether what follows the verb of "…," Tamm said makes the words another's: ", quoting their mother".

    Args:
        text: The text.
        start: Code point after the clause.
        end: Where its block ends.
    """
    return bool(_QUOTED_AFTER.match(text, start, min(end, start + _LONGEST)))


def ends_quoting(sentence: str, *, said: bool = False) -> bool:
    """Whether a sentence ends with "quoting his mother." or "read from the letter.", whose words follow.

    Args:
        sentence: The sentence before a quotation.
        said: Whether "she said" stands with the quotation: after "read the report" that is what she thinks of it.
    """
    if said and _STUDIED.search(sentence):
        return False
    words = sentence.rstrip(" .\n\u00a0")[-_LONGEST:]
    last = re.split(r",\s", words)[-1]
    if re.match(r"(?:and |then )?(?:quoting|reciting|paraphrasing)\b", last) or _READ_OUT.search(last):
        return True
    return bool(re.search(rf"\b(?:quoted|recited|paraphrased) {_OWN}(?:him|her|them|it|from|the|an?)\b", last))
