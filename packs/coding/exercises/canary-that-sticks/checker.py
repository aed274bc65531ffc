"""Judges by what must hold of any router: shares, who sticks, and that roll-outs do not know of each other."""

import math

_SIGMAS = 5
_ENOUGH = 2000  # users from which shares are judged


def check(value, output, expected):
    users = value["users"] if isinstance(value["users"], list) else None
    number = len(users) if users else value["users"]
    named = names(value, users, number)
    for process in output:
        for said in process:
            wrong = judged(value, said, number, named)
            if wrong:
                return wrong
        wrong = together(value, process, number, named)
        if wrong:
            return wrong
    if any(process != output[0] for process in output):
        return "another process gives another answer for the same users"
    return ""


def names(value, users, number):
    """Which users, by their place, are in `always` (True) or in `never` (False)."""
    known = {user: place for place, user in enumerate(users)} if users else {f"user-{n}": n for n in range(1, number, 2)}
    found = {known[one]: True for one in value.get("always", []) if one in known}
    return found | {known[one]: False for one in value.get("never", []) if one in known}


def judged(value, said, number, named):
    """What is wrong with the answers for one roll-out."""
    answers, share, seen = iter(said), 0.0, []
    for name, *rest in value["script"]:
        if name == "new":
            share = 0.0
        elif name == "share":
            if 0 <= rest[0] <= 1:
                share = rest[0]
            elif next(answers, "") != "ValueError":
                return f"a share of {rest[0]} is not a ValueError"
        else:
            letters = next(answers, "")
            wrong = misfit(letters, share, number, named) or unsteady(letters, share, seen)
            if wrong:
                return wrong
            seen.append((share, letters))
    return "" if next(answers, None) is None else "a good share was refused"


def misfit(letters, share, number, named):
    """Answers that do not go with the share."""
    if letters == "ValueError":
        return "a good share was refused"
    if len(letters) != number or set(letters) - {"c", "s"}:
        return "a variant is neither canary nor stable"
    for place, wanted in named.items():
        if (letters[place] == "c") is not wanted:
            return f"a user of {'always' if wanted else 'never'} gets {'stable' if wanted else 'the canary'} at share {share}"
    others = number - len(named)
    has = letters.count("c") - sum(named.values())
    spare = _SIGMAS * math.sqrt(others * share * (1 - share)) + (1 if 0 < share < 1 else 0)
    if (others >= _ENOUGH or share in (0, 1)) and abs(has - share * others) > spare:
        return f"{has} of {others} users get the canary at share {share}"
    return ""


def unsteady(letters, share, seen):
    """Users who came or went against the share."""
    for before, old in seen:
        small, large = (old, letters) if before <= share else (letters, old)
        if any(one == "c" and other == "s" for one, other in zip(small, large, strict=True)):
            return f"a user has the canary at share {min(before, share)} and not at {max(before, share)}"
        if before == share and old != letters:
            return f"at share {share} the answer for a user has changed"
    return ""


def together(value, process, number, named):
    """Roll-outs whose users go together more, or less, than by chance."""
    free = [place for place in range(number) if place not in named]
    for first, said in enumerate(process):
        for other in process[first + 1 :]:
            for one, two in zip(said, other, strict=True):
                if "ValueError" in (one, two) or len(free) < _ENOUGH:
                    continue
                a, b = (sum(letters[place] == "c" for place in free) for letters in (one, two))
                both = sum(one[place] == two[place] == "c" for place in free)
                chance = a * b / len(free)
                if abs(both - chance) > _SIGMAS * math.sqrt(chance) + 3:
                    return f"of {len(free)} users {both} are in two roll-outs, where chance would have {chance:.0f}"
    return ""
