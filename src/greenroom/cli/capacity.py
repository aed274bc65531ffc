"""greenroom lab capacity: a serving design of one's own, tried under load."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from greenroom.cli.inputs import json_option
from greenroom.cli.streams import say_json
from greenroom.cli.text import Page

if TYPE_CHECKING:
    from greenroom.labs.capacity.calculator import Tried


@click.command("capacity", short_help="Try a serving design of your own under load.")
@click.argument("components", nargs=-1, required=True)
@click.option("--rate", type=float, required=True, help="Requests a second.")
@click.option(
    "--spread",
    type=float,
    default=1.0,
    show_default=True,
    help="Of the gaps between requests: 1 is random, 0 even.",
)
@json_option
def capacity(components: tuple[str, ...], rate: float, spread: float, *, as_json: bool) -> None:
    """Simulate a design: each of COMPONENTS is NAME:SERVERS:MILLISECONDS[:USD_PER_SERVER_HOUR[:SHARE[:SPREAD]]], in the order in which a request meets them.

    \b
    Example:
      greenroom lab capacity --rate 300 gateway:2:1.5:0.12 store:4:8:0.45:0.35 scorer:4:9:0.6
    """
    from greenroom.errors import InputError
    from greenroom.labs.capacity.calculator import designed, tried

    try:
        found = tried(designed(components, rate, spread))
    except ValueError as error:
        raise InputError(
            str(error), hint="greenroom lab capacity --help shows one.", code="design"
        ) from error
    if as_json:
        say_json(json.dumps(_finite(asdict(found)), indent=2))
        return
    _print(found)


def _print(found: Tried) -> None:
    page, it = Page(), found.found
    if it.is_stable:
        page.line(f"p50 {it.p50_ms:,.1f} ms, p99 {it.p99_ms:,.1f} ms; mean {it.mean_ms.mean:,.1f} ms", "bold")
    else:
        page.line(f"The queue at {it.bottleneck} never drains.", "bold")
    page.line(
        f"Bottleneck: {it.bottleneck}, from {it.highest_rate_per_s:,.0f} requests a second on."
        f" {it.usd_per_month:,.0f} USD a month, {it.usd_per_million_requests:,.2f} USD a million requests."
    )
    for one in found.parts:
        wait = "without end" if math.isinf(one.wait_ms) else f"{one.wait_ms:,.2f} ms"
        page.item(
            f"{one.component.name}: {one.busy_share:.0%} busy, mean wait {wait}, {one.usd_per_month:,.0f} USD a month"
        )


def _finite(value: object) -> object:
    """JSON knows no infinity: null stands for what never ends."""
    if isinstance(value, dict):
        return {key: _finite(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(one) for one in value]
    return None if isinstance(value, float) and math.isinf(value) else value
