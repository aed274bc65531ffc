"""Labs: scenario -> actions -> outcome, on a small production ML system that really runs and really degrades."""
