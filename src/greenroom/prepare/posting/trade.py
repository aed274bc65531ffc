"""Whether a posting is for one of the trades that Greenroom prepares for, or a neighbour of theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from greenroom.errors import InputError
from greenroom.model.document import Cited, Document
from greenroom.model.posting import SkillMention
from greenroom.prepare.posting.lexicon import Section
from greenroom.prepare.posting.sections import Passage

_FIELD = (
    r"(?:software|data|analytics|a\.?i\.?|ia|ml|nlp|llm|gen ?ai|machine[ -]learning|deep[ -]learning|computer vision|artificial intelligence|applied|research|algorithms?"
    r"|cloud|platform|infrastructure|systems|solutions?|security|full[ -]?stack|back[ -]?end|front[ -]?end|digital|product|prompt|web|mobile|ios|android|python|java|business intelligence|bi)"
)
_NOUN = r"(?:engineer(?:ing)?|developer|scientists?|science|analysts?|analytics|architect|manager|management|owner|lead(?:er)?|director|head|researcher|programmer|evangelist)s?"
_TRADE = re.compile(
    rf"\b{_FIELD}[ -](?:[\w/&-]+[ -]){{0,2}}{_NOUN}\b|\b(?:head|director|vp|chief|manager),? (?:of )?{_FIELD}\b"
    r"|\b(?:machine[ -]learning|devops|ml ?ops|sre|data science|engineering manager)\b"
    r"|chef(?:fe)? de produit|(?:ingénieur|développeur|développeuse)\w*|工程师|开发|产品经理|算法|数据|大模型|机器学习",
    re.IGNORECASE,
)
_IN_TITLE = re.compile(rf"{_TRADE.pattern}|\b(?:AI|IA|ML|LLMs?|NLP|A?PM|CTO)\b", re.IGNORECASE)
_SILENT = frozenset({Section.ABOUT, Section.BENEFITS, Section.LEGAL, Section.PROCESS})
_ENOUGH = 4  # skills of the trades; another trade's posting may name a spreadsheet and a database


def check_trade(
    document: Document, title: Cited | None, passages: Sequence[Passage], stack: Sequence[SkillMention]
) -> None:
    """Nothing, where the title, the content or the skills asked for are of a trade Greenroom knows.

    Raises:
        InputError: The posting is for another trade (code "other_trade"); a role guessed for it would be wrong.
    """
    if len(stack) >= _ENOUGH or (title and _IN_TITLE.search(title.text)):
        return
    if any(
        _TRADE.search(document.text, p.unit.start, p.unit.end) for p in passages if p.section not in _SILENT
    ):
        return
    named = f'"{title.text}"' if title else "its words"
    raise InputError(
        f"{document.name}: by {named}, this posting is for a trade that Greenroom does not prepare for. "
        "Greenroom prepares for AI product managers, ML engineers, AI engineers and ML engineering managers, "
        "and for their neighbours such as data scientists and software engineers.",
        hint="If it is for one of them, put the posting's title on top: the line may have been cut off.",
        code="other_trade",
    )
