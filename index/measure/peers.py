"""Other libraries for search, given the same passages and the same weights as On Record.

Run as a script for one measurement: a JSON object on standard input, one on standard output.  It imports
nothing of On Record, whose memory and time would count as theirs.  Their packages are in the extra `peers`
and are imported in the functions that call them.  LlamaIndex's own BM25 package needs an older PyStemmer
than On Record, so bm25s is called here directly.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COUNT = 5  # passages an answer
DEPTH = 20  # candidates from each ranking, where two are fused
NEEDED = ("txtai", "llama_index.core", "llama_index.vector_stores.faiss", "llama_index.embeddings.huggingface", "bm25s")

# A question's answer: (index of the passage, its text, score), best first.
Ranking = list[tuple[int, str, float]]
Ask = Callable[[str], Ranking]


@dataclass(frozen=True, slots=True)
class Peer:
    """A library.

    Attributes:
        add: Puts passages into a new index: (passages, its folder, folder of the model).
        open: Opens an index for questions: (its folder, folder of the model).
    """

    add: Callable[[Sequence[str], Path, str], None]
    open: Callable[[Path, str], Ask]


# txtai, hybrid: dense and BM25


def _txtai_add(passages: Sequence[str], folder: Path, model: str) -> None:
    from txtai import Embeddings

    embeddings = Embeddings(path=model, hybrid=True, content=True)
    embeddings.index((number, text, None) for number, text in enumerate(passages))
    embeddings.save(str(folder))


def _txtai_open(folder: Path, model: str) -> Ask:
    from txtai import Embeddings

    embeddings = Embeddings()
    embeddings.load(str(folder))
    return lambda question: [(int(hit["id"]), hit["text"], hit["score"]) for hit in embeddings.search(question, COUNT)]


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
    bm25 = bm25s.BM25()
    bm25.index(
        bm25s.tokenize(list(passages), stopwords="en", stemmer=_stemmer(), show_progress=False), show_progress=False
    )
    bm25.save(str(folder / "bm25"))


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
    index: Any = load_index_from_storage(storage, embed_model=embedding)
    bm25, stemmer = bm25s.BM25.load(str(folder / "bm25")), _stemmer()
    nodes = index.docstore.docs
    # The nearest passage's cosine tells best whether there is an answer; a fused rank doesn't.
    cosine: dict[str, float] = {}

    class Lexical(BaseRetriever):  # type: ignore[misc]
        def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
            tokens = bm25s.tokenize(query_bundle.query_str, stopwords="en", stemmer=stemmer, show_progress=False)
            numbers, scores = bm25.retrieve(tokens, k=min(DEPTH, len(nodes)), show_progress=False)
            return [
                NodeWithScore(node=nodes[str(number)], score=float(score))
                for number, score in zip(numbers[0], scores[0], strict=True)
            ]

    class Dense(BaseRetriever):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.inner = index.as_retriever(similarity_top_k=DEPTH)

        def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
            nearest: list[NodeWithScore] = self.inner.retrieve(query_bundle)
            cosine["best"] = max((float(node.score or 0) for node in nearest), default=0.0)
            return nearest

    fused = QueryFusionRetriever(
        [Dense(), Lexical()],
        llm=MockLLM(),
        mode=FUSION_MODES.RECIPROCAL_RANK,
        similarity_top_k=COUNT,
        num_queries=1,
        use_async=False,
    )

    def ask(question: str) -> Ranking:
        hits = fused.retrieve(question)
        return [(int(hit.node.node_id), hit.node.get_content(), cosine["best"]) for hit in hits]

    return ask


# what one writes in an afternoon: sentence-transformers and a flat FAISS index


def _script_add(passages: Sequence[str], folder: Path, model: str) -> None:
    import faiss
    from sentence_transformers import SentenceTransformer

    vectors = SentenceTransformer(model, device="cpu").encode(
        list(passages), normalize_embeddings=True, show_progress_bar=False
    )
    index: Any = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    folder.mkdir()
    faiss.write_index(index, str(folder / "vectors.faiss"))
    (folder / "passages.json").write_text(json.dumps(list(passages)), encoding="utf-8")


def _script_open(folder: Path, model: str) -> Ask:
    import faiss
    from sentence_transformers import SentenceTransformer

    transformer = SentenceTransformer(model, device="cpu")
    index: Any = faiss.read_index(str(folder / "vectors.faiss"))
    passages = json.loads((folder / "passages.json").read_text(encoding="utf-8"))

    def ask(question: str) -> Ranking:
        vector = transformer.encode([question], normalize_embeddings=True, show_progress_bar=False)
        scores, numbers = index.search(vector, COUNT)
        return [(int(n), passages[n], float(s)) for s, n in zip(scores[0], numbers[0], strict=True) if n >= 0]

    return ask


PEERS = {
    "txtai": Peer(_txtai_add, _txtai_open),
    "LlamaIndex": Peer(_llama_add, _llama_open),
    "a script": Peer(_script_add, _script_open),
}


# measuring


def _memory() -> float | None:
    """Resident memory of this process in MB; None where the system doesn't tell."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:")) / 1024
    except OSError:
        return None


def _add(task: dict[str, Any]) -> dict[str, Any]:
    passages = json.loads(Path(task["passages"]).read_text(encoding="utf-8"))
    folder, peer = Path(task["folder"]), PEERS[task["peer"]]
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Loading modules and the model is no part of adding.
    peer.add(passages[:2], folder.with_suffix(".first"), task["model"])
    loading = _elapsed(lambda: peer.add(passages[:2], folder.with_suffix(".second"), task["model"]))
    return {"seconds": _elapsed(lambda: peer.add(passages, folder, task["model"])) - loading}


def _encode(task: dict[str, Any]) -> dict[str, Any]:
    """Seconds of sentence-transformers' own encode: vectors, and no index."""
    from sentence_transformers import SentenceTransformer

    passages = json.loads(Path(task["passages"]).read_text(encoding="utf-8"))
    transformer = SentenceTransformer(task["model"], device="cpu")

    def encode(texts: Sequence[str]) -> None:
        transformer.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)

    encode(passages[:8])
    return {"seconds": _elapsed(lambda: encode(passages))}


def _elapsed(work: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _ask(task: dict[str, Any]) -> dict[str, Any]:
    """Memory after the first question, seconds of each of the others, and answers to those that are scored."""
    ask = PEERS[task["peer"]].open(Path(task["folder"]), task["model"])
    ask(task["questions"][0])
    memory = _memory()
    seconds = [_elapsed(lambda q=question: ask(q)) for question in task["questions"][1:]]  # type: ignore[misc]
    return {"memory": memory, "seconds": seconds, "answers": {question: ask(question) for question in task["scored"]}}


def main() -> None:
    """Carry out the task on standard input."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    task = json.load(sys.stdin)
    output, sys.stdout = sys.stdout, sys.stderr  # the libraries print to standard output
    try:
        json.dump({"add": _add, "ask": _ask, "encode": _encode}[task["task"]](task), output)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
