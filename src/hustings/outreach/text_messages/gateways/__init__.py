"""Adapters of gateways, by the code of their provider."""

from collections.abc import Iterable

from hustings.outreach.text_messages import vault
from hustings.outreach.text_messages.gateways.own import Own
from hustings.outreach.text_messages.gateways.port import Port
from hustings.outreach.text_messages.gateways.twilio import Twilio
from hustings.outreach.text_messages.models import Gateway

_BY_CODE: dict[str, Port] = {Gateway.Provider.HTTP: Own(), Gateway.Provider.TWILIO: Twilio()}


def of(gateway: Gateway) -> Port:
    """The adapter of a gateway."""
    return _BY_CODE[gateway.provider]


def without_keys(gateways: Iterable[Gateway]) -> list[Gateway]:
    """Those whose keys are not on this machine, such as after a backup was put back on another one."""
    return [each for each in gateways if any(not vault.keys(each).get(key) for key in of(each).secrets)]
