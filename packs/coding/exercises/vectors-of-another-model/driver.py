"""Plays deploys and requests on hosts that share a store, and gives `proof` sound and broken modules."""

import types

from solution import EmbeddingService

DEFAULTS = {"prefix": "query: ", "max_chars": 40, "normalise": False, "batch_size": 4}


class Model:
    """A model whose vectors tell its version and what it was given."""

    def __init__(self, version, asked):
        self.version, self.asked = version, asked
        self.largest, self.meanwhile = None, None

    def encode(self, texts):
        if self.largest is not None and len(texts) > self.largest:
            raise ValueError(f"{len(texts)} texts at once; batch_size is {self.largest}")
        self.asked.extend(texts)
        if self.meanwhile is not None:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()
        return [self.vector(text) for text in texts]

    def vector(self, text):
        if text.endswith("nothing"):
            return [0.0, 0.0, 0.0]
        mixed = 0
        for character in self.version + "\n" + text:
            mixed = (mixed * 131 + ord(character)) % 10007
        return [float(len(text)), float(mixed), float(sum(map(ord, self.version)) % 1000)]


class Store:
    """What all hosts share; it holds copies."""

    def __init__(self):
        self.held = {}

    def get(self, key):
        return list(self.held[self._text(key)]) if key in self.held else None

    def set(self, key, vector):
        self.held[self._text(key)] = [float(one) for one in vector]

    def _text(self, key):
        if not isinstance(key, str):
            raise TypeError("a key of the store is a text")
        return key


def play(script):
    """What each request gave, and how many texts the model was asked for."""
    store, hosts, models, asked, out = Store(), {}, {}, [], []

    def on(host, version, settings):
        models[host] = Model(version, asked)
        models[host].largest = (DEFAULTS | settings)["batch_size"]
        return models[host], DEFAULTS | settings

    for what, host, *more in script:
        if what == "start":
            hosts[host] = EmbeddingService(*on(host, *more), store)
        elif what == "deploy":
            hosts[host].deploy(*on(host, *more))
        elif what == "lose":
            store.held.clear()
        else:
            if what == "deploy meanwhile":
                models[host].meanwhile = lambda host=host, more=more: hosts[host].deploy(*on(host, *more[1:]))
            before = len(asked)
            vectors = hosts[host].embed(list(more[0]))
            if what == "write into":
                vectors[0][0] = -1.0
                vectors = vectors[1:]
            out.append({"vectors": [[float(one) for one in vector] for vector in vectors], "asked": len(asked) - before})
    return out


SOUND = '''
import hashlib
import json


class EmbeddingService:
    def __init__(self, model, settings, store):
        self.store = store
        self.deploy(model, settings)

    def deploy(self, model, settings):
        self.now = (model, dict(settings))

    def embed(self, texts):
        now = self.now
        given = {}
        for text in texts:
            if text not in given:
                given[text] = self.store.get(self.key(text, *now))
        rest = [text for text, vector in given.items() if vector is None]
        while rest:
            model, settings = now
            part, rest = rest[: settings["batch_size"]], rest[settings["batch_size"] :]
            for text, vector in zip(part, model.encode([settings["prefix"] + text[: settings["max_chars"]] for text in part])):
                if settings["normalise"]:
                    length = sum(one**2 for one in vector) ** 0.5 or 1.0
                    vector = [one / length for one in vector]
                given[text] = vector
                self.store.set(self.key(text, model, settings), vector)
        return [list(given[text]) for text in texts]

    def key(self, text, model, settings):
        kept = sorted(item for item in settings.items() if item[0] != "batch_size")
        return hashlib.sha256(json.dumps([model.version, kept, text]).encode()).hexdigest()
'''
AT_ONCE = '''
import math


class EmbeddingService:
    def __init__(self, model, settings, store):
        self.model, self.settings, self.store, self.local = model, settings, store, {}

    def deploy(self, model, settings):
        self.model, self.settings, self.local = model, settings, {}

    def embed(self, texts):
        model, settings, local = self.model, self.settings, self.local
        out = []
        for text in texts:
            whole = settings["prefix"] + text[: settings["max_chars"]]
            key = repr((model.version, whole))
            if key not in local:
                local[key] = self.store.get(key)
            if local[key] is None:
                (local[key],) = model.encode([whole])
                self.store.set(key, local[key])
            vector = local[key]
            scale = 1.0 / (math.hypot(*vector) or 1.0) if settings["normalise"] else 1.0
            out.append([one * scale for one in vector])
        return out
'''
_KEY = "json.dumps([model.version, kept, text])"
FAULTS = {
    "no version": [(_KEY, "json.dumps([kept, text])")],
    "no settings": [(_KEY, "json.dumps([model.version, text])")],
    "no prefix": [('!= "batch_size"', 'not in ("batch_size", "prefix")')],
    "no max_chars": [('!= "batch_size"', 'not in ("batch_size", "max_chars")')],
    "no normalise": [('!= "batch_size"', 'not in ("batch_size", "normalise")')],
    "folded texts": [(_KEY, "json.dumps([model.version, kept, text.strip().lower()])")],
    "capitals folded": [(_KEY, "json.dumps([model.version, kept, text.lower()])")],
    "kept by the host": [
        ("self.store = store\n", "self.store, self.recent = store, {}\n"),
        ("given[text] = self.store.get(self.key(text, *now))", "given[text] = self.recent.get(text) or self.store.get(self.key(text, *now))"),
        ("return [list(given", "self.recent.update(given)\n        return [list(given"),
    ],
    "as it was": [
        (_KEY, "json.dumps([text.strip().lower()])"),
        ("    def __init__", "    recent = {}\n\n    def __init__"),
        ("given[text] = self.store.get(self.key(text, *now))", "given[text] = self.recent.get(text) or self.store.get(self.key(text, *now))"),
        ("return [list(given", "self.recent.update(given)\n        return [list(given"),
    ],
}


def module(name):
    source = AT_ONCE if name == "one at a time" else SOUND
    for old, new in FAULTS.get(name, []):
        assert old in source, (name, old)
        source = source.replace(old, new)
    made = types.ModuleType("service")
    exec(source, made.__dict__)
    return made


def run(value):
    if "proof" in value:
        from solution import proof

        found = {name: proof(module(name)) for name in value["proof"]}
        return {name: one.item() if hasattr(one, "item") else one for name, one in found.items()}
    return play(value["script"])
