"""The use case of the judge: one answer, or a file of them, against the criteria of its question."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from greenroom.content.rubric_file import PackRubric, read_rubric
from greenroom.errors import InputError, PackError
from greenroom.interview.judge import judge
from greenroom.interview.standard import rubric, standard
from greenroom.model.judgement import Asked, Judgement, Rubric
from greenroom.model.question import Question
from greenroom.ports import AnswerReader
from greenroom.service.batch import Failed, Scored, read_rows
from greenroom.service.english import foreign
from greenroom.service.library import Library

MOST_CHARACTERS = 400_000
"""The longest answer that is read: seven hours of speech. What is longer is a wrong file."""


@dataclass(frozen=True)
class Judging:
    """Rates answers; the same answer gets the same rating, in any process and any order."""

    reader: AnswerReader
    library: Library

    def judge(self, asked: Asked) -> Judgement:
        """One answer, rated on every criterion with its evidence; unscored where it is not in English.

        Raises:
            InputError: The answer is longer than MOST_CHARACTERS ("too_long").
        """
        if len(asked.answer) > MOST_CHARACTERS:
            raise InputError(
                f"The answer has {len(asked.answer):,} characters; at most {MOST_CHARACTERS:,} are read.",
                hint="Give the answer to one question, without the rest of the interview.",
                code="too_long",
            )
        return judge(asked, self.reader, foreign=foreign(asked.answer))

    def judge_batch(self, lines: Iterable[bytes]) -> Iterator[Scored | Failed]:
        """Each answer of a JSON Lines file (see `service.batch`), judged when it is asked for, in the file's order.

        What cannot be judged comes as Failed in its place; it loses none of the others.
        """
        for row in read_rows(lines):
            if isinstance(row, Failed):
                yield row
                continue
            try:
                yield Scored(row.id, self.judge(row.asked))
            except InputError as error:
                yield Failed(row.line, row.id, error.what)

    def question(self, slug: str) -> tuple[Question, Rubric]:
        """A question of the installed packs with its rubric as a judge reads it.

        Raises:
            InputError: No pack has it ("no_question"); names those that are near.
            PackError: The packs cannot be read.
        """
        questions = {question.slug: question for question in self.library.catalogue.questions}
        found = questions.get(slug)
        if found is None:
            near = difflib.get_close_matches(slug, questions, n=3, cutoff=0.5)
            raise InputError(
                f"No installed pack has a question “{slug}”.",
                hint=f"Did you mean: {', '.join(near)}?"
                if near
                else "A question's id is the name of its folder.",
                code="no_question",
            )
        return found, rubric(found)

    @staticmethod
    def rubric(path: Path) -> Rubric:
        """The rubric in a file: criteria written for the judge, or a pack's rubric.toml.

        Raises:
            InputError: It cannot be used ("bad_rubric"); says where and why.
        """
        try:
            read = read_rubric(path)
        except PackError as error:
            first, *others = (str(issue) for issue in error.issues)
            how = "A rubric has one [[criteria]] table a criterion, each with an id and a text."
            hint = "\n".join([*others, how])
            raise InputError(f"The rubric cannot be used: {first}", hint=hint, code="bad_rubric") from error
        if isinstance(read, PackRubric):
            return Rubric(criteria=tuple(standard(one) for one in read.criteria))
        return read
