"""Expressions for the relations between those whom a question names and the words around them.

They are matched against a row of small words and marks with single blanks, in which each name is a sign such as ‹0›.
"""

from __future__ import annotations

import re
from enum import Enum

from index.answering.reading.vocabulary import (
    ABOUT,
    ADVERBS,
    AUDIENCE,
    AUXILIARY,
    COURTESY,
    JUDGE,
    ON,
    OPENING,
    QUESTION_WORDS,
    SAYINGS,
    SPEAK,
    SPEAKS,
    STANCE,
    UTTERANCE,
)

SIGN = r"‹\d+›"
_JOINT = r"(?:and|or|&|/|vs|versus|with|,)"
SIGNS = rf"(?:(?:both|either|the|our|their|mr|ms) )*(?P<s>{SIGN}(?:,? {_JOINT} (?:the )?{SIGN})*)"
_ASKS = rf"(?:(?:{QUESTION_WORDS}) )?"
_SAYS = (
    r"(?: (?:anything|something|a word|much|more|stuff|things|a thing|a bit))?"
    rf"(?: (?:else|new|specific))?{AUDIENCE}"
)
_WORD = r"[^\s,:;?()‹]+"  # one that is neither a mark nor a name
_BEFORE_ON = rf"(?:(?!{ON}\b){_WORD} )"
_PERFECT = r"(?:have|be|been|going to)"
_BODY = rf"(?: (?:of|from|at) (?:the )?(?:(?:{SIGN}|{_WORD}) ){{0,3}}?(?:{SIGN}|{_WORD}))"  # "of the Harbour Trust"


class Cue(Enum):
    """What makes somebody the speaker, the surest first."""

    SOURCE = rf"(?:according to|as told by|in the words of|attributed to|as per|per|in the eyes of) {SIGNS}(?: 's)?"
    ASKED = rf"{_ASKS}{AUXILIARY}{ADVERBS} {SIGNS}{ADVERBS}(?: {_PERFECT})?{ADVERBS} (?:to )?{SPEAK}{_SAYS}{ADVERBS}\b"
    SAYING = (
        rf"(?:(?:{QUESTION_WORDS}|that|where|when) )?{SIGNS}{ADVERBS}"
        rf"(?: {AUXILIARY}{ADVERBS}(?: {_PERFECT})?{ADVERBS} {SPEAK}| {SPEAKS}){_SAYS}{ADVERBS}\b"
    )
    OWNER = (
        rf"(?:in )?{_ASKS}(?:the )?{SIGNS} 's "
        r"(?:(?:own|full|exact|latest|recent|new|first|main|public|official|current|overall|general|initial) )*"
        rf"{UTTERANCE}\b(?: (?:and|or|&) {UTTERANCE}\b)?"
    )
    AUTHOR = (
        rf"{_ASKS}(?:(?:the|any|some|a|an|all|exact|direct|recent|latest|official) )*"
        rf"(?:{UTTERANCE}|anything|something|everything|more|stuff)\b"
        rf"(?: (?:made|given|delivered|issued|said|uttered))? (?:of|from|by) {SIGNS}"
    )
    STANDING = rf"(?:where|how) (?:do|does|did|has|have) {SIGNS}(?: (?:stand|feel|come down|see|look|fall|view))?\b"
    AS_TOLD = rf"(?:as|like|the way|to hear) {SIGNS} (?:sees?|puts?|tells?|has|had|says?|said|told|saw)(?: it)?\b,?"
    SAID_BY = rf"\b(?:said|made|given|spoken|written|delivered|told|uttered|put) by {SIGNS}"
    HEARD_FROM = rf"\bhear(?:d|ing)? from {SIGNS}"
    ON_TOPIC = rf"^(?:(?:{OPENING}) )*(?:(?:by|from) )?{SIGNS} (?:{UTTERANCE} )?(?={ON}\b)"
    AND_TOPIC = rf"^(?:(?:{OPENING}) )*(?:{ON} )?{SIGNS} and (?=(?:the|his|her|their) {_WORD})"
    COMPARED = rf"^compared? (?:(?:it|that|this) )?(?:with|to|and) {SIGNS}"
    OF_BODY = rf"^{SIGNS} (?:of|from|at) (?:{SIGN} |{_BEFORE_ON}){{1,4}}?(?={ON}\b)"
    MARKED = rf"^{SIGNS}{_BODY}? (?:-|–|—|:|/|,|\+|@) "
    LAST = rf"(?:^| )(?:,|-|–|—|:|\?|!|\(|by|from|via|@) {SIGNS}(?: \))?$"
    DOING = rf"{_ASKS}{AUXILIARY} {SIGNS}(?= \w)"  # "did X visit": perhaps a fact that others tell
    OWNED = rf"^{SIGNS} 's\b"

    @property
    def expression(self) -> re.Pattern[str]:
        """What is looked for; `s` are the signs of those who speak."""
        return _COMPILED[self]


