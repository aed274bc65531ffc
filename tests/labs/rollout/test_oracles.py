"""The same figures from other people's code, where it is installed."""

import numpy as np
import pytest

from greenroom.labs.rollout.always_valid import half_width, z_bound
from greenroom.labs.rollout.group_sequential import Spending, bounds
from greenroom.labs.rollout.normal import lower_tail, quantile, upper_tail
from greenroom.labs.rollout.sample_ratio import chi_square_tail


@pytest.mark.parametrize("alpha", [0.01, 0.05, 0.2])
@pytest.mark.parametrize("tuned", [20, 500])
def test_ville_draws_the_same_confidence_sequence(alpha, tuned):
    ville = pytest.importorskip("ville")
    theirs = ville.GaussianMixtureCS(sigma=1.0, alpha=alpha, t_opt=tuned, intersect=False).fit(np.zeros(5000))
    time = np.arange(1, 5001)
    np.testing.assert_allclose(half_width(1 / time, tuned, alpha), theirs.upper_, rtol=1e-5)


def test_ville_rejects_at_the_same_observation():
    ville = pytest.importorskip("ville")
    values = np.random.default_rng(41).normal(0.15, 1.0, 4000)
    theirs = ville.AsymptoticCS(alpha=0.05, t_opt=500, min_samples=100).fit(values)
    time = np.arange(1, len(values) + 1)
    mean = np.cumsum(values) / time
    spread = np.array([values[:n].var(ddof=1) if n > 1 else np.inf for n in time])
    ours = np.flatnonzero((time >= 100) & (np.abs(mean) / np.sqrt(spread / time) > z_bound(time, 500)))
    assert ours[0] + 1 == theirs.excludes(0.0)


@pytest.mark.parametrize("spending", Spending)
def test_scipy_finds_what_was_spent_behind_the_bounds(spending):
    stats = pytest.importorskip("scipy.stats")
    fractions = np.array([0.15, 0.4, 0.7, 1.0])
    limits = np.array(bounds(tuple(fractions), spending=spending).z)
    related = np.sqrt(np.minimum.outer(fractions, fractions) / np.maximum.outer(fractions, fractions))
    within = stats.multivariate_normal(cov=related, abseps=1e-7, releps=1e-7, maxpts=2_000_000)
    stays = within.cdf(np.minimum(limits, 9), lower_limit=-np.minimum(limits, 9))
    assert 1 - stays == pytest.approx(0.05, abs=1e-5)


def test_scipy_has_the_same_tails():
    stats = pytest.importorskip("scipy.stats")
    z = np.linspace(-8, 30, 200)
    np.testing.assert_allclose(upper_tail(z), stats.norm.sf(z), rtol=1e-12)
    np.testing.assert_allclose(lower_tail(z), stats.norm.cdf(z), rtol=1e-12)
    for tail in (1e-200, 1e-9, 0.3, 0.9):
        assert quantile(tail) == pytest.approx(stats.norm.isf(tail))
    for statistic in (0.1, 4.0, 500.0):
        assert chi_square_tail(statistic) == pytest.approx(stats.chi2.sf(statistic, 1))
