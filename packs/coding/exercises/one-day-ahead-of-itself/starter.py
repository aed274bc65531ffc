"""Makes the examples for the forecast of a shop's sales, and the features it is asked with."""

from datetime import date


def by_day(records):
    """The days in order, and the units of each."""
    units = {}
    for day, count in records:
        units[day] = units.get(day, 0) + count
    days = sorted(units)
    return days, [units[day] for day in days]


def features(records, day):
    """What is known in the morning of `day`; None where seven days are not known."""
    days, units = by_day(records)
    if (date.fromisoformat(day) - date.fromisoformat(days[0])).days < 7:
        return None
    return {"last": units[-1], "week_ago": units[-7], "mean_7": sum(units[-7:]) / 7}


def examples(records, horizon):
    """One example a day: its features, and the units of `horizon` days as the label."""
    days, units = by_day(records)
    found = []
    for place in range(7, len(days) - 1):
        found.append(
            {
                "day": days[place],
                "last": units[place - 1],
                "week_ago": units[place - 7],
                "mean_7": sum(units[place - 6 : place + 1]) / 7,
                "label": sum(units[place + 1 : place + 1 + horizon]),
            }
        )
    return found


def split(found, test_from, horizon):
    """(train, test): the examples before `test_from`, and the others."""
    train = [one for one in found if one["day"] < test_from]
    test = [one for one in found if one["day"] >= test_from]
    return train, test


def proof(module):
    """True where the module's functions do what was meant, False where they do not."""
    raise NotImplementedError
