"""Mails about sales: an opening, a basket as it became, a correction, a producer's order."""

from collections.abc import Callable

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from hustings.field.groups.mails import address
from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.mails import Words, link
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.jobs import exactly_once
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.formats import money
from hustings.networks.hives.lists import producer_lists
from hustings.networks.hives.models import Basket, Notice, Sale

Kind = Notice.Kind


def send(pk: int) -> bool:
    """Mail one notice, once; where nobody can be written to, it is done as well."""
    unsent = Notice.objects.filter(pk=pk, mailed_at=None).select_related(
        "sale__hive__books", "person", "producer"
    )
    return exactly_once.mail_once(f"hive notice {pk}", unsent, _send)


def _send(notice: Notice) -> None:
    person, producer = notice.person, notice.producer
    to = address(person) if person else (producer.email if producer else "")
    language = person.language if person else Campaign.current().language
    with translation.override(language or settings.LANGUAGE_CODE):
        if to and (words := _SAID[Kind(notice.kind)](notice)):
            mails.message(to, words).send()


def _times(sale: Sale) -> str:
    """Day and hours of the pick-up, and the place."""
    since, until = timezone.localtime(sale.pickup_from), timezone.localtime(sale.pickup_until)
    said = {
        "day": date_format(since, "l j F"), "since": date_format(since, "TIME_FORMAT"),
        "until": date_format(until, "TIME_FORMAT"), "place": sale.hive.place,
    }  # fmt: skip
    return _("Pick-up: %(day)s, %(since)s to %(until)s, %(place)s") % said


def _open(notice: Notice) -> Words | None:
    sale = notice.sale
    if not sale.is_taking:
        return None
    said = {"name": sale.hive.name, "until": date_format(timezone.localtime(sale.closes_at), "l j F, H:i")}
    lines = [_("You can order until %(until)s.") % said, _times(sale)]
    return Words(_("Order now: %(name)s") % said, lines, pgettext("buy", "Order"), link("hubs:sale", sale.pk))


def _basket(notice: Notice) -> Basket | None:
    rows = Basket.objects.live().filter(sale=notice.sale, person=notice.person)
    return rows.select_related("sale__hive__books").first()


def _closed(notice: Notice) -> Words | None:
    basket = _basket(notice)
    if basket is None:
        return None
    name, currency = notice.sale.hive.name, notice.sale.hive.currency
    changes = producer_lists.changes(basket)
    url = link("hubs:basket", basket.pk)
    if not basket.goods:
        lines = [_("None of your order is delivered this time. Nothing is charged."), *changes]
        return Words(_("Your order is not delivered: %s") % name, lines, _("See why"), url)
    total = money.shown(basket.total, currency)
    said = {"n": basket.number, "total": total}
    lines = [_("Your basket no. %(n)s comes to %(total)s.") % said, _times(notice.sale), *changes]
    button = _("Pay") if basket.due > 0 else _("See the basket")
    return Words(_("Your basket is ready: %s") % name, lines, button, url)


def _changed(notice: Notice) -> Words | None:
    basket = _basket(notice)
    if basket is None:
        return None
    total = money.shown(basket.total, notice.sale.hive.currency)
    lines = [_("Your basket was corrected and now comes to %s.") % total]
    if basket.paid:
        lines.append(_("The difference is taken over by your next basket."))
    subject = _("Your basket was corrected: %s") % notice.sale.hive.name
    return Words(subject, lines, _("See the basket"), link("hubs:basket", basket.pk))


def _order(notice: Notice) -> Words | None:
    assert notice.producer
    rows = producer_lists.of(notice.sale, notice.producer)
    lines = [_times(notice.sale), *(f"{row.said} · {row.name}" for row in rows)]
    n = len(rows)
    subject = ngettext("Your order for %(name)s: %(n)d product", "Your order for %(name)s: %(n)d products", n)
    return Words(subject % {"name": notice.sale.hive.name, "n": n}, lines) if n else None


_SAID: dict[str, Callable[[Notice], Words | None]] = {
    Kind.OPEN: _open,
    Kind.CLOSED: _closed,
    Kind.CHANGED: _changed,
    Kind.ORDER: _order,
}
