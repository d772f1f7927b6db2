"""Coreference within one article: whom "Moon", "the president" or "he" means, and how sure that is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.attribution.ages import age_asked, age_told, is_of_nobody
from index.attribution.antecedents import PRONOUNS, RELATIVE, Antecedents, Said
from index.attribution.bodies import (
    is_owned_firm,
    is_plain_label,
    is_plain_name,
    proper_name,
)
from index.attribution.body_anaphors import body_meant, tells_speech
from index.attribution.datelines import dateline_end, place_end
from index.attribution.department_names import LEADING_WORDS
from index.attribution.entities import Bearer, Entities
from index.attribution.entity import Entity
from index.attribution.epithets import epithet_asked, is_former, may_be_anothers
from index.attribution.mentions import Blocks, Mention, Sort, read_mentions
from index.attribution.namesakes import have_namesakes
from index.attribution.nicknames import with_nicknames
from index.attribution.office_bearers import OfficeBearers
from index.attribution.person_nouns import is_person_noun
from index.attribution.resolution import NOBODY, How, Resolution
from index.attribution.roles import Role, bears, is_role, role_words
from index.attribution.speaker_phrases import CLOSES, DETERMINER, closes, head_word, is_head, is_single, with_rest
from index.attribution.speaking_bodies import SpeakingBodies
from index.attribution.topic_bodies import TopicBodies
from index.attribution.wording import Wording
from index.attribution.written_words import is_writing, writer
from index.model import Block, Span
from index.text.letter_case import CAPITAL, SMALL
from index.text.name_forms import Form, form_of, name_key
from index.text.name_lists import PLURAL_TITLES
from index.text.name_lookup import asked_keys, lookup_keys
from index.text.person_names import fold, gender_of_title, is_given_name, parse_name
from index.text.quotation_marks import INSIDE, quotation_states

_HEAD_END = re.compile(r",|;|\s(?:who|whose|which|that|whom)\b|\s[–—-]{1,2}\s|\s\(")
_AND = re.compile(r"^(?:'s|’s)?\s(?:and|&|or|as well as|along with)\s(?!(?:the\s)?(?:her|his)\b$)")
# Between two names of a list: "Prime Minister Ana Lund of Norvale, Chancellor Otto Reim".
_LISTED = re.compile(rf"(?:\s(?:of|from|for)\s(?:the\s)?[{CAPITAL}][\w .'’-]{{1,40}}|\s\([^()\n]{{1,40}}\))?,\s")
_PLURAL_TITLE = re.compile(rf"\b(?i:{'|'.join(sorted(PLURAL_TITLES))})\.?\s$")
_MANY = re.compile(
    r"(?:many|some|several|most|all|few|both|other|others|two|three|four|five|six|\d[\d,]*|more|fewer|about|almost)\s",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"\s*(?:,|–|—)\s(?:the\s)?(?:former\s|then-?\s?)?")
_TIME, _TIME_END = re.compile(r"\d[:.]$"), re.compile(r"\d\d\s")
_FIELD = re.compile(
    r"(?i:(?:the |an? )?(?:(?:former|emeritus|assistant|associate|visiting) )?"
    r"(?:professor|lecturer|reader|student|head|director|minister|teacher|doctor)) "
    rf"(?:emeritus )?(?:of|in|for) (?P<field>(?:[{SMALL}][\w-]* ){{1,5}})(?=[{CAPITAL}])"
)
# What leads to the name of who holds an office: "the head of the village council", "President of Norvale".
_HEAD_OF = re.compile(
    r"(?i:(?:the )?(?:(?!(?:of|for|to|by|the|an?|and|his|her)\b)[\w-]+ ){0,3}"
    r"(?:head|leader|secretary|minister|chair(?:man|woman|person)?|president|director|"
    r"chief|commissioner|dean|rector|governor|commander|mayor|speaker|ombudsman|prosecutor|ambassador)) "
    r"(?:of|for) (?:(?!(?:and|or|who|that|which|to|with|by|from|in|on|at)\b)[\w’'-]+ ){0,8}?"
    r"(?P<last>(?!(?:of|for|the|and|an?|his|her|their)\b)[\w’'-]+) "
)
# What can be called as people are, so that a name behind it may be its own.
_NAMED_LIKE_PEOPLE = frozenset(
    """film movie play show series song album novel book ship vessel ferry yacht boat trawler house brand label company
    firm group foundation charity estate trust prize award band orchestra gallery theatre theater museum hotel school
    college hospital street square park bridge airport stadium club magazine newspaper operation project""".split()
)
_NUMBER = re.compile(r"\s(?:No\.\s?)?\d{1,5}\s")
_ONE_OF_THEM = re.compile(r"\b(?:[Oo]ne of (?:them|the [\w-]+|his [\w-]+|her [\w-]+)|[Aa]nother|[Aa] third),\s$")
_WHO_AFTER = re.compile(r",\swho(?:se)?\s")
_PLACED = re.compile(r"\b(?:[Tt]he|[Ii]n|[Aa]t|[Tt]o|[Nn]ear|[Ff]rom|[Oo]f|[Aa]n?)\s$")
_FROM_PLACE = re.compile(
    rf"(?P<given>[{CAPITAL}][{SMALL}]+)\s(?:in|from)\s[{CAPITAL}][\w'’-]+(?:\s[{CAPITAL}][\w'’-]+){{0,2}}"
)
_ALONE = frozenset({"I", "Another", "another", "One", "one", "A third", "a third", "A second", "a second"})
_LETTER = re.compile(r"\w")
_LONGEST_FIRM = 60  # code points
_EDGES = ' \t\n\u00a0,.;:!?"“”„«»()[]'


_FORMS = {Form.FULL: How.FULL_NAME, Form.SURNAME: How.SURNAME, Form.GIVEN: How.GIVEN_NAME}


class Coreference:
    """Everyone named in one article; `resolve` tells whom mentions of speakers mean, in their order in the text.

    Args:
        text: The article's text.
        title: Its title, whose names count as mentioned before the text.
        blocks: Its blocks, which no name crosses; without them its paragraphs count.
        states: What each code point is, as `quotation_states` tells; None: read here.
    """

    def __init__(
        self, text: str, title: str | None = None, blocks: Sequence[Block] = (), states: bytes | None = None
    ) -> None:
        self.text = text
        self.states = quotation_states(text) if states is None else states
        self.blocks = Blocks(text, blocks)
        self.mentions = with_nicknames(read_mentions(text, self.blocks, self.states, title), text)
        self.entities = Entities(self.mentions)
        self._in_text = [m for m in self.mentions if m.span[0] >= 0]
        self._ends = [m.span[1] for m in self._in_text]
        self._by_words: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
        self._by_key: dict[str, dict[Span, Mention]] = defaultdict(dict)  # of single words
        self._note_mentions()
        self._namesakes = have_namesakes(text, self.entities.people())
        self._wording = Wording(text)
        self._topics = TopicBodies(self._wording, self.blocks, self.states, self.mentions, self.entities.of_mention)
        self._bodies = SpeakingBodies(
            self._wording, self.blocks, self.entities, self._topics, self.mentions, self._overlapping
        )
        self._offices = OfficeBearers(self._wording, self.blocks, self.entities)
        self._antecedents = Antecedents(
            text, self.blocks, self.states, self.entities, self.mentions, self._wording, self._entered
        )

    def _note_mentions(self) -> None:
        for mention in self.mentions:
            if mention.sort is not Sort.BODY:
                self._by_words[mention.words].append(mention)
                if len(mention.words) == 1:
                    for key in asked_keys(mention.words):
                        self._by_key[key][mention.span] = mention

    @property
    def figures(self) -> list[Entity]:
        """Everyone and every body of the article that is known so far."""
        return self.entities.all

    def who(self, span: Span, previous: Said | None = None) -> Entity | None:
        """Whom the mention of a speaker means; see `resolve`.

        Args:
            span: Where the mention stands.
            previous: The last statement's mention, and whom it meant.
        """
        return self.resolve(span, previous).entity

    def resolve(self, span: Span, previous: Said | None = None) -> Resolution:
        """Resolve the mention of a speaker.

        Args:
            span: Where the mention stands, in code points of the text.
            previous: The last statement's mention, and whom it meant.

        Returns:
            The entity it means, which may be new, with how it was found and how many others fit.
        """
        start, end = self._whole_words(span)
        start = max(start, self._dateline_end(start, end))  # where it was written is not who speaks
        if (time := _TIME_END.match(self.text, start, end)) and _TIME.search(self.text, max(0, start - 3), start):
            start = time.end()  # "14:20 Mayor Lena Varro: “"
        if start >= end:
            return NOBODY
        mention = self.text[start:end]
        word = mention.lower().replace("’", "'")
        if word in RELATIVE:
            entity = self._antecedents.relative(start)
            found = Resolution(entity, How.PRONOUN)
        elif body := body_meant(self._antecedents.reach, (start, end), previous):
            found = Resolution(body, How.ORGANISATION)
        elif word == "it":
            found = self._it(start, end, previous)
        elif word in PRONOUNS:
            found = Resolution(*_swapped(self._antecedents.resolve(word, start, previous)))
            if found.entity is not None and not found.rivals:
                self.entities.learn_gender(found.entity, PRONOUNS[word])
        else:
            found = self._phrase(start, end)
        if found.entity in self._namesakes:
            return Resolution(None, found.how, found.rivals + 1)
        if found.entity is not None:
            found.entity.spoken += 1
        return found

    def _it(self, start: int, end: int, previous: Said | None) -> Resolution:
        """The body with which a paragraph begins that tells of nobody else: "The charity Open Door …, it said"."""
        number = self.blocks.number(start)
        spoken = previous is not None and self.blocks.number(previous[0][0]) == number
        name = self._topics.subject(start) if not spoken and tells_speech(self.text, end) else None
        return Resolution(self._bodies.named(name), How.ORGANISATION) if name else NOBODY

    def _dateline_end(self, start: int, end: int) -> int:
        """Where the dateline ends with which the block of a mention begins; 0 where it begins with none."""
        first, last = self.blocks.spans[self.blocks.number(start)]
        if dated := dateline_end(self.text, first, last):
            return dated
        place = place_end(self.text, first, end) if start == first else 0
        return 0 if place and self._overlaps_person(first, place) else place

    def _overlaps_person(self, start: int, end: int) -> bool:
        return any(m.sort is Sort.PERSON or m.span in self.entities.of_mention for m in self._overlapping(start, end))

    def _whole_words(self, span: Span) -> Span:
        """A span within one block, without white space and marks at its edges, that cuts no word."""
        first, last = self.blocks.spans[self.blocks.number(span[0])]
        start, end = max(span[0], first), min(span[1], last)
        while start < end and _is_edge(self.text[start]):
            start += 1
        while end > start and _is_edge(self.text[end - 1]):
            end -= 1
        while start < end and start > first and _LETTER.match(self.text, start - 1) and _LETTER.match(self.text, start):
            start -= 1
        while start < end < last and _LETTER.match(self.text, end) and _LETTER.match(self.text, end - 1):
            end += 1
        return start, end

    # phrases

    def _phrase(self, start: int, end: int) -> Resolution:
        """Resolve a noun phrase: a name, what stands beside one, a role, or an organisation."""
        cut = _HEAD_END.search(self.text, start, end)
        head_end = cut.start() if cut and cut.start() > start else end
        inside = self._overlapping(start, head_end)
        if _MANY.match(self.text, start, end):
            return NOBODY
        # "Local 77 President Ada Moor": what a number follows is no person's name.
        inside = [m for m in inside if not _NUMBER.match(self.text, m.span[1])] or inside
        if any(_PLURAL_TITLE.search(self.text, max(start, m.name_start - 20), m.name_start) for m in inside):
            return NOBODY
        return (
            self._of_reader(start, end)
            or self._by_head(inside, start, head_end, end)
            or self._of_age(start, head_end)
            or self._by_epithet(start, head_end)
            or self._of_field(start)
            or self._behind_body(inside, start, head_end)
            or self._apposed_after(start, with_rest(self.text, start, head_end))
            or self._apposed_before(start, end)
            or self._bodies.topic(start, head_end)
            or self._bodies.spoken_for(start, end)
            or self._role(start, head_end)
            or self._written(start, head_end)
            or self._bodies.at(start, head_end)
            or NOBODY
        )

    def _by_head(self, inside: list[Mention], start: int, head_end: int, end: int) -> Resolution | None:
        """Resolve a phrase by the name that is its head; None where it has none."""
        for mention in inside:
            if mention.sort is not Sort.BODY and is_head(self.text, mention, start, head_end):
                if self._is_one_of_several(mention, head_end, end):
                    return NOBODY
                found = self._named(mention, alone=mention.span[0] <= start)
                if found.how is not How.UNKNOWN:
                    return found
        return None

    def _overlapping(self, start: int, end: int) -> list[Mention]:
        found = []
        for number in range(bisect_left(self._ends, start + 1), len(self._in_text)):
            mention = self._in_text[number]
            if mention.span[0] >= end:
                break
            if mention.name_start < end:
                found.append(mention)
        return found

    def _is_one_of_several(self, mention: Mention, head_end: int, end: int) -> bool:
        """Whether a phrase names two or more: "Anna Roth and Bea Lind", "Roth and others"."""
        if _AND.match(self.text[mention.span[1] : head_end]):
            return True
        listed = [m for m in self._overlapping(head_end, end) if m.sort is Sort.PERSON]
        next_one = bool(listed) and _LISTED.fullmatch(self.text, mention.span[1], listed[0].span[0]) is not None
        return next_one and bool(re.search(r"\s(?:and|or|&)\s", self.text[listed[0].span[1] : end]))

    # names

    def _named(self, mention: Mention, *, alone: bool) -> Resolution:
        """Resolve a name; `alone` where nothing stands before it in its phrase."""
        bearer = self.entities.bearer(mention)
        if bearer.entity is None and bearer.form is not Form.NONE:
            how = How.TITLE_AND_SURNAME if mention.titles or mention.honorific else _FORMS[bearer.form]
            return Resolution(None, how, bearer.rivals)
        entity = bearer.entity or self._newcomer(mention, alone=alone)
        if entity is None:
            return self._bodies.at(*mention.span) or NOBODY
        return Resolution(entity, self._how(mention, bearer), bearer.rivals)

    @staticmethod
    def _how(mention: Mention, bearer: Bearer) -> How:
        if name_key(mention.words).given:
            return How.FULL_NAME
        if mention.titles or mention.honorific:
            return How.TITLE_AND_SURNAME
        return _FORMS.get(bearer.form, How.SURNAME) if bearer.form is not Form.FULL else How.SURNAME

    def _entered(self, mention: Mention) -> Entity | None:
        """Somebody whom the text names in full and calls by the surname, or of whom it tells what only people are."""
        end = mention.span[1]
        told = mention.roles or _ONE_OF_THEM.search(self.text, max(0, mention.span[0] - 30), mention.span[0])
        if told or _WHO_AFTER.match(self.text, end) or age_told(self.text, end):
            return self._newcomer(mention, alone=True)
        given, last = mention.words[-2], mention.words[-1]
        full = (f"{given} ", f"{given}\u00a0")
        alone = [at for at in self._wording.places(last) if not self.text[max(0, at - 40) : at].endswith(full)]
        called = alone and not any(_PLACED.search(self.text, max(0, at - 10), at) for at in alone)
        return self._newcomer(mention, alone=True) if called else None

    def _newcomer(self, mention: Mention, *, alone: bool) -> Entity | None:
        """An entity for a name that nothing but its speaking tells to be a person's; None where it is no such name."""
        if not is_plain_name(mention, self._wording) or self._runs_on(mention):
            return None
        longer = self._longer(mention)
        if longer is None:
            return None
        mention = longer
        entity = Entity(mention.words)
        self.entities.enter(entity)
        for other in self._by_words.get(mention.words, ()) or [mention]:
            self.entities.join(other, entity)
        # A surname that stood alone before its bearer was known to be a person.
        for other in self._single_words_of(entity):
            if other.span not in self.entities.of_mention:
                bearer = self.entities.bearer(other)
                if bearer.entity is entity and bearer.form is Form.SURNAME:
                    self.entities.join(other, entity)
        return entity

    def _longer(self, mention: Mention) -> Mention | None:
        """A name's fullest form: "Zanthe Quill", of whom nothing else told that she is a person, where "Quill" speaks.

        Returns:
            The mention itself where the text has no fuller form; None where it has several that differ.
        """
        fits = [m for m in self.entities.loose_near(mention.words) if form_of(mention.words, m.words) is Form.SURNAME]
        fits = [m for m in fits if len(m.words) > len(mention.words) and is_plain_name(m, self._wording)]
        if len({m.words for m in fits}) > 1:
            return None
        return fits[0] if fits else mention

    def _single_words_of(self, entity: Entity) -> list[Mention]:
        """Names of one word that may be a form of somebody's, in order."""
        found: dict[Span, Mention] = {}
        for key in lookup_keys(entity.words):
            found.update(self._by_key.get(key, {}))
        return [found[span] for span in sorted(found)]

    def _runs_on(self, mention: Mention) -> bool:
        """Whether a known surname and another capital make up a name, as in the headline "Varga Vows Peace"."""
        if mention.sort is Sort.PERSON or len(mention.words) == 1:
            return False
        return any(e.full and form is Form.SURNAME for e, form in self.entities.forms(mention.words[:1]))

    # what stands beside a name

    def _of_age(self, start: int, end: int) -> Resolution | None:
        """The only one of an age: "the 29-year-old", of Kofi Roth, 29, or of whom the paragraph alone has named."""
        age = age_asked(self.text, start, end)
        if age is None:
            return None
        if is_of_nobody(age, self.text, start):
            return Resolution(None, How.ROLE, 1)
        before = [m for m in self._in_text if m.span[1] <= start and m.sort is not Sort.BODY and not m.quoted]
        of_age = [m for m in before if age_told(self.text, m.span[1]) == age]
        first, _ = self.blocks.spans[self.blocks.number(start)]
        somebody = [m for m in before if self._may_be_somebody(m)]
        near = of_age or [m for m in somebody if m.span[0] >= first] or somebody
        holder, count = self._sole(near)
        other = holder and not of_age and any(age_told(self.text, m.span[1]) for m in holder.mentions)
        return Resolution(None if other else holder, How.ROLE, 0 if holder else count)

    def _sole(self, mentions: list[Mention]) -> tuple[Entity | None, int]:
        """Whom mentions mean if all mean one person, and how many they mean."""
        found = {(self.entities.of_mention.get(m.span) or m.words): m for m in mentions}
        if len(found) != 1:
            return None, len(found)
        (who, mention), *_ = found.items()
        entity = who if isinstance(who, Entity) else self._named(mention, alone=True).entity
        return (None if entity is not None and entity.organisation else entity), 1

    def _may_be_somebody(self, mention: Mention) -> bool:
        """Whether a name is a person's, or may be one's: a team's before its manager, "Stell's", is not."""
        return mention.span in self.entities.of_mention or (len(mention.words) > 1 and not mention.possessive)

    def _by_epithet(self, start: int, end: int) -> Resolution | None:
        """The only one whom a paragraph has named before "the midfielder" of it; None where that is no epithet."""
        noun = epithet_asked(self.text, start, end)
        if noun is None or any(r.is_former or not is_former(self.text, start) for r in self._roles_of(noun)):
            return None
        first, _ = self.blocks.spans[self.blocks.number(start)]
        named = [m for m in self._in_text if first <= m.span[0] < start and m.sort is not Sort.BODY and not m.quoted]
        holder, count = self._sole([m for m in named if self._may_be_somebody(m)])
        if holder is None or may_be_anothers(self.text, noun, (first, start), self.states):
            return Resolution(None, How.ROLE, count)
        return Resolution(holder, How.ROLE)

    def _roles_of(self, noun: str) -> Iterator[Role]:
        """The roles of a noun that somebody in the article bears."""
        for holder in self.entities.bearers_of(noun, frozenset({noun})):
            yield from (role for role in holder.roles if role.head == noun)

    def _written(self, start: int, end: int) -> Resolution | None:
        """Who wrote what speaks: "the letter" of whom the sentence before tells that she has written to staff."""
        if not is_writing(self.text, start, end):
            return None
        entity = writer(self._antecedents.reach, start)
        return Resolution(entity, How.ROLE) if entity else None

    def _of_reader(self, start: int, end: int) -> Resolution | None:
        """Somebody of whom the text tells a given name and a place alone: "Bev in Harlow writes"."""
        match = _FROM_PLACE.fullmatch(self.text, start, end)
        if match is None or not is_given_name(match["given"]):
            return None
        known = self.entities.forms((match["given"],))
        if known:
            return Resolution(None, How.GIVEN_NAME, len(known))
        entity = Entity((match["given"],), forms={match["given"]}, at=[start])
        self.entities.enter(entity)
        return Resolution(entity, How.GIVEN_NAME)

    def _of_field(self, start: int) -> Resolution | None:
        """The name after an office with its field: "Professor of maritime law Ulrik Dahn"."""
        match = _FIELD.match(self.text, start)
        if match is None or any(map(is_role, match.group("field").split())):
            return None
        if match.group("field").split()[-1] in _NAMED_LIKE_PEOPLE | {"and", "or"}:
            return None  # "the director of the film Ilse Quell"
        following = self._overlapping(match.end(), match.end() + 1)
        if not following or following[0].sort is Sort.BODY or following[0].span[0] != match.end():
            return None
        return self._named(following[0], alone=False) if len(following[0].words) > 1 else None

    def _behind_body(self, inside: list[Mention], start: int, end: int) -> Resolution | None:
        """The name that ends an office with its body, without a comma: "the head of the village council Jonas Brel"."""
        mention = inside[-1] if inside else None
        if mention is None or mention.span[1] != end or mention.possessive or mention.quoted:
            return None
        whole = mention.sort is not Sort.BODY and len(mention.words) > 1
        heads = _HEAD_OF.fullmatch(self.text, start, mention.name_start) if whole else None
        last = heads["last"] if heads is not None else ""
        if not last or is_role(last) or last.lower() in _NAMED_LIKE_PEOPLE | LEADING_WORDS:
            return None
        return self._named(mention, alone=False)

    def _apposed_after(self, start: int, end: int) -> Resolution | None:
        """The name after what somebody is: "the harbour master, Tom Reed"."""
        phrase = self.text[start:end]
        single = is_single(phrase) or phrase in _ALONE
        match = _APPOSED.match(self.text, end) if single or is_owned_firm(phrase) else None
        if match is None:
            return None
        if not single:
            return self._firm_apposed(phrase, match.end())
        following = [m for m in self._overlapping(match.end(), match.end() + 60) if m.sort is not Sort.BODY]
        for mention in following[:2]:
            if self._is_apposed(mention, match.end(), quoted=self.states[start] == INSIDE):
                found = self._named(mention, alone=False)
                return found if found.entity or found.rivals else self._firm_apposed(phrase, match.end()) or found
        return self._firm_apposed(phrase, match.end())

    def _is_apposed(self, mention: Mention, start: int, *, quoted: bool) -> bool:
        """Whether a name, with roles before it at most, is an apposition that begins at a place."""
        between = self.text[start : mention.span[0]].split()
        nouns = bool(between) and (is_role(between[-1]) or is_person_noun(between[-1]) or between[-1].endswith("ist"))
        roles_only = len(between) <= 4 and (not between or nouns or between == ["late"])
        return roles_only and closes(self.text, mention) and not mention.possessive and mention.quoted == quoted

    def _firm_apposed(self, phrase: str, start: int) -> Resolution | None:
        """The body behind what it is of somebody: "His publisher, Edition Horn, said"."""
        end = self.text.find(",", start, start + _LONGEST_FIRM)
        if not is_owned_firm(phrase) or end < 0:
            return None
        name = proper_name(self.text, start, end)
        return Resolution(self._bodies.named(name), How.ORGANISATION) if name else None

    def _apposed_before(self, start: int, end: int) -> Resolution | None:
        """The name before what somebody is: "Jan Nemec, [a friend of Reed and a fisherman]."""
        phrase = self.text[start:end]
        if not DETERMINER.match(phrase) and not is_role(phrase.split()[0]):
            return None
        if not CLOSES.match(self.text, end) or not is_role(head_word(phrase)):
            return None
        before = self._overlapping(max(0, start - 40), start)
        mention = before[-1] if before else None
        if mention is None or mention.sort is Sort.BODY or mention.possessive:
            return None
        if not re.fullmatch(r",\s", self.text[mention.span[1] : start]):
            return None
        return self._named(mention, alone=True)

    # roles

    def _role(self, start: int, end: int) -> Resolution | None:
        """The bearer of a role, where exactly one is plainly meant: "the mayor"."""
        phrase = self.text[start:end]
        opponent = self._offices.opponent(phrase, start)
        if opponent is not None:
            return Resolution(opponent, How.ROLE)
        if not re.match(r"(?i)the\s", phrase):
            return None
        phrase, head, telling = self._offices.asked(phrase)
        lettered = self._offices.by_letters(phrase, start)
        if lettered is not None:
            return Resolution(lettered, How.ROLE)
        if head == "court" or not head:
            return self._bodies.court(phrase, start)
        holders = self._offices.holders(phrase, head, telling, start)
        introduced = [e for e in holders if e.at and e.at[0] < start] or holders
        if len(introduced) > 1:
            introduced = self._offices.in_office(introduced, head, start) or introduced
        if len(introduced) == 1:
            return Resolution(introduced[0], How.ROLE, len(holders) - 1)
        if introduced or len(telling | {head}) <= 2 or not phrase[4:5].isupper():
            return Resolution(None, How.ROLE, max(0, len(introduced) - 1))
        return None

    # labels of transcripts

    def name(self, label: str) -> Entity | None:
        """Resolve the label of a transcript's turn.

        Args:
            label: The label, such as "President Moon".

        Returns:
            The entity it names, which may be new; None where it has no name.
        """
        words, titles, honorific = parse_name(label)
        if not words:
            return None
        roles = tuple(Role.of_title(title) for title in titles)
        gender = honorific or next((g for title in titles if (g := gender_of_title(title))), "")
        mention = Mention((-1, 0), words, Sort.PERSON, titles, roles, gender, bool(honorific))
        entity = self.entities.bearer(replace(mention, span=(-(10**9), 0))).entity
        if entity is None and not titles and not honorific and not is_plain_label(words):
            return None
        if entity is None:
            entity = Entity(words, set(titles), {mention.name}, gender=gender, roles=list(roles))
            self.entities.enter(entity)
        elif fold(entity.name) == fold(mention.name):
            entity.words = words  # a label has been put into small letters; the text may shout it
            self.entities.note(entity)
        entity.titles |= set(titles)
        entity.spoken += 1
        return entity

    def bearer(self, role: str) -> Entity | None:
        """Resolve a role in the label of a transcript's turn.

        Args:
            role: The role, such as "vice president".

        Returns:
            The entity with this title that the article's title mentions first; None where it mentions none.
        """
        head, telling = role_words(role.replace("-", " "))
        wanted = role.lower().replace("-", " ")
        fits = [
            e
            for e in self.entities.people()
            if any(fold(t).replace("-", " ") == wanted for t in e.titles) or (head and bears(e.roles, head, telling))
        ]
        # Only the article's title (its offsets lie before the text) tells whose article this is.
        named = sorted((e.at[0], n) for n, e in enumerate(fits) if e.at and e.at[0] < 0)
        return fits[named[0][1]] if named else None


def _is_edge(character: str) -> bool:
    return character.isspace() or character in _EDGES


def _swapped(found: tuple[Entity | None, int]) -> tuple[Entity | None, How, int]:
    entity, rivals = found
    return entity, How.PRONOUN, rivals
