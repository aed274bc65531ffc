"""The claim stress test: every number in the CV, the attack it invites, what is needed to defend it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from greenroom.model.document import Cited, Span
from greenroom.model.match import StressTest
from greenroom.model.profile import ImpactClaim, Profile
from greenroom.prepare.match.evidence import where_of


@dataclass(frozen=True)
class _Attack:
    """A kind of number: how to recognise it, what an interviewer asks of it, what answers that."""

    pattern: re.Pattern[str]
    question: str
    defence: tuple[str, ...]
    needs: tuple[str, ...]  # the parts of an impact claim without which such a number cannot be defended
    when: re.Pattern[str] | None = None  # words the statement must hold for this attack to make sense


_OF_CHANGE = ("metric", "baseline", "period", "own_role")
_OF_SIZE = ("own_role",)


def _attack(
    pattern: str,
    question: str,
    *defence: str,
    needs: tuple[str, ...] = _OF_CHANGE,
    when: re.Pattern[str] | None = None,
) -> _Attack:
    return _Attack(re.compile(pattern, re.IGNORECASE), question, defence, needs, when)


_NUMBER = r"\d{1,3}(?:[ ,.’']\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_UNIT = r"\s?(?:%|percent|pp|points?|ms|s|seconds?|minutes?|min|hours?|h|days?|weeks?|months?|x|k|m|bn|jours?|heures?|semaines?|mois|个百分点|毫秒|秒|小时|天|倍|万)?"
_AMOUNT = rf"[$€£¥]?(?:{_NUMBER}){_UNIT}"
_TO = (
    r"\s?(?:to|à|->|→|提升到|提升至|降到|降至|降低到|缩短到|到|至)\s?(?:under |over |about |just |moins de )?"
)
_CHANGE = rf"(?:from |de |由\s?|从\s?)?{_AMOUNT}{_TO}{_AMOUNT}(?![\w])"
_MONEY = r"[$€£¥]\s?(?:NUM)\s?(?:k|m|bn|b|million|billion)?\b|(?:usd|eur|gbp|chf|rmb|cny|inr)\s?(?:NUM)\s?(?:k|m|bn|b|million|billion)?\b|(?:NUM)\s?(?:k|m|bn|million|billion)?\s?(?:usd|eur|gbp|euros?|dollars?|万元|元|M€|k€|€)"
_LARGE = (
    r"\d{1,3}(?:[ ,.’']\d{3})+|\d{4,}|\d+(?:[.,]\d+)?\s?(?:k|m|bn|b|million|billion|thousand|万|亿)|[3-9]\d\d"
)
_METRIC = (
    r"auc|roc|f1|accuracy|precision|recall|ndcg|map|mrr|bleu|rouge|wer|mape|rmse|mae|iou|kappa|准确率|召回率"
)
_LED = re.compile(
    r"\b(?:led|lead|leads|leading|manag\w+|hired|hiring|grew|scaled|built (?:a|the|and)|headed|supervis\w+|direct(?:ed|ing)|encadr\w+|dirig\w+)\b|带领|管理|团队",
    re.IGNORECASE,
)
# First match wins at each place, so the telling kinds come first.
_ATTACKS = (
    _attack(
        rf"(?<!\w)(?:{_METRIC})\b[^.;%\d]{{0,40}}?(?:{_CHANGE}|(?:{_NUMBER})\s?%?)|(?:{_NUMBER})\s?%?\s?(?:{_METRIC})\b",
        "On which data was {number} measured, how far is that from live traffic, and what did the old model score on the same set?",
        "the test set: size, period, how it was split",
        "the baseline on the same set, and the spread between runs",
        "what the metric was worth in the product",
    ),
    _attack(
        rf"(?:p50|p95|p99)\b[^.;\d]{{0,30}}?(?:{_CHANGE}|(?:{_NUMBER})(?:\s?(?:ms|s|毫秒))?)|(?:from |de )?(?:{_NUMBER})\s?ms{_TO}(?:{_NUMBER})\s?ms|(?:{_NUMBER})\s?(?:ms|milliseconds?|µs|s|sec(?:onds?)?|毫秒)(?![\w])",
        "Is {number} a median or a tail, measured where, and at what load?",
        "percentile and load (requests a second) at which it held",
        "what it was before, and which change bought most",
        "what it cost elsewhere: quality, money, freshness",
    ),
    _attack(
        _CHANGE,
        "{number}: over which period, on how much data, and how do you know that your work did it?",
        "period and sample, and how it was attributed (A/B test, holdout, before/after)",
        "what else changed in that time",
        "what got worse while this got better",
        needs=("metric", "period", "own_role"),
    ),
    _attack(
        _MONEY.replace("NUM", _NUMBER),
        "Who computed {number}, what counts as caused by your work, and would finance sign it?",
        "the formula: volume × value, and over which period",
        "what the counterfactual was (holdout, before/after, estimate)",
        "what share of it was yours",
    ),
    _attack(
        rf"(?:{_NUMBER})\s?(?:%|percent(?:age points?)?|pp|points?|bps|个百分点)",
        "{number} of what? What was it before, over which period, and how do you know your work did it?",
        "the number before and after, in absolute terms",
        "period and sample, and how it was attributed (A/B test, holdout, before/after)",
        "what got worse while this got better",
    ),
    _attack(
        rf"(?:(?:{_NUMBER})[-–])?(?:{_NUMBER})\s?(?:x|×|times|fold|倍)(?![a-z])",
        "{number} compared with what, on which workload, and was the starting point tuned at all?",
        "the starting point in absolute terms",
        "the same workload and hardware on both sides",
        "what the last doubling cost",
    ),
    _attack(
        rf"team of (?:{_NUMBER})|(?:{_NUMBER})[- ](?:person|people|engineers?|scientists?|developers?|analysts?|pms?|direct reports?|reports?|managers?|members?|人)",
        "Of these {number}, whom did you hire, whom did you let go, and what would they say you changed?",
        "who reported to you, and for how long",
        "one person who grew and one who did not, and what you did",
        "what you decided alone and what was decided above you",
        needs=("period",),
        when=_LED,
    ),
    _attack(
        rf"(?:{_LARGE})\s?\+?\s?(?:daily|monthly|weekly|active|concurrent|api)?\s?(?:daily |monthly |weekly |active |concurrent |api )?"
        r"(?:users?|customers?|clients?|requests?|queries|qps|rps|documents?|events?|transactions?|records?|rows|samples?|images?|tickets?|calls?|sessions?|stores?|merchants?|用户|utilisateurs?|tb|gb|pb)\b",
        "What broke first at {number}, and what did you have to do differently because of the scale?",
        "peak against average, and growth while you were there",
        "the part of the system that carried it, and your part in that",
        "what would break at ten times as much",
        needs=_OF_SIZE,
    ),
)
_OTHER = _attack(
    rf"(?<![\w.=/#-])(?<!= )(?<!v)(?:{_NUMBER})\s?(?:k|m|bn|million|billion|万|亿)?\+?(?![\w/])"
    r"(?:[ -](?!(?:and|for|with|the|from|across|per|over|within|that|which|while|into|using|annuali[sz]ed)\b)[a-z]{3,})?",
    "How was {number} counted, and how much of it was your own work?",
    "how it was counted, and by whom",
    "what it was before",
    "your own part in it",
    needs=_OF_SIZE,
)
_NOT_A_CLAIM = re.compile(
    r"^(?:19|20)\d{2}\b|^[0-9]\b(?![.,]\d)"
)  # years and bare single digits say nothing to attack
# A length of time is when or how long, seldom what was reached.
_TIME_AFTER = re.compile(
    r"^[\s-]*\+?(?:years?|yrs?|months?|weeks?|days?|hours?|ans|années|mois|semaines?|jours?|年|个?月|周|天)",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"[A-Z][\w&+.-]*[\s-]$")  # "Python 3.11", "ISO 27001", "CS 229", "Llama 3"


# How sure a figure is, not a figure of its own: "p < 0.01", "95% CI", "± 0.3".
_HOW_SURE = re.compile(
    r"\bp(?:[- ]values?)?\s?[=<>≤]\s?\d*\.\d+|\b\d+\s?%\s?(?:CI\b|confidence)|±\s?\d+(?:\.\d+)?%?",
    re.IGNORECASE,
)
_HEADCOUNT = re.compile(r"(?:team of )?\d+(?:[- ][a-z]+)?", re.IGNORECASE)
_ALIKE = 2  # words two statements share when they tell the same fact twice


def stress_tests(profile: Profile) -> tuple[StressTest, ...]:
    """One test for every number in the bullets and the summary, in the order of the CV, each fact once."""
    kept: list[StressTest] = []
    for test in _all_tests(profile):
        twin = next((n for n, known in enumerate(kept) if _same_fact(test, known)), None)
        if twin is None:
            kept.append(test)
        elif _tells_more(test, kept[twin]):
            kept[twin] = test
    return tuple(kept)


def _same_fact(one: StressTest, other: StressTest) -> bool:
    """Whether two numbers are one: "17" in the summary and "17 people" in a bullet about the same team."""
    if re.findall(r"\d+", one.number.text) != re.findall(r"\d+", other.number.text):
        return False
    if one.claim == other.claim or (_counts_people(one) and _counts_people(other)):
        return True
    return len(_content(one.claim) & _content(other.claim)) >= _ALIKE


def _counts_people(test: StressTest) -> bool:
    return bool(_HEADCOUNT.fullmatch(test.number.text) and _LED.search(test.claim.text))


def _content(claim: Cited) -> set[str]:
    return {word[:6] for word in re.findall(r"[^\W\d_]{5,}|[\u4e00-\u9fff]{2}", claim.text.casefold())}


def _tells_more(one: StressTest, other: StressTest) -> bool:
    """A number in a bullet tells more than one in the summary, a longer one more than a bare one."""
    rank = [(test.where != "Summary", len(test.number.text)) for test in (one, other)]
    return rank[0] > rank[1]


def _all_tests(profile: Profile) -> list[StressTest]:
    impacts = {claim.statement: claim for claim in profile.impact_claims}
    out: list[StressTest] = []
    for statement, whole, where in _statements(profile):
        for number, attack in _numbers(statement):
            claim = impacts.get(whole)
            out.append(
                StressTest(
                    claim=whole,
                    number=number,
                    where=where,
                    attack=attack.question.format(number=f"“{number}”"),
                    defence=attack.defence,
                    missing=_missing(claim, attack.needs),
                )
            )
    return out


def _statements(profile: Profile) -> Iterator[tuple[Cited, Cited, str]]:
    """Each statement with the one it belongs to (a bracket cut off from its bullet: that bullet), and its place."""
    if profile.summary is not None:
        yield profile.summary, profile.summary, "Summary"
    places = [(job.bullets, where_of(job)) for job in profile.jobs]
    places += [(project.bullets, f"Project {project.name}") for project in profile.projects]
    for bullets, where in places:
        whole: Cited | None = None
        for bullet in bullets:
            whole = whole if whole is not None and _is_bracket(bullet.text) else bullet
            yield bullet, whole, where


def _is_bracket(text: str) -> bool:
    return text.startswith("(") and text.rstrip(" .").endswith(")")


def _numbers(statement: Cited) -> list[tuple[Cited, _Attack]]:
    text = statement.text
    taken = [match.span() for match in _HOW_SURE.finditer(text)]
    found: list[tuple[int, Cited, _Attack]] = []
    for attack in (*_ATTACKS, _OTHER):
        if attack.when is not None and not attack.when.search(text):
            continue
        for match in attack.pattern.finditer(text):
            start, end = match.span()
            words = match.group().strip(" ,.;")
            if any(start < b and a < end for a, b in taken):
                continue
            if attack is _OTHER and not _is_claim(text, start, words):
                continue
            taken.append((start, end))
            found.append((start, _cite(statement, start, words), attack))
    return [(cited, attack) for _, cited, attack in sorted(found, key=lambda f: f[0])]


def _is_claim(text: str, start: int, words: str) -> bool:
    """Whether a bare number says how much: not a year, a duration, a version or the number in a name."""
    digits = re.match(r"[\d.,]+", words)
    after = text[start + (digits.end() if digits else 0) :]
    if _NOT_A_CLAIM.match(words) or _TIME_AFTER.match(after):
        return False
    name = _NAME_BEFORE.search(text[:start])
    return name is None or (name.start() == 0 and "." not in words)


def _cite(statement: Cited, start: int, words: str) -> Cited:
    """`words` inside `statement`; its span is the statement's, since white space was folded in between."""
    span = statement.span
    if span is not None and span.end - span.start == len(statement.text):
        start += statement.text[start:].index(words)
        span = Span(start=span.start + start, end=span.start + start + len(words), page=span.page)
    return Cited(text=words, span=span)


def _missing(claim: ImpactClaim | None, needs: tuple[str, ...]) -> tuple[str, ...]:
    return needs if claim is None else tuple(part for part in needs if part in claim.missing)
