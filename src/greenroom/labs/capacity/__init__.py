"""What a serving design can carry, how late it answers and what it costs: closed forms, and a simulation where there are none."""
