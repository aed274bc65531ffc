"""Why: for every record it looks at the head of every stream, so time grows with the square of the number of streams.
Fails: many-streams
"""


def merge(streams):
    heads = [next(stream, None) for stream in streams]
    while True:
        best = None
        for number, head in enumerate(heads):
            if head is not None and (best is None or head[0] < heads[best][0]):
                best = number
        if best is None:
            return
        yield heads[best]
        heads[best] = next(streams[best], None)
