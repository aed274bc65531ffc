"""Python code as a tree that can be asked where a node stands: in which function, class and loops."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

Function = ast.FunctionDef | ast.AsyncFunctionDef
Loop = ast.For | ast.AsyncFor | ast.While | ast.comprehension
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True)
class Source:
    """Parsed code; `parents` holds for every node but the module the node it stands in, and as which part of it."""

    tree: ast.Module
    parents: Mapping[ast.AST, tuple[ast.AST, str]]

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All nodes in the order of their lines."""
        found = [one for one in ast.walk(self.tree) if hasattr(one, "lineno")]
        return tuple(sorted(found, key=lambda one: (one.lineno, one.col_offset)))  # type: ignore[attr-defined]

    def of(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        """The nodes of these kinds, in the order of their lines."""
        return (one for one in self.nodes if isinstance(one, kinds))

    def above(self, node: ast.AST) -> Iterator[tuple[ast.AST, str, ast.AST]]:
        """What a node stands in, inner first, each with the name of the part, and the child, that leads to the node."""
        while (found := self.parents.get(node)) is not None:
            parent, part = found
            yield parent, part, node
            node = parent

    def function(self, node: ast.AST) -> Function | None:
        """The function a node stands in, None at the outermost."""
        return next((one for one, _, _ in self.above(node) if isinstance(one, Function)), None)

    def owner(self, node: ast.AST) -> ast.ClassDef | None:
        """The class in whose method, or body, a node stands."""
        return next((one for one, _, _ in self.above(node) if isinstance(one, ast.ClassDef)), None)

    def scope(self, node: ast.AST) -> ast.AST:
        """The function a node stands in, or the module."""
        return self.function(node) or self.tree

    def loops(self, node: ast.AST) -> list[Loop]:
        """The loops of the same function that a node is run in again and again, inner first."""
        found: list[Loop] = []
        for one, part, child in self.above(node):
            if isinstance(one, (*Function.__args__, ast.Lambda)):
                break
            if isinstance(one, ast.For | ast.AsyncFor | ast.While):
                found += [one] if part == "body" or (part == "test" and isinstance(one, ast.While)) else []
            elif isinstance(one, _COMPREHENSIONS):
                found += _repeating(one, child)
        return found


def parsed(code: str) -> Source | None:
    """The tree of `code`; None where it does not parse, or is nested too deep to be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a strange escape is the author's business
            tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return Source(tree, dict(_parents(tree)))


def _parents(tree: ast.Module) -> Iterator[tuple[ast.AST, tuple[ast.AST, str]]]:
    for node in ast.walk(tree):
        for part, held in ast.iter_fields(node):
            for one in held if isinstance(held, list) else [held]:
                if isinstance(one, ast.AST):
                    yield one, (node, part)


def _repeating(
    one: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, child: ast.AST
) -> list[Loop]:
    """The loops of a comprehension that run `child`, a part of it, again and again."""
    for place, generator in enumerate(one.generators):
        if generator is child:
            return list(reversed(one.generators[:place]))
    return list(reversed(one.generators))


def dotted(node: ast.AST) -> str:
    """A name with its attributes as it is written, "np.random.rand"; "" for anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([node.id, *reversed(parts)])


def names_in(node: ast.AST) -> set[str]:
    """All names that are read or written in a node."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def called(node: ast.AST) -> str:
    """What a call calls, as `dotted`; "" where it is none."""
    return dotted(node.func) if isinstance(node, ast.Call) else ""
