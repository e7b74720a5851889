"""A campaign with a domain of its own, and its security lead."""

import pytest

from hustings.security.domains.models import Domain
from tests.cast.security.lookalikes.fixtures import _english, campaign, name_server, sonia

__all__ = ["_english", "campaign", "name_server", "sonia"]


@pytest.fixture
def own(campaign: object) -> Domain:
    """Its domain, on the list."""
    return Domain.objects.create(name="valbrune-avant.example")
