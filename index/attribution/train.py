"""Training the statement tagger from articles marked by hand (PolNeAR's layout).

Newell, Margolin, Ruths: "An Attribution Relations Corpus for Political News", LREC 2018.
Needs torch; nothing else in the project does once a model is exported.
"""

from __future__ import annotations

import math
import random
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from index.attribution.brat import Attribution, read_folder
from index.attribution.tagger import (
    CLS,
    CONTENT,
    CUE,
    CUE_FIRST,
    CUE_KEY,
    CUE_LAST,
    FIRST,
    LAST,
    POINTER,
    SEP,
    SOURCE,
    SOURCE_KEY,
    TAGS,
    WINDOW,
    Ints,
    Tokens,
    tokenize,
)
from index.onnx_runtime import quantize_weights

IGNORE = -100
MASK = 103  # the [MASK] piece
MASKED = 0.06  # share of pieces hidden while training


@dataclass(frozen=True, slots=True)
class Example:
    """An article as pieces, tags, and links from fragments to first pieces (-1: none)."""

    tokens: Tokens
    tags: Ints
    links: list[tuple[int, int, int, int]]  # first piece, last piece, source, cue
    cue_links: list[tuple[int, int, int]]  # first piece, last piece, source


def example(text: str, attributions: Iterable[Attribution], tokens: Tokens) -> Example:
    tags = np.zeros(len(tokens), dtype=np.int64)
    links: list[tuple[int, int, int, int]] = []
    cue_links: list[tuple[int, int, int]] = []

    def paint(span: tuple[int, int], first: int) -> tuple[int, int] | None:
        held = np.flatnonzero((tokens.ends > span[0]) & (tokens.starts < span[1]))
        if not len(held):
            return None
        if not tags[held].any() or first == CONTENT:
            tags[held] = first + 1
            tags[held[0]] = first
        return int(held[0]), int(held[-1])

    for one in attributions:
        source = [r for r in (paint(s, SOURCE) for s in one.source) if r]
        cue = [r for r in (paint(s, CUE) for s in one.cue) if r]
        at_source = source[0][0] if source else -1
        at_cue = cue[0][0] if cue else -1
        for span in one.content:
            fragment = paint(span, CONTENT)
            if fragment:
                links.append((*fragment, at_source, at_cue))
        if cue:
            cue_links.append((cue[0][0], cue[-1][1], at_source))
    return Example(tokens, tags, links, cue_links)


