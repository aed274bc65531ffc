"""The nightly job that trains the fraud model: shards of records, gradient descent in three precisions, a gate, and what serves of it."""