_COMPILED = {cue: re.compile(cue.value) for cue in Cue}
LOOSE = frozenset({Cue.DOING, Cue.OWNED})  # tell who speaks by the way only
# Not enough for a given name, or for a body that may be what is spoken about.
FAINT = frozenset({Cue.ON_TOPIC, Cue.AND_TOPIC, Cue.OF_BODY, Cue.MARKED, Cue.LAST, *LOOSE})

# What is asked of the one who answers, before what it is about: "could you tell me", "is there a quote in which".
REQUEST = re.compile(
    rf"^(?:(?:{COURTESY.pattern}) )*(?:what )?{AUXILIARY} (?:you|u|ya|we|i|there|one of you|someone|somebody|anyone|"
    r"anybody|(?:the |your |our )?(?:papers?|archives?|library|articles?|bot))(?: here)?"
    r"(?: (?:please|pls|kindly|maybe|possibly|perhaps|just|quickly|ever|happen to|be able to|a|an|any|some|quotes?|"
    r"line|passage|place|anything|something|able to))*"
    r"(?: (?:tell|show|remind|know|remember|recall|have|has|had|got|get|find|found|seen|see|heard|hold|quoted?))?"
    r"(?: (?:me|us))?(?: (?:a|an|any|the|some))?(?: (?:quotes?|line|passage|place|something|anything))?"
    rf"(?: (?:where|in which|that|what|if|whether|when|how))* (?=(?:by |from |on |the |about )?{SIGN})"
)
# A speaker, `u`, who is none of those known.
ASKED_UNKNOWN = re.compile(
    rf"(?:^|(?<=[ ,;:.!?-] ))(?:(?:{QUESTION_WORDS}|else|that|and|but) )*{AUXILIARY} "
    rf"(?P<u>(?:(?:the|a|an|our|their) )?+(?:(?!{AUXILIARY}\b|been\b|be\b){_WORD} ){{1,7}}?)"
    rf"(?:{ADVERBS[4:-2]} )*?(?:(?:have|be|been) )?{SPEAK}\b{_SAYS}"
)
# Who is told something, or what is declared, speaks of nothing: "why was the public not told".
PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|be|wasn['’]?t|weren['’]?t|isn['’]?t|aren['’]?t) (?:[^\s,:;?()‹]+ ){0,8}?"
    r"(?:told|(?!quoted|opposed|worried|concerned|pleased|satisfied|committed|convinced|alarmed|prepared)\w+ed)\b"
)
TOLD_UNKNOWN = re.compile(
    rf"\bwhat (?P<u>(?:(?!{AUXILIARY}\b){_WORD} ){{1,5}}?)(?:has |have |had )?(?:said|says|say|told|think|"
    rf"thinks)\b{_SAYS}"
)
PRONOUN_OWNER = re.compile(rf"{_ASKS}(?P<u>his|her|their) {UTTERANCE}\b(?= {ON}\b|$)")
_RELATIVES = (
    r"(?:(?:step|grand)?(?:father|mother|son|daughter|brother|sister)|dad|mum|mom|husband|wife|spouse|uncle|aunt|"
    r"nephew|niece|cousin|twin)"
)
RELATIVE = re.compile(rf"^(?P<u>(?:his|her|their) (?:{_WORD} )?{_RELATIVES}) (?={ON}\b)")
UNKNOWN_OWNER = re.compile(rf"{_ASKS}(?P<u>(?:{_WORD} ){{0,5}}{_WORD}) 's {UTTERANCE}\b(?= {ON}\b)")
UNKNOWN_SOURCE = re.compile(
    rf"(?:according to|(?:{UTTERANCE}|anything|something|everything) (?:by|from|of)) (?:the )?"
    rf"(?P<u>{_WORD}(?: (?!{ON}\b){_WORD}){{0,4}})"
)
UNKNOWN_LINE = re.compile(
    rf"^(?:(?:{QUESTION_WORDS}|the) )*(?:{SIGN} |{_BEFORE_ON}){{1,4}}(?:line|position|stance|views?|policy|"
    rf"response|reaction|opinion|take|statements?|comments?|remarks?) (?={ON}\b)"
)
_AGAINST = r"(?:vs|versus|compared (?:to|with))"
RIVALS = re.compile(
    rf"(?:^|compare )(?:the )?(?P<u>{_BEFORE_ON}{{1,3}}){_AGAINST} (?P<s>{SIGN})|"
    rf"(?P<t>{SIGN}) {_AGAINST} (?:the )?(?P<v>(?:(?!{ON}\b){_WORD} ?){{1,3}}?)(?= {ON}\b|$)"
)
PRONOUN_CLAUSE = re.compile(
    rf"(?:[-–,:;.] )?(?:(?:{QUESTION_WORDS}|and|so) )+{AUXILIARY} (?:he|she|they){ADVERBS} {SPEAK}{_SAYS}"
    rf"(?= [,:;?]|$| {ON}\b)"
)

