"""What the packs hold, read once a process and kept in one file between processes."""

from __future__ import annotations

import difflib
import logging
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from uuid import UUID

from greenroom.content.index import indexed_catalogue
from greenroom.content.listing import Kind, Listed, listing
from greenroom.content.load import load_catalogue
from greenroom.content.search import Search
from greenroom.errors import InputError
from greenroom.model.content import Ask, Catalogue
from greenroom.model.course import Concept, Lesson
from greenroom.model.exercise import Exercise
from greenroom.model.lab import Scenario
from greenroom.model.ladder import Role
from greenroom.model.practice import Drill, Estimation, Framework, RolePlay
from greenroom.model.question import Question

Piece = Question | Exercise | Scenario | Lesson | Concept | Drill | Estimation | RolePlay | Framework | Ask
log = logging.getLogger(__name__)
_BEGUN = 6  # characters of a uuid that name it


@dataclass(frozen=True)
class Library:
    """The content of some packs.

    Attributes:
        packs: Folders that hold pack folders, or that are one.
        own: The same of the user's own packs; one that cannot be read is left out, and a warning logged.
        index: The folder where what was read is kept for the next process; None keeps nothing.
        version: Of Greenroom; what another version kept is not used.
    """

    packs: tuple[Path, ...]
    own: tuple[Path, ...] = ()
    index: Path | None = None
    version: str = ""

    @cached_property
    def catalogue(self) -> Catalogue:
        """Everything, with the graded answers.

        Raises:
            PackError: A file of `packs` is missing, malformed or breaks its schema.
        """
        if self.index is None:
            found = load_catalogue(self.packs, self.own, exemplars=True)
        else:
            found = indexed_catalogue(self.packs, self.index, own=self.own, version=self.version)
        for pack in found.left_out:
            log.warning("A pack of yours is left out until it is mended. %s", pack)
        return found

    @cached_property
    def search(self) -> Search:
        """Search over everything."""
        catalogue = self.catalogue
        return Search(listing(catalogue), catalogue.vocabulary)

    def listed(self, kind: Kind, slugs: Iterable[str]) -> tuple[Listed, ...]:
        """These pieces as they stand in lists, in this order; what is not there is left out."""
        found = (self._listed.get((kind, slug)) for slug in slugs)
        return tuple(one for one in found if one is not None)

    @cached_property
    def _listed(self) -> dict[tuple[Kind, str], Listed]:
        return {(one.kind, one.slug): one for one in self.search.pieces}

    def piece(self, name: str, kind: Kind | None = None) -> Piece:
        """A piece of content by its slug (or the uuid, also begun, of a question to ask them).

        Raises:
            InputError: There is none ("no_content"); names those that are near. Or several kinds have one ("several").
        """
        pieces = {(k, str(one)): piece for k, one, piece in _named(self.catalogue) if kind in {None, k}}
        found = [
            key
            for key in pieces
            if key[1] == name or (key[0] is Kind.ASK and len(name) >= _BEGUN and key[1].startswith(name))
        ]
        if len(found) == 1:
            return pieces[found[0]]
        if found:
            kinds = " or ".join(f"--kind {k}" for k, _ in found)
            raise InputError(
                f"{name} is the name of several pieces.", hint=f"Say which: {kinds}.", code="several"
            )
        near = difflib.get_close_matches(
            name, [slug for k, slug in pieces if k is not Kind.ASK], n=3, cutoff=0.5
        )
        hint = (
            f"Near it: {', '.join(near)}." if near else "greenroom library search WORDS finds what there is."
        )
        raise InputError(f"The library holds nothing called {name}.", hint=hint, code="no_content")

    def framework_of(self, question: Question) -> Framework | None:
        """The framework that structures an answer in the question's kind of round, as its loop names it; None where none does."""
        loop = self.catalogue.loops.get(question.role)
        wanted = (
            next((one.framework for one in loop.rounds if one.id == question.round), None) if loop else None
        )
        return next((one for one in self.catalogue.frameworks if one.slug == wanted), None)

    def for_roles(self, roles: Collection[Role]) -> Catalogue:
        """What is for any of these roles."""
        return _for_roles(self, frozenset(roles))


def _named(catalogue: Catalogue) -> Iterator[tuple[Kind, str | UUID, Piece]]:
    yield from ((Kind.QUESTION, one.slug, one) for one in catalogue.questions)
    yield from ((Kind.EXERCISE, one.slug, one) for one in catalogue.exercises)
    yield from ((Kind.SCENARIO, one.slug, one) for one in catalogue.scenarios)
    yield from ((Kind.LESSON, one.slug, one) for one in catalogue.lessons)
    yield from ((Kind.CONCEPT, one.slug, one) for one in catalogue.concepts)
    yield from ((Kind.DRILL, one.slug, one) for one in catalogue.drills)
    yield from ((Kind.ESTIMATION, one.slug, one) for one in catalogue.estimations)
    yield from ((Kind.ROLEPLAY, one.slug, one) for one in catalogue.roleplays)
    yield from ((Kind.FRAMEWORK, one.slug, one) for one in catalogue.frameworks)
    yield from ((Kind.ASK, one.uuid, one) for one in catalogue.asks)


@lru_cache(maxsize=16)
def _for_roles(library: Library, roles: frozenset[Role]) -> Catalogue:
    return library.catalogue.for_roles(roles)
