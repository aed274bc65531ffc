"""When a new model may be shipped and when it must be rolled back: the statistics of the rollout controller."""