# Asking who spoke; `v` to `y` are the verbs.
WHO = re.compile(
    rf"\bwho(?: (?:in|at|on) (?:the )?(?:{SIGN}|{_WORD})(?: {_WORD})?(?= (?:(?:has|have|is|was|were|are)|{SPEAK})\b))?"
    r"(?:['’]?s| is| are| was| were| has| have| had| all| else|ever)*(?: (?:‹\d+›|not))?"
    rf"{ADVERBS}(?: been)? (?P<v>{SPEAK})\b{_SAYS}"
    r"|\bwho else\b|\bwho (?:has|have|had|is|was|are|were|all|would|did)\b"
    r"|\b(?:which|what) (?:[\w'’-]+ ){0,4}?(?:of them |else )?(?:has |have |had |also |all )*"
    rf"(?P<w>{SPEAK})\b{_SAYS}"
    r"|\b(?:anyone|anybody|everyone|everybody|people|someone|somebody|officials|those|persons) (?:else )?who"
    rf"(?: has| have| had)?{ADVERBS} (?P<x>{SPEAK})\b{_SAYS}"
    rf"|\b(?:did|does|has|have) (?:anyone|anybody|someone|somebody)(?: else)?{ADVERBS} (?P<y>{SPEAK})\b{_SAYS}"
)
# "Which analyst is sure that …", where somebody of that kind is asked for.
WHICH_IS = re.compile(
    r"^which (?:(?:[\w'’-]+|‹\d+›) ){1,4}?(?:is|was|are|were|has|had|have)\b(?! (?:the|a|an|it|he|she|they)\b)"
)
# Asking who takes a side; `v` is the side.
WHO_STANDS = re.compile(
    r"\b(?:who(?:['’]?s| is| are| was| were| has been| all| else| still| also| stands?| stood| came out| comes out)+|"
    r"(?:anyone|anybody|is anyone|was anyone|was anybody)(?: else)?) "
    r"(?P<v>against|for|in favou?r of|opposed to|critical of|hostile to|sorry (?:about|for))\b"
)
# "which countries did they ask": somebody asked them.
ASKED_OF = re.compile(r"\b(?:did|does|do|has|have|had|will|would|can|could) (?:he|she|they|it|we|you|i|the|a|an)\b")
WHO_IS = re.compile(rf"who(?:['’]s| is| was| are| were) (?!been\b|{SPEAKS})")
WHICH_PEOPLE = re.compile(
    r"\b(?:which|what) (?!(?:is|was|did|does|do|has|have|are|were)\b)(?:[\w'’-]+ ){0,3}?"
    r"(?:officials|governors|senators|ministers|leaders|presidents|mayors|secretaries|people|politicians|experts|"
    r"speakers|lawmakers|congressmen|congresswomen|ceos|executives|generals|ambassadors|diplomats|judges|scientists|"
    r"economists|members|candidates|republicans|democrats|doctors|advisers|advisors|spokespeople|spokesmen|voices|"
    r"persons|representatives|countries|companies|organisations|organizations|groups|men|women|analysts|premiers|"
    r"chancellors)\b"
)
_OFFICES = re.compile(
    r"\b(governor|senator|minister|president|mayor|ambassador|judge|representative|chancellor|general|premier)s\b|"
    r"\b(secretar)ies\b"
)


