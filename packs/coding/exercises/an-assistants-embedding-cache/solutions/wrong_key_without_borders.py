"""Why: order, failures and copies are mended and the text is used as it is, but the key still puts texts together without a border.
Fails: borders
"""

from collections import OrderedDict


class ServiceError(Exception):
    """The embedding service did not answer."""


class Gateway:
    """Caches vectors and batches the calls for those that are missing."""

    def __init__(self, call, tokens, max_texts, max_tokens, capacity):
        self.call, self.tokens = call, tokens
        self.max_texts, self.max_tokens, self.capacity = max_texts, max_tokens, capacity
        self.cache = OrderedDict()  # key -> vector, least recently used first

    def embed(self, requests):
        """The vectors of the requests, in their order; None where the service failed."""
        keys = [self._key(request) for request in requests]
        found, missing = {}, {}
        for key, request in zip(keys, requests, strict=True):
            if key in self.cache:
                self.cache.move_to_end(key)
                found[key] = self.cache[key]
            elif key not in missing:
                missing[key] = request
        for batch in self._batches(missing):
            found.update(self._fetch(batch))
        return [None if found[key] is None else list(found[key]) for key in keys]

    def _key(self, request):
        """All that the vector depends on, and whose it is."""
        return f'{request["tenant"]}{request["model"]}{request["dimensions"] or ""}{request["text"]}'

    def _batches(self, missing):
        """The missing requests in batches of (key, request), each for one tenant, model and dimensions and within the limits."""
        groups = {}
        for key, request in missing.items():
            if self.tokens(request["text"]) > self.max_tokens:
                raise ValueError("a text is longer than a call may be")
            group = request["tenant"], request["model"], request["dimensions"]
            groups.setdefault(group, []).append((key, request))
        batches = []
        for members in groups.values():
            batch, used = [], 0
            for key, request in members:
                count = self.tokens(request["text"])
                if batch and (len(batch) == self.max_texts or used + count > self.max_tokens):
                    batches.append(batch)
                    batch, used = [], 0
                batch.append((key, request))
                used += count
            batches.append(batch)
        return batches

    def _fetch(self, batch):
        """Embed one batch and remember the result."""
        first = batch[0][1]
        texts = [request["text"] for _, request in batch]
        try:
            answer = self.call(first["tenant"], first["model"], first["dimensions"], texts)
        except ServiceError:
            return {key: None for key, _ in batch}
        vectors = {item["index"]: item["vector"] for item in answer}
        fetched = {}
        for place, (key, _) in enumerate(batch):
            fetched[key] = list(vectors[place])
            self.cache[key] = fetched[key]
            if len(self.cache) > self.capacity:
                self.cache.popitem(last=False)
        return fetched
