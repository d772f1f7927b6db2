"""Training of the statement tagger from articles marked by hand (PolNeAR's layout), altered copies and invented prose.

Newell, Margolin, Ruths: "An Attribution Relations Corpus for Political News", LREC 2018.
Needs torch; nothing else in the project does once a model is exported.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from index.attribution.augment import altered
from index.attribution.brat import Attribution, read_corpus
from index.attribution.decoding import (
    CONTENT,
    CUE,
    CUE_FIRST,
    CUE_KEY,
    CUE_LAST,
    FIRST,
    LAST,
    POINTER,
    SOURCE,
    SOURCE_KEY,
    TAGS,
)
from index.attribution.edited_text import MarkedText
from index.attribution.reported_prose import Sources, plain_article, read_sources, write_article
from index.attribution.tagger_network import DEPTHS, Network, export
from index.attribution.word_pieces import CLS, SEP, WINDOW, Ints, Tokens, tokenize, windows
from index.model import Span
from index.text.quotation_marks import quotation_states

if TYPE_CHECKING:
    from tokenizers import Tokenizer

IGNORE = -100  # a target that has no loss
MASK = 103  # id of [MASK]
MASKED = 0.06  # share of pieces that are masked while training
SHIPPED_DEPTH = 4  # layers of the tagger that is shipped: what lies above taught it, and takes half as long again
LOWER_WEIGHT = 0.4  # of the loss of heads that aren't the deepest
DROPOUT = 0.1  # inside the encoder
AVERAGED = 0.998  # decay of the average of the weights over steps, which is what is written
ALTERED = 0.5  # share of the corpus that is read as an altered copy
INVENTED = 0.3  # invented articles for each of the corpus
PLAIN = 0.08  # texts without a statement for each article of the corpus
POOL = 200  # windows from which batches of similar length are made

Link = tuple[int, int, int, int]  # first piece, last piece, first piece of the source and of the cue
CueLink = tuple[int, int, int]  # first piece, last piece, first piece of the source


@dataclass(frozen=True, slots=True)
class Example:
    """An article to learn from.

    Attributes:
        tokens: Its word pieces.
        tags: [pieces] gold tags, as indexes of TAGS.
        links: Of each fragment of content its source and cue (-1: none).
        cue_links: Of each cue its source (-1: none).
    """

    tokens: Tokens
    tags: Ints
    links: list[Link]
    cue_links: list[CueLink]


def make_example(text: str, attributions: Iterable[Attribution], tokens: Tokens) -> Example:
    """Put hand-marked statements on word pieces.

    Args:
        text: The article's text.
        attributions: Its hand-marked statements.
        tokens: Its word pieces.

    Returns:
        Tags and links; where statements overlap, content wins over what was marked before.
    """
    tags = np.zeros(len(tokens), dtype=np.int64)
    links: list[Link] = []
    cue_links: list[CueLink] = []
    for attribution in attributions:
        source = _mark(tags, tokens, attribution.source, SOURCE)
        cue = _mark(tags, tokens, attribution.cue, CUE)
        source_piece = source[0][0] if source else -1
        cue_piece = cue[0][0] if cue else -1
        fragments = _mark(tags, tokens, attribution.content, CONTENT)
        links.extend((*fragment, source_piece, cue_piece) for fragment in fragments)
        if cue:
            cue_links.append((cue[0][0], cue[-1][1], source_piece))
    return Example(tokens, tags, links, cue_links)


def _mark(tags: Ints, tokens: Tokens, spans: Iterable[Span], begin: int) -> list[tuple[int, int]]:
    """Tag the pieces of spans of one kind; the first and last piece of each part of a span within one paragraph."""
    ranges = []
    for start, end in spans:
        every = np.flatnonzero((tokens.ends > start) & (tokens.starts < end))
        for pieces in np.split(every, np.flatnonzero(tokens.breaks[every[1:]] == 2) + 1):
            if not len(pieces):
                continue
            if not tags[pieces].any() or begin == CONTENT:
                tags[pieces] = begin + 1
                tags[pieces[0]] = begin
            ranges.append((int(pieces[0]), int(pieces[-1])))
    return ranges


class Window(NamedTuple):
    """Part of an example, [CLS] and [SEP] included: arrays of one length, and links between places in them.

    Links point at 0, [CLS], for none, and at IGNORE for what is outside the window.
    """

    ids: Ints
    quotes: Ints
    cases: Ints
    breaks: Ints
    tags: Ints
    links: list[Link]
    cue_links: list[CueLink]


def cut_windows(example: Example, rng: random.Random, size: int = WINDOW - 2) -> list[Window]:
    """Cut an example into windows of random lengths, so that epochs differ; most begin at a paragraph.

    Args:
        example: The article.
        rng: Source of randomness.
        size: Pieces a window at most, without [CLS] and [SEP].

    Returns:
        Windows in order.
    """
    ranges = windows(example.tokens.breaks, lambda: rng.randint(size // 2, size), size)
    return [_window(example, start, end) for start, end in ranges]


def _window(example: Example, start: int, end: int) -> Window:
    tokens = example.tokens

    def place(piece: int) -> int:
        """Where a piece stands in the window."""
        return piece - start + 1 if start <= piece < end else (0 if piece == -1 else IGNORE)

    def between(values: Ints, first: int, last: int) -> Ints:
        return np.concatenate([[first], values[start:end], [last]])

    return Window(
        between(tokens.ids, CLS, SEP),
        between(tokens.quotes, 0, 0),
        between(tokens.cases, 0, 0),
        between(tokens.breaks, 0, 0),
        between(example.tags, IGNORE, IGNORE),
        [
            (place(first), place(min(last, end - 1)), place(source), place(cue))
            for first, last, source, cue in example.links
            if start <= first < end
        ],
        [
            (place(first), place(min(last, end - 1)), place(source))
            for first, last, source in example.cue_links
            if start <= first < end
        ],
    )


def pointer_loss(parts: Tensor, mask: Tensor, rows: list[Link], queries: tuple[int, int], key: int) -> Tensor:
    """Cross entropy of pointers.

    Args:
        parts: [batch, pieces, 6, POINTER] queries and keys.
        mask: [batch, pieces], 0 for padding.
        rows: (number in the batch, first piece, last piece, target piece) of each pointer.
        queries: Which parts are the queries of the first and of the last piece.
        key: Which part is the key.

    Returns:
        The mean over the rows whose target is not IGNORE; 0 of none.
    """
    rows = [row for row in rows if row[3] != IGNORE]
    if not rows:
        return parts.sum() * 0.0
    at = torch.tensor(rows, device=parts.device)
    query = parts[at[:, 0], at[:, 1], queries[0]] + parts[at[:, 0], at[:, 2], queries[1]]
    scores = torch.einsum("nd,ntd->nt", query, parts[at[:, 0], :, key]) / POINTER**0.5
    scores = scores.masked_fill(mask[at[:, 0]] == 0, -1e4)
    return nn.functional.cross_entropy(scores, at[:, 3])


def batch_loss(network: Network, embeddings: nn.Embedding, batch: list[Window]) -> Tensor:
    """Weighted sum of the losses of tags and of pointers.

    Args:
        network: The network; in training some pieces are masked.
        embeddings: The sentence model's word embeddings, on the network's device.
        batch: Windows of any lengths.

    Returns:
        A scalar.
    """
    device = embeddings.weight.device

    def rows(values: list[Ints], fill: int = 0) -> Tensor:
        return _stack(values, fill).to(device)

    mask = rows([np.ones(len(window.ids), np.int64) for window in batch])
    ids = rows([window.ids for window in batch])
    if network.training:
        ids[torch.rand(ids.shape, device=device) < MASKED] = MASK
    quotes, cases = rows([window.quotes for window in batch]), rows([window.cases for window in batch])
    breaks, gold = rows([window.breaks for window in batch]), rows([window.tags for window in batch], IGNORE)
    with torch.autocast(device.type, dtype=torch.bfloat16):
        outputs = network.every(embeddings(ids), quotes, cases, breaks, mask)
    to_source = [(i, a, b, source) for i, window in enumerate(batch) for a, b, source, _ in window.links]
    to_cue = [(i, a, b, cue) for i, window in enumerate(batch) for a, b, _, cue in window.links]
    from_cue = [(i, a, b, source) for i, window in enumerate(batch) for a, b, source in window.cue_links]
    total = torch.zeros((), device=device)
    for depth, (tags, vectors) in zip(network.depths, outputs, strict=True):
        scores, parts = tags.float().reshape(-1, len(TAGS)), vectors.float().view(*ids.shape, 6, POINTER)
        loss = nn.functional.cross_entropy(scores, gold.reshape(-1), ignore_index=IGNORE)
        loss = loss + 0.15 * pointer_loss(parts, mask, to_source, (FIRST, LAST), SOURCE_KEY)
        loss = loss + 0.1 * pointer_loss(parts, mask, to_cue, (FIRST, LAST), CUE_KEY)
        loss = loss + 0.05 * pointer_loss(parts, mask, from_cue, (CUE_FIRST, CUE_LAST), SOURCE_KEY)
        total = total + loss * (1.0 if depth == network.depths[-1] else LOWER_WEIGHT)
    return total


def _stack(rows: Sequence[Ints], fill: int = 0) -> Tensor:
    """Rows of different lengths as one matrix, padded at their ends."""
    padded = np.full((len(rows), max(map(len, rows))), fill, dtype=np.int64)
    for i, row in enumerate(rows):
        padded[i, : len(row)] = row
    return torch.from_numpy(padded)


def train_tagger(
    model: Path,
    corpus: Path,
    output: Path,
    transcripts: Sequence[Path] = (),
    prose: Sequence[Path] = (),
    epochs: int = 16,
    seed: int = 3,
    report: Callable[[str], None] = print,
    batch_size: int = 16,
    rate: float = 1.5e-4,
    depth: int = SHIPPED_DEPTH,
) -> None:
    """Fine-tune the sentence model on a corpus and write the tagger as ONNX; on a GPU where there is one.

    What is written is the moving average of the weights (Izmailov and others, "Averaging Weights Leads to Wider Optima
    and Better Generalization", UAI 2018).

    Args:
        model: Folder of the sentence model.
        corpus: Folder with text/ and attributions/.
        output: The ONNX file; the weights so far are beside it as .pt after each epoch.
        transcripts: Folders of transcripts, whose sentences are put into invented articles; none: no such articles.
        prose: Folders of official prose, whose paragraphs without a word of saying stand between.
        epochs: Times that the corpus is read, each time with other alterations.
        seed: Of all randomness.
        report: Called with a line about the progress now and then.
        batch_size: Windows a step.
        rate: Learning rate of the encoder; the heads' is ten times as high.
        depth: Layers of the tagger that is written, one of DEPTHS.
    """
    from tokenizers import Tokenizer
    from transformers import AutoModel

    articles = read_corpus(corpus)  # before the model, whose loading takes a while
    sources = read_sources(transcripts, prose)
    torch.manual_seed(seed)
    rng = random.Random(seed)
    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    encoder = AutoModel.from_pretrained(
        model, add_pooling_layer=False, attention_probs_dropout_prob=DROPOUT, hidden_dropout_prob=DROPOUT
    )
    encoder.encoder.layer = encoder.encoder.layer[: DEPTHS[-1]]
    embeddings = encoder.embeddings.word_embeddings
    embeddings.requires_grad_(False)
    network = Network(encoder, encoder.config.hidden_size).to("cuda" if torch.cuda.is_available() else "cpu")
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED), use_buffers=True)
    optimizer = _optimizer(network, rate)
    schedule: torch.optim.lr_scheduler.LRScheduler | None = None
    for epoch in range(epochs):
        lesson = [_example(text, marked, tokenizer) for text, marked in _lesson(articles, sources, rng)]
        batches = _batches(lesson, rng, batch_size)
        if schedule is None:
            report(f"{len(lesson)} articles, {sum(len(example.tokens) for example in lesson)} word pieces an epoch")
            schedule = _schedule(optimizer, epochs * len(batches))
        network.train()
        total = 0.0
        for number, batch in enumerate(batches, 1):
            loss = batch_loss(network, embeddings, batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            if 2 * (epoch * len(batches) + number) > epochs * len(batches):
                average.update_parameters(network)  # of the second half: the first steps are far from the goal
            total += loss.item()
            if number % 50 == 0:
                report(f"epoch {epoch + 1} batch {number}/{len(batches)} loss {total / number:.4f}")
        torch.save(network.state_dict(), output.with_suffix(".pt"))
    export(average.module.cpu().cut(depth), output)


def _example(text: str, marked: list[Attribution], tokenizer: Tokenizer) -> Example:
    return make_example(text, marked, tokenize(text, tokenizer, quotation_states(text)))


def _lesson(articles: Sequence[MarkedText], sources: Sources, rng: random.Random) -> list[MarkedText]:
    """What is read in one epoch: every article, some as an altered copy, and invented ones."""
    lesson = [altered(article, rng) if rng.random() < ALTERED else article for article in articles]
    if sources.spoken:
        lesson += [write_article(sources, rng) for _ in range(round(INVENTED * len(articles)))]
    if sources.plain:
        lesson += [plain_article(sources, rng) for _ in range(round(PLAIN * len(articles)))]
    return lesson


def _optimizer(network: Network, rate: float) -> torch.optim.Optimizer:
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    body = [p for n, p in network.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    return torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": 10 * rate}], weight_decay=0.01)


def _schedule(optimizer: torch.optim.Optimizer, steps: int) -> torch.optim.lr_scheduler.LRScheduler:
    """Linear warm-up over a tenth of the steps, then linear decay to a fiftieth."""
    warm = max(1, steps // 10)
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.02, (steps - step) / max(1, steps - warm)))
    )


def _batches(examples: Sequence[Example], rng: random.Random, size: int) -> list[list[Window]]:
    """All windows of an epoch in random batches.  Those of a batch have similar lengths, which spares padding."""
    windows = [window for example in examples for window in cut_windows(example, rng)]
    rng.shuffle(windows)
    pools = [sorted(windows[i : i + POOL], key=lambda window: len(window.ids)) for i in range(0, len(windows), POOL)]
    batches = [pool[i : i + size] for pool in pools for i in range(0, len(pool), size)]
    rng.shuffle(batches)
    return batches
