"""Names of metrics as people read and type them.

`latency_p99_ms{tenant="wallet"}` is one of the family `latency_p99_ms`; in short it is `latency_p99_ms.wallet`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_LABELLED = re.compile(r'^(?P<family>\w+)\{\w+="?(?P<label>[^"}]*)"?\}$')


def short(name: str) -> str:
    """A name as it is typed: a shell takes the quotes of the long one."""
    return _LABELLED.sub(r"\g<family>.\g<label>", name)


def together(names: Iterable[str]) -> list[str]:
    """The names with one text for those of a family, in the order of the first of each; one that is alone in its family stays as it is."""
    families: dict[str, list[str]] = {}
    for name in names:
        found = _LABELLED.match(name)
        families.setdefault(found["family"] + "{" if found else name, []).append(name)
    return [_text(of) for of in families.values()]


def _text(names: list[str]) -> str:
    found = [one for one in map(_LABELLED.match, names) if one]
    if len(found) < 2:
        return names[0]
    return f"{found[0]['family']} ({', '.join(one['label'] for one in found)})"
