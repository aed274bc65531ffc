"""A feed that ranks items for readers and learns every night from what they click."""
