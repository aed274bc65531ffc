"""Judges by what must hold of any ring: who is there, how even, what moved."""

from collections import Counter

_MOST, _LEAST = 1.4, 0.6
_ENOUGH = 2000  # keys from which shares are judged


def check(value, output, expected):
    if value.get("count_only"):
        return uneven(output, sum(output.values())) if sum(output.values()) == value["keys"] else "keys are missing"
    number = value["keys"] if isinstance(value["keys"], int) else len(value["keys"])
    for said in output:
        wrong = judged(value, said, number)
        if wrong:
            return wrong
    if any(said != output[0] for said in output):
        return "another process gives another answer for the same shards and keys"
    return ""


def judged(value, said, number):
    """What is wrong with the answers of one process."""
    there, answers = list(dict.fromkeys(value.get("shards", []))), iter(said)
    before, seen = None, {}
    for name, *rest in value["script"]:
        if name == "add":
            there += [] if rest[0] in there else rest
            continue
        if name == "remove":
            there = [one for one in there if one != rest[0]]
            continue
        answer = next(answers)
        copies = rest[0] if name == "owners" else 1
        wrong = misfit(there, answer, copies, number, alone=name == "owner")
        if wrong:
            return wrong
        if answer == "LookupError":
            continue
        lists = [[one] for one in answer] if name == "owner" else answer
        if there and number >= _ENOUGH and value.get("points", 200) >= 200:
            wrong = uneven({one: sum(of[0] == one for of in lists) for one in there}, number)
            if wrong:
                return wrong
        known = seen.setdefault((frozenset(there), copies), lists)
        if known != lists:
            return "the same shards in the ring, and yet a key has other owners than before"
        if before and before[1] == copies:
            wrong = moved(before[0], lists, before[2], there, number, value.get("points", 200))
            if wrong:
                return wrong
        owner = seen.get((frozenset(there), 1), [])
        if any(one[0] != of[0] for one, of in zip(owner, lists, strict=False) if one and of):
            return "the first of `owners` is not the owner"
        before = lists, copies, list(there)
    return ""


def misfit(there, answer, copies, number, *, alone):
    """Answers that cannot be, whatever the hash."""
    if alone and not there:
        return "" if answer == "LookupError" else "`owner` of an empty ring does not raise LookupError"
    if not isinstance(answer, list) or len(answer) != number:
        return f"there should be {number} answers"
    for one in answer:
        of = [one] if alone else one
        if any(shard not in there for shard in of):
            return f"{one!r} is not in the ring {there}"
        if len(set(of)) != len(of):
            return f"{one} names a shard twice"
        if len(of) != min(copies, len(there)):
            return f"{one} should be {min(copies, len(there))} shards"
    return ""


def uneven(held, number):
    """A shard that has too much or too little."""
    average = number / len(held)
    for shard, has in held.items():
        if not _LEAST * average <= has <= _MOST * average:
            return f"{shard} holds {has} keys where the average is {average:.0f}"
    return ""


def moved(old, new, was, now, number, points):
    """Movement beyond what came and went."""
    came, went = set(now) - set(was), set(was) - set(now)
    taken = Counter()
    for before, after in zip(old, new, strict=True):
        left = [one for one in before if one not in went]
        kept = [one for one in after if one not in came]
        same = min(len(left), len(kept))
        if left[:same] != kept[:same] and not (came and went):
            return f"{before} became {after} although only {sorted(came or went)} {'came' if came else 'went'}"
        if before and after and before[0] != after[0]:
            if before[0] not in went and after[0] not in came:
                return f"a key moved from {before[0]} to {after[0]}, neither of which came or went"
            taken[after[0]] += before[0] in went
    if number < _ENOUGH or points < 200:
        return ""
    if len(now) >= 5 and len(went) == 1 and not came and max(taken.values()) > sum(taken.values()) / 2:
        return "one shard takes more than half of the keys of the one that went"
    return ""
