"""Why: one look back over days of the calendar serves training and the shop alike, and every window says where it begins and ends."""

from datetime import date, timedelta

_DAY = timedelta(days=1)


def by_day(records):
    """The units of each day that has a record."""
    units = {}
    for day, count in records:
        day = date.fromisoformat(day)
        units[day] = units.get(day, 0) + count
    return units


def back(units, day):
    """The features of a day, from the seven days before it."""
    past = [units.get(day - number * _DAY, 0) for number in range(1, 8)]
    return {"last": past[0], "week_ago": past[-1], "mean_7": sum(past) / 7}


def features(records, day):
    units, day = by_day(records), date.fromisoformat(day)
    if not units or min(units) > day - 7 * _DAY:
        return None
    return back(units, day)


def examples(records, horizon):
    units = by_day(records)
    if not units:
        return []
    first, last = min(units) + 7 * _DAY, max(units) - (horizon - 1) * _DAY
    found = []
    for number in range((last - first).days + 1):
        day = first + number * _DAY
        label = sum(units.get(day + ahead * _DAY, 0) for ahead in range(horizon))
        found.append({"day": str(day), **back(units, day), "label": label})
    return found


def split(found, test_from, horizon):
    known_to = str(date.fromisoformat(test_from) - horizon * _DAY)
    return [one for one in found if one["day"] <= known_to], [one for one in found if one["day"] >= test_from]


def proof(module):
    # closed on the 4th and the 11th; two tills on the 2nd
    sold = {1: 1, 2: 2, 3: 4, 5: 16, 6: 32, 7: 64, 8: 128, 9: 256, 10: 512, 12: 2048}
    records = [(f"2026-05-{day:02d}", units) for day, units in sold.items()] + [("2026-05-02", 700)]
    sold[2] += 700

    def expected(day):
        past = [sold.get(one, 0) for one in range(day - 7, day)]
        return {"last": past[-1], "week_ago": past[0], "mean_7": sum(past) / 7}

    def same(found, wanted):
        return found is not None and all(abs(found[key] - wanted[key]) < 1e-9 for key in wanted)

    if module.features(records, "2026-05-07") is not None:
        return False
    for day in range(8, 16):
        asked = f"2026-05-{day:02d}"
        if not same(module.features(records, asked), expected(day)):
            return False
    if not same(module.features([one for one in records if one[0] < "2026-05-10"], "2026-05-12"), {"last": 0, "week_ago": 16, "mean_7": 496 / 7}):
        return False
    for horizon in (1, 2, 3):
        found = module.examples(records, horizon)
        days = range(8, 12 - horizon + 2)
        if [one["day"] for one in found] != [f"2026-05-{day:02d}" for day in days]:
            return False
        for one, day in zip(found, days):
            label = sum(sold.get(day + ahead, 0) for ahead in range(horizon))
            if not same(one, expected(day) | {"label": label}):
                return False
        train, test = module.split(found, "2026-05-10", horizon)
        if [one["day"] for one in train] != [f"2026-05-{day:02d}" for day in days if day + horizon <= 10]:
            return False
        if [one["day"] for one in test] != [f"2026-05-{day:02d}" for day in days if day >= 10]:
            return False
    return True
