"""Names of metrics: what is typed, and those of a family told together."""

import pytest

from greenroom.labs.monitor.naming import short, together

PSI, WALLET, LENDING = 'feature_psi{feature="hour"}', 'p99_ms{tenant="wallet"}', 'p99_ms{tenant="lending"}'


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        (PSI, "feature_psi.hour"),
        ("p99_ms{tenant=wallet}", "p99_ms.wallet"),
        ("cost_usd", "cost_usd"),
        ("p99_ms.wallet", "p99_ms.wallet"),
    ],
)
def test_a_name_is_typed_without_braces_and_quotes(name, typed):
    assert short(name) == typed


def test_those_of_a_family_are_one_text_where_the_first_of_them_was():
    assert together([WALLET, "cost_usd", LENDING, PSI]) == ["p99_ms (wallet, lending)", "cost_usd", PSI]


def test_a_name_without_labels_is_no_family_of_those_with():
    assert together(["p99_ms", WALLET]) == ["p99_ms", WALLET]


def test_nothing_is_lost():
    told = " ".join(together([WALLET, LENDING, PSI, "p99_ms"]))
    assert all(word in told for word in ("wallet", "lending", "hour", "p99_ms "))
