"""Begins a play: the system that a scenario happens to, with its seed, in a session of its own."""

from __future__ import annotations

from greenroom.labs.experiment.system import ExperimentSystem
from greenroom.labs.feed.system import FeedSystem
from greenroom.labs.payments.system import PaymentsSystem
from greenroom.labs.serving.system import ServingSystem
from greenroom.labs.session import Session
from greenroom.labs.system import System
from greenroom.labs.training.system import TrainingSystem
from greenroom.model.lab import Scenario
from greenroom.model.lab_kinds import SystemKind


def begin(scenario: Scenario, seed: int) -> Session:
    """A play of `scenario` under `seed` that nobody has touched, in the system's usual size."""
    return Session(scenario, _system(scenario, seed))


def _system(scenario: Scenario, seed: int) -> System:
    if scenario.system is SystemKind.PAYMENTS:
        return PaymentsSystem(scenario, seed)
    if scenario.system is SystemKind.SERVING:
        return ServingSystem(scenario, seed)
    if scenario.system is SystemKind.TRAINING:
        return TrainingSystem(scenario, seed)
    if scenario.system is SystemKind.FEED:
        return FeedSystem(scenario, seed)
    if scenario.system is SystemKind.EXPERIMENT:
        return ExperimentSystem(scenario, seed)
    raise AssertionError(scenario.system)
