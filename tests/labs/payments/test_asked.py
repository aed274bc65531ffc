"""A payment that is asked about now is scored as the log's are."""

import numpy as np
import pytest
from tests.labs.playing import ONSET_H, session

from greenroom.errors import InputError
from greenroom.labs.payments.asked import Asked, champion
from greenroom.model.lab_kinds import Fault


def asked(paid, row):
    return Asked(
        customer=int(paid.customer[row]),
        amount_usd=float(paid.amount_usd[row]),
        category=int(paid.category[row]),
        merchant_risk=float(paid.merchant_risk[row]),
        ip_risk=float(paid.ip_risk[row]),
        device_days=float(paid.device_days[row]),
        abroad=bool(paid.abroad[row]),
    )


@pytest.mark.parametrize(
    "fault", [Fault.NONE, Fault.UNIT_CHANGE, Fault.STALE_TABLES, Fault.COUNTED_TWICE, Fault.IMMATURE_LABELS]
)
def test_a_payment_of_the_log_gets_the_very_chance_and_decision_it_got_there(fault):
    system = session(fault, f"wait {ONSET_H + 30}", "rollback").system
    paid, timeline = system.world.payments, system.timeline
    late = np.flatnonzero((paid.when_h > -100) & ~paid.unconditional)
    for row in late[:: len(late) // 60]:
        found = champion(system, float(paid.when_h[row])).score(asked(paid, row))
        assert found.chance == timeline.score[row]
        assert found.declined == timeline.declined[row]


ANY = Asked(3, 50.0, 4, 0.2, 0.1, 100.0, abroad=False)


def test_who_decides_and_what_is_blocked_holds():
    calm = session(Fault.NONE, "wait 5")
    assert not champion(calm.system, 5.0).score(ANY).declined
    for line in ("decide decline", "block 4", "threshold 0"):
        assert champion(session(Fault.NONE, "wait 5", line).system, 5.5).score(ANY).declined, line
    approving = session(Fault.NONE, "threshold 0", "decide approve").system
    assert not champion(approving, 1.0).score(ANY).declined
    with pytest.raises(InputError, match="switched off"):
        champion(session(Fault.NONE, "decide off").system, 1.0).score(ANY)


def test_a_rollback_is_another_version():
    after = session(Fault.NONE, "wait 5", "rollback").system
    assert champion(after, 4.0).score(ANY).version == "v4"
    assert champion(after, 5.5).score(ANY).version == "v3"


def test_a_customer_nobody_knows_is_told():
    with pytest.raises(InputError, match="no customer 400"):
        champion(session().system, 1.0).score(Asked(400, 50.0, 4, 0.2, 0.1, 100.0, abroad=False))
