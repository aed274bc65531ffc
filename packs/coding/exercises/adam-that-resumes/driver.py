"""Sends an optimiser through a script of operations; checkpoints go through JSON, as text."""

import json

import numpy as np
from solution import AdamW


def array(told, kind):
    """A literal array, or one made from a shape and a seed."""
    if isinstance(told, dict):
        return (np.random.default_rng(told["seed"]).standard_normal(told["shape"]) * told.get("scale", 1.0)).astype(kind)
    return np.array(told, dtype=kind)


def placed(made, strided):
    """The arrays; with `strided` as views of twice as large ones, whose other half must stay zero."""
    if not strided:
        return made, []
    roomy = {name: np.zeros((2, *one.shape[::-1]), dtype=one.dtype) for name, one in made.items()}
    for name, one in made.items():
        roomy[name][0] = one.T
    return {name: one[0].T for name, one in roomy.items()}, [one[1] for one in roomy.values()]


def big(value):
    """Steps of one large parameter, as sums."""
    few = np.random.default_rng(value["seed"]).standard_normal((2, 1000))
    weight, grad = (np.resize(one, (value["entries"], 1)) for one in few)
    optimiser = AdamW({"weight": weight}, lr=0.01, weight_decay=0.1)
    for number in range(value["steps"]):
        optimiser.step({"weight": grad if number % 2 else grad[::-1]})
    return {"sum": float(weight[::7].sum()), "first": weight[:5, 0].tolist()}


def run(value):
    if "entries" in value:
        return big(value)
    kind = value.get("dtype", "float64")
    params, idle = placed({name: array(one, kind) for name, one in value["params"].items()}, value.get("strided"))
    settings = value.get("settings", {})
    optimiser = AdamW(dict(params), **settings)
    saved, out = {}, []
    for operation, told in value["script"]:
        if operation == "step":
            grads = {name: array(one, told.get("dtype", kind)) for name, one in told["grads"].items()}
            before = {name: one.copy() for name, one in grads.items()}
            done = optimiser.step(grads, told["lr"]) if "lr" in told else optimiser.step(grads)
            same = all(np.array_equal(grads[name], one, equal_nan=True) for name, one in before.items())
            out.append(bool(done) if same else "the gradients were changed")
        elif operation == "save":
            saved[told] = optimiser.state(), {name: one.copy() for name, one in params.items()}
        elif operation == "resume":  # a new process: new arrays with the saved values, a new optimiser, the state from a file
            state, values = saved[told]
            params = {name: one.copy() for name, one in values.items()}
            optimiser = AdamW(dict(params), **settings)
            optimiser.restore(json.loads(json.dumps(state)))
        elif operation == "rewind":  # the same process: the saved values are put back into the arrays
            state, values = saved[told]
            for name, one in values.items():
                params[name][...] = one
            optimiser.restore(json.loads(json.dumps(state)))
        elif operation == "foreign":  # a state of another model
            other = AdamW({name: array(one, kind) for name, one in told.items()}, **settings)
            other.step({name: np.ones(np.shape(one)) for name, one in told.items()})
            try:
                optimiser.restore(json.loads(json.dumps(other.state())))
                out.append("restored")
            except ValueError:
                out.append("ValueError")
        elif operation == "read":
            out.append({name: one.tolist() for name, one in params.items()})
        elif operation == "same":  # whether the parameters are exactly those at the time of the save
            out.append(all(np.array_equal(params[name], one) for name, one in saved[told][1].items()))
    return {"out": out, "rest_untouched": not any(one.any() for one in idle)}
