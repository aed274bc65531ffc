"""Packs on disk -> typed catalogue; pack checks."""
