"""``hustings check`` names gateways that can't send, as after a move to another machine."""

import shutil

import pytest
from django.conf import settings

from hustings.outreach.text_messages import actions
from hustings.shells.cli.checks import findings
from tests.cast.outreach import texting

pytestmark = pytest.mark.django_db


def test_a_gateway_without_its_keys_is_named():
    road = texting.gateway(None, name="Ours")
    assert not [*findings.text_gateways()]
    shutil.rmtree(settings.VAR / "keys" / "texts")
    [told] = findings.text_gateways()
    assert "Ours" in told.what and told.remedy
    actions.turn(gateway=road, is_on=False)
    assert not [*findings.text_gateways()]
