"""Small invented libraries in which some articles are hidden from a chat, with questions about them.

Everything follows from a seed: the articles, their collections, what the chat is granted, and what it asks.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from index.model import Ask, Draft

GRANTED, HIDDEN = "fleet", "cabinet"
GIVEN = ("Elin", "Ilo", "Marta", "Jon", "Karin")
SURNAMES = ("Varga", "Tamm", "Oling", "Holt")
ROLES = ("President", "Fisheries Minister", "Mayor", "Harbour Master", "Governor")
COUNTRIES = ("Norvale", "Estmar", "Lindesund")
GROUPS = ("the Fisheries Council", "the Kivik Institute", "officials", "Estmar Rail")
TOPICS = ("harbour treaty", "sea cable", "timber quota", "glacier road", "herring fees", "night ferry")
OUTLETS = ("Norvale Daily", "Estmar Courier", "Lindesund Post", None)
CLAIMS = (
    "the {topic} will stay open through the winter",
    "nobody in {place} asked for the {topic} and nobody will pay for it",
    "the {topic} costs more than the villages of {place} can bear",
    "we will sign the {topic} before the end of May",
    "the {topic} was the best thing that happened to {place} in ten years",
    "every boat in {place} depends on the {topic} now",
)
PLACES = ("Kivik", "Dunmere", "Skerry Bank", "Harrow Point", "Port Ansel")
FIRST_DAY = datetime(2031, 3, 3, 8, tzinfo=UTC)
DAYS = 30
NOW = FIRST_DAY + timedelta(days=DAYS)


@dataclass(frozen=True)
class Asked:
    """One thing that a chat asks: in words, or by a command."""

    text: str
    ask: Ask | None = None


@dataclass(frozen=True)
class Case:
    """A library, and what a chat asks of it.

    Attributes:
        drafts: All articles, in the order in which they come.
        granted: The collections that the chat may see.
        questions: In the order in which they are asked.
        interests: What the chat subscribes to.
        texts: What the chat has checked.
    """

    drafts: tuple[Draft, ...]
    granted: tuple[str, ...]
    questions: tuple[Asked, ...]
    interests: tuple[str, ...]
    texts: tuple[str, ...] = ()

    @property
    def visible(self) -> tuple[Draft, ...]:
        """The articles that the chat may see."""
        return tuple(draft for draft in self.drafts if draft.collection in self.granted)


def articles(seed: int, count: int) -> list[Draft]:
    """Invented articles; each stands in the public collection until a case moves it."""
    chance = random.Random(seed)
    drafts = [_article(chance, number) for number in range(count)]
    return list({draft.text: draft for draft in drafts}.values())


def case(seed: int, pool: list[Draft], questions: int = 14) -> Case:
    """The case of a seed."""
    chance = random.Random(seed)
    chosen = chance.sample(pool, chance.randint(4, 9))
    collections = [chance.choice(("public", "public", GRANTED, HIDDEN, HIDDEN)) for _ in chosen]
    collections[chance.randrange(len(collections))] = HIDDEN
    drafts = tuple(replace(draft, collection=collection) for draft, collection in zip(chosen, collections, strict=True))
    granted = chance.choice((("public",), (GRANTED, "public")))
    asked = tuple(_question(chance, drafts) for _ in range(questions))
    interests = (f"{_name(chance)} on the {chance.choice(TOPICS)}", chance.choice(TOPICS), "everything")
    return Case(drafts, granted, asked, interests, (_text(chance, drafts),))


def _name(chance: random.Random) -> str:
    given, surname, role = chance.choice(GIVEN), chance.choice(SURNAMES), chance.choice(ROLES)
    return chance.choice((f"{given} {surname}", f"{role} {given} {surname}", f"{role} {surname}", surname))


def _claim(chance: random.Random) -> str:
    return chance.choice(CLAIMS).format(topic=chance.choice(TOPICS), place=chance.choice(PLACES))


def _article(chance: random.Random, number: int) -> Draft:
    people = [_name(chance) for _ in range(2)]
    if chance.random() < 0.3:
        people.append("the " + chance.choice(ROLES).lower())
    paragraphs = [_paragraph(chance, people) for _ in range(chance.randint(1, 4))]
    if chance.random() < 0.25:  # what an agency sends stands in several articles
        paragraphs.append(_paragraph(random.Random(chance.randrange(3)), people))
    topic = chance.choice(TOPICS)
    title = f"{chance.choice(('Talks on', 'Row over', 'New plan for', 'Doubts about'))} the {topic}"
    outlet = chance.choice(OUTLETS)
    published = FIRST_DAY + timedelta(days=chance.randrange(DAYS), minutes=number)
    return Draft(
        "\n\n".join(paragraphs),
        title,
        f"https://briefings.example/{number}",
        outlet,
        published=published if chance.random() < 0.9 else None,
    )


def _paragraph(chance: random.Random, people: list[str]) -> str:
    who, claim, place = chance.choice(people), _claim(chance), chance.choice(PLACES)
    whole = claim[0].upper() + claim[1:]
    match chance.randrange(9):
        case 0:
            return f"“{whole},” {who} told a meeting in {place}."
        case 1:
            return f"{_first(who)} said that {claim}. “{_first(_claim(chance))},” {who.split()[-1]} added."
        case 2:
            return f"“{whole}, and that is final,” said {who}, the {chance.choice(ROLES).lower()} of {place}."
        case 3:
            return f"{_first(chance.choice(GROUPS))} said {claim}."
        case 4:
            return f"“{whole},” the {chance.choice(ROLES).lower()} said on Monday."
        case 5:
            return f"“{whole},” said {who} in {place}, “and we have told {chance.choice(COUNTRIES)} so.”"
        case 6:
            return f"{who}, who is the {chance.choice(ROLES).lower()} of {chance.choice(COUNTRIES)}, said: “{whole}.”"
        case 7:
            return f"Asked about it in {place}, {who} said: “{whole}.”"
        case _:
            return f"In {place} {claim}, according to {who}. The crews went home early that day."


def _first(text: str) -> str:
    return text[0].upper() + text[1:]


def _text(chance: random.Random, drafts: tuple[Draft, ...]) -> str:
    """A text that quotes articles: rightly, in other words, under other names, and joined from two places."""
    paragraphs = [paragraph for draft in drafts for paragraph in draft.text.split("\n\n")]
    quoted = chance.sample(paragraphs, min(6, len(paragraphs)))
    altered = quoted[0].replace(" the ", " a ", 1)
    credited = quoted[1 % len(quoted)].replace(chance.choice(SURNAMES), chance.choice(SURNAMES))
    joined = f"{_name(chance)} said: “{_quoted(quoted[-1])} … {_quoted(quoted[-2 % len(quoted)])}.”"
    return "\n\n".join((altered, credited, joined, *quoted[2:4]))


def _quoted(text: str) -> str:
    """The first quotation of a text."""
    return text[text.find("“") + 1 :].split("”")[0].rstrip(",.")


def _question(chance: random.Random, drafts: tuple[Draft, ...]) -> Asked:
    topic, name, other = chance.choice(TOPICS), _name(chance), _name(chance)
    role, place, country = chance.choice(ROLES).lower(), chance.choice(PLACES), chance.choice(COUNTRIES)
    text = chance.choice(drafts).text
    quoted = _quoted(text)
    words = quoted.split()
    nearly = " ".join(["surely" if place == len(words) // 2 else word for place, word in enumerate(words)])
    return chance.choice((
        Asked(f"What did {name} say about the {topic}?"),
        Asked(f"What did {name} say?"),
        Asked(f"Who spoke about the {topic}?"),
        Asked(f"{name} vs {other} on the {topic}"),
        Asked(f"Did {name} say “{quoted}”?"),
        Asked(f"Who said “{quoted}”?"),
        Asked(f"Is it true that {name} said “{nearly}”?"),
        Asked(nearly, Ask.CHECK),
        Asked(f"What is the latest on the {topic}?"),
        Asked("What's new?"),
        Asked(f"Summarise the {topic}"),
        Asked(f"{name} on the {topic}", Ask.TIMELINE),
        Asked(topic, Ask.WHO),
        Asked(f"and about the {topic}?"),
        Asked(f"and {name}?"),
        Asked("who else?"),
        Asked(f"What did the {role} say about the {topic}?"),
        Asked(f"What did the {role} of {place} say?"),
        Asked(f"What did the {country} {role} say on the {topic}?"),
        Asked(f"What did {name.replace('a', 'e', 1)} say about elephants?"),
        Asked(f"{topic} according to the {chance.choice(OUTLETS[:3])}"),
        Asked(f"What did {chance.choice(GROUPS)} say about {place}?"),
        Asked(f"Which {role} spoke about the {topic}?"),
        Asked(f"Why does {name} oppose the {topic}?"),
        Asked(f"Did {name} call the {topic} a mistake?"),
        Asked(f"{name.lower()} {topic}"),
        Asked(f"What did {name} say about the {topic} in March?"),
        Asked("Hello"),
        Asked("What do you have?"),
        Asked(f"{topic} {place}"),
        Asked(f"Who criticised the {topic}?"),
        Asked(f"What did {name} promise {place} about the {topic}?"),
        Asked(f"What did the {role} say on 12 March 2031?"),
        Asked(f"Who is the {role} of {country}?"),
        Asked(f"What did the {role} of {country} say in March?"),
        Asked(f"Did {name} or {other} speak about the {topic}?"),
        Asked(f"What do people say about {place}, and what about the {topic}?"),
        Asked(f"what did {name.split()[-1].lower()} say yesterday"),
        Asked("more"),
        Asked("and what else?"),
        Asked("What did he say about it?"),
    ))  # fmt: skip
