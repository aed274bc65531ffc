"""What costs time: loops in loops, lists that are searched again and again, sorting everything, copying in a loop."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from greenroom.practice.seen.names import Names, loop_of
from greenroom.practice.seen.sight import Seen, Sight
from greenroom.practice.seen.source import Loop, called, dotted, names_in

_SEARCHES = frozenset({"index", "count", "remove"})
_COPYING = frozenset({"list", "dict", "set", "tuple", "copy.copy", "copy.deepcopy", "deepcopy"})
_JOINING = frozenset({"append", "concatenate", "vstack", "hstack", "stack", "insert", "delete"})
_WRAPPERS = frozenset({"range", "enumerate", "zip", "reversed"})


def costs(names: Names) -> Iterator[Seen]:
    """All of these, in no order."""
    for node in names.source.nodes:
        if isinstance(
            node, ast.For | ast.AsyncFor | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
        ):
            yield from _nested(names, node)
        elif isinstance(node, ast.Compare):
            yield from _searched(names, node)
        elif isinstance(node, ast.Call):
            yield from _called(names, node)
        elif isinstance(node, ast.Assign):
            yield from _grown(names, node)
        elif isinstance(node, ast.Subscript):
            yield from _cut(names, node)


def _nested(names: Names, node: ast.AST) -> Iterator[Seen]:
    """A loop over something that the loop around it does not bind: the whole of it is gone through each time."""
    inner: list[Loop] = (
        [node] if isinstance(node, ast.For | ast.AsyncFor) else list(getattr(node, "generators", []))
    )
    for loop in inner:
        around = names.source.loops(loop if isinstance(loop, ast.comprehension) else node)
        if not around:
            continue
        over = loop_of(loop)
        size = names_in(over) - _WRAPPERS - names.numpy
        fixed = size & names.bound_in(around[0])
        grows = size & names.inputs(node) if isinstance(loop, ast.comprehension) else size
        told = bool(size) if called(over) == "range" else bool(grows) and not fixed
        if told and not all(one.isupper() for one in size):
            line = getattr(over, "lineno", 0)
            yield Seen(Sight.NESTED, line, until=_line(around[0]))
            return


def _line(loop: Loop) -> int:
    return loop.target.lineno if isinstance(loop, ast.comprehension) else loop.lineno


def _searched(names: Names, node: ast.Compare) -> Iterator[Seen]:
    for operator, right in zip(node.ops, node.comparators, strict=True):
        if isinstance(operator, ast.In | ast.NotIn) and names.is_list(right) and _again(names, right):
            yield Seen(Sight.SCANS, node.lineno, dotted(right))


def _again(names: Names, node: ast.AST) -> bool:
    """Whether a node is run again and again: in a loop, or in a method on what its object holds."""
    return bool(names.source.loops(node)) or dotted(node).startswith("self.")


def _called(names: Names, node: ast.Call) -> Iterator[Seen]:
    name, inputs = called(node), names.inputs(node)
    first = node.args[0] if node.args else None
    if isinstance(node.func, ast.Attribute):
        yield from _on(names, node, node.func)
    if name == "sorted" and first is not None and names_in(first) & inputs:
        yield Seen(Sight.SORTS, node.lineno, dotted(first))
    loops = names.source.loops(node)
    if loops and first is not None:
        outside = names_in(first) & inputs - names.bound_in(loops[0])
        whole = name in _COPYING and isinstance(first, ast.Name)
        if outside and (whole or _is_numpy(names, name, _JOINING)):
            yield Seen(Sight.COPIES, node.lineno, dotted(first))


def _on(names: Names, node: ast.Call, method: ast.Attribute) -> Iterator[Seen]:
    """What a method does to what it is called on."""
    held, name = dotted(method.value), method.attr
    first = node.args[0] if node.args else None
    at_front = isinstance(first, ast.Constant) and first.value == 0 and first.value is not False
    shifts = (name == "pop" and at_front and len(node.args) == 1) or (name == "insert" and at_front)
    if held and _again(names, method.value) and names.is_list(method.value) and (shifts or name in _SEARCHES):
        yield Seen(Sight.SCANS, node.lineno, held)
    elif (
        name == "sort"
        and held
        and held not in names.numpy
        and (names.is_list(method.value) or held in names.inputs(node))
    ):
        yield Seen(Sight.SORTS, node.lineno, held)


def _grown(names: Names, node: ast.Assign) -> Iterator[Seen]:
    """X = x + [...] in a loop."""
    value = node.value
    if not isinstance(value, ast.BinOp) or not isinstance(value.op, ast.Add) or not names.source.loops(node):
        return
    same = dotted(value.left)
    if (
        same
        and any(dotted(one) == same for one in node.targets)
        and isinstance(value.right, ast.List | ast.ListComp)
    ):
        yield Seen(Sight.COPIES, node.lineno, same)


def _cut(names: Names, node: ast.Subscript) -> Iterator[Seen]:
    """x[1:] in a loop, where that copies: of a list, not of an array."""
    held, loops = dotted(node.value), names.source.loops(node)
    if not (held and loops and isinstance(node.slice, ast.Slice) and isinstance(node.ctx, ast.Load)):
        return
    if names.is_list(node.value) and held not in names.bound_in(loops[-1]) | {""}:
        yield Seen(Sight.COPIES, node.lineno, held)


def _is_numpy(names: Names, name: str, wanted: frozenset[str]) -> bool:
    module, _, call = name.rpartition(".")
    return module in names.numpy and call in wanted
