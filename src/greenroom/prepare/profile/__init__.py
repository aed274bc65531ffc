"""From a document to a profile: what a CV says, each statement with its place."""

from greenroom.prepare.profile.read import read_profile

__all__ = ["read_profile"]
