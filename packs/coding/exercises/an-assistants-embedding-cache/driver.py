"""Puts a service that keeps count in front of a Gateway and plays requests; the service answers in any order and fails when told."""

import random
import zlib

from solution import Gateway, ServiceError


def vector_of(model, dimensions, text):
    """What the service gives for a text: other numbers for another model, dimensions or text."""
    count = 3 if dimensions is None else dimensions
    return [zlib.crc32(f"{model}|{dimensions}|{text}|{place}".encode()) % 1000 / 8 for place in range(count)]


class Service:
    """The embedding services; the calls with the numbers in `fails` fail, counted from nought."""

    def __init__(self, seed, fails):
        self.draw, self.fails, self.calls = random.Random(f"{seed}-service"), set(fails), []

    def __call__(self, tenant, model, dimensions, texts):
        texts = list(texts)
        self.calls.append([tenant, model, dimensions, texts])
        if len(self.calls) - 1 in self.fails:
            raise ServiceError("503")
        answer = [{"index": place, "vector": vector_of(model, dimensions, text)} for place, text in enumerate(texts)]
        self.draw.shuffle(answer)
        return answer


def made(value):
    """Embeds of several requests, whose texts often come again and look alike."""
    draw = random.Random(f"{value['seed']}-requests")
    for _ in range(value["embeds"]):
        yield [
            [f"t{draw.randrange(3)}", draw.choice(["small", "large"]), " ".join(["Word"] * draw.randrange(1, 6) + [str(draw.randrange(25))]),
             draw.choice([None, None, 2, 4])]
            for _ in range(draw.randrange(12))
        ]  # fmt: skip


def run(value):
    service = Service(value.get("seed", 0), value.get("fails", []))
    gateway = Gateway(service, lambda text: len(text.split()), value["max_texts"], value["max_tokens"], value["capacity"])
    out = []
    for listed in value["requests"] if "requests" in value else made(value):
        requests = [dict(zip(("tenant", "model", "text", "dimensions"), one, strict=True)) for one in listed]
        for request in requests:
            request["dimensions"] = request["dimensions"] or None  # nought stands for None in the cases
        before = len(service.calls)
        try:
            vectors = gateway.embed(requests)
            said = [None if one is None else list(one) for one in vectors]
        except ValueError:
            vectors, said = [], "ValueError"
        out.append({"vectors": said, "calls": service.calls[before:]})
        for one in vectors if value.get("spoils") else []:
            if isinstance(one, list):
                one[:] = [-1.0]
    return out
