"""Any shuffle is right, so long as everything that follows from it is: what was dealt is worked out anew from the order found."""


def check(value, output, expected):
    orders = []
    for (seed, epoch), found in zip(value["epochs"], output, strict=True):
        where = f"seed {seed}, epoch {epoch}: "
        wrong = shuffled(value["size"], found["order"]) or phases(value, found)
        if wrong:
            return where + wrong
        if not all(found["refused"]):
            which = value["refused"][found["refused"].index(False)]
            return where + f"taken = {which} should be a ValueError"
        if not found["left as it was"]:
            return where + "crashed changed what it was given"
        orders.append(found["order"])
    return strangers(value["epochs"], orders)


def shuffled(size, order):
    """What is wrong with an order by itself."""
    if sorted(order) != list(range(size)):
        return "one worker does not take each record once"
    if size >= 200:
        if sum(one == place for place, one in enumerate(order)) > 15:
            return "the order is hardly shuffled: many records are in their own place"
        if sum(abs(two - one) == 1 for one, two in zip(order, order[1:])) > 20:
            return "the order is hardly shuffled: many neighbours are still neighbours"
        if sum(one < size // 2 for one in order[: size // 2]) > size // 2 - size // 16:
            return "the order is hardly shuffled: the first half comes first"
    return ""


def strangers(pairs, orders):
    """Whether orders of different seeds or epochs have something to do with each other."""
    for first, one in enumerate(orders):
        for second in range(first):
            if len(one) < 200 or pairs[first] == pairs[second]:
                continue
            other = orders[second]
            same = sum(a == b for a, b in zip(one, other, strict=True))
            shift = len({(a - b) % len(one) for a, b in zip(one, other, strict=True)})
            following = dict(zip(other, other[1:] + other[:1]))
            pairs_kept = sum(following[a] == b for a, b in zip(one, one[1:]))
            if same > 15 or pairs_kept > 20 or shift < len(one) // 4:
                return f"the orders of seed and epoch {pairs[second]} and {pairs[first]} have much in common"
    return ""


def phases(value, found):
    left = found["order"]
    allowed = 200
    for place, phase in enumerate(found["phases"]):
        last = place == len(value["runs"])
        workers = value["last"] if last else len(value["runs"][place])
        wanted = [left[worker::workers] for worker in range(workers)]
        when = f"after {place} crashes " if place else ""
        if phase["characters"] > allowed:
            return f"{when}the checkpoint has {phase['characters']} characters; {allowed} are allowed"
        for worker, (one, other) in enumerate(zip(phase["dealt"], wanted, strict=True)):
            if one != other:
                return f"{when}worker {worker} of {workers} is dealt {told(one)}; what is left gives it {told(other)}"
        if not last:
            taken = value["runs"][place]
            done = {record for mine, count in zip(wanted, taken, strict=True) for record in mine[:count]}
            left = [record for record in left if record not in done]
            allowed += 20 + 10 * workers
    return ""


def told(listed):
    return f"{len(listed)} records, first {listed[:4]}"
