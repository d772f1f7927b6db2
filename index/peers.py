"""What one would pick instead, on the same passages with the same weights: `python -m index.peers`.

Their packages are in the extra `peers`; each has its home in the function that makes it.  LlamaIndex's own
BM25 package wants an older PyStemmer than On Record, so the lines by which it calls bm25s stand here.
"""

from __future__ import annotations

import importlib.util
import json
import math
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from index.embed import PACKAGED, packaged_model
from index.errors import OnRecordError
from index.evaluate import covers
from index.figures import Adding, Contender, Latency
from index.store import Store
from index.trial import Task, memory, percentiles, timed
from index.workplace import run, run_command

if TYPE_CHECKING:
    from index.bench import Plan, Tell

COUNT = 5  # passages an answer
DEPTH = 20  # candidates from each ranking, where two are fused
NEEDED = ("txtai", "llama_index.core", "llama_index.vector_stores.faiss", "llama_index.embeddings.huggingface", "bm25s")

# A question's answer: (place of the passage, its text, score), best first.
Found = list[tuple[int, str, float]]
Ask = Callable[[str], Found]


@dataclass(frozen=True, slots=True)
class Peer:
    """add: passages into an index in a folder.  open: that index, in another process, to be asked.  model: a folder."""

    add: Callable[[Sequence[str], Path, str], None]
    open: Callable[[Path, str], Ask]


def require() -> None:
    """Raises OnRecordError unless everything that is compared is installed."""
    missing = [name for name in NEEDED if not _installed(name)]
    if missing:
        raise OnRecordError(
            f"--peers needs packages that are not installed ({', '.join(missing)}): pip install '.[peers]'"
        )


def _installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # not even its parent is there
        return False


# txtai, hybrid: dense and BM25


def _txtai_add(passages: Sequence[str], folder: Path, model: str) -> None:
    from txtai import Embeddings

    made = Embeddings(path=model, hybrid=True, content=True)
    made.index((number, text, None) for number, text in enumerate(passages))
    made.save(str(folder))


def _txtai_open(folder: Path, model: str) -> Ask:
    from txtai import Embeddings

    made = Embeddings()
    made.load(str(folder))
    return lambda question: [(int(one["id"]), one["text"], one["score"]) for one in made.search(question, COUNT)]


# LlamaIndex: FAISS and BM25, fused


def _llama_add(passages: Sequence[str], folder: Path, model: str) -> None:
    import bm25s
    import faiss
    from llama_index.core import StorageContext, VectorStoreIndex
    from llama_index.core.schema import TextNode
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from llama_index.vector_stores.faiss import FaissVectorStore

    embedding = HuggingFaceEmbedding(model_name=model, device="cpu")
    vectors = FaissVectorStore(faiss_index=faiss.IndexFlatIP(len(embedding.get_text_embedding("width"))))
    nodes = [TextNode(text=text, id_=str(number)) for number, text in enumerate(passages)]
    storage = StorageContext.from_defaults(vector_store=vectors)
    VectorStoreIndex(nodes, storage_context=storage, embed_model=embedding)
    storage.persist(persist_dir=str(folder))
    words = bm25s.BM25()
    words.index(
        bm25s.tokenize(list(passages), stopwords="en", stemmer=_stemmer(), show_progress=False), show_progress=False
    )
    words.save(str(folder / "bm25"))


def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


def _llama_open(folder: Path, model: str) -> Ask:
    import bm25s
    from llama_index.core import StorageContext, load_index_from_storage
    from llama_index.core.llms import MockLLM
    from llama_index.core.retrievers import BaseRetriever, QueryFusionRetriever
    from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
    from llama_index.core.schema import NodeWithScore, QueryBundle
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from llama_index.vector_stores.faiss import FaissVectorStore

    embedding = HuggingFaceEmbedding(model_name=model, device="cpu")
    storage = StorageContext.from_defaults(
        vector_store=FaissVectorStore.from_persist_dir(str(folder)), persist_dir=str(folder)
    )
    held: Any = load_index_from_storage(storage, embed_model=embedding)
    words, stemmer = bm25s.BM25.load(str(folder / "bm25")), _stemmer()
    nodes = held.docstore.docs
    # The nearest passage's cosine tells best whether there is an answer; a fused rank doesn't.
    likeness: dict[str, float] = {}

    class Words(BaseRetriever):  # type: ignore[misc]
        def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
            tokens = bm25s.tokenize(query_bundle.query_str, stopwords="en", stemmer=stemmer, show_progress=False)
            places, scores = words.retrieve(tokens, k=min(DEPTH, len(nodes)), show_progress=False)
            return [
                NodeWithScore(node=nodes[str(place)], score=float(score))
                for place, score in zip(places[0], scores[0], strict=True)
            ]

    class Meaning(BaseRetriever):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.inner = held.as_retriever(similarity_top_k=DEPTH)

        def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
            found: list[NodeWithScore] = self.inner.retrieve(query_bundle)
            likeness["best"] = max((float(one.score or 0) for one in found), default=0.0)
            return found

    fused = QueryFusionRetriever(
        [Meaning(), Words()],
        llm=MockLLM(),
        mode=FUSION_MODES.RECIPROCAL_RANK,
        similarity_top_k=COUNT,
        num_queries=1,
        use_async=False,
    )

    def ask(question: str) -> Found:
        found = fused.retrieve(question)
        return [(int(one.node.node_id), one.node.get_content(), likeness["best"]) for one in found]

    return ask


