"""Adding and its competitors on the same passages, by turns.

Whatever else a machine does changes from minute to minute; what is measured one after the other differs by more
than most changes bring.  So the passages are dealt into rounds, and in each round everybody has a turn.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from index.embedding.embedder import PACKAGED, packaged_model
from index.measure.plan import Notify, Plan
from index.measure.processes import empty_data_folder, run_peer, run_worker
from index.measure.report import EMBEDDING, ENCODE, OWN, Rounds

COUNT = 4  # rounds

Turn = Callable[[int], float]  # from the number of the round to seconds


def alternate(turns: dict[str, Turn], rounds: int) -> dict[str, tuple[float, ...]]:
    """Give everybody a turn in each round, in an order that changes from round to round.

    Args:
        turns: What each one does in a round, by name.
        rounds: How many there are.

    Returns:
        Seconds of each one in every round.
    """
    seconds: dict[str, list[float]] = {name: [] for name in turns}
    names = list(turns)
    for number in range(rounds):
        shift = number % len(names) if names else 0
        for name in names[shift:] + names[:shift]:
            seconds[name].append(turns[name](number))
    return {name: tuple(each) for name, each in seconds.items()}


def measure_rounds(
    plan: Plan, corpus: dict[str, Any], folder: Path, peers: Sequence[str], notify: Notify
) -> Rounds | None:
    """Measure adding, embedding, sentence-transformers and other libraries on the same passages.

    Args:
        plan: What is measured.
        corpus: Where the articles come from, as workers are told it.
        folder: A temporary folder, in which the exported model lies.
        peers: Names of other libraries.
        notify: Called with a few words about what is being done.

    Returns:
        Seconds of each one; None where no passages are to be compared.

    Raises:
        OnRecordError: A measurement failed.
    """
    if not plan.compared_passages:
        return None
    notify("adding by turns with others")
    turns_folder = folder / "turns"
    turns_folder.mkdir()
    model = {"model": plan.model, "precision": plan.precision}
    dealt = {**corpus, "rounds": COUNT, "compared_passages": plan.compared_passages}
    counts = run_worker({"task": "deal_passages", "folder": str(turns_folder), **dealt})["passages"]
    rounds = sum(count > 0 for count in counts)
    path = str(packaged_model()) if plan.model == PACKAGED else plan.model

    def own(task: str) -> Turn:
        def turn(number: int) -> float:
            data = empty_data_folder(folder / "turn")
            seconds: float = run_worker({"task": task, "data": str(data), "round": number, **model, **dealt})["seconds"]
            return seconds

        return turn

    def other(name: str) -> Turn:
        def turn(number: int) -> float:
            task = {"passages": str(turns_folder / f"{number}.json"), "model": path}
            if name == ENCODE:
                task |= {"task": "encode"}
            else:
                place = turns_folder / f"{peers.index(name)}-{number}"
                task |= {"task": "add", "peer": name, "folder": str(place)}
            seconds: float = run_peer(task)["seconds"]
            return seconds

        return turn

    turns = {OWN: own("add_round"), EMBEDDING: own("embed_round")}
    turns |= {name: other(name) for name in (ENCODE, *peers)}
    measured = Rounds(sum(counts), alternate(turns, rounds))
    for used in (turns_folder, folder / "turn"):
        shutil.rmtree(used, ignore_errors=True)
    return measured