class Network(nn.Module):
    """Encoder layers, features of marks, case and breaks, and the two heads."""

    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.quotes = nn.Embedding(4, width)
        self.cases = nn.Embedding(4, width)
        self.breaks = nn.Embedding(3, width)
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(width, len(TAGS))
        self.vectors = nn.Linear(width, 6 * POINTER)
        for table in (self.quotes, self.cases, self.breaks):
            nn.init.normal_(table.weight, std=0.02)

    def forward(
        self, embedded: Tensor, quotes: Tensor, cases: Tensor, breaks: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        inputs = embedded + self.quotes(quotes) + self.cases(cases) + self.breaks(breaks)
        states = self.encoder(inputs_embeds=inputs, attention_mask=mask).last_hidden_state
        states = self.drop(states)
        return self.tags(states), self.vectors(states)


Item = tuple[Ints, Ints, Ints, Ints, Ints, list[tuple[int, int, int, int]], list[tuple[int, int, int]]]


def cut(one: Example, rng: random.Random, size: int = WINDOW - 2) -> list[Item]:
    """Windows of an article with a random first cut, so that no two epochs are alike."""
    items: list[Item] = []
    total = len(one.tokens)
    start = 0
    end = min(total, rng.randint(size // 2, size)) if total > size else total
    while True:
        p, s = one.tokens, slice(start, end)

        def held(i: int, start: int = start, end: int = end) -> int:
            return i - start + 1 if start <= i < end else (0 if i == -1 else IGNORE)

        def wrap(values: Ints, edge: int = 0, s: slice = s) -> Ints:
            return np.concatenate([[edge], values[s], [edge]])

        ids = np.concatenate([[CLS], p.ids[s], [SEP]])
        links = [
            (held(a), held(min(b, end - 1)), held(source), held(cue))
            for a, b, source, cue in one.links
            if start <= a < end
        ]
        cues = [(held(a), held(min(b, end - 1)), held(src)) for a, b, src in one.cue_links if start <= a < end]
        items.append((ids, wrap(p.quotes), wrap(p.cases), wrap(p.breaks), wrap(one.tags, IGNORE), links, cues))
        if end >= total:
            return items
        following = end - 64
        for i in range(end - 32, max(start + 1, end - 128), -1):
            if p.breaks[i] == 2:
                following = i
                break
        start, end = following, min(total, following + size)


def pointer_loss(
    parts: Tensor, mask: Tensor, rows: list[tuple[int, int, int, int]], queries: tuple[int, int], key: int
) -> Tensor:
    """Cross entropy of pointing.  rows: (item, first piece, last piece, target)."""
    rows = [r for r in rows if r[3] != IGNORE]
    if not rows:
        return parts.sum() * 0.0
    at = torch.tensor(rows)
    query = parts[at[:, 0], at[:, 1], queries[0]] + parts[at[:, 0], at[:, 2], queries[1]]
    scores = torch.einsum("nd,ntd->nt", query, parts[at[:, 0], :, key]) / POINTER**0.5
    scores = scores.masked_fill(mask[at[:, 0]] == 0, -1e4)
    return nn.functional.cross_entropy(scores, at[:, 3])


def losses(network: Network, embeddings: nn.Embedding, batch: list[Item]) -> Tensor:
    longest = max(len(item[0]) for item in batch)

    def stack(column: int, fill: int = 0) -> Tensor:
        rows = np.full((len(batch), longest), fill, dtype=np.int64)
        for i, item in enumerate(batch):
            values = item[column]
            assert isinstance(values, np.ndarray)
            rows[i, : len(values)] = values
        return torch.from_numpy(rows)

    mask = torch.zeros(len(batch), longest, dtype=torch.long)
    for i, item in enumerate(batch):
        mask[i, : len(item[0])] = 1
    ids = stack(0)
    if network.training:
        ids[torch.rand(ids.shape) < MASKED] = MASK
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, vectors = network(embeddings(ids), stack(1), stack(2), stack(3), mask)
    tags, parts = tags.float(), vectors.float().view(len(batch), longest, 6, POINTER)
    loss = nn.functional.cross_entropy(tags.reshape(-1, len(TAGS)), stack(4, IGNORE).reshape(-1), ignore_index=IGNORE)
    to_source = [(i, a, b, source) for i, item in enumerate(batch) for a, b, source, _ in item[5]]
    to_cue = [(i, a, b, cue) for i, item in enumerate(batch) for a, b, _, cue in item[5]]
    from_cue = [(i, a, b, source) for i, item in enumerate(batch) for a, b, source in item[6]]
    loss = loss + 0.15 * pointer_loss(parts, mask, to_source, (FIRST, LAST), SOURCE_KEY)
    loss = loss + 0.1 * pointer_loss(parts, mask, to_cue, (FIRST, LAST), CUE_KEY)
    return loss + 0.05 * pointer_loss(parts, mask, from_cue, (CUE_FIRST, CUE_LAST), SOURCE_KEY)


def train(
    model: Path,
    corpus: Path,
    output: Path,
    epochs: int = 4,
    seed: int = 7,
    report: Callable[[str], None] = print,
    batch_size: int = 8,
    rate: float = 1e-4,
) -> None:
    """Fine-tune the sentence model in folder `model` on `corpus`; write ONNX to `output`."""
    from tokenizers import Tokenizer
    from transformers import AutoModel

    torch.manual_seed(seed)
    rng = random.Random(seed)
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    # Dropout inside the layers takes a third of the time here; masked pieces do its work.
    encoder = AutoModel.from_pretrained(
        model, add_pooling_layer=False, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0
    )
    embeddings = encoder.embeddings.word_embeddings
    embeddings.requires_grad_(False)
    network = Network(encoder, encoder.config.hidden_size)
    articles = [example(text, attributions, tokenize(text, tokenizer)) for text, attributions in read_folder(corpus)]
    report(f"{len(articles)} articles, {sum(len(a.tokens) for a in articles)} word pieces")
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    body = [p for n, p in network.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": 10 * rate}], weight_decay=0.01)
    steps = epochs * math.ceil(sum(len(cut(a, rng)) for a in articles) / batch_size)
    warm = steps // 10
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.02, (steps - s) / (steps - warm)))
    )
    step = 0
    for epoch in range(epochs):
        network.train()
        items = [item for article in articles for item in cut(article, rng)]
        rng.shuffle(items)
        # Batches of like length, drawn from pools, waste little on padding.
        pools = [sorted(items[i : i + 200], key=lambda x: len(x[0])) for i in range(0, len(items), 200)]
        batches = [pool[i : i + batch_size] for pool in pools for i in range(0, len(pool), batch_size)]
        rng.shuffle(batches)
        total = 0.0
        for number, batch in enumerate(batches):
            loss = losses(network, embeddings, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            total += loss.item()
            if number % 50 == 49:
                report(f"epoch {epoch + 1} batch {number + 1}/{len(batches)} loss {total / (number + 1):.4f}")
        torch.save(network.state_dict(), output.with_suffix(".pt"))
    export(network, output)


def export(network: Network, output: Path) -> None:
    """Write the network as ONNX with 8-bit matrices."""
    network.eval()
    length = 16
    dummy = (torch.zeros(1, length, network.quotes.embedding_dim), *(torch.zeros(1, length, dtype=torch.long),) * 3)
    names = ["embedded", "quotes", "cases", "breaks"]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            network,
            dummy,
            str(plain),
            input_names=names,
            output_names=["tags", "vectors"],
            dynamo=False,
            dynamic_axes={n: {0: "batch", 1: "length"} for n in [*names, "tags", "vectors"]},
            opset_version=17,
        )
        quantize_weights(plain, output, ["MatMul"])
