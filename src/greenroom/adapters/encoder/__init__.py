"""Encoders: text to vectors."""

from greenroom.adapters.encoder.minilm import MiniLmEncoder

__all__ = ["MiniLmEncoder"]
