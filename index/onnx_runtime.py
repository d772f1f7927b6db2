"""ONNX Runtime with its telemetry switched off; nothing else imports it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

# `index` has set ORT_DISABLE_TELEMETRY by now: the shared library reads it while it is loaded.
import onnxruntime
from onnxruntime import GraphOptimizationLevel, InferenceSession

__all__ = ["GraphOptimizationLevel", "InferenceSession", "quantize_weights", "session"]

onnxruntime.disable_telemetry_events()


def session(
    model: Path,
    optimization: GraphOptimizationLevel | None = None,
    disabled: Sequence[str] = (),
    entries: dict[str, str] | None = None,
    write_to: Path | None = None,
) -> InferenceSession:
    """Open a model on the CPU, one thread a run.

    Args:
        model: An ONNX file.
        optimization: How far the graph is optimised; None is ONNX Runtime's own default.
        disabled: Names of optimisers that are left out.
        entries: Session configuration entries.
        write_to: Where the optimised graph is written.

    Raises:
        Exception: Whatever ONNX Runtime raises; its exceptions have no public base.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    if optimization is not None:
        options.graph_optimization_level = optimization
    if write_to is not None:
        options.optimized_model_filepath = str(write_to)
    for name, value in (entries or {}).items():
        options.add_session_config_entry(name, value)
    return InferenceSession(str(model), options, providers=["CPUExecutionProvider"], disabled_optimizers=list(disabled))


def quantize_weights(source: Path, target: Path, operators: Sequence[str] | None = None) -> None:
    """Write a model with its weights as 8-bit integers, a scale for each column; activations are rounded as they come.

    Seven of the eight bits are used: processors without VNNI overflow with all of them.

    Args:
        source: An ONNX file.
        target: The file to write; may be the source.
        operators: The types of operator to quantise; None means all that can be.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=operators,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )
