"""Providers, by the code of a channel."""

from collections.abc import Iterable

from hustings.money.payments import vault
from hustings.money.payments.models import Channel
from hustings.money.payments.providers.hand import Cash, Cheque
from hustings.money.payments.providers.helloasso import HelloAsso
from hustings.money.payments.providers.port import Provider
from hustings.money.payments.providers.sepa import Sepa
from hustings.money.payments.providers.stripe import Stripe
from hustings.money.payments.providers.transfer import Transfer

_BY_CODE: dict[str, Provider] = {
    Channel.Provider.STRIPE: Stripe(),
    Channel.Provider.HELLOASSO: HelloAsso(),
    Channel.Provider.SEPA: Sepa(),
    Channel.Provider.TRANSFER: Transfer(),
    Channel.Provider.CHEQUE: Cheque(),
    Channel.Provider.CASH: Cash(),
}


def of(channel: Channel) -> Provider:
    """The provider of a channel."""
    return _BY_CODE[channel.provider]


def without_keys(channels: Iterable[Channel]) -> list[Channel]:
    """Those whose keys are not on this machine, such as after a backup was put back on another one."""
    return [each for each in channels if not vault.has(each, of(each).secrets)]


def named(code: str) -> Provider | None:
    """The provider of that code."""
    return _BY_CODE.get(code)
