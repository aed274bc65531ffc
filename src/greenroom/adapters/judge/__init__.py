"""The embedded judge's reader: the trained network that ships inside the wheel."""

from greenroom.adapters.judge.reader import EmbeddedReader

__all__ = ["EmbeddedReader"]
