"""Options of the test run, and the one place where it keeps what can be made again."""

import os

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # time is never asserted: a busy machine is no failure
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="write what was rendered as the new golden"
    )


@pytest.fixture(scope="session", autouse=True)
def cache_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The index of the packs is made once for all tests, and nowhere near that of whoever runs them."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    os.environ["GREENROOM_CACHE"] = str(shared / "cache")
