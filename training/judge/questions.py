"""The written training set: one text file a question, read as typed values.

A file holds lines that start with "@" and the text below each of them:

    @question ROLE | LEVEL | ROUND          what is asked
    @criterion ID                           one sentence an answer meets or does not
    @passage CRITERION LABEL KIND           what a candidate might say on that criterion
    @answer KIND | OVERALL | ID LABEL, ...  a whole answer with every criterion's label
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LABELS = ("met", "partial", "missed", "contradicted")
"""The order of the reader's outputs."""
MISSED = LABELS.index("missed")
HELD_OUT = ("writer-8", "writer-16")
"""Never trained on: the calibration and its bounds are fitted on them."""
UNSEEN = tuple(f"writer-{number}" for number in range(22, 31))
"""Never trained or fitted on, and written when the weights were there: the bench measures on them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A few sentences, and how they stand to one criterion."""

    criterion: str
    label: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, how it stands to every criterion, and its overall 1 to 4."""

    kind: str
    overall: int
    labels: dict[str, str]
    text: str


@dataclass(slots=True)
class Question:
    """One file."""

    name: str
    role: str
    level: str
    round: str
    text: str
    criteria: dict[str, str] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    @property
    def writer(self) -> str:
        """Who wrote it: the folder."""
        return self.name.split("/", maxsplit=1)[0]


def read_folder(folder: Path) -> list[Question]:
    """Every question below `folder`, in the order of the file names."""
    return [read(path, f"{path.parent.name}/{path.stem}") for path in sorted(folder.glob("*/*.txt"))]


def read(path: Path, name: str) -> Question:
    """One file.

    Raises:
        ValueError: It breaks the form; the message names the file and what is wrong.
    """
    question: Question | None = None
    for head, text in _blocks(path):
        word, _, rest = head.partition(" ")
        if word == "question":
            role, level, round_ = (part.strip() for part in rest.split("|"))
            question = Question(name, role, level, round_, text)
            continue
        if question is None:
            raise ValueError(f"{path}: @{word} stands before @question")
        _add(question, word, rest, text, path)
    if question is None or not question.criteria:
        raise ValueError(f"{path}: no question or no criteria")
    return question


def _add(question: Question, word: str, rest: str, text: str, path: Path) -> None:
    if word == "criterion":
        question.criteria[rest.strip()] = text
    elif word == "passage":
        criterion, label, kind = rest.split()
        _check(label in LABELS and criterion in question.criteria, path, rest)
        question.passages.append(Passage(criterion, label, kind, text))
    elif word == "answer":
        kind, overall, pairs = (part.strip() for part in rest.split("|"))
        labels = dict(pair.split() for pair in pairs.split(","))
        _check(set(labels) == set(question.criteria) and set(labels.values()) <= set(LABELS), path, rest)
        question.answers.append(Answer(kind, int(overall), labels, text))
    else:
        _check(False, path, word)  # noqa: FBT003 - an unknown head is always wrong


def _check(holds: bool, path: Path, what: str) -> None:  # noqa: FBT001 - an assertion with a message
    if not holds:
        raise ValueError(f"{path}: cannot read {what!r}")


def _blocks(path: Path) -> Iterator[tuple[str, str]]:
    head, lines = "", list[str]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), "@"]:
        if line.startswith("@"):
            if head:
                yield head, "\n".join(lines).strip()
            head, lines = line[1:].strip(), []
        else:
            lines.append(line)
