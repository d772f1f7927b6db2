"""The network that the statement tagger is trained as, and its export.  Needs torch."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from index.attribution.decoding import POINTER, TAGS
from index.onnx_runtime import quantize_weights

DEPTHS = (2, 4, 6)  # after how many layers of the sentence model heads stand


class Heads(nn.Module):
    """What is read off the states of one layer: scores of tags, and queries and keys of pointers.

    Args:
        width: Dimensions of the states.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(width, len(TAGS))
        self.vectors = nn.Linear(width, 6 * POINTER)

    def forward(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """[batch, pieces, tags] scores and [batch, pieces, 6 * POINTER] vectors of [batch, pieces, width] states."""
        states = self.drop(states)
        return self.tags(states), self.vectors(states)


class Network(nn.Module):
    """Encoder layers with embeddings of quotation marks, case and breaks, and heads over several depths of them.

    Heads over lower layers help the upper ones to learn, and their part of the network is a tagger of its own that
    takes less time (Lee and others, "Deeply-Supervised Nets", AISTATS 2015).

    Args:
        encoder: The sentence model without its pooling layer, as deep as the deepest heads.
        width: Dimensions of its embeddings.
        depths: After how many layers heads stand.
    """

    def __init__(self, encoder: nn.Module, width: int, depths: Sequence[int] = DEPTHS) -> None:
        super().__init__()
        self.encoder = encoder
        self.depths = tuple(depths)
        self.quotes = nn.Embedding(4, width)
        self.cases = nn.Embedding(4, width)
        self.breaks = nn.Embedding(3, width)
        self.heads = nn.ModuleList([Heads(width) for _ in depths])
        for table in (self.quotes, self.cases, self.breaks):
            nn.init.normal_(table.weight, std=0.02)

    def every(
        self, embedded: Tensor, quotes: Tensor, cases: Tensor, breaks: Tensor, mask: Tensor | None = None
    ) -> list[tuple[Tensor, Tensor]]:
        """What the heads of every depth say; arguments as of `forward`."""
        inputs = embedded + self.quotes(quotes) + self.cases(cases) + self.breaks(breaks)
        states = self.encoder(inputs_embeds=inputs, attention_mask=mask, output_hidden_states=True).hidden_states
        return [heads(states[depth]) for heads, depth in zip(self.heads, self.depths, strict=True)]

    def forward(
        self, embedded: Tensor, quotes: Tensor, cases: Tensor, breaks: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Read a batch.

        Args:
            embedded: [batch, pieces, width] word embeddings.
            quotes: [batch, pieces], as in `Tokens`.
            cases: The same.
            breaks: The same.
            mask: [batch, pieces], 0 for padding; None: no padding.

        Returns:
            Of the deepest heads [batch, pieces, tags] scores and [batch, pieces, 6 * POINTER] vectors.
        """
        return self.every(embedded, quotes, cases, breaks, mask)[-1]

    def cut(self, depth: int) -> Network:
        """The part of the network up to one of its depths.

        Args:
            depth: After how many layers it ends.
        """
        part: Network = copy.deepcopy(self)
        part.encoder.encoder.layer = part.encoder.encoder.layer[:depth]
        part.heads = nn.ModuleList([part.heads[self.depths.index(depth)]])
        part.depths = (depth,)
        return part


def export(network: Network, output: Path) -> None:
    """Write the network as ONNX with its matrices in 8 bits.

    Args:
        network: The trained network, which is set to inference.
        output: The file.
    """
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
