"""Why: the model and the settings are read anew for each batch and each key, so a deploy in between mixes two models.
Fails: deploy-meanwhile
"""

import json
import math


class EmbeddingService:
    def __init__(self, model, settings, store):
        self.store = store
        self.deploy(model, settings)

    def deploy(self, model, settings):
        self.current = model, dict(settings)

    def embed(self, texts):
        model, settings = self.current
        found = {text: self.store.get(_key(model, settings, text)) for text in dict.fromkeys(texts)}
        missing = [text for text, vector in found.items() if vector is None]
        size = settings["batch_size"]
        for start in range(0, len(missing), size):
            part = missing[start : start + size]
            model, settings = self.current
            vectors = model.encode([settings["prefix"] + text[: settings["max_chars"]] for text in part])
            for text, vector in zip(part, vectors, strict=True):
                model, settings = self.current
                found[text] = _finished(vector, settings)
                self.store.set(_key(model, settings, text), found[text])
        return [list(found[text]) for text in texts]


def _key(model, settings, text):
    counts = settings["prefix"], settings["max_chars"], settings["normalise"]
    return json.dumps(["vector", model.version, *counts, text])


def _finished(vector, settings):
    if not settings["normalise"]:
        return vector
    length = math.sqrt(sum(one * one for one in vector))
    return [one / length for one in vector] if length else vector


class _Model:
    def __init__(self, version, number):
        self.version, self.number = version, number

    def encode(self, texts):
        return [[self.number, float(len(text)), float(sum(i * ord(c) for i, c in enumerate(text, 1)))] for text in texts]


class _Store(dict):
    def set(self, key, vector):
        self[key] = list(vector)


def proof(module):
    texts = ["Polish", "polish", " polish", "polish ", "polished silver", "polished table", ""]
    models = [_Model("a", 1.0), _Model("b", 5.0)]
    plain = {"prefix": "", "max_chars": 100, "normalise": False, "batch_size": 3}
    changes = [{}, {"prefix": "q: "}, {"normalise": True}, {"max_chars": 3}, {"batch_size": 1}, {"prefix": "p: "}, {}]
    store = _Store()
    moved = module.EmbeddingService(models[0], plain, store)
    for change in changes:
        settings = plain | change
        for model in models:
            moved.deploy(model, settings)
            for service in (moved, module.EmbeddingService(model, settings, store)):
                vectors = service.embed(texts)
                if len(vectors) != len(texts):
                    return False
                for text, vector in zip(texts, vectors):
                    (raw,) = model.encode([settings["prefix"] + text[: settings["max_chars"]]])
                    wanted = _finished(raw, settings)
                    if not all(math.isclose(one, other, rel_tol=1e-9) for one, other in zip(vector, wanted)):
                        return False
    return True
