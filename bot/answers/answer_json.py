"""Answers as JSON: references into articles, never text, so that what is removed is gone from stored answers too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from index.model import Answer, Article, Ask, Kind, Part, Person, Question, Quote, Reading, Tally, Verdict
from index.silence import Reason, Silence
from index.store.store import Store

Json = dict[str, Any]
_READINGS = ("second", "former")  # fields of a question that are readings


def to_json(answer: Answer) -> Json:
    """An answer as a value that `json` can write."""
    question = {each.name: getattr(answer.question, each.name) for each in fields(Question)}
    question |= _days_to_json(question)
    del question["translated"]  # it may hold words of articles, which the chat may see no longer when it is shown again
    for name in _READINGS:
        if (reading := getattr(answer.question, name)) is not None:
            question[name] = asdict(reading) | _days_to_json(asdict(reading))
    return {
        "question": question,
        "quotes": [quote_to_json(quote) for quote in answer.quotes],
        "reasons": [asdict(reason) for reason in answer.reasons], "verdict": answer.verdict,
        "people": [_person_to_json(person) for person in answer.people],
        "topics": answer.topics,
        "tallies": [
            {"person": _person_to_json(tally.person), "count": tally.count, "best": quote_to_json(tally.best)}
            for tally in answer.tallies
        ],
    }  # fmt: skip


def from_json(stored: Json, store: Store) -> Answer:
    """Restore an answer.

    Args:
        stored: What `to_json` returned.
        store: Holds the articles that are quoted.

    Returns:
        The answer without the quotes whose article has left the library since.
    """
    references = stored["quotes"] + [tally["best"] for tally in stored["tallies"]]
    articles = store.articles(id for reference in references for id in (reference["article"], *reference["also"]))

    question = question_from_json(stored)
    verdict = stored["verdict"] and Verdict(stored["verdict"])
    first = stored["quotes"][0] if stored["quotes"] else None
    difference: tuple[tuple[str, str], ...] = ()
    if verdict is Verdict.NEAR and first is not None and first["article"] in articles:
        from index.answering.quotation_check import difference_in  # with all that searches

        difference = difference_in(question.quotation or "", quote_from_json(first, articles))
    return Answer(
        question=question,
        quotes=tuple(
            quote_from_json(reference, articles) for reference in stored["quotes"] if reference["article"] in articles
        ),
        reasons=_reasons(stored, question),
        verdict=verdict,
        difference=difference,
        people=tuple(person for each in stored["people"] if (person := _person(each))),
        topics=tuple(stored["topics"]),
        tallies=tuple(
            Tally(person, tally["count"], quote_from_json(tally["best"], articles))
            for tally in stored["tallies"]
            if tally["best"]["article"] in articles and (person := _person(tally["person"]))
        ),
    )


def _reasons(stored: Json, question: Question) -> tuple[Reason, ...]:
    if "reasons" in stored:
        return tuple(Reason(**{**each, "silence": Silence(each["silence"])}) for each in stored["reasons"])
    # Earlier releases stored one code, and a sentence.
    silence = stored.get("silence")
    return (Reason(Silence(silence), question.speaker or "", question.topic or ""),) if silence else ()


def question_from_json(stored: Json) -> Question:
    """The question of a stored answer, whatever has left the library; fields that are unknown here are ignored."""
    question = stored["question"]
    known = {each.name for each in fields(Question)}
    values: Json = {
        name: tuple(value) if isinstance(value, list) else value for name, value in question.items() if name in known
    }
    values |= _days(values)
    for name in _READINGS:
        if values.get(name):
            values[name] = Reading(**values[name] | _days(values[name]))
    values["ask"] = Ask(values["ask"])
    values["further"] = tuple(_part(*part) for part in values.get("further", ()))
    return Question(**values)


def _part(speaker: str, topic: str, ask: str = Ask.SAID, premise: str = "", otherwise: str = "") -> Part:
    return Part(speaker, topic, Ask(ask), premise, otherwise)  # earlier releases stored a speaker and a topic


def _days_to_json(bounds: Json) -> Json:
    return {name: bounds[name] and bounds[name].isoformat() for name in ("since", "until")}


def _days(bounds: Json) -> Json:
    return {name: bounds[name] and date.fromisoformat(bounds[name]) for name in ("since", "until")}


def quote_from_json(reference: Json, articles: Mapping[int, Article]) -> Quote:
    """Restore a quote.

    Args:
        reference: What `quote_to_json` returned.
        articles: Its article, and of those with the same words the ones that are still there.
    """
    return Quote(
        articles[reference["article"]], reference["start"], reference["end"],
        speaker=_person(reference["speaker"]), via=_person(reference["via"]),
        kind=Kind(reference["kind"]), cue=reference["cue"], score=reference["score"],
        also=tuple(articles[id] for id in reference["also"] if id in articles),
    )  # fmt: skip


def quote_to_json(quote: Quote) -> Json:
    """A quote as a reference into its article."""
    return {
        "article": quote.article.id, "start": quote.start, "end": quote.end,
        "speaker": _person_to_json(quote.speaker), "via": _person_to_json(quote.via),
        "kind": quote.kind.value, "cue": quote.cue, "score": float(quote.score),
        "also": [article.id for article in quote.also],
    }  # fmt: skip


def _person_to_json(person: Person | None) -> Json | None:
    if person is None:
        return None
    return {"id": person.id, "name": person.name, "organisation": person.organisation, "roles": person.roles}


def _person(stored: Json | None) -> Person | None:
    return Person(**{**stored, "roles": tuple(stored["roles"])}) if stored else None
