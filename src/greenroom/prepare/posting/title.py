"""The job title a posting gives, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from greenroom.model.document import Cited, Document
from greenroom.prepare.posting.units import Unit, sentences

ROLE_NOUN = re.compile(
    r"\b(?:engineer(?:ing)?|developer|scientist|manager|lead(?:er)?|director|head|analyst|architect|researcher|consultant|specialist|evangelist|owner|designer|officer"
    r"|president|vp|svp|avp|intern(?:ship)?|trainee|advisor|administrator|mlops|sre|devops|stage|alternance|stagiaire|ingénieur(?:e)?|développeur|développeuse|chef(?:fe)?|responsable|directeur|directrice"
    r"|leader technique|product|strategist|programmer|practitioner|expert)s?\b|工程师|经理|科学家|负责人|总监|研究员|专家|架构师|实习生",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(?i)machine learning|data science|artificial intelligence|\b(?:AI|ML|LLM|NLP)\b")
_LABEL = re.compile(
    r"^\s*(?:job title|title|position|role|job|poste|intitulé(?: du poste)?|subject|objet|职位|岗位)\s*[:：]\s*(?P<title>.{4,120})$",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(r"(?i)^\s*(?:job title|position title|title|intitulé du poste)\s*:?\s*$")
_WORD = r"(?:[A-Z(][\w&/+#.'’()-]*|[–&/|-])"
_WORDS = rf"(?P<title>{_WORD}(?:[ \n]+(?:{_WORD}|of|de|en|II?I?)|,[ \n](?=[A-Z][\w/]+[ \n]+(?:Engineer|Scientist|Manager|Developer|Lead)){_WORD})*)"
_A = r"(?:(?:an?|the|our|our next|un|une|two|\d)[ \n]+)?[“\"]?(?:[a-z]\w*(?:-\w+)*,?[ \n]+){0,6}?"
_PHRASES = (
    re.compile(rf"\b(?:seeking|looking for|hiring|recruiting|searching for|search of|recherchons|cherchons|recrutons|recherche|need)(?:[ \n]+for)?[ \n]+{_A}{_WORDS}"),
    re.compile(rf"(?:\b[Aa]s|[Jj]oin us as|en tant qu[e'’])[ \n]+(?:an?|the|our|our next|un|une)?[ \n]*[“\"]?{_WORDS}"),
    re.compile(rf"\b(?:[Tt]he|[Ll]e|[Ll]a|[Tt]his|[Oo]ur)[ \n]+{_WORDS}(?=(?:[ \n]+\([^)]*\))?[ \n]+(?:will|is|role|position|reports|blends|leads|plays)\b)"),
)  # fmt: skip
# in small letters or the plural: "we are seeking talented data scientists", "growing our team of Data Scientists"
_PLAIN = (
    re.compile(
        r"(?:\b(?:seeking|looking for|hiring|recruiting|searching for|[Ww]e need)|^As|\b(?:[Gg]row|[Ee]xpand|[Ss]cal|[Jj]oin)(?:ing)?\s(?:our|the|a)\s(?:[\w’'-]+,?\s){0,5}?team\sof)"
        r"\s+(?:an?\s|our\s)?(?:(?!(?:with|to|and|from|for|of|in|by)\s)[\w-]+,?\s+){0,4}?"
        r"(?P<title>(?:(?i:senior|sr\.?|lead|staff|principal|junior|head|chief)\s)?(?:(?i:data|analytics|ai|ml|ai/ml|nlp|llm|genai|machine[- ]learning|deep[- ]learning|computer[- ]vision|research|applied|software|product)\s){1,3}"
        r"(?i:engineer|scientist|developer|analyst|architect|manager))s?\b",
        re.MULTILINE,
    ),
)
_INLINE_LABEL = re.compile(
    r"\b(?:(?:Job|Position|Posting) Title)\s*:?\s+(?P<title>[A-Z].{3,80}?)(?=\s+(?:[A-Z]\w+ ){0,2}[A-Z]\w+:|[.,;\n]|$)"
)
_LEADING = re.compile(r"^(?P<title>[A-Z][^.:!?\n]{4,90}?)\s*(?:Overview|Summary|Job Description)\s*:")
_NOT_TITLE = re.compile(
    r"(?i)^(?:about|what|who|why|our|your|we|how|job description|description|job summary|role|the role|overview|responsibilit|requirement|qualification|company|key |location|product requirements|benefits)\b"
)


_FAR = 1200  # characters of a paragraph in which its title would stand


def title_of(document: Document, units: Sequence[Unit]) -> Cited | None:
    """The title, from a labelled line, a top heading, a line near the top, or a phrase like "As a ..., you will"."""
    found = next(_titles(document, units), None)
    if found is None or found.span is None:
        return found
    start, end = next(sentences(document.text, found.span.start, found.span.end))
    return document.cite(start, start + len(document.text[start:end].rstrip(" \n.!?")))


def _titles(document: Document, units: Sequence[Unit]) -> Iterator[Cited]:
    for index, unit in enumerate(units[:12]):
        yield from _near_top(document, units, index, unit)
    for unit in units[12:]:
        yield from _found(document, unit, (_INLINE_LABEL,))
    for rules in (_PHRASES, _PLAIN):
        for unit in units:
            yield from _found(document, unit, rules)
    yield from _first_line(document, units[:2])


def _first_line(document: Document, units: Sequence[Unit]) -> Iterator[Cited]:
    """A short line on top without a word for a job ("Registered Nurse, ICU"); a name would come again."""
    if len(units) < 2 or units[0].bullet:
        return
    words = document.text[units[0].start : units[0].end]
    rest = document.text[units[0].end :].casefold()
    names = re.findall(r"[^\W\d_]{3,}", words.casefold())
    titled = words.istitle() or sum(w[0].isupper() for w in re.findall(r"[^\W\d_]{4,}", words)) >= 2
    if (
        titled
        and 2 <= len(words.split()) <= 6
        and words[-1].isalnum()
        and not _NOT_TITLE.match(words)
        and not re.search(rf"\b{re.escape(' '.join(names[:1]))}\b", rest)
        and "\n" not in words
    ):
        yield document.cite(units[0].start, units[0].end)


def _near_top(document: Document, units: Sequence[Unit], index: int, unit: Unit) -> Iterator[Cited]:
    """The titles in one of the first units: labelled, leading a paragraph, or a line by itself."""
    words = document.text[unit.start : unit.end]
    if (label := _LABEL.match(words)) and ROLE_NOUN.search(label.group("title")):
        start = unit.start + label.start("title")
        yield document.cite(start, start + len(_role_part(label.group("title"))))
    if _LABEL_ALONE.match(words) and index + 1 < len(units):
        yield document.cite(units[index + 1].start, units[index + 1].end)
    leading = _LEADING.match(words) if index < 3 else None
    if leading and ROLE_NOUN.search(leading.group("title")) and not _NOT_TITLE.match(leading.group("title")):
        yield document.cite(unit.start, unit.start + leading.end("title"))
    yield from _found(document, unit, (_INLINE_LABEL,))
    if index < 6 and not unit.bullet and _is_title(words, heading=unit.heading == 1 and index < 3):
        yield document.cite(unit.start, unit.start + _title_length(words))


def _found(document: Document, unit: Unit, rules: Sequence[re.Pattern[str]]) -> Iterator[Cited]:
    """The titles that `rules` find in `unit`, in order of the rules."""
    for rule in rules:
        for match in rule.finditer(document.text, unit.start, min(unit.end, unit.start + _FAR)):
            title = re.split(r"\s+(?:of|de|en)$", match.group("title").rstrip(" ,.–-|("))[0]
            if ROLE_NOUN.search(title) and len(title) < 90 and title.count(" ") < 12:
                yield document.cite(match.start("title"), match.start("title") + len(title))


def _role_part(subject: str) -> str:
    """A mail's subject without the place and the pay: "AI Engineer - Leeds - up to 80k"."""
    parts = re.split(r"( [-–|] )", subject)
    last = max(
        (i for i, part in enumerate(parts) if ROLE_NOUN.search(part) or _FIELD.search(part)),
        default=len(parts) - 1,
    )
    return "".join(parts[: last + 1])


def _is_title(words: str, *, heading: bool) -> bool:
    if (
        not words
        or len(words) > (220 if heading else 90)
        or words.rstrip()[-1] in ".!?:"
        or _NOT_TITLE.match(words)
    ):
        return False
    if not (ROLE_NOUN.search(words) or (heading and _FIELD.search(words))) or re.match(
        r"(?i)company|location|at |join ", words
    ):
        return False
    capitals = sum(word[0].isupper() for word in re.findall(r"[A-Za-zÀ-ÿ][\w'’-]*", words))
    return heading or (
        words.count(" ") <= 11 and capitals >= 0.5 * len(re.findall(r"[A-Za-zÀ-ÿ][\w'’-]{3,}", words))
    )


def _title_length(words: str) -> int:
    """Without a section name that was glued to it or follows a colon: "Data Science Manager : Job Description"."""
    cut = re.search(
        r"\s*[:：-]\s*(?:job description|description|overview)\s*$|(?<=[a-z])(?=(?:SUMMARY|Responsibilities|Summary|Description))|\s+(?:Overview|Summary|Job Description)\s*:?$",
        words,
        re.IGNORECASE if ":" in words else 0,
    )
    return cut.start() if cut and cut.start() > 5 else len(words)
