"""How the committee reads the packs' graded answers: python bench/committee.py [--every N].

Printed: each member's agreement with the authors' ratings, how often the members differ, how the committee's recommendation stands to
the expected overall, whether a strong answer is recommended above an adequate and that above a weak one, and what an appeal
with the best sentence of the answer would move, rightly and wrongly.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from datetime import UTC, datetime

from greenroom.bootstrap import greenroom, pack_folders
from greenroom.content.load import load_catalogue
from greenroom.interview.agreement import quadratic_kappa, table
from greenroom.interview.appeal import Passage, heard
from greenroom.interview.committee import MEMBERS, recommendation
from greenroom.interview.sentences import sentences
from greenroom.interview.standard import asked
from greenroom.model.mock import MockRound, Turn, TurnKind
from greenroom.model.question import Exemplar, Question
from greenroom.service.exemplars import expected_overall

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_GOOD = 3


def main() -> None:
    """Read and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="read only every Nth question")
    questions = load_catalogue(pack_folders(), exemplars=True).questions[:: parser.parse_args().every]
    debriefs = greenroom().afterwards.debriefs
    pairs: dict[str, list[tuple[int, int]]] = defaultdict(list)
    advised: dict[str, dict[str, int]] = defaultdict(dict)
    overalls, wide, appeals = [], Counter[int](), Counter[str]()
    for question in questions:
        for exemplar in question.exemplars:
            cards = debriefs.cards(_sat(question, exemplar))
            for card in cards:
                got = {score.criterion: score.rating for score in card.judgement.scores}
                pairs[card.member] += [(want, got[name] or 1) for name, want in exemplar.expected.items()]
            for place in range(len(question.criteria)):
                ratings = [card.judgement.scores[place].rating or 1 for card in cards]
                wide[max(ratings) - min(ratings)] += 1
            vote = recommendation(cards)
            advised[question.slug][exemplar.kind] = vote or 1
            overalls.append((expected_overall(question, exemplar), vote or 1))
            appeals += _appealed(question, exemplar)
    for member in MEMBERS:
        print(f"{member.title}: kappa {_kappa(pairs[member.id]):.3f} with the authors' ratings")
    print(
        f"recommendation: kappa {_kappa(overalls):.3f} with the expected overall, within one {_within(overalls):.3f}"
    )
    total = sum(wide.values())
    print("ratings of a criterion differ by", ", ".join(f"{n}: {wide[n] / total:.2f}" for n in sorted(wide)))
    for better, worse in (("strong", "adequate"), ("adequate", "weak"), ("strong", "weak")):
        above = [(own[better] > own[worse], own[better] >= own[worse]) for own in advised.values()]
        print(
            f"{better} above {worse}: {sum(a for a, _ in above)} of {len(above)}, at least level {sum(b for _, b in above)}"
        )
    print("appeals with the best sentence:", dict(appeals))


def _sat(question: Question, exemplar: Exemplar) -> MockRound:
    turns = (
        Turn(number=1, kind=TurnKind.QUESTION, text=question.statement, at=_NOW),
        Turn(number=2, kind=TurnKind.ANSWER, text=exemplar.text, at=_NOW),
    )
    return MockRound(
        id="bench", question=question.slug, role=question.role, level=question.levels[0], minutes=question.minutes,
        started_at=_NOW, turns=turns,
    )  # fmt: skip


def _appealed(question: Question, exemplar: Exemplar) -> Counter[str]:
    """For each criterion rated below good: whether some sentence of the answer would raise it, by what the author expects."""
    judging, given = greenroom().judging, asked(question, exemplar.text)
    scores, found = judging.judge(given).scores, Counter[str]()
    low = [place for place, score in enumerate(scores) if (score.rating or 1) < _GOOD]
    best = {place: scores[place] for place in low}
    for one in sentences(exemplar.text):
        alone = judging.judge(given.model_copy(update={"answer": one.text}))
        for place in low:
            after = heard(scores[place], alone.scores[place], Passage(one.text, one.start, one.end))
            if (after.rating or 1) > (best[place].rating or 1):
                best[place] = after
    for place in low:
        want, before, then = (
            exemplar.expected[question.criteria[place].id],
            scores[place].rating or 1,
            best[place].rating or 1,
        )
        truth = "too low" if before < want else "right or too high"
        found[f"rated {truth}: {'moved' if then > before else 'stays'}"] += 1
    return found


def _kappa(pairs: list[tuple[int, int]]) -> float:
    return float(quadratic_kappa(table([(a - 1, b - 1) for a, b in pairs], 4)))


def _within(pairs: list[tuple[int, int]]) -> float:
    return sum(abs(a - b) <= 1 for a, b in pairs) / len(pairs)


if __name__ == "__main__":
    main()
