"""The packaged model as an ONNX graph, made of its file of weights: neither torch nor all of the weights in memory.

The graph is that of BERT (Devlin and others, "BERT", 2019) with the mean of the last layer's vectors, as
sentence-transformers computes it for this model. Weights are copied one by one to a file beside the graph.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import numpy as np
import onnx
from onnx import TensorProto, helper
from safetensors import safe_open

OPSET, IR_VERSION = 17, 8
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUT = "embedding"
MASKED = float(np.finfo(np.float32).min)  # added to the score of what pads a text
SMALLEST = 1e-12  # of a length that is divided by


def write_bert_graph(source: Path, graph: Path) -> int:
    """Write a graph with its weights beside it.

    Args:
        source: The folder of the packaged model.
        graph: The file to write; the weights go to one with `.weights` behind its name.

    Returns:
        The width of the vectors.
    """
    about = json.loads((source / "config.json").read_text(encoding="utf-8"))
    with (
        safe_open(source / "model.safetensors", framework="numpy") as weights,
        graph.with_name(f"{graph.name}.weights").open("wb") as beside,
    ):
        _Bert(about, weights, beside).write(graph)
    return int(about["hidden_size"])


class _Bert:
    """Nodes and weights of a graph, in the order in which they are computed."""

    def __init__(self, about: dict[str, Any], weights: Any, beside: IO[bytes]) -> None:
        self._about = about
        self._weights = weights
        self._beside = beside
        self._nodes: list[onnx.NodeProto] = []
        self._initializers: list[onnx.TensorProto] = []
        self._count = 0

    def write(self, path: Path) -> None:
        """Compute a text's vector, and write how."""
        hidden, mask = self._embeddings(), self._mask()
        for layer in range(self._about["num_hidden_layers"]):
            hidden = self._layer(f"encoder.layer.{layer}", hidden, mask)
        self._mean(hidden)
        axes = {name: helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in INPUTS}
        output = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["batch", self._about["hidden_size"]])
        graph = helper.make_graph(self._nodes, "bert", list(axes.values()), [output], self._initializers)
        opset = helper.make_opsetid("", OPSET)
        path.write_bytes(
            helper.make_model(graph, opset_imports=[opset], ir_version=IR_VERSION).SerializeToString(deterministic=True)
        )

    def _embeddings(self) -> str:
        words = self._node("Gather", self._weight("embeddings.word_embeddings.weight"), "input_ids")
        kinds = self._node("Gather", self._weight("embeddings.token_type_embeddings.weight"), "token_type_ids")
        numbers = self._node("Slice", self._positions(), *self._span_of_text())
        places = self._node("Gather", self._weight("embeddings.position_embeddings.weight"), numbers)
        together = self._node("Add", self._node("Add", words, kinds), places)
        return self._normalised("embeddings.LayerNorm", together)

    def _positions(self) -> str:
        count = self._about["max_position_embeddings"]
        return self._small(helper.make_tensor("positions", TensorProto.INT64, [1, count], list(range(count))))

    def _span_of_text(self) -> tuple[str, str, str]:
        """Start, end and axis of the columns of a batch."""
        length = self._node("Gather", self._node("Shape", "input_ids"), self._numbers([1]))
        return self._numbers([0]), length, self._numbers([1])

    def _mask(self) -> str:
        """[batch, 1, 1, length]: 0 for a text's own word pieces, MASKED for what pads it."""
        own = self._node("Cast", "attention_mask", to=TensorProto.FLOAT)
        padding = self._node("Sub", self._constant(1.0), own)
        return self._node("Unsqueeze", self._node("Mul", padding, self._constant(MASKED)), self._numbers([1, 2]))

    def _layer(self, name: str, hidden: str, mask: str) -> str:
        attended = self._linear(
            f"{name}.attention.output.dense", self._attention(f"{name}.attention.self", hidden, mask)
        )
        hidden = self._normalised(f"{name}.attention.output.LayerNorm", self._node("Add", attended, hidden))
        inner = self._gelu(self._linear(f"{name}.intermediate.dense", hidden))
        outer = self._linear(f"{name}.output.dense", inner)
        return self._normalised(f"{name}.output.LayerNorm", self._node("Add", outer, hidden))

    def _attention(self, name: str, hidden: str, mask: str) -> str:
        heads, width = self._about["num_attention_heads"], self._about["hidden_size"]
        apart, together = self._numbers([0, 0, heads, width // heads]), self._numbers([0, 0, width])

        def of_heads(which: str, order: Sequence[int]) -> str:
            parts = self._node("Reshape", self._linear(f"{name}.{which}", hidden), apart)
            return self._node("Transpose", parts, perm=order)

        query, key = of_heads("query", (0, 2, 1, 3)), of_heads("key", (0, 2, 3, 1))
        scores = self._node("Mul", self._node("MatMul", query, key), self._constant(1 / math.sqrt(width // heads)))
        shares = self._node("Softmax", self._node("Add", scores, mask), axis=-1)
        found = self._node("MatMul", shares, of_heads("value", (0, 2, 1, 3)))
        return self._node("Reshape", self._node("Transpose", found, perm=(0, 2, 1, 3)), together)

    def _gelu(self, value: str) -> str:
        error = self._node("Erf", self._node("Div", value, self._constant(math.sqrt(2))))
        scaled = self._node("Mul", value, self._node("Add", error, self._constant(1.0)))
        return self._node("Mul", scaled, self._constant(0.5))

    def _mean(self, hidden: str) -> None:
        """The mean over a text's word pieces, at length 1."""
        own = self._node("Unsqueeze", self._node("Cast", "attention_mask", to=TensorProto.FLOAT), self._numbers([2]))
        count = self._node("Max", self._node("ReduceSum", own, self._numbers([1]), keepdims=0), self._constant(1e-9))
        total = self._node("ReduceSum", self._node("Mul", hidden, own), self._numbers([1]), keepdims=0)
        mean = self._node("Div", total, count)
        length = self._node("Max", self._node("ReduceL2", mean, axes=[-1], keepdims=1), self._constant(SMALLEST))
        self._nodes.append(helper.make_node("Div", [mean, length], [OUTPUT]))

    def _normalised(self, name: str, value: str) -> str:
        scale, bias = self._weight(f"{name}.weight"), self._weight(f"{name}.bias")
        return self._node("LayerNormalization", value, scale, bias, axis=-1, epsilon=self._about["layer_norm_eps"])

    def _linear(self, name: str, value: str) -> str:
        product = self._node("MatMul", value, self._weight(f"{name}.weight", turned=True))
        return self._node("Add", product, self._weight(f"{name}.bias"))

    # nodes and what they hold

    def _node(self, kind: str, *inputs: str, **attributes: object) -> str:
        self._count += 1
        output = f"{kind}_{self._count}"
        self._nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def _weight(self, name: str, turned: bool = False) -> str:
        """A weight of the model; `turned`, with its two axes exchanged, as products want it."""
        values = np.ascontiguousarray(self._weights.get_tensor(name).T if turned else self._weights.get_tensor(name))
        start = self._beside.tell()
        self._beside.write(values.astype(np.float32).tobytes())
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=values.shape)
        tensor.data_location = TensorProto.EXTERNAL
        place = {"location": Path(self._beside.name).name, "offset": start, "length": self._beside.tell() - start}
        for key, value in place.items():
            tensor.external_data.add(key=key, value=str(value))
        self._initializers.append(tensor)
        return name

    def _numbers(self, values: list[int]) -> str:
        return self._small(helper.make_tensor(f"numbers_{self._count}", TensorProto.INT64, [len(values)], values))

    def _constant(self, value: float) -> str:
        return self._small(helper.make_tensor(f"constant_{self._count}", TensorProto.FLOAT, [], [value]))

    def _small(self, tensor: onnx.TensorProto) -> str:
        self._count += 1
        self._initializers.append(tensor)
        return str(tensor.name)
