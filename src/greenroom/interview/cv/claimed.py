"""Whether a sentence claims something of the speaker's own past at all, or supposes, plans, denies, or speaks of others."""

from __future__ import annotations

import re

_SUPPOSED = re.compile(
    r"\b(?:if|unless|would|could|might|may|maybe|perhaps|should|shall|will|let['’]s|suppose|supposing|imagine|pretend|say we|had been|wish|want\w*|"
    r"hop(?:e|ed|ing)|plan(?:s|ned|ning)?|intend\w*|going to|like to|love to|aim\w*|goals?|targets?|budgeted|expect\w*|estimat\w*|forecasted|"
    r"almost|nearly did|considered|thought about|applied|offered|offer|interview\w*|sorry|correct\w* myself|meant|rather|actually)\b|\?|['’]ll\b|['’]d\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|no|never|none|nobody|cannot|neither|nor)\b|n['’]t\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:they|them|their|theirs|he|him|his|she|hers?|competitors?|somebody|someone|people like|companies like)\b",
    re.IGNORECASE,
)


def is_claim(sentence: str) -> bool:
    """Whether a sentence tells what was, without a condition, plan, denial, question or taking back."""
    return not _SUPPOSED.search(sentence) and not _DENIED.search(sentence)


def is_own(sentence: str) -> bool:
    """Whether nobody else is spoken of in a sentence."""
    return not _OTHERS.search(sentence)
