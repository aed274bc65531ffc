"""Reads a job description: role, level, requirements, stack, red flags, and what it leaves unsaid."""

from greenroom.prepare.posting.read import read_posting

__all__ = ["read_posting"]
