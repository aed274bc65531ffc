"""Features of a payment: one list of definitions, computed by two code paths that must agree."""