def office_asked(words: str) -> str | None:
    """The office that those are asked to hold who spoke: "which governors said"."""
    office = _OFFICES.search(words)
    return (office[1] or office[2] + "y") if office else None


BESIDES = re.compile(
    r"(?:,? ?(?:besides|other than|apart from|aside from|except(?: for)?|excluding|but not|not counting|"
    rf"in addition to)) {SIGNS},?"
)

# Asking how words changed, and which of the question's words say so.
_TURNS = r"(?:chang(?:e|ed|es|ing)|evolv(?:e|ed|es|ing)|shift(?:ed|s|ing)?|develop(?:ed|s|ing)?)"
CHANGE = re.compile(
    rf"\b(?:how|what|has|have|did|when) .*\b(?<!climate )(?<!regime )(?<!sea )(?<!name ){_TURNS}"
    r"(?= ?(?:$|[,?;:]|(?:over|since|on|about|in|from|between|during|through|after|with|his|her|their)\b))|"
    r"\b(?:timeline|over time|over the (?:year|months|years|weeks|course of)|then and now|(?:the )?history of|"
    r"evolution|"
    r"chronolog\w+|month by month|year by year|before and after|flip ?-? ?flop\w*|u ?-? ?turn|how long has|since "
    r"when)\b"
)
# Whose words changed, where it is "she" or "her view".
THEIR_VIEW = re.compile(
    r"\b(?:(?:he|she|they) (?:ever )?(?:changed?|shift(?:ed)?)|"
    r"(?:his|her|their) (?:mind|tune|mood|position|views?|stance|opinion|line|tone))\b"
)
CHANGE_WORDS = re.compile(
    r"\b(?:how (?:has|have|did|does)|what (?:has|have|had)? ?changed (?:in|about)|what|changed?|changes|changing|"
    r"evolved?|evolution|shift(?:ed|s)?|(?:a )?timeline (?:of|for)?|over time|"
    r"over the (?:year|months|years|course of \w+ ?\w*)|then and now|(?:the )?history of|develop(?:ed|ment)|since when|"
    r"through the \w+|says?|said|thinks?|"
    r"(?:his|her|their|its) (?:mind|tune|mood|position|views?|stance|opinion|line)(?: (?:on|about|over|towards?))?)\b"
)

_FEELS = (
    r"(?:(?:so|very|most|quite|really) )?(?:angry|upset|(?:un)?happy|worried|concerned|sorry|optimistic|pessimistic|"
    r"proud|afraid|disappointed|furious|pleased|excited|sad|glad|keen|sceptical|skeptical|nervous|confident|sure|certain|"
    r"convinced|adamant|hopeful|outraged|appalled|shocked|horrified|alarmed|surprised|delighted|annoyed|relieved)"
)
# A topic that only says how somebody feels, and what says so of those who are asked for before the topic.
FEELING = re.compile(rf"{_FEELS}(?: about| of)?", re.IGNORECASE)
FEELING_THAT = re.compile(rf"^{_FEELS} (?:(?:that|about|of|at|by|over|with|because) )?(?=\w)", re.IGNORECASE)

# Asking for two side by side, and which words say so.
PAIR = re.compile(rf"({SIGN}) (?:and|or|vs|versus|to|with|/|,|&|against) (?:the )?({SIGN})")
COMPARE = re.compile(
    r"\b(?:compared?|comparison|comparing|versus|vs|contrast\w*|side by side|differ\w*|disagree\w*|agree\w*|same way|"
    r"eye to eye|both|respectively|each|against|happier|tougher|harder|softer|more|less|or)\b|‹\d+› / ‹\d+›"
)
COMPARE_WORDS = re.compile(
    r"\b(?:compare(?:d)?(?: (?:to|with))?|comparison (?:of|between)|versus|vs|contrast(?:ing)?|side by side|put|"
    r"(?:how )?(?:do|does|did) (?:they|their \w+|these|the two) (?:differ|compare|agree|disagree)(?: with each other)?|"
    r"where (?:do|did) (?:they|the two) (?:differ|agree|disagree)|(?:what is |what's )?the differences? between|"
    r"who was \w+ about|the same way|eye to eye|respectively|each|both|differ(?:ent|ences?)?|see|view|views)\b"
)

