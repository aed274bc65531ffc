"""A fraud-scoring service: payments, features by two code paths, models trained on what banks said so far."""
