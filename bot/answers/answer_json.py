"""Answers as they are kept: places in articles, never text, so that what is removed is gone from here too."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from index.model import Answer, Ask, Kind, Person, Question, Quote, Silence, Tally, Verdict
from index.store.store import Store


def dumped(answer: Answer) -> dict[str, Any]:
    question = {each.name: getattr(answer.question, each.name) for each in fields(Question)}
    for name in ("since", "until"):
        question[name] = question[name] and question[name].isoformat()
    return {
        "question": question,
        "quotes": [_dumped_quote(quote) for quote in answer.quotes],
        "reason": answer.reason, "silence": answer.silence, "verdict": answer.verdict,
        "difference": answer.difference,
        "people": [_dumped_person(person) for person in answer.people],
        "topics": answer.topics,
        "tallies": [
            {"person": _dumped_person(tally.person), "count": tally.count, "best": _dumped_quote(tally.best)}
            for tally in answer.tallies
        ],
    }  # fmt: skip


def _dumped_person(person: Person | None) -> dict[str, Any] | None:
    if person is None:
        return None
    return {"id": person.id, "name": person.name, "organisation": person.organisation, "roles": person.roles}


def _dumped_quote(quote: Quote) -> dict[str, Any]:
    return {
        "article": quote.article.id, "start": quote.start, "end": quote.end,
        "speaker": _dumped_person(quote.speaker), "via": _dumped_person(quote.via),
        "kind": quote.kind.value, "cue": quote.cue, "score": float(quote.score),
        "also": [article.id for article in quote.also],
    }  # fmt: skip


def restored(kept: dict[str, Any], store: Store) -> Answer:
    """The answer as kept, without what has left the library since."""
    places = kept["quotes"] + [tally["best"] for tally in kept["tallies"]]
    articles = store.articles(id for place in places for id in (place["article"], *place["also"]))

    def quote(place: dict[str, Any]) -> Quote:
        return Quote(
            articles[place["article"]], place["start"], place["end"],
            speaker=_person(place["speaker"]), via=_person(place["via"]),
            kind=Kind(place["kind"]), cue=place["cue"], score=place["score"],
            also=tuple(articles[id] for id in place["also"] if id in articles),
        )  # fmt: skip

    return Answer(
        question=question(kept),
        quotes=tuple(quote(place) for place in kept["quotes"] if place["article"] in articles),
        reason=kept["reason"],
        silence=kept["silence"] and Silence(kept["silence"]),
        verdict=kept["verdict"] and Verdict(kept["verdict"]),
        difference=tuple((mark, words) for mark, words in kept["difference"]),
        people=tuple(person for each in kept["people"] if (person := _person(each))),
        topics=tuple(kept["topics"]),
        tallies=tuple(
            Tally(person, tally["count"], quote(tally["best"]))
            for tally in kept["tallies"]
            if tally["best"]["article"] in articles and (person := _person(tally["person"]))
        ),
    )


def _person(kept: dict[str, Any] | None) -> Person | None:
    return Person(**{**kept, "roles": tuple(kept["roles"])}) if kept else None


def question(kept: dict[str, Any]) -> Question:
    """The question of a dumped answer, whatever has left the library."""
    kept = kept["question"]
    known = {each.name for each in fields(Question)}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in kept.items() if name in known
    }
    for name in ("since", "until"):
        values[name] = values[name] and date.fromisoformat(values[name])
    values["ask"] = Ask(values["ask"])
    return Question(**values)
