"""A piper voice of a few hundred bytes, whose sound tells what it was fed.

Each id becomes 256 samples (times the length scale) of a tone as loud as the id is high, so a test reads the
ids back from the sound; the file goes through piper's own loader and onnxruntime.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

HOP = 256
STEP = 0.004
"""How much louder each id is than the one below it."""


def make(folder: Path, name: str = "ar_XX-tiny-low", rate: int = 22_050, without: str = "") -> Path:
    """The voice in `folder`; `without` are signs it does not know."""
    known = {sign: ids for sign, ids in DEFAULT_PHONEME_ID_MAP.items() if sign not in without}
    config = {
        "audio": {"sample_rate": rate},
        "espeak": {"voice": "ar"},
        "num_symbols": 256,
        "num_speakers": 1,
        "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8},
        "phoneme_id_map": known,
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.onnx"
    path.with_name(f"{name}.onnx.json").write_text(json.dumps(config), "utf-8")
    path.write_bytes(_model().SerializeToString())
    return path


def _model() -> onnx.ModelProto:
    def constant(name: str, values: list[float], kind: int, shape: list[int]) -> onnx.TensorProto:
        return helper.make_tensor(name, kind, shape, values)

    nodes = [
        helper.make_node("Slice", ["scales", "one", "two"], ["length"]),
        helper.make_node("Mul", ["length", "hop"], ["wide"]),
        helper.make_node("Squeeze", ["wide"], ["many"]),
        helper.make_node("Range", ["zero", "many", "step"], ["clock"]),
        helper.make_node("Mul", ["clock", "turn"], ["phase"]),
        helper.make_node("Sin", ["phase"], ["wave"]),
        helper.make_node("Reshape", ["wave", "row"], ["tone"]),
        helper.make_node("Cast", ["input"], ["float"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["float", "loud"], ["level"]),
        helper.make_node("Reshape", ["level", "column"], ["levels"]),
        helper.make_node("MatMul", ["levels", "tone"], ["frames"]),
        helper.make_node("Reshape", ["frames", "flat"], ["output"]),
    ]
    kept = [
        constant("one", [1], TensorProto.INT64, [1]),
        constant("two", [2], TensorProto.INT64, [1]),
        constant("hop", [HOP], TensorProto.FLOAT, [1]),
        constant("zero", [0], TensorProto.FLOAT, []),
        constant("step", [1], TensorProto.FLOAT, []),
        constant("turn", [np.pi / 8], TensorProto.FLOAT, [1]),
        constant("loud", [STEP], TensorProto.FLOAT, [1]),
        constant("row", [1, -1], TensorProto.INT64, [2]),
        constant("column", [-1, 1], TensorProto.INT64, [2]),
        constant("flat", [1, 1, -1], TensorProto.INT64, [3]),
    ]
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, None]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    output = helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, None])
    graph = helper.make_graph(nodes, "tiny", inputs, [output], kept)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)


def heard(pcm: np.ndarray) -> list[int]:
    """The ids that the samples (full scale 1.0) were made from."""
    frames = pcm[: len(pcm) // HOP * HOP].reshape(-1, HOP)
    return [round(float(level) / STEP) for level in np.abs(frames).max(axis=1)]


def signs(ids: list[int]) -> str:
    """What the ids represent, without the padding between them and the marks at both ends."""
    names = {tuple(ids): sign for sign, ids in DEFAULT_PHONEME_ID_MAP.items()}
    return "".join(names[(one,)] for one in ids if names[(one,)] not in "_^$")
