"""The way from a closed basket to where it is paid."""

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hustings.money.payments import checkout
from hustings.money.payments.checkout import Begun
from hustings.money.payments.models import Channel
from hustings.money.payments.models.payments import MEANS, ON_THE_WAY
from hustings.networks.hives import paid
from hustings.networks.hives.models import Basket
from hustings.networks.hives.refusals import NotPayable
from hustings.people.signups.recognition import Known

_LOOKS = 8  # seconds between two questions to the provider about one payment


def roads(basket: Basket) -> dict[str, Channel]:
    """Means -> channel, of those that need nothing more of the payer; none once it was paid."""
    if basket.sale.closed_at is None or basket.due <= 0 or basket.paid:
        return {}
    found: dict[str, Channel] = {}
    for channel in checkout.channels(basket.sale.hive.books):
        if not checkout.asks(channel):
            found.setdefault(MEANS[channel.provider], channel)
    return found


def begin(basket: Basket, means: str, known: Known) -> Begun:
    """Have the basket paid. Raises NotPayable, NoChannel."""
    channel = roads(basket).get(means)
    if channel is None:
        raise NotPayable(_("This basket can’t be paid that way."))
    here = settings.BASE_URL + reverse("hubs:basket", args=[basket.pk])
    label = _("Basket %(n)s, %(name)s") % {"n": basket.number, "name": basket.sale.hive.name}
    return checkout.begin(
        channel=channel, purpose=paid.purpose(basket), amount=basket.due,
        currency=basket.sale.hive.currency, label=label[:120], email=known.email.address, back=here,
        language=get_language() or settings.LANGUAGE_CODE, given_name=known.person.given_name,
        family_name=known.person.family_name,
    )  # fmt: skip


def seen(basket: Basket) -> Begun | None:
    """The payment on its way; the provider is asked where the payer was faster than it."""
    payment = paid.payment_of(basket)
    if payment is None or payment.state not in ON_THE_WAY:
        return None
    if cache.add(f"hives-look-{basket.pk}", 1, _LOOKS):
        checkout.look(payment)
        basket.refresh_from_db(fields=["paid"])
        payment.refresh_from_db()
    return checkout.begun(payment) if payment.state in ON_THE_WAY else None
