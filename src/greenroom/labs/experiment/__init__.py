"""A rollout desk: a challenger meets a growing share of users, and a controller decides whether everybody gets it."""
