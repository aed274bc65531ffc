"""Small arithmetic as text, computed: the figures of worked examples and the steps of estimates."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping

from greenroom.model.practice import Estimation

_BINARY: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_CALLS: Mapping[str, Callable[..., float]] = {
    name: getattr(math, name) for name in ("sqrt", "log", "log2", "log10", "exp", "ceil", "floor")
} | {"round": round, "min": min, "max": max}
_LARGEST_POWER = 400


def computed(expression: str, names: Mapping[str, float] | None = None) -> float:
    """The value of an expression of numbers, names, + - * / ** and a few functions.

    Raises:
        ValueError: It is no such expression, a name is not known, or it has no finite value; the message says which.
    """
    try:
        value = _value(ast.parse(expression, mode="eval").body, names or {})
    except SyntaxError:
        raise ValueError(f"{expression!r} is not an expression") from None
    except (ZeroDivisionError, OverflowError, TypeError) as error:
        raise ValueError(f"{expression!r} has no value: {error}") from None
    if isinstance(value, complex) or not math.isfinite(value):
        raise ValueError(f"{expression!r} has no finite value")
    return value


def worked(estimation: Estimation) -> dict[str, float]:
    """Every quantity of an estimate by name: what is given, then step by step.

    Raises:
        ValueError: A step cannot be computed.
    """
    known = {given.name: given.value for given in estimation.givens}
    for step in estimation.steps:
        known[step.name] = computed(step.compute, known)
    return known


def in_digits(value: float, digits: int = 4) -> str:
    """A quantity as people write it: rounded to so many digits, thousands with commas, never an exponent."""
    if value == 0:
        return "0"
    decimals = digits - 1 - math.floor(math.log10(abs(value)))
    rounded = round(value, decimals)
    return f"{rounded:,.{max(0, decimals)}f}".rstrip("0").rstrip(".") if decimals > 0 else f"{rounded:,.0f}"


def _value(node: ast.expr, names: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return number
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.Name(id=name):
            raise ValueError(f"{name} is not known here")
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, names)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            a, b = _value(left, names), _value(right, names)
            if isinstance(op, ast.Pow) and abs(b) > _LARGEST_POWER:
                raise ValueError(f"the power {b:g} is too large")
            return _BINARY[type(op)](a, b)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _CALLS:
            given = [_value(arg, names) for arg in args]
            try:
                return _CALLS[name](*given)
            except ValueError:
                raise ValueError(f"{ast.unparse(node)!r} has no value") from None
        case _:
            raise ValueError(f"{ast.unparse(node)!r} is not arithmetic")
