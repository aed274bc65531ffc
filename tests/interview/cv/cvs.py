"""An invented CV as claims, and a round whose candidate has it."""

from datetime import date

from greenroom.model.cv import CvClaims, CvJob

TODAY = date(2026, 3, 1)
LINES = (
    "Cut median pickup-time error from 5.2 to 3.1 minutes with a gradient-boosted model on live traffic.",
    "Own the pricing service, 1,400 requests per second at a p99 of 45 ms.",
    "Led a team of 4 engineers through the move to a shared feature store.",
)
OLDER = (
    "Reduced false positives of the fraud model by 38% at the same recall.",
    "Labelled 6,000 disputes with two analysts to build the first test set.",
)
NEW = CvJob(
    employer="Kestrel Mobility GmbH, Berlin", title="Senior Machine Learning Engineer", dates="March 2022 - Present", start="2022-03",
    current=True, lines=LINES,
)  # fmt: skip
OLD = CvJob(
    employer="Ostrava Pay", title="Machine Learning Engineer", dates="July 2019 - February 2022", start="2019-07", end="2022-02", lines=OLDER,
)  # fmt: skip
CV = CvClaims(
    jobs=(NEW, OLD), degrees=("MSc, Computer Science, Charles University",), read_on=TODAY,
    text="\n".join(["Ines Falkenrath", NEW.employer, NEW.title, *LINES, OLD.employer, OLD.title, *OLDER, "MSc Computer Science, Charles University"]),
)  # fmt: skip
