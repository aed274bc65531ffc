"""Why: a heap of one record a stream; the stream's number stands before the record, so that vectors are never compared."""

import heapq


def merge(streams):
    heap = []
    for number, stream in enumerate(streams):
        for key, vector in stream:
            heap.append((key, number, vector, stream))
            break
    heapq.heapify(heap)
    while heap:
        key, number, vector, stream = heap[0]
        yield key, vector
        for following, later in stream:
            heapq.heapreplace(heap, (following, number, later, stream))
            break
        else:
            heapq.heappop(heap)
