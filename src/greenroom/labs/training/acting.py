"""What a player can do to training: each function takes the system, the clock and the words after the verb, and answers in text.

A word that cannot be used is an InputError, and nothing has changed then.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from greenroom.labs.arrays import DAY_H
from greenroom.labs.clock import Clock, shown
from greenroom.labs.system import number, refusal
from greenroom.labs.training import looking
from greenroom.labs.training.runs import GPU_USD_PER_H, Run, days_before, shards_of
from greenroom.labs.training.setting import set_to
from greenroom.labs.training.store import READY_AFTER_H, shard_name
from greenroom.labs.training.timeline import ALL
from greenroom.labs.training.world import MARKETS

if TYPE_CHECKING:
    from greenroom.labs.training.system import TrainingSystem

_REFETCH_USD = 20.0


def train(of: TrainingSystem, clock: Clock, words: list[str]) -> str:
    """Train a version on the newest days now; it serves nobody yet."""
    if words and words != ["partial"]:
        raise refusal("train knows partial: on what is there of the newest days.")
    days = days_before(_newest(clock.now_h))
    missing = of.timeline.missing(days, clock.now_h)
    if missing and not words:
        named = ", ".join(shard_name(*one) for one in missing)
        raise refusal(f"{named} is not there.", "`orchestrator` tells why; `train partial` does without.")
    shards = tuple(one for one in shards_of(days) if one not in missing)
    if not shards:
        raise refusal("None of the shards is there.")
    return _trained(clock, of.timeline.train(of.next_name(), clock.now_h, shards))


def catch_up(of: TrainingSystem, clock: Clock, _words: list[str]) -> str:
    """Wait until the shards of the newest days are there, and train on them."""
    days = days_before(_newest(clock.now_h))
    ready = max(of.timeline.ready_h(*shard, clock.now_h) for shard in shards_of(days))
    if ready == float("inf"):
        late = ", ".join(shard_name(*one) for one in of.timeline.missing(days, clock.now_h))
        raise refusal(f"{late} will not come as things stand.", "`orchestrator` tells what its export is at.")
    clock.go(max(clock.now_h, ready))
    if clock.ended:
        return "The lab is over before they are there."
    return _trained(clock, of.timeline.train(of.next_name(), clock.now_h, shards_of(days)))


def resume(of: TrainingSystem, clock: Clock, words: list[str]) -> str:
    """Go on from the last checkpoint of a run that stopped, as the job is set now."""
    run = looking.named_run(of, clock, words)
    if run.fit is None:
        raise refusal(f"{run.name} has no checkpoint: it took no step.", "`train` begins anew.")
    if not run.failed:
        raise refusal(f"{run.name} finished; there is nothing to resume.")
    last = run.fit.checkpoints[-1]
    missing = of.timeline.missing(run.days, clock.now_h)
    if missing:
        raise refusal(f"{', '.join(shard_name(*one) for one in missing)} is not there.")
    made = of.timeline.train(of.next_name(), clock.now_h, shards_of(run.days), (run.shuffle, last))
    return f"{_trained(clock, made)}\nIt went on from step {last.step} of {run.name}."


def promote(of: TrainingSystem, clock: Clock, words: list[str]) -> str:
    """Let a version serve."""
    known = [one.name for one in of.timeline.runs(clock.now_h) if one.end_h <= clock.now_h and not one.failed]
    if not words or words[0] not in known:
        raise refusal(f"Which version? There are: {', '.join(known[-8:])}.")
    if words[0] == of.timeline.serving_at(clock.now_h).name:
        raise refusal(f"{words[0]} serves already.")
    of.timeline.change(clock.now_h, "promote", words[0])
    return f"{words[0]} serves, until a night's version takes over."


def rollback(of: TrainingSystem, clock: Clock, _words: list[str]) -> str:
    """Let the version serve that served before."""
    before = of.timeline.serving_at(clock.now_h).before
    if not before:
        raise refusal("No version served before this one; it is the oldest there is to roll back to.")
    of.timeline.change(clock.now_h, "rollback", before[-1])
    return f"{before[-1]} serves again, until a night's version takes over."


def quarantine(of: TrainingSystem, clock: Clock, words: list[str]) -> str:
    """Keep shards or rows from training; the rest of a file is used."""
    newest = _newest(clock.now_h)
    shards = [shard_name(*one) for one in shards_of(tuple(range(newest - 4, newest)))]
    everything = [shard_name(*one) for one in shards_of(tuple(range(newest - 4, of.size.lab_days)))]
    chosen = everything if words == [ALL] else words
    unknown = [one for one in chosen if one.partition(":")[0] not in everything or not _place(one)]
    if not chosen or unknown:
        raise refusal(f"Which shard or row? all, a row as {shards[-1]}:17, or one of {', '.join(shards)}.")
    said = "everything from now on" if words == [ALL] else ", ".join(chosen)
    return set_to(
        of,
        clock,
        lambda now: replace(now, quarantined=now.quarantined | set(chosen)),
        f"In quarantine: {said}.",
    )


def release(of: TrainingSystem, clock: Clock, words: list[str]) -> str:
    """Train on what was in quarantine again."""
    held = of.timeline.settings_at(clock.now_h).quarantined
    chosen = set(held) if words == [ALL] else set(words)
    if not chosen or chosen - held:
        raise refusal(f"In quarantine: {', '.join(sorted(held)[:8]) or 'nothing'}.")
    return set_to(
        of, clock, lambda now: replace(now, quarantined=now.quarantined - chosen), f"Released: {len(chosen)}."
    )


def refetch(of: TrainingSystem, clock: Clock, words: list[str]) -> str:
    """Fetch a shard again from the export that made it."""
    newest = _newest(clock.now_h)
    known = [shard_name(*one) for one in shards_of(tuple(range(newest - 4, newest)))]
    if not words or set(words) - set(known):
        raise refusal(f"Which shards? {', '.join(known)}.")
    clock.spent_usd += _REFETCH_USD * len(words)
    return set_to(
        of,
        clock,
        lambda now: replace(now, refetched=now.refetched | set(words)),
        f"Fetched again: {', '.join(words)}.",
    )


def restart(of: TrainingSystem, clock: Clock, words: list[str]) -> str:
    """Restart the export of a market, or everything; what was on its way begins anew."""
    if not words or words[0] not in (*MARKETS, ALL):
        raise refusal(f"Which export? {', '.join(MARKETS)}, or all.")
    which: object = ALL if words[0] == ALL else MARKETS.index(words[0])
    of.timeline.change(clock.now_h, "restart", which)
    what = "Everything is restarted: the exports of the last days are made anew, one after the other" if which == ALL else (
        f"The export of market {words[0]} is restarted; what it has to make up for takes it 3 h a day"
    )  # fmt: skip
    late = [of.timeline.ready_h(*one, clock.now_h) for one in shards_of(days_before(_newest(clock.now_h)))]
    return (
        f"{what}. The newest two days are complete by {shown(max(*late, clock.now_h))}."
        if max(late) < float("inf")
        else f"{what}."
    )


def skip(of: TrainingSystem, clock: Clock, words: list[str]) -> str:
    """Train nothing in the next nights."""
    nights = int(number(words, "how many nights", 1, 10))
    of.timeline.change(clock.now_h, "skip", nights)
    return f"The next {nights} nights train nothing."


def _trained(clock: Clock, run: Run) -> str:
    """Let the run's hours pass, and say what came of it."""
    clock.spent_usd += (run.end_h - run.start_h) * GPU_USD_PER_H
    clock.go(run.end_h)
    hours = f"{run.end_h - run.start_h:.1f} h, {run.gpu_usd:,.0f} USD"
    if run.failed:
        return f"{run.name} failed after {hours}: {run.failed}."
    assert run.fit is not None
    skipped = f", {run.fit.skipped} steps skipped" if run.fit.skipped else ""
    return f"{run.name} is trained ({hours}): loss {run.fit.final_loss:.3f}{skipped}. `validate {run.name}` looks at it, `promote {run.name}` lets it serve."


def _newest(now_h: float) -> int:
    """The day after the last one whose export was due."""
    return int((now_h - READY_AFTER_H) // DAY_H)


def _place(name: str) -> bool:
    _, mark, place = name.partition(":")
    return not mark or place.isdigit()
