"""Sends a layer through a script of operations, with arrays that are told or made."""

import numpy as np
from solution import LoraLinear


def array(told, kind):
    """A literal array, or one made from a shape and a seed."""
    if isinstance(told, dict):
        return (np.random.default_rng(told["seed"]).standard_normal(told["shape"]) * told.get("scale", 1.0)).astype(kind)
    return np.array(told, dtype=kind)


def many(value):
    """Batches of rows with many adapters on a wide layer, as sums."""
    draw, width, adapters = np.random.default_rng(value["seed"]), value["width"], value["adapters"]
    row = draw.standard_normal(width)
    layer = LoraLinear(np.resize(row, (width, width - 1)).astype(np.float32))
    for number in range(adapters):
        layer.load(f"adapter {number}", draw.standard_normal((2, width - 1)), draw.standard_normal((width, 2)), 4)
    names = [None if number % 9 == 0 else f"adapter {number % adapters}" for number in range(2 * adapters)]
    out = []
    for _ in range(value["batches"]):
        got = layer.forward(draw.standard_normal((len(names), width - 1)), names)
        out.append([list(got.shape), float(got[0, 0]), float(got[7, 1]), float(got.sum())])
    return out


def run(value):
    if "width" in value:
        return many(value)
    kind = value.get("dtype", "float64")
    base = array(value["weight"], kind)
    before = base.copy()
    layer = LoraLinear(base, value["transposed"]) if "transposed" in value else LoraLinear(base)
    out = []
    for operation, told in value["script"]:
        try:
            if operation == "load":
                a, b = (array(told[name], told.get("dtype", "float64")) for name in ("a", "b"))
                layer.load(told["name"], a, b, told["alpha"])
            elif operation == "merge":
                layer.merge(told)
            elif operation == "unmerge":
                layer.unmerge()
            elif operation == "weight":
                out.append(layer.weight.tolist())
            elif operation == "is_base":  # bit by bit: a zero keeps its sign
                out.append(layer.weight.dtype == before.dtype and layer.weight.shape == before.shape and layer.weight.tobytes() == before.tobytes())
            elif operation == "forward":
                x = array(told["x"], told.get("dtype", "float64"))
                if "inputs" in told:
                    x = x.reshape(-1, told["inputs"])
                names = [name or None for name in told["names"]] if "names" in told else None
                kept = x.copy()
                got = layer.forward(x, names) if "names" in told else layer.forward(x)
                sound = got.dtype == np.float64 and np.array_equal(x, kept)
                out.append(got.tolist() if sound else "not float64, or x was changed")
        except (KeyError, ValueError, OverflowError) as error:
            out.append(next(name.__name__ for name in (KeyError, ValueError, OverflowError) if isinstance(error, name)))
    same_kind = layer.weight.dtype == base.dtype and layer.weight.shape == base.shape
    return {"out": out, "weight_kind": same_kind, "given_kept": base.tobytes() == before.tobytes()}
