"""Browsers of the team, for all apps of the field."""

import pytest


@pytest.fixture
def organiser(client, alice):
    """Alice's browser, in English."""
    client.force_login(alice)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client
