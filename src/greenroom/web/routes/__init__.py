"""Routes: parse, call a use case, show a page."""
