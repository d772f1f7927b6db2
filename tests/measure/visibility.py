"""What a chat receives that it would not receive if the articles hidden from it had never been added.

python -m tests.measure.visibility [--cases 2000] [--first 0] [--show 0] [--every 0]

Each case is a small invented library of which a chat may see a part, with questions of every kind. All that the chat
receives is compared with what it receives from a library that holds this part alone. Prints how many cases differ, by
what kind of message differs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from index.attribution.statements import StatementReader
from index.attribution.tagger import load_tagger
from index.embedding import PACKAGED, load_in_background
from tests.hidden_articles import articles, case
from tests.received import Parts, RememberingEmbedder, RememberingReader, differences

POOL = 300  # articles from which those of a case are chosen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--cases", type=int, default=2000, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the seed of the first one")
    parser.add_argument("--pool", type=int, default=POOL, help="articles from which those of a case are chosen")
    parser.add_argument("--show", type=int, default=0, help="how many differences are printed")
    parser.add_argument("--kind", default="", help="of which kind of message")
    parser.add_argument("--every", type=int, default=0, help="after how many cases the counts so far are printed")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        model = load_in_background(PACKAGED, folder / "model", 1, None, "float32").result()
        parts = Parts(RememberingEmbedder(model), RememberingReader(StatementReader(load_tagger(1))), folder)
        pool = articles(0, arguments.pool)
        kinds: Counter[str] = Counter()
        leaking = shown = 0
        for seed in range(arguments.first, arguments.first + arguments.cases):
            found = differences(parts, case(seed, pool))
            leaking += bool(found)
            kinds.update({name.split()[0] for name in found})
            for name, (full, bare) in found.items():
                if shown < arguments.show and (name.split()[0] == arguments.kind or not arguments.kind):
                    shown += 1
                    sys.stdout.write(f"case {seed}, {name}:\n  with the hidden articles: {_lines(full, bare)}\n")
                    sys.stdout.write(f"  without them: {_lines(bare, full)}\n")
            if arguments.every and not (seed + 1 - arguments.first) % arguments.every:
                _report(leaking, seed + 1 - arguments.first, kinds)
        _report(leaking, arguments.cases, kinds)


def _report(leaking: int, cases: int, kinds: Counter[str]) -> None:
    told = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    sys.stdout.write(f"{leaking} of {cases} cases differ ({told or 'in nothing'})\n")
    sys.stdout.flush()


def _lines(received: object, other: object) -> list[str]:
    """What of something received is not in the other."""
    return sorted((Counter(_parts(received)) - Counter(_parts(other))).elements())


def _parts(received: object) -> Iterator[str]:
    if isinstance(received, (list, tuple)):
        for each in received:
            yield from _parts(each)
    else:
        yield str(received)


if __name__ == "__main__":
    main()
