"""Sends the clicks of a case; a case that makes its own gets back a digest of the sessions."""

import random

from solution import Sessions


def made(value):
    """`count` clicks, one made at a time: `rate` a second, out of order by up to `jitter` seconds, of `users` at a time."""
    draw, rate, users, moves = random.Random(f"{value['seed']}-0"), value["rate"], value["users"], value.get("moves", 0)
    for place in range(value["count"]):
        yield f"user-{place * moves // 1000 + draw.randrange(users)}", place // rate - draw.randrange(value["jitter"] + 1)


def told(sessions):
    return [list(one) for one in sessions]


def run(value):
    one = Sessions(value["gap"], value["lateness"])
    if "clicks" in value:
        closed = [told(one.click(user, time)) for user, time in value["clicks"]]
        return {"closed": closed, "at_the_end": told(one.finish()), "dropped": one.dropped}
    total = sessions = clicks = 0
    for place, (user, time) in enumerate(made(value)):
        for user, start, end, many in one.click(user, time):
            total = (total * 31 + start * 7 + end * 5 + many * 3 + place + int(user[5:])) % 1_000_003
            sessions, clicks = sessions + 1, clicks + many
    for user, start, end, many in one.finish():
        total = (total * 31 + start * 7 + end * 5 + many * 3 + int(user[5:])) % 1_000_003
        sessions, clicks = sessions + 1, clicks + many
    return {"sessions": sessions, "clicks": clicks, "dropped": one.dropped, "digest": total}
