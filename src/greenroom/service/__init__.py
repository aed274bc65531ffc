"""Use cases; the command line and the web call only this."""