# an afternoon's script: sentence-transformers and FAISS, flat


def _script_add(passages: Sequence[str], folder: Path, model: str) -> None:
    import faiss
    from sentence_transformers import SentenceTransformer

    vectors = SentenceTransformer(model, device="cpu").encode(
        list(passages), normalize_embeddings=True, show_progress_bar=False
    )
    held: Any = faiss.IndexFlatIP(vectors.shape[1])
    held.add(vectors)
    folder.mkdir()
    faiss.write_index(held, str(folder / "vectors.faiss"))
    (folder / "passages.json").write_text(json.dumps(list(passages)), encoding="utf-8")


def _script_open(folder: Path, model: str) -> Ask:
    import faiss
    from sentence_transformers import SentenceTransformer

    transformer = SentenceTransformer(model, device="cpu")
    held: Any = faiss.read_index(str(folder / "vectors.faiss"))
    passages = json.loads((folder / "passages.json").read_text(encoding="utf-8"))

    def ask(question: str) -> Found:
        vector = transformer.encode([question], normalize_embeddings=True, show_progress_bar=False)
        scores, places = held.search(vector, COUNT)
        return [(int(p), passages[p], float(s)) for s, p in zip(scores[0], places[0], strict=True) if p >= 0]

    return ask


PEERS = {
    "txtai (hybrid)": Peer(_txtai_add, _txtai_open),
    "LlamaIndex (FAISS + BM25)": Peer(_llama_add, _llama_open),
    "script (sentence-transformers + FAISS)": Peer(_script_add, _script_open),
}


# measuring


def contest(
    plan: Plan, place: Path, base: Path, adding: Adding, asked: list[str], command: Sequence[str], tell: Tell
) -> tuple[Contender, ...]:
    """On Record and the others on the passages of a library, each in processes of its own.

    base: the library's data folder, which is changed at the end.
    """
    passages = place / "passages.jsonl"
    _hand_over(base, passages)
    found: list[Contender] = []
    for name in PEERS:
        tell(f"measuring {name}")
        task: Task = {
            "peer": name,
            "passages": str(passages),
            "folder": str(place / "peer" / str(len(found))),
            "model": str(packaged_model()) if plan.model == PACKAGED else plan.model,
            "questions": asked[: plan.asked],
            "said": str(plan.said.absolute()) if plan.said else None,
        }
        seconds = run("index.peers", {**task, "task": "add"})["seconds"]
        start = median(timed(lambda t=task: run("index.peers", {**t, "task": "start"})) for _ in range(plan.starts))  # type: ignore[misc]
        held = run("index.peers", {**task, "task": "ask"})
        found.append(_contender(name, adding.passages / seconds, start, held))
    tell("measuring On Record")
    own: Task = {"data": str(base), "model": plan.model, "questions": asked, "recall": 1, "rounds": 1, "fresh": 1}
    line = [*command, "--data", str(base), "ask"]
    start = median(timed(lambda n=n: run_command([*line, asked[n]])) for n in range(plan.starts))  # type: ignore[misc]
    held = run("index.trial", {**own, "task": "ask", "said": str(plan.said.absolute()) if plan.said else None})
    score = held["said"] and {**held["said"], "answered": held["said"]["hit5"]}
    held = {**(score or dict.fromkeys(_SCORE)), "idle": held["idle"], "memory": held["memory"]}
    return (_contender("On Record", adding.passages / adding.seconds, start, held), *found)


_SCORE = ("hit1", "hit5", "answered", "refused", "said1")


