"""Pauses between jobs: the months that neither a job, nor a study, nor a certificate accounts for."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from greenroom.model.profile import Job, Period
from greenroom.model.report import RiskRow
from greenroom.prepare.match.evidence import where_of
from greenroom.prepare.report.candidacy import Candidacy, inferred, quote_cv

_PAUSE_MONTHS = 9
_ANOTHER_TRADE = 0.45  # cosine of two titles under which the one is another trade than the other
_MONTHS = 12
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def find_pause(case: Candidacy) -> RiskRow | None:
    """The first long pause that nothing on the CV fills, as a risk; None where there is none."""
    dated = [j for j in case.profile.jobs if month_of(j.period.start) is not None]
    ordered = sorted(dated, key=lambda j: j.period.start or "")
    for before, after in pairwise(ordered):
        end, start = month_of(before.period.end), month_of(after.period.start)
        if end is None or start is None or before.period.current:
            continue
        pause = set(range(_count(end) + 1, _count(start)))
        open_months = pause - _filled(case)
        if len(pause) >= _PAUSE_MONTHS and changes_trade(case, before, after):
            return _change_row(before, after)
        if len(open_months) >= _PAUSE_MONTHS:
            return _pause_row(before, after, len(open_months))
    return None


def month_of(value: str | None) -> date | None:
    """The month of a date of the CV; None where only a year is known."""
    if value is None or len(value) < len("2021-03"):
        return None
    return date(int(value[:4]), int(value[5:7]), 1)


def _count(month: date) -> int:
    return month.year * _MONTHS + month.month - 1


def _filled(case: Candidacy) -> set[int]:
    """The months that studies, certificates and other jobs account for."""
    profile = case.profile
    periods = [study.period for study in profile.studies] + [job.period for job in profile.jobs]
    periods += [project.period for project in profile.projects]
    months = {month for period in periods for month in _months(period)}
    for certificate in case.profile.certificates:
        for year in _YEAR.findall(certificate.text):
            months.update(range(int(year) * _MONTHS, (int(year) + 1) * _MONTHS))
    return months


def _months(period: Period) -> range:
    """The months of a period; a year without a month is all of that year."""
    start, end = period.start or period.end, period.end or period.start
    if start is None or end is None or period.current:
        return range(0)
    first, last = month_of(start), month_of(end)
    since = _count(first) if first is not None else int(start[:4]) * _MONTHS
    until = _count(last) if last is not None else int(end[:4]) * _MONTHS + _MONTHS - 1
    return range(since, until + 1)


def changes_trade(case: Candidacy, before: Job, after: Job) -> bool:
    """Whether two titles are of different trades."""
    if before.title is None or after.title is None:
        return False
    near = float(case.vector(before.title.text) @ case.vector(after.title.text))
    return near < _ANOTHER_TRADE


def _change_row(before: Job, after: Job) -> RiskRow:
    cited = [c for c in (before.title, before.period.raw, after.title, after.period.raw) if c is not None]
    text = f"You changed trade between {where_of(before)} and {where_of(after)}."
    return RiskRow(
        risk=inferred(text, *quote_cv(*cited)),
        likelihood="medium",
        impact="low",
        mitigation="Tell the change as a decision: what you saw, what you learned and how, and what of the old work you still use.",
        say="I changed because [what you saw]; I learned [what] by [how], and from the earlier work I still use [what].",
        proof=None,
    )


def _pause_row(before: Job, after: Job, months: int) -> RiskRow:
    cited = [c for c in (before.period.raw, after.period.raw) if c is not None]
    text = f"Your dates leave about {months} months between {where_of(before)} and {where_of(after)}."
    return RiskRow(
        risk=inferred(text, *quote_cv(*cited)),
        likelihood="medium",
        impact="low",
        mitigation="Have one calm sentence ready for it, and move on to what you did next.",
        say="In that time I [what you did]; I came back because [reason].",
        proof=None,
    )
