"""What names stand for: which come from the input, which hold a list, which are assigned in a loop."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from greenroom.practice.seen.source import Function, Loop, Source, called, dotted, names_in

_SCALARS = frozenset({"int", "float", "bool", "str", "bytes", "complex"})
_MEASURES = frozenset({"len", "sum", "min", "max", "int", "float", "bool", "str", "abs", "any", "all", "isinstance", "next", "id", "hash", "range", "round"})  # fmt: skip
_OWN = frozenset({"self", "cls"})
_MAKES_LIST = frozenset({"list", "sorted"})
_PASSES = 3  # what is made of what is made of the input, whatever the order it is written in
_LISTED = frozenset({"list", "List", "Sequence", "MutableSequence"})
_LIST_METHODS = frozenset({"split", "splitlines", "readlines"})


def arguments(function: Function) -> list[ast.arg]:
    """The parameters of a function, without self and cls."""
    own = function.args
    every = [*own.posonlyargs, *own.args, *own.kwonlyargs, own.vararg, own.kwarg]
    return [one for one in every if one is not None and one.arg not in _OWN]


def loop_of(loop: Loop) -> ast.AST:
    """What a loop goes over, or the test of one that has none."""
    return loop.test if isinstance(loop, ast.While) else loop.iter


@dataclass(frozen=True)
class Names:
    """The names of one piece of code."""

    source: Source

    @cached_property
    def numpy(self) -> frozenset[str]:
        """The names that numpy is imported under."""
        found = [
            alias for one in self.source.of(ast.Import) if isinstance(one, ast.Import) for alias in one.names
        ]
        return frozenset(alias.asname or alias.name for alias in found if alias.name == "numpy")

    @cached_property
    def _inputs(self) -> dict[ast.AST, frozenset[str]]:
        return {one: frozenset(self._derived(one)) for one in self.source.nodes if isinstance(one, Function)}

    def inputs(self, node: ast.AST) -> frozenset[str]:
        """The names around a node that may be as large as the input: what is passed in, and what is made of it."""
        function = self.source.function(node)
        return self._inputs[function] if function else frozenset()

    def passed(self, node: ast.AST) -> frozenset[str]:
        """The parameters around a node that may be as large as the input."""
        function = self.source.function(node)
        return _passed(function) if function else frozenset()

    @staticmethod
    def _derived(function: Function) -> set[str]:
        found = set(_passed(function))
        bound = [
            (targets, names_in(value))
            for one in ast.walk(function)
            for targets, value in _bindings(one)
            if called(value) not in _MEASURES
        ]
        for _ in range(_PASSES):
            for targets, made_of in bound:
                if made_of & found:
                    found |= targets
        return found

    @cached_property
    def _lists(self) -> dict[tuple[ast.AST, str], bool]:
        """By scope (of an attribute: its class) and name, whether all that is assigned is a list that can grow."""
        held: dict[tuple[ast.AST, str], list[bool]] = {}
        for one in self.source.nodes:
            for name, kind in _assigned(one):
                held.setdefault((self._home(one, name), name), []).append(kind)
        return {at: all(kinds) for at, kinds in held.items()}

    def is_list(self, node: ast.AST) -> bool:
        """Whether a name, or an attribute of self, is known to hold a list."""
        name = dotted(node)
        return bool(name) and self._lists.get((self._home(node, name), name), False)

    def _home(self, node: ast.AST, name: str) -> ast.AST:
        own = self.source.owner(node) if name.startswith("self.") else None
        return own or self.source.scope(node)

    def bound_in(self, loop: Loop) -> frozenset[str]:
        """The names that a loop binds anew each time."""
        if loop not in self._bound_in:
            self._bound_in[loop] = frozenset(self._rebound(loop))
        return self._bound_in[loop]

    @cached_property
    def _bound_in(self) -> dict[Loop, frozenset[str]]:
        return {}

    @staticmethod
    def _rebound(loop: Loop) -> set[str]:
        if isinstance(loop, ast.comprehension):
            return names_in(loop.target)
        parts = [target for part in loop.body for one in ast.walk(part) for target, _ in _bindings(one)]
        own = set() if isinstance(loop, ast.While) else names_in(loop.target)
        return own.union(*parts)


def _passed(function: Function) -> frozenset[str]:
    settings = _settings(function)
    return frozenset(
        one.arg for one in arguments(function) if one.arg not in settings and not _is_scalar(one)
    )


def _settings(function: Function) -> set[str]:
    """Parameters with a default that is a number, a text or None: settings, not input."""
    own = function.args
    placed = [*own.posonlyargs, *own.args]
    pairs = [
        *zip(reversed(placed), reversed(own.defaults), strict=False),
        *zip(own.kwonlyargs, own.kw_defaults, strict=False),
    ]
    return {one.arg for one, default in pairs if isinstance(default, ast.Constant)}


def _is_scalar(one: ast.arg) -> bool:
    return one.annotation is not None and dotted(one.annotation) in _SCALARS


def _bindings(node: ast.AST) -> Iterator[tuple[set[str], ast.AST]]:
    """The names that a node binds, and to what."""
    if isinstance(node, ast.Assign):
        yield {name for target in node.targets for name in _bound(target)}, node.value
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
        yield _bound(node.target), node.value
    elif isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
        yield _bound(node.target), node.iter
    elif isinstance(node, ast.withitem) and node.optional_vars is not None:
        yield _bound(node.optional_vars), node.context_expr


def _bound(target: ast.AST) -> set[str]:
    """The names that a target binds: x[i] = ... binds none."""
    return {
        one.id for one in ast.walk(target) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
    }


def _assigned(node: ast.AST) -> Iterator[tuple[str, bool]]:
    """The names, or attributes, that a node assigns, and whether to a list."""
    if isinstance(node, ast.Assign):
        yield from ((name, _makes_list(node.value)) for target in node.targets if (name := dotted(target)))
    elif isinstance(node, ast.AnnAssign) and (name := dotted(node.target)):
        yield name, _is_listed(node.annotation) or (node.value is not None and _makes_list(node.value))
    elif isinstance(node, ast.arg) and node.annotation is not None:
        yield node.arg, _is_listed(node.annotation)
    elif isinstance(node, ast.For | ast.AsyncFor):
        yield from ((name, False) for name in _bound(node.target))


def _is_listed(annotation: ast.AST) -> bool:
    base = annotation.value if isinstance(annotation, ast.Subscript) else annotation
    return dotted(base) in _LISTED


def _makes_list(value: ast.AST) -> bool:
    if isinstance(value, ast.List):
        return not value.elts or not all(isinstance(one, ast.Constant) for one in value.elts)
    if isinstance(value, ast.BinOp):
        return isinstance(value.left, ast.List) or isinstance(value.right, ast.List)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        return value.func.attr in _LIST_METHODS
    return isinstance(value, ast.ListComp) or called(value) in _MAKES_LIST
