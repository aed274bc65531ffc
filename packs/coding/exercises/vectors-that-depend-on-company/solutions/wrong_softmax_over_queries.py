"""Why: the weights add up to one over the tokens that look and not over those looked at.
Fails: two-features, alone-and-in-company, equal-lengths, heads, one-head, loud-neighbour, tokens-of-noughts, nothing-there
"""

import numpy as np


def encode(sequences, weights):
    features, heads = len(weights["gain"]), weights["heads"]
    lengths = np.array([len(one) for one in sequences], dtype=int)
    longest = max([1, *lengths])
    tokens = np.zeros((len(sequences), longest, features))
    for place, one in enumerate(sequences):
        tokens[place, : len(one)] = one
    own = np.arange(longest) < lengths[:, None]
    mean, variance = tokens.mean(axis=2, keepdims=True), tokens.var(axis=2, keepdims=True)
    normed = (tokens - mean) / np.sqrt(variance + 1e-5) * weights["gain"] + weights["shift"]
    queries, keys, values = (_split(normed @ weights[name], heads) for name in ("Wq", "Wk", "Wv"))
    scores = queries @ keys.transpose(0, 1, 3, 2) / np.sqrt(features // heads)
    scores = np.where(own[:, None, None, :], scores, -1e30)
    mixed = _softmax(scores) @ values
    mixed = mixed.transpose(0, 2, 1, 3).reshape(tokens.shape)
    total = ((tokens + mixed) * own[:, :, None]).sum(axis=1)
    pooled = total / np.maximum(lengths, 1)[:, None]
    length = np.linalg.norm(pooled, axis=1, keepdims=True)
    return pooled / np.where(length > 0, length, 1.0)


def _split(projected, heads):
    batch, tokens, features = projected.shape
    return projected.reshape(batch, tokens, heads, features // heads).transpose(0, 2, 1, 3)


def _softmax(scores):
    raised = np.exp(scores - scores.max(axis=-2, keepdims=True))
    return raised / raised.sum(axis=-2, keepdims=True)


def proof(module):
    draw = np.random.default_rng(4)
    weights = {name: draw.normal(size=(6, 6)) for name in ("Wq", "Wk", "Wv")}
    weights |= {"gain": draw.uniform(0.5, 2.0, 6), "shift": draw.normal(size=6) / 4, "heads": 3}
    loud = weights | {"Wq": 60.0 * weights["Wq"], "Wk": 60.0 * weights["Wk"], "shift": np.zeros(6)}
    sequences = [draw.normal(1.0, 2.0, (length, 6)) for length in (3, 1, 7, 2)]
    sequences += [np.full((2, 6), 0.5) + np.array([[0.0], [1.0]])]  # normalised it is nought, so it is quiet
    for used in (weights, loud):
        for batch in ([0], [4], [1], [3, 3], [0, 1, 2], [2, 1, 0, 3], [4, 2], [1, 4, 3]):
            found = np.asarray(module.encode([sequences[place] for place in batch], used))
            wanted = np.array([_by_hand(sequences[place], used) for place in batch])
            if found.shape != wanted.shape or not np.allclose(found, wanted, atol=1e-7):
                return False
    return True


def _by_hand(tokens, weights):
    """One sequence, number by number where an axis could be wrong."""
    normed = np.array([(one - one.mean()) / np.sqrt(one.var() + 1e-5) for one in tokens]) * weights["gain"] + weights["shift"]
    queries, keys, values = (normed @ weights[name] for name in ("Wq", "Wk", "Wv"))
    each, total = tokens.shape[1] // weights["heads"], np.zeros(tokens.shape[1])
    for place, token in enumerate(tokens):
        mixed = np.zeros_like(total)
        for start in range(0, len(total), each):
            part = slice(start, start + each)
            scores = np.array([queries[place, part] @ key[part] for key in keys]) / np.sqrt(each)
            shares = np.exp(scores - scores.max())
            for share, value in zip(shares / shares.sum(), values):
                mixed[part] += share * value[part]
        total += token + mixed
    return total / np.linalg.norm(total)
