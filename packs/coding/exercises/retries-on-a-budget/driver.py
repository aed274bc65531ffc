"""Makes calls that fail by a script, with a clock, a sleep and a chance that it holds itself."""

import math

from solution import Retrier, RetryBudget


class Unavailable(Exception):
    """Worth a retry."""


class Overloaded(Unavailable):
    """Worth a retry, and says when."""

    def __init__(self, text, retry_after_s):
        super().__init__(text)
        self.retry_after_s = retry_after_s


class Invalid(Exception):
    """No retry will help."""


class World:
    """Time that passes only in sleep and in calls, and draws that are written down."""

    def __init__(self, draws):
        self.now_s, self.waits, self.draws, self.drawn = 100.0, [], draws, 0

    def clock(self):
        return self.now_s

    def sleep(self, seconds):
        if not 0 <= seconds < math.inf:
            raise AssertionError(f"slept for {seconds}")
        if seconds:
            self.waits.append(seconds)
        self.now_s += seconds

    def uniform(self, low, high):
        self.drawn += 1
        return low + (high - low) * self.draws[(self.drawn - 1) % len(self.draws)]


class Script:
    """A function that does what the next step says: [kind, seconds it takes, and retry_after_s or what is returned]."""

    def __init__(self, steps, world):
        self.steps, self.world, self.tries = steps, world, 0

    def __call__(self):
        step = self.steps[min(self.tries, len(self.steps) - 1)]
        self.tries += 1
        kind, took, *more = [step, 0.0] if isinstance(step, str) else step
        self.world.now_s += took
        text = f"{kind} {self.tries}"
        if kind == "ok":
            return more[0] if more else text
        if kind == "nothing":
            return None
        raise {
            "unavailable": lambda: Unavailable(text),
            "overloaded": lambda: Overloaded(text, more[0] if more else None),
            "invalid": lambda: Invalid(text),
            "stop": lambda: KeyboardInterrupt(text),
        }[kind]()


def alone(budget, names):
    """What the budget says to a row of withdrawals, with deposits between."""
    said = []
    for name in names:
        if name == "deposit":
            budget.deposit()
        else:
            said.append(budget.withdraw())
    return said


def run(value):
    budget, found = RetryBudget(value["ratio"], value["most"]), []
    if "budget" in value:
        return alone(budget, value["budget"])
    world = World(value["draws"])
    settings = (value[name] for name in ("max_attempts", "base_s", "cap_s", "deadline_s"))
    retrier = Retrier(budget, (Unavailable, TimeoutError), *settings, world.clock, world.sleep, world.uniform)
    for steps in value["calls"]:
        script, world.waits = Script(steps, world), []
        try:
            one = {"returned": retrier.call(script)}
        except (Unavailable, Invalid, KeyboardInterrupt) as error:
            one = {"raised": str(error)}
        if value.get("digest"):
            one |= {"tries": script.tries, "waits": len(world.waits), "longest": max(world.waits), "waited": sum(world.waits)}
        else:
            one |= {"tries": script.tries, "waits": world.waits}
        found.append(one)
    return found
