"""greenroom lab live: the champion of a run behind a real HTTP endpoint."""

from __future__ import annotations

from contextlib import suppress

import click

from greenroom.cli.lab_run import labs, run_option
from greenroom.cli.text import progress


@click.command("live", short_help="Serve a run's champion at a real HTTP endpoint.")
@run_option
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Port on this machine (default: 8770, or a free one)."
)
def command(begun: str, port: int | None) -> None:
    """Serve the champion of a run on payments at an HTTP endpoint of this machine (127.0.0.1), until Ctrl-C.

    POST /score takes a payment as JSON and answers its chance, the decision and the version; GET /metrics is for Prometheus,
    GET /healthz for a probe, and GET / says what there is. Lines that you give in another terminal hold here too.

    \b
    Examples:
      greenroom lab live
      curl http://127.0.0.1:8770/
      curl http://127.0.0.1:8770/score -d '{"customer": 17, "amount_usd": 84.5,
        "category": 3, "merchant_risk": 0.2, "ip_risk": 0.1, "device_days": 120,
        "abroad": false}'
    """
    from greenroom.service.lab_live import LiveLab
    from greenroom.web.lab_serving import serve_live

    made = labs()
    run = made.run(begun)
    with progress() as step:
        step("The system is made again")
        live = LiveLab(made, run)
    with suppress(KeyboardInterrupt):  # the usual way to end it
        serve_live(live, port)
