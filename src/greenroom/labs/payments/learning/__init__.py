"""Models that are really trained: binning, an additive model boosted feature by feature, and what goes into it."""
