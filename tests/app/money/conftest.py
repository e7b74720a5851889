"""A treasurer, and their browser in HQ."""

import pytest

from hustings.foundation.accounts.roles import Role
from tests.conftest import user


@pytest.fixture
def tom(france):
    return user("tom", Role.TREASURER)


@pytest.fixture
def hq(client, tom):
    client.force_login(tom)
    client.cookies["django_language"] = "en"
    return client
