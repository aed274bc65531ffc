"""Live labs: how long POST /score takes over real HTTP on this machine, also while the run goes on elsewhere.

    python bench/lab_live.py [--requests 3000] [--clients 1 8]

Starts `greenroom lab live` as a process of its own on a fresh run, and asks it from so many clients at once, each with one connection that
is kept open; prints p50 and p99 in ms. In the last row a line is given (rollback) in the middle, so that another version has to be fitted.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time

import numpy as np

from greenroom.bootstrap import greenroom
from greenroom.web.lab_live import EXAMPLE

_SCENARIO = "ticks-in-every-box"


def main() -> None:
    """Print a row for each number of clients."""
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--requests", type=int, default=3000)
    given.add_argument("--clients", type=int, nargs="+", default=[1, 8])
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GREENROOM_DATA"] = folder
        labs = greenroom().labs
        run = labs.start(_SCENARIO, seed=3)
        labs.do(run, "wait 30")
        with subprocess.Popen(
            [sys.executable, "-m", "greenroom", "lab", "live", "--port", "8779"],
            stdout=subprocess.PIPE,
            text=True,
        ) as server:
            assert server.stdout is not None
            print(server.stdout.readline().strip())
            try:
                for clients in asked.clients:
                    _row(f"{clients} at once", clients, asked.requests)
                later = threading.Timer(0.2, lambda: labs.do(run, "rollback"))
                later.start()
                _row("1, a rollback meanwhile", 1, asked.requests, until=2)
                later.join()
            finally:
                server.terminate()


def _row(name: str, clients: int, requests: int, *, until: int = 1) -> None:
    """Ask `requests` times in all, and on until so many versions have answered."""
    times: list[list[float]] = [[] for _ in range(clients)]
    versions: list[str] = []
    began = time.perf_counter()
    threads = [
        threading.Thread(target=_ask, args=(requests // clients, mine, versions, until)) for mine in times
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    ms = 1000 * np.concatenate([np.array(mine) for mine in times])
    p50, p99 = np.quantile(ms, (0.5, 0.99))
    print(
        f"{name:26} p50 {p50:6.2f} ms  p99 {p99:6.2f} ms  slowest {ms.max():6.1f} ms  {len(ms) / took:6.0f} a second"
        f"  versions {', '.join(dict.fromkeys(versions))}"
    )


def _ask(requests: int, times: list[float], versions: list[str], until: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", 8779)
    body = json.dumps(EXAMPLE.model_dump())
    while len(times) < requests or len(set(versions)) < until:
        began = time.perf_counter()
        connection.request("POST", "/score", body)
        answer = connection.getresponse().read()
        times.append(time.perf_counter() - began)
        versions.append(json.loads(answer)["version"])
    connection.close()


if __name__ == "__main__":
    main()
