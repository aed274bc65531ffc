"""The local web pages: `create_app` makes them, `serve` shows them on this machine."""
