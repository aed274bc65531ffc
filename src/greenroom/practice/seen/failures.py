"""What goes wrong quietly: exceptions swallowed, arguments changed, floats compared, draws without a seed, calls without end."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from greenroom.practice.seen.names import Names, arguments
from greenroom.practice.seen.sight import Seen, Sight
from greenroom.practice.seen.source import Function, called, dotted, names_in

_BROAD = frozenset({"Exception", "BaseException"})
_CHANGES = frozenset({"append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse", "update", "setdefault", "add", "discard", "popitem", "popleft", "appendleft"})  # fmt: skip
_CHANGED_BY = frozenset(
    {"heapq.heappush", "heapq.heapify", "heapq.heappop", "heappush", "heapify", "heappop", "random.shuffle"}
)
_DRAWS = frozenset({"random", "randint", "choice", "choices", "sample", "shuffle", "uniform", "gauss", "randrange", "normalvariate", "expovariate"})  # fmt: skip
_GENERATORS = frozenset({"random.Random", "Random", "default_rng"})


def failures(names: Names) -> Iterator[Seen]:
    """All of these, in no order."""
    seeded = any(called(one).endswith("random.seed") for one in names.source.of(ast.Call))
    guarded = any(_is_guard(one) for one in names.source.nodes)
    for node in names.source.nodes:
        if isinstance(node, ast.ExceptHandler):
            yield from _swallowed(node)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _changed(names, node)
            yield from _recursive(names, node)
        elif isinstance(node, ast.Compare):
            yield from _compared(node)
        elif isinstance(node, ast.BinOp | ast.Subscript):
            yield from _assumed(names, node)
        elif isinstance(node, ast.AugAssign) and not guarded:
            yield from _shared(names, node)
        elif isinstance(node, ast.Call) and not seeded:
            yield from _drawn(names, node)


def _swallowed(node: ast.ExceptHandler) -> Iterator[Seen]:
    """A handler that catches everything, or does nothing, and neither raises nor looks at what it caught."""
    inside = [one for part in node.body for one in ast.walk(part)]
    passes = all(isinstance(one, ast.Pass | ast.Continue) for one in node.body)
    broad = node.type is None or bool(names_in(node.type) & _BROAD)
    looks = node.name is not None and any(isinstance(one, ast.Name) and one.id == node.name for one in inside)
    if (broad or passes) and not looks and not any(isinstance(one, ast.Raise) for one in inside):
        yield Seen(Sight.SWALLOWS, node.lineno)


def _changed(names: Names, function: Function) -> Iterator[Seen]:
    """A parameter that is changed in place, unless the name is bound to something else first."""
    own = [one for one in ast.walk(function) if names.source.function(one) is function]
    bound = {one.id for one in own if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    passed = {one.arg for one in arguments(function)} - bound
    for one in own:
        for name in _changes(one):
            if name in passed:
                yield Seen(Sight.MUTATES, one.lineno, name)  # type: ignore[attr-defined]


def _changes(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGES:
            yield dotted(node.func.value)
        if called(node) in _CHANGED_BY and node.args:
            yield dotted(node.args[0])
        yield from (dotted(one.value) for one in node.keywords if one.arg == "out")
    elif isinstance(node, ast.Assign):
        yield from (dotted(one.value) for one in node.targets if isinstance(one, ast.Subscript))
    elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Subscript):
        yield dotted(node.target.value)
    elif isinstance(node, ast.Delete):
        yield from (dotted(one.value) for one in node.targets if isinstance(one, ast.Subscript))


def _recursive(names: Names, function: Function) -> Iterator[Seen]:
    owner, _ = names.source.parents[function]
    own = f"self.{function.name}" if isinstance(owner, ast.ClassDef) else function.name
    for one in ast.walk(function):
        if called(one) == own:
            yield Seen(Sight.RECURS, one.lineno, function.name)  # type: ignore[attr-defined]
            return


def _assumed(names: Names, node: ast.BinOp | ast.Subscript) -> Iterator[Seen]:
    """A division by what the input decides, or the first or last of it."""
    if isinstance(node, ast.BinOp):
        if isinstance(node.op, ast.Div | ast.FloorDiv | ast.Mod) and _decided(names, node.right):
            yield Seen(Sight.ASSUMES, node.lineno)
    elif dotted(node.value) in names.passed(node) and isinstance(node.ctx, ast.Load) and _is_end(node.slice):
        yield Seen(Sight.ASSUMES, node.lineno)


def _decided(names: Names, node: ast.AST) -> bool:
    """Whether it is a name from the input, or its length or sum."""
    if isinstance(node, ast.Call):
        return called(node) in {"len", "sum"} and any(names_in(one) & names.inputs(node) for one in node.args)
    return isinstance(node, ast.Name) and node.id in names.inputs(node)


def _is_end(place: ast.AST) -> bool:
    if isinstance(place, ast.UnaryOp) and isinstance(place.op, ast.USub):
        place = place.operand
        return isinstance(place, ast.Constant) and place.value == 1
    return isinstance(place, ast.Constant) and type(place.value) is int and place.value == 0


def _shared(names: Names, node: ast.AugAssign) -> Iterator[Seen]:
    """self.x += 1 in a method: it is read, and written back a moment later."""
    target = node.target.value if isinstance(node.target, ast.Subscript) else node.target
    function = names.source.function(node)
    if dotted(target).startswith("self.") and function is not None and function.name != "__init__":
        yield Seen(Sight.SHARED, node.lineno, dotted(target))


def _is_guard(node: ast.AST) -> bool:
    return called(node).rpartition(".")[2] in {"Lock", "RLock", "Condition", "Semaphore"}


def _compared(node: ast.Compare) -> Iterator[Seen]:
    sides = [node.left, *node.comparators]
    if any(isinstance(one, ast.Eq | ast.NotEq) for one in node.ops) and any(map(_is_float, sides)):
        yield Seen(Sight.COMPARES, node.lineno)


def _is_float(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Div)
    return isinstance(node, ast.Constant) and isinstance(node.value, float)


def _drawn(names: Names, node: ast.Call) -> Iterator[Seen]:
    """A draw of the module's own generator, or a generator made without a seed."""
    name = called(node)
    module, _, call = name.rpartition(".")
    own = module == "random" and call in _DRAWS
    array = module.endswith(".random") and module.partition(".")[0] in names.numpy and call != "default_rng"
    unseeded = (name in _GENERATORS or call == "default_rng") and not node.args and not node.keywords
    if own or unseeded or (array and call not in {"Generator", "SeedSequence", "PCG64"}):
        yield Seen(Sight.DRAWS, node.lineno)
