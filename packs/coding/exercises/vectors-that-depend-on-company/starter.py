"""Turns batches of texts into vectors; texts come as sequences of tokens."""

import numpy as np


def softmax(scores, axis):
    """Weights that add up to one along an axis."""
    raised = np.exp(scores - scores.max())
    return raised / raised.sum(axis=axis, keepdims=True)


def encode(sequences, weights):
    """An array with one vector for each sequence."""
    features, heads = len(weights["gain"]), weights["heads"]
    longest = max(len(one) for one in sequences)
    tokens = np.zeros((len(sequences), longest, features))
    for place, one in enumerate(sequences):
        tokens[place, : len(one)] = one
    normed = (tokens - tokens.mean(axis=(0, 1))) / np.sqrt(tokens.var(axis=(0, 1)) + 1e-5)
    normed = normed * weights["gain"] + weights["shift"]
    queries, keys, values = (split(normed @ weights[name], heads) for name in ("Wq", "Wk", "Wv"))
    scores = queries @ keys.transpose(0, 1, 3, 2) / np.sqrt(features // heads)
    mixed = softmax(scores, axis=-2) @ values
    pooled = (tokens + mixed.reshape(tokens.shape)).mean(axis=1)
    return pooled / np.linalg.norm(pooled)


def split(projected, heads):
    """(batch, tokens, features) as (batch, heads, tokens, features of a head)."""
    batch, tokens, features = projected.shape
    return projected.reshape(batch, heads, tokens, features // heads)


def proof(module):
    """True where module.encode does what was meant, False where it does not."""
    raise NotImplementedError
