"""Which language a text is written in: by script first, then by the words that carry its grammar.

Two-letter codes; "und" where the text is too short or no language stands out. Greenroom reads English,
French and Chinese; the others are recognised so that the user can be told which language it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from greenroom.errors import InputError

SUPPORTED = ("en", "fr", "zh")
"""The languages whose documents are understood."""

NAMES = {
    "en": "English", "fr": "French", "zh": "Chinese", "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "es": "Spanish", "fi": "Finnish", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese",
}  # fmt: skip
"""The name of every language that is recognised."""

_LEAST_HITS = 3  # function words needed before a language is named
_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
_FOREIGN_SHARE = 0.12  # CVs in these scripts are full of Latin product names
_UKRAINIAN = re.compile(r"[іїєґ]")
_WORD = re.compile(r"[^\W\d_]+")

_FUNCTION_WORDS = {
    "en": "the and of to in for with on by from as at an is are was our we you your that this which who will be or",
    "fr": "le la les des du de et en dans pour par sur avec au aux une un est sont nous vous que qui ce cette ses ou",
    "de": "der die das und von mit für den dem des im in zur zum auf bei ein eine einer ist sind wir sie als oder nach",
    "es": "el la los las de del y en para por con una un es son que se al su sus como más desde nuestro o",
    "it": "il lo la gli le di del della dei delle e in per con un una che è sono da dal nel nella alla come o presso",
    "pt": "o a os as de do da dos das e em no na nos nas para por com um uma que é são ao à como mais ou",
    "nl": "de het een en van in op voor met bij aan te is zijn die dat wij je jij als naar door of tot",
    "pl": "i w z na do dla oraz od przez po się jest są o jako przy za ze nad to lub we",
    "sv": "och i att en ett på för med av som är till den det de har vi du från inom eller",
    "da": "og i at en et på for med af som er til den det de har vi du fra inden eller",
    "no": "og i å en et på for med av som er til den det de har vi du fra innen eller",
    "fi": "ja on ei se että oli olen sekä kanssa joka ovat mukaan tai kun myös",
    "cs": "a v na s z do pro od po se je jsou jako při za nebo které ve k",
    "tr": "ve bir bu ile için olarak da de olan daha ya en kadar sonra gibi",
    "ro": "și în de la cu pentru din pe un o este sunt care prin ca sau al ale",
    "hu": "a az és hogy is egy nem van volt mint vagy meg által valamint",
    "vi": "và của các có cho trong là với được một những để tại người",
    "id": "dan yang di untuk dengan dari pada dalam ini itu sebagai oleh adalah atau ke",
}
_SETS = {code: frozenset(words.split()) for code, words in _FUNCTION_WORDS.items()}
_COUNTS = Counter(word for words in _SETS.values() for word in words)
_LETTERS = {
    "fr": "éèêàçœùûîôë", "de": "äöüß", "es": "ñáéíóú¿¡", "pt": "ãõçáéêíóú", "it": "àèéìòù", "pl": "ąćęłńóśźż",
    "sv": "åäö", "da": "æøå", "no": "æøå", "cs": "ěščřžýáíéůú", "tr": "ğışçöü", "ro": "ăâîșț", "hu": "őűáéíóúöü",
    "fi": "äö", "vi": "đơưăạảấầẩậắằặẹẻếềểệịọỏốồổộớờởợụủứừửữựỳỵỷ",
}  # fmt: skip


def detect_language(text: str) -> str:
    """The two-letter code of the language of `text`, or "und"."""
    folded = unicodedata.normalize("NFC", text).casefold()
    letters = sum(char.isalpha() for char in folded)
    if not letters:
        return "und"
    for code, pattern in _SCRIPTS:
        if len(pattern.findall(folded)) >= max(4, _FOREIGN_SHARE * letters):
            return "uk" if code == "ru" and len(_UKRAINIAN.findall(folded)) > letters / 50 else code
    return _by_words(folded)


def unsupported_language(document: str, language: str) -> InputError:
    """The refusal of the document of that name; raised for a CV and a posting alike, in the same words."""
    name = NAMES.get(language)
    known = ", ".join(NAMES[code] for code in SUPPORTED)
    return InputError(
        f"{document} seems to be written in {name}, a language that is not supported."
        if name
        else f"{document} seems to be written in a language that is not supported.",
        hint=f"Supported languages: {known}. Give a version in one of them.",
        code="unsupported_language",
    )


def _by_words(folded: str) -> str:
    words = Counter(_WORD.findall(folded))
    scores: dict[str, float] = {}
    for code, known in _SETS.items():
        hits = sum(count for word, count in words.items() if word in known)
        if hits < _LEAST_HITS:
            continue
        # A word shared by many languages says little; a language's own letters say a little more.
        score = sum(count / _COUNTS[word] for word, count in words.items() if word in known)
        marks = sum(folded.count(letter) for letter in _LETTERS.get(code, ""))
        scores[code] = score + min(marks, 20) / 10
    if not scores:
        return "und"
    best = max(sorted(scores), key=lambda code: scores[code])
    return best if scores[best] >= 1.5 else "und"
