"""A platform that answers scoring requests: in time, and within a budget."""
