"""The sandbox contract on each way of holding that works here."""

from __future__ import annotations

import pytest
from tests.adapters.sandbox.held import own
from tests.contracts.sandbox_contract import LazyInputs, SandboxContract

from greenroom.model.sandbox import Isolation


class TestEachTier(SandboxContract):
    @pytest.fixture
    def sandbox(self, any_box):
        return any_box


class TestInTheOwnProcess(LazyInputs):
    @pytest.fixture(params=list(Isolation), ids=lambda isolation: isolation.name.lower())
    def sandbox(self, request):
        box, why = own(request.param)
        if box is None:
            pytest.skip(why)
        return box
