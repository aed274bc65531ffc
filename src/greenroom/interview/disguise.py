"""Orders to the grader in disguise: with digits for letters, encoded, or in another language."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator

_DIGITS = str.maketrans("013457@$", "oieastas")
_MIXED = re.compile(r"(?<![\w@$])(?=[\w@$]*[a-zA-Z]{2})[a-zA-Z]+(?:[013457@$]+[a-zA-Z]+)+(?![\w@$])")
_CODE = re.compile(r"[A-Za-z0-9+/_-]{20,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}[ ]?){12,}")
_READABLE = re.compile(r"[\x20-\x7e\n]{12,}")
_WORDS = re.compile(r"[a-zA-Z]{2,} [a-zA-Z]+ [a-zA-Z]+")
_ABOUT_RATING = re.compile(
    r"bewert|punktzahl|punkte|note\b|noten|kriteri|anweisung|note maximale|notation|crit[eè]re|instructions|consignes|"
    r"puntuaci|calificaci|criterio|instrucci|puntegg|voto|criteri|istruzion|pontua|nota|crit[eé]rio|instru[cç]|"
    r"beoordel|score|cijfer|instructies|ocen|punkt|kryteri|instrukcj|poleceni|оценк|балл|критери|инструкц|"
    r"评分|分数|满分|标准|指令|指示|評価|点数|満点|基準|점수|평가|기준|지시|निर्देश|अंक|تعليمات|درجة|puan|talimat|kriter",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"\b(?:ignorier\w*|vergiss|missachte|bewerte\w*|gib|geben sie|vergib|setze|stufe|"
    r"ignor(?:e|ez|a|i|are|ar|uj|eer)|oublie[zr]?|donne[zr]?|attribue[zr]?|note[zr]|accorde[zr]?|veuillez|"
    r"olvida|asigna|otorga|da|dale|califica|punt[uú]a|dimentica|assegna|dai|valuta|esque[cç]a|atribua|d[eê]|avalie|"
    r"negeer|vergeet|geef|beoordeel|zignoruj|daj|przyznaj|oce[nń]|wystaw|g[oö]rmezden|yok say|ver)\b|"
    r"игнорир|забудь|постав|оцени|дай|忽略|无视|给出|给予|请给|打|無視|与え|付け|つけて|무시|부여|주세요|매겨|अनदेखा|दें|تجاهل|أعط",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:der|die|das|dem|den|und|bitte|diese[rnms]?|alle|mit|auf|für|ist|sie|le|la|les|des|une?|cette|ce|toutes?|et|est|pour|"
    r"el|los|las|una?|esta|este|todas?|todos|y|es|con|para|por|il|lo|gli|questa|tutti|tutte|e|è|per|o|os|as|essa|isto|em|"
    r"het|een|deze|dit|alle|en|voor|tej|tę|wszystkie|i|za|bu|tüm|ve)\b|[^\x00-\u024f\u2000-\u20ff]",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:the|and|of|to|with|that|this|we|you|our|is|are|was|it|for|would|because|when|then|not|have|from|at|on|in|by|be)\b",
    re.IGNORECASE,
)


def unmasked(text: str) -> str:
    """`text` for finding orders in: digits inside words as the letters they look like, no accents; same length."""
    plain = text if text.isascii() else "".join(unicodedata.normalize("NFD", letter)[0] for letter in text)
    return _MIXED.sub(lambda match: match[0].translate(_DIGITS), plain)


def disguised(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of `text` that hold an encoded message, or an order about ratings in another language."""
    for pattern, decode in ((_CODE, _base64), (_HEX, _hex)):
        for match in pattern.finditer(text):
            if _WORDS.search(decode(match[0])):
                yield match.span()
    for match in re.finditer(r"[^.!?\n。！？]+", text):
        told = match[0]
        if _ORDERS.search(told) and _ABOUT_RATING.search(told):
            others = len(_FOREIGN.findall(told))
            if others >= 2 and others > 2 * len(_ENGLISH.findall(told)):
                yield match.span()


def _base64(code: str) -> str:
    letters = code.rstrip("=").translate(str.maketrans("-_", "+/"))
    letters = (
        letters[: len(letters) // 4 * 4] if len(letters) % 4 == 1 else letters + "=" * (-len(letters) % 4)
    )
    try:
        return _text(base64.b64decode(letters, validate=True))
    except (binascii.Error, ValueError):
        return ""


def _hex(code: str) -> str:
    return _text(bytes.fromhex(code))


def _text(data: bytes) -> str:
    """Data as text where it is nothing else, else nothing."""
    told = data.decode("ascii", errors="replace")
    return told if _READABLE.fullmatch(told) else ""
