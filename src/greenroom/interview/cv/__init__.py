"""What is said in a round, held against the candidate's CV: strict, since a false alarm is worse than a miss."""
