"""Adapters of gateways, by the code of their provider."""

from collections.abc import Iterable, Iterator

from hustings.outreach.text_messages import vault
from hustings.outreach.text_messages.gateways import lines, ovh
from hustings.outreach.text_messages.gateways.own import Own
from hustings.outreach.text_messages.gateways.port import Port, Told
from hustings.outreach.text_messages.gateways.twilio import Twilio
from hustings.outreach.text_messages.models import Gateway

_FETCHED: dict[str, ovh.Ovh] = {Gateway.Provider.OVH: ovh.Ovh()}  # texts that come in wait there
FETCHED = [*_FETCHED]
_BY_CODE: dict[str, Port] = {
    Gateway.Provider.HTTP: Own(), **_FETCHED, Gateway.Provider.TWILIO: Twilio(),
}  # fmt: skip


def of(gateway: Gateway) -> Port:
    """The adapter of a gateway."""
    return _BY_CODE[gateway.provider]


def address(gateway: Gateway) -> str:
    """Address that a gateway calls; with a token where its calls are not signed."""
    made = ovh.token(gateway) if gateway.provider == Gateway.Provider.OVH else ""
    return lines.address(gateway) + (f"?token={made}" if made else "")


def waiting(gateway: Gateway) -> Iterator[Told]:
    """Texts that wait at one of FETCHED, until the next one is asked for."""
    return _FETCHED[gateway.provider].fetch(gateway)


def without_keys(gateways: Iterable[Gateway]) -> list[Gateway]:
    """Those whose keys are not on this machine, such as after a backup was put back on another one."""
    return [each for each in gateways if any(not vault.keys(each).get(key) for key in of(each).secrets)]
