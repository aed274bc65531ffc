"""The packs' questions and their graded answers, as questions to train on.

A judge of these questions should know what their authors think of an answer, the usual wrong ideas above all: no small
network can tell a false mechanism it never met from a true one. How the same packs were read before they were trained on
stands in design/0010.
"""

from __future__ import annotations

from questions import Answer, Question

from greenroom.bootstrap import pack_folders
from greenroom.content.load import load_catalogue
from greenroom.interview.standard import standard
from greenroom.model import question as pack
from greenroom.service.exemplars import LABEL_OF, expected_overall


def pack_questions() -> list[Question]:
    """Every question of the packs that come with Greenroom, in the packs' order."""
    return [_question(one) for one in load_catalogue(pack_folders(), exemplars=True).questions]


def _question(given: pack.Question) -> Question:
    found = Question(
        f"{given.role}/{given.slug}", given.role, given.levels[0], given.round, given.statement,
        {one.id: standard(one).text for one in given.criteria},
    )  # fmt: skip
    for exemplar in given.exemplars:
        labels = {criterion: LABEL_OF[rating].value for criterion, rating in exemplar.expected.items()}
        found.answers.append(Answer(exemplar.kind, expected_overall(given, exemplar), labels, exemplar.text))
    return found
