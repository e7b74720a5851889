"""What was fitted, in the arrays that the engine reads."""

from array import array
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mailguard.policy.model.trees import Model

_DIGITS = 4  # of a leaf: beyond these the last bits of another processor could show


def packed(weights: NDArray[np.float64], start: float, trees: list[dict[str, Any]]) -> Model:
    """Weights in 8 bits, trees as rows of nodes."""
    scale = float(np.quantile(np.abs(weights[weights != 0]), 0.9995)) / 127
    small = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8)
    rows: list[tuple[int, float, int, int]] = []
    roots = [_grow(tree["tree_structure"], rows) for tree in trees]
    columns = list(zip(*rows, strict=True))
    return Model(
        float(np.float32(scale)),
        float(np.float32(start)),
        array("b", small.tobytes()),
        array("i", roots),
        array("b", columns[0]),
        array("f", columns[1]),
        array("i", columns[2]),
        array("i", columns[3]),
    )


def _grow(node: dict[str, Any], rows: list[tuple[int, float, int, int]]) -> int:
    """Add a node and all below it; where it stands."""
    place = len(rows)
    rows.append((-1, round(float(node.get("leaf_value", 0.0)), _DIGITS), 0, 0))
    if "split_feature" in node:
        left, right = _grow(node["left_child"], rows), _grow(node["right_child"], rows)
        rows[place] = (node["split_feature"], float(node["threshold"]), left, right)
    return place
