"""What takes memory: everything read at once, large arrays made anew, state that only grows."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from greenroom.practice.seen.names import Names
from greenroom.practice.seen.sight import Seen, Sight
from greenroom.practice.seen.source import Function, called, dotted, names_in

_GATHERS = frozenset({"list", "tuple", "set", "dict", "frozenset", "collections.Counter", "Counter"})
_READS = frozenset({"read", "readlines"})
_MAKES = frozenset({"sort", "argsort", "repeat", "tile", "concatenate", "outer", "array", "copy", "stack", "vstack", "hstack", "meshgrid", "unique"})  # fmt: skip
_ANEW = frozenset({"astype", "flatten"})
_ADDS = frozenset({"append", "appendleft", "add", "extend", "setdefault"})
_GIVES_UP = frozenset({"pop", "popitem", "popleft", "clear", "remove", "discard"})
_UNBOUND = frozenset({"cache", "functools.cache"})


def holds(names: Names) -> Iterator[Seen]:
    """All of these, in no order."""
    for node in names.source.nodes:
        if isinstance(node, ast.Call):
            yield from _read(names, node)
            yield from _made(names, node)
        elif isinstance(node, ast.ListComp):
            yield from _gathered(names, node)
        elif isinstance(node, ast.BinOp):
            yield from _spread(names, node)
        elif isinstance(node, ast.ClassDef):
            yield from _kept(names, node)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _collected(names, node)
            yield from _remembered(node)


def _read(names: Names, node: ast.Call) -> Iterator[Seen]:
    """list(stream), file.read(): all of the input is there at once."""
    first = node.args[0] if node.args else None
    if called(node) in _GATHERS and first is not None and names_in(first) & names.inputs(node):
        if not names.source.loops(node) and _method(names, node) != "__init__":
            yield Seen(Sight.READS_ALL, node.lineno, dotted(first))
    elif isinstance(node.func, ast.Attribute) and node.func.attr in _READS and not node.args:
        yield Seen(Sight.READS_ALL, node.lineno, dotted(node.func.value))


def _gathered(names: Names, node: ast.ListComp) -> Iterator[Seen]:
    """[record for stream in streams for record in stream]: a list of all there is."""
    over = node.generators[0].iter
    whole = dotted(over) in names.passed(node)
    if whole and not names.source.loops(node):
        yield Seen(Sight.READS_ALL, node.lineno)


def _made(names: Names, node: ast.Call) -> Iterator[Seen]:
    """A call of the library that gives back another array as large."""
    if not names.numpy:
        return
    module, _, call = called(node).rpartition(".")
    if (
        module in names.numpy
        and call in _MAKES
        and any(names_in(one) & names.inputs(node) for one in node.args)
    ) or (
        isinstance(node.func, ast.Attribute)
        and node.func.attr in _ANEW
        and names_in(node.func) & names.inputs(node)
    ):
        yield Seen(Sight.ARRAY, node.lineno)


def _spread(names: Names, node: ast.BinOp) -> Iterator[Seen]:
    """x[:, None] - y: an array of every pair."""
    sides = [one for one in (node.left, node.right) if isinstance(one, ast.Subscript)]
    spread = any(_has_new_axis(one) for one in sides)
    if names.numpy and spread and names_in(node) & names.inputs(node):
        yield Seen(Sight.ARRAY, node.lineno)


def _has_new_axis(node: ast.Subscript) -> bool:
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else []
    return any(
        (isinstance(one, ast.Constant) and one.value is None) or dotted(one).endswith(".newaxis")
        for one in parts
    )


def _kept(names: Names, owner: ast.ClassDef) -> Iterator[Seen]:
    """What a class adds to in its methods and never gives up."""
    inside = [one for one in ast.walk(owner) if _method(names, one) not in {"", "__init__"}]
    given_up = {name for one in inside for name in _given_up(one)} | _bounded(owner)
    added = ((name, one) for one in inside for name in _added(one) if name.startswith("self."))
    for name, one in sorted(added, key=lambda pair: pair[1].lineno):  # type: ignore[attr-defined]
        if name not in given_up:
            yield Seen(Sight.KEEPS, one.lineno, name)  # type: ignore[attr-defined]


def _method(names: Names, node: ast.AST) -> str:
    function = names.source.function(node)
    return function.name if function else ""


def _bounded(owner: ast.ClassDef) -> set[str]:
    """The attributes that are made with a length that they keep."""
    made = [one for one in ast.walk(owner) if isinstance(one, ast.Assign | ast.AnnAssign)]
    bounded = [
        one
        for one in made
        if isinstance(one.value, ast.Call) and any(k.arg == "maxlen" for k in one.value.keywords)
    ]
    return {
        dotted(target)
        for one in bounded
        for target in (one.targets if isinstance(one, ast.Assign) else [one.target])
    }


def _added(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _ADDS:
        held = node.func.value
        yield dotted(held.value if isinstance(held, ast.Subscript) else held)
    elif isinstance(node, ast.Assign):
        for one in node.targets:
            if isinstance(one, ast.Subscript) and not isinstance(one.slice, ast.Constant | ast.Slice):
                yield dotted(one.value)


def _given_up(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _GIVES_UP:
        yield dotted(node.func.value)
    elif isinstance(node, ast.Delete):
        yield from (dotted(one.value) for one in node.targets if isinstance(one, ast.Subscript))
    elif isinstance(node, ast.Assign):
        for one in node.targets:
            whole = isinstance(one, ast.Subscript) and isinstance(one.slice, ast.Slice)
            yield dotted(one.value if whole and isinstance(one, ast.Subscript) else one)


def _collected(names: Names, function: Function) -> Iterator[Seen]:
    """A set or dict of a call that is added to in a loop and never given up."""
    own = [one for one in ast.walk(function) if names.source.function(one) is function]
    given_up = {name for one in own for name in _given_up(one) if not isinstance(one, ast.Assign)}
    fresh = {name for one in own for name in _fresh(one)}
    for one in own:
        for name in _added(one):
            if name in fresh - given_up and names.source.loops(one):
                yield Seen(Sight.COLLECTS, one.lineno, name)  # type: ignore[attr-defined]


def _fresh(node: ast.AST) -> Iterator[str]:
    """Names that begin as an empty set or dict."""
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return
    value, targets = node.value, node.targets if isinstance(node, ast.Assign) else [node.target]
    empty = isinstance(value, ast.Dict) and not value.keys
    if empty or called(value).rpartition(".")[2] in {"set", "dict", "defaultdict", "OrderedDict", "Counter"}:
        yield from (one.id for one in targets if isinstance(one, ast.Name))


def _remembered(function: Function) -> Iterator[Seen]:
    """A cache of calls without a bound."""
    for one in function.decorator_list:
        unbound = any(
            k.arg == "maxsize" and isinstance(k.value, ast.Constant) and k.value.value is None
            for k in getattr(one, "keywords", [])
        )
        if dotted(one) in _UNBOUND or unbound:
            yield Seen(Sight.KEEPS, one.lineno, function.name)
