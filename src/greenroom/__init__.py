"""Greenroom: interview preparation for AI and ML roles, on your own machine."""

__version__ = "0.1.0"