def _contender(name: str, adding: float, start: float, held: dict[str, Any]) -> Contender:
    score = {key: held.get(key) for key in _SCORE}
    return Contender(name, adding, start, Latency(**held["idle"]), held["memory"], **score)


def _hand_over(base: Path, target: Path) -> None:
    """The passages of a library, a line each."""
    store = Store(base / "onrecord.db")
    with target.open("w", encoding="utf-8") as stream:
        for entry in store.listing():
            for article in store.articles([entry.id]).values():
                for passage in store.passages_of([article.id]):
                    text = article.text[passage.start : passage.end]
                    stream.write(json.dumps({"urls": article.urls, "text": text}) + "\n")
    store.close()


def _passages(task: Task) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(task["passages"]).read_text(encoding="utf-8").splitlines()]


def _add(task: Task) -> Task:
    texts = [one["text"] for one in _passages(task)]
    folder = Path(task["folder"])
    folder.parent.mkdir(parents=True, exist_ok=True)
    peer = PEERS[task["peer"]]
    peer.add(texts[:2], folder.with_suffix(".warm"), task["model"])  # what is loaded once is no part of adding
    return {"seconds": timed(lambda: peer.add(texts, folder, task["model"]))}


def _start(task: Task) -> Task:
    ask = PEERS[task["peer"]].open(Path(task["folder"]), task["model"])
    return {"answer": [text for _, text, _ in ask(task["questions"][0])]}


def _ask(task: Task) -> Task:
    ask = PEERS[task["peer"]].open(Path(task["folder"]), task["model"])
    ask(task["questions"][0])
    idle_memory = memory()
    latencies = []
    for question in task["questions"][1:]:
        start = time.perf_counter()
        ask(question)
        latencies.append(time.perf_counter() - start)
    found: Task = {"memory": idle_memory, "idle": percentiles(latencies)}
    if task["said"]:
        found |= said(Path(task["said"]), ask, [one["urls"] for one in _passages(task)])
    return found


def said(folder: Path, ask: Ask, urls: Sequence[Sequence[str]]) -> dict[str, float]:
    """The said score read kindly: words of the gold article that hold the gold statement's, whoever says them,
    in passages as long as they come.

    answered, refused: with silence where the best score is below a bound, which is chosen on every other question
    for the best mean of both, and applied to the others.
    """
    asked: list[tuple[bool, list[bool], float]] = []  # has an answer; which passages are right; best score
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        if line.strip():
            question = json.loads(line)
            found = ask(question["question"])
            right = [
                any(g["url"] in urls[place] and covers(text, g["content"], math.inf) for g in question["answers"])
                for place, text, _ in found
            ]
            asked.append((bool(question["answers"]), right, max((score for _, _, score in found), default=-math.inf)))
    count = max(1, sum(answerable for answerable, _, _ in asked))
    halves = [asked[0::2], asked[1::2]]
    judged = [_judged(half, _bound(other)) for half, other in zip(halves, halves[::-1], strict=True)]
    return {
        "hit1": sum(any(right[:1]) for _, right, _ in asked) / count,
        "hit5": sum(any(right) for _, right, _ in asked) / count,
        "answered": sum(answered for answered, _ in judged) / count,
        "refused": sum(refused for _, refused in judged) / max(1, len(asked) - count),
    }


def _bound(asked: list[tuple[bool, list[bool], float]]) -> float:
    """The score below which silence suits these questions best."""

    def worth(bound: float) -> float:
        answered, refused = _judged(asked, bound)
        count = sum(answerable for answerable, _, _ in asked)
        return answered / max(1, count) + refused / max(1, len(asked) - count)

    return max({-math.inf, *(score for _, _, score in asked)}, key=worth)


def _judged(asked: list[tuple[bool, list[bool], float]], bound: float) -> tuple[int, int]:
    """How many were answered rightly, and how many rightly refused."""
    answered = sum(answerable and score >= bound and any(right) for answerable, right, score in asked)
    return answered, sum(not answerable and score < bound for answerable, _, score in asked)


TASKS: dict[str, Callable[[Task], Task]] = {"add": _add, "start": _start, "ask": _ask}


def main() -> None:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    task = json.load(sys.stdin)
    output, sys.stdout = sys.stdout, sys.stderr  # what they print is no figure
    try:
        found = TASKS[task["task"]](task)
    except KeyboardInterrupt:
        sys.exit(130)
    json.dump(found, output)


if __name__ == "__main__":
    main()