# What is spoken about.
OBJECT = re.compile(
    rf"\b(?:{ABOUT}|than|like|and|or|between|under|by|with|{JUDGE}) (?:the )?{SIGN}",
)
MATTER = re.compile(
    r" (?:'s )?(?:university|foundation|tower|campaign|administration|government|nomination|resignation|"
    r"controversy|lawsuit|scandal|trial|arrest|death|assassination|murder|impeachment|indictment|investigation|probe|"
    r"inquiry|hearing|confirmation|inauguration|funeral|appointment|firing|verdict|rally|presidency|candidacy|meeting|"
    r"summit|visit|law|act|bill|plagiarism|affair|leaks?|emails?|tapes?|ruling)\b"
)
FACT = re.compile(
    r"^(?:and |but |so )*(?:how (?:many|much|long|often|big|far|old|high|large|fast)\b|"
    r"(?:when|where|why|which|whose)\b|"
    r"who (?:else )?(?!(?:is|are|was|were|has|have|had|did|does|do)\b)\w)"
)
# A clause in the place of a topic, and its words that say no more than that something was.
CLAUSE = re.compile(
    r"^(?:why|how|whether|when|where|if) (?!to\b|many\b|much\b|long\b|often\b|far\b|old\b)(?=\S+ \S)", re.I
)
CLAUSE_WORDS = re.compile(
    r"\b(?:came|comes?|happen(?:s|ed)?|took|takes?|went|goes|gets?|got|so|too|very|(?:was|were|is|are|did|does|do|had|has|"
    r"have|would|could|should)(?:n['’]t)?)\b ?",
    re.I,
)
APPOSED = re.compile(r"(?<=›) , (?:(?:the|a|an|our|then) )?(‹\d+›) ,(?= )")
TOPIC_AFTER = re.compile(rf"^(?:(?:(?:in|at|to|from|during) {_BEFORE_ON}{{1,4}}?)?{ON}\b|that\b(?= \S+ \S)) ?(?:: )?")
# What somebody who is named is to another one: "her colleague Quell".
KIN = re.compile(
    r"\b(?:his|her|their|its|my|our|the) (?:[\w-]+ )?(?:colleagues?|counterparts?|boss|rivals?|opponents?|ally|allies|"
    rf"partners?|friends?|namesake) (?=‹)|\b(?:his|her|their|its) (?=‹\d+›(?:$| (?:{ON}|[,:])(?= |$)))"
)

# Words at either end of what is left that ask and tell nothing.
_MARK = r"[,:;/()?!–—+&@-]|'s"
LEADING = re.compile(
    rf"^(?:{_MARK}|(?:{QUESTION_WORDS}|{OPENING}|{SAYINGS}|{AUXILIARY}|{ON}|said|saying|says|say|that|there|anything|"
    r"something|someone|anyone|anybody|somebody|who|else|more|made|of|from|by|as|to|you|me|us|i|be|been|according|per)"
    r"(?=[ ,:;?!]|$))(?: |$)"
)
# Before "about" or directly after a speaker they say what is done, not what about.
DONE = re.compile(
    rf"^(?:{SPEAK}|{SPEAKS}|{UTTERANCE}|{STANCE}|ever|when|whom|asked|justif(?:y|ies|ied)|defen[cs]e|reasons?|gives?|gave|make|makes|sends?|sent|"
    r"issues?|issued|she|he|they|it|true|for|of|to|do|did|does)(?: |$)"
)
TRAILING = re.compile(
    rf"(?: |^)(?:{_MARK}|{SAYINGS}|about|abt|on|regarding|and|or|of|by|from|according to|per|say|said|is|was|did|do|"
    r"does|then|now|anyway|anything|that|exactly)$"
)
COURTEOUS_END = re.compile(
    r"(?: |^)(?:[,:;/?!–—&-]|please|pls|plz|asap|urgently|thanks|thank you|thx|cheers|for me|in advance|as well|too|"
    r"on record|in (?:the |your )?(?:archive|library|index|articles?|papers?|documents?|record)|"
    r"you (?:know|have|got)|if (?:any|possible)|(?:and|or) (?:not|why|when|how|something)|at all|"
    r"(?:, )?quotes?(?: me)? please|any (?:quotes?|quotations?|comments?|statements?|remarks?|word))$"
)
