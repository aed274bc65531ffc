"""The world outside the system: who pays, who steals, and when the truth is known."""
