"""The pay a posting offers."""

from __future__ import annotations

import re

from greenroom.model.document import Cited, Document

_MONEY = r"(?:[$€£¥₹]|USD|EUR|GBP|CHF|CAD|AUD|INR)\s?\d[\d.,\s]*\d?\s?[kK]?|\d[\d.,]{1,9}\s?[kK]?\s?(?:€|£|USD|EUR|GBP|CHF|CAD|euros|k€|K€|万)"
_SALARY = re.compile(
    rf"(?:{_MONEY})(?:\s*(?:/|per|an?)?\s*(?:year|annum|yr|hour|hr|month|an))?(?:\s*(?:-|–|—|to|and|à|~|至)\s*(?:{_MONEY}|\d[\d.,]*\s?[kK]?))?(?:\s*(?:/|per|a|par)\s*(?:year|annum|yr|hour|hr|month|an\b))?"
)
_PAY = re.compile(
    r"(?i)salar|compensation|\bcomp\b|\bequity\b|base pay|pay range|pay rate|\bpay\b|remuneration|rémunération|annual|per (?:year|annum|hour|month)|/\s?(?:year|yr|hr|hour)|\bOTE\b|package|薪|💰|par an|brut"
)
_NOT_PAY = re.compile(
    r"(?i)rais(?:ed|ing)|series [a-f]|funding|revenue|valuation|net sales|billion|bn\b|reimburse|stipend|allowance|budget|ARR\b|backed|chiffre d['’]affaires|referral|401"
)

# "€95k-€120k", "£140-160k", "$185,000 to $230,000": a range of a year's pay by its size alone
_RANGE = re.compile(
    r"(?P<before>[$€£¥₹]|\b(?:USD|EUR|GBP|CHF|CAD|AUD|SGD|INR)\s?)?(?P<low>\d{2,3})(?P<low_k>[.,\s]?000|\s?[kK])?\s?(?:[$€£]|EUR|CHF)?\s?(?:-|–|—|\bto\b|\band\b|\bà\b|~)\s?"
    r"(?:[$€£¥₹]|(?:USD|EUR|GBP|CHF|CAD|AUD|SGD|INR)\s?)?(?P<high>\d{2,3})(?P<high_k>[.,\s]?000|\s?[kK])(?![\d.,]\d|\w)(?P<after>\s?(?:[$€£]|(?:USD|EUR|GBP|CHF|CAD|AUD|SGD|euros?)\b))?"
)
_TOP = 400  # characters in which a range of money needs no word of pay beside it


def salary_of(document: Document) -> Cited | None:
    """The pay: a sum by words of pay, or a range in thousands near the top; never funding or revenue."""
    text = document.text
    for match in _SALARY.finditer(text):
        if len(re.findall(r"\d", match.group())) >= 2 and _is_pay(text, match):
            if wider := next(
                (r for r in _RANGE.finditer(text) if r.start() <= match.start() < r.end()), None
            ):
                return document.cite(wider.start(), max(wider.end(), match.end()))
            return document.cite(*match.span())
    for match in _RANGE.finditer(text):
        money = match.group("before") or match.group("after")
        rising = 20 <= int(match.group("low")) < int(match.group("high"))
        if money and rising and _is_pay(text, match, sure=match.start() < _TOP):
            return document.cite(*match.span())
    return None


def _is_pay(text: str, match: re.Match[str], *, sure: bool = False) -> bool:
    near = text[max(0, match.start() - 120) : match.end() + 40]
    close = text[max(0, match.start() - 45) : match.end() + 25]
    if sure and text[: match.start()].endswith("\n"):  # a line of its own; "(Series B)" above it is another
        close = text[match.start() : match.end() + 25].split("\n", maxsplit=1)[0]
    return bool(sure or _PAY.search(near)) and not _NOT_PAY.search(close)
