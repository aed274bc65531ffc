"""How far the company is with AI, by its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from greenroom.model.document import Document
from greenroom.model.posting import Maturity, MaturityReading
from greenroom.prepare.posting.lexicon import Section
from greenroom.prepare.posting.sections import Passage

_SIGNS: tuple[tuple[Maturity, float, str], ...] = (
    (Maturity.STARTING, 3, r"\b(?:first|founding) (?:\w+ ){0,2}(?:ML|AI|machine learning|data science|data) (?:hire|engineer|scientist|product manager|team member|lead)|(?:our|the) first (?:ML|AI|machine learning|data) (?:\w+ )?(?:hire|engineer|scientist|models?|product)"),
    (Maturity.STARTING, 2, r"build(?:ing)? (?:out )?(?:our|the|an?) (?:AI|ML|machine learning|data science) (?:team|function|capabilit\w+|practice) from|from (?:scratch|the ground up|zero)|green-?field|zero[- ]to[- ]one|0 ?(?:→|to|-to-) ?1|beginning (?:our|its) (?:AI|ML) journey|early[- ]stage|pre-seed|\bseed[- ](?:stage|funded|round)|AI transformation|premier (?:data|ML)"),
    (Maturity.SCALING, 2, r"(?:models?|agents?|systems?|AI|features?) (?:are |is )?(?:already |now )?(?:live |running )?in production|series [a-c]\b|(?:rapidly |fast[- ])?growing (?:AI|ML|data|machine learning|engineering) (?:team|organization)|scal(?:e|ing) (?:our|the) (?:AI|ML|machine learning)|since 20(?:1|2)\d.{0,40}(?:AI|ML)|(?:AI|ML|machine learning) team of \d+|join (?:our|a|the) (?:\w+ )?(?:AI|ML|machine learning|data science) team"),
    (Maturity.MATURE, 3, r"(?:hundreds|thousands|dozens|\d{2,}) (?:of )?(?:ML |AI |machine learning |production )?models|(?:billions|millions) of (?:predictions|inferences|recommendations)|(?:our|the) (?:internal )?(?:ML|AI|machine learning) platform|AI research (?:lab|team|group)|research (?:lab|scientists)|published? (?:papers|research)|NeurIPS|ICML|our (?:own )?(?:foundation|large language|frontier) models?|family of LLMs|state-of-the-art (?:ML|AI|machine learning) (?:platform|infrastructure)"),
    (Maturity.MATURE, 1, r"head of (?:AI|ML|machine learning)|director of (?:AI|ML|machine learning|data science)|(?:ML|AI|machine learning) (?:platform|infrastructure) team|centers? of excellence|applied scientists"),
)  # fmt: skip
_RULES = tuple((maturity, weight, re.compile(pattern, re.IGNORECASE)) for maturity, weight, pattern in _SIGNS)
_READ = frozenset({Section.OPEN, Section.ABOUT, Section.ROLE, Section.DUTIES})
_ENOUGH = 2.0  # one plain sign; a passing word alone leaves it unknown


def maturity_of(document: Document, passages: Sequence[Passage]) -> MaturityReading:
    """The maturity with most signs in what the posting says of the company and the work; unknown without any."""
    weights = dict.fromkeys(Maturity, 0.0)
    quotes: dict[Maturity, list[tuple[int, int]]] = {maturity: [] for maturity in Maturity}
    for passage in passages:
        if passage.section not in _READ:
            continue
        for maturity, weight, rule in _RULES:
            for match in rule.finditer(document.text, passage.unit.start, passage.unit.end):
                weights[maturity] += weight
                quotes[maturity].append(match.span())
    best = max(weights, key=lambda m: weights[m])
    if weights[best] < _ENOUGH:
        return MaturityReading(maturity=Maturity.UNKNOWN)
    return MaturityReading(maturity=best, because=tuple(document.cite(*span) for span in quotes[best][:3]))
