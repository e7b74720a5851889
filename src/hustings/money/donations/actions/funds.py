"""Funds are opened, changed and closed."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.money.donations.models import Fund
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


@transaction.atomic
def open_fund(*, by: User | None = None, **values: Any) -> Fund:
    """A new fund that takes donations at once."""
    fund = Fund.objects.create(made_by=by, **values)
    log.info("donations.open fund=%s books=%s by=%s", fund.pk, fund.books_id, by and by.pk)
    return fund


@transaction.atomic
def change_fund(*, fund: Fund, values: Mapping[str, Any], by: User | None = None) -> None:
    """Change its settings; the books stay, for the gifts are in them."""
    held = Fund.objects.select_for_update(of=("self",)).get(pk=fund.pk)
    for name, value in values.items():
        setattr(held, name, value)
    held.save(update_fields=list(values))
    site_version.renew()
    log.info("donations.change fund=%s by=%s", fund.pk, by and by.pk)


@transaction.atomic
def close_fund(*, fund: Fund, by: User | None = None) -> None:
    """Take no more donations; payments that are on their way still count."""
    Fund.objects.filter(pk=fund.pk, closed_at=None).update(closed_at=timezone.now())
    site_version.renew()
    log.info("donations.close fund=%s by=%s", fund.pk, by and by.pk)


@transaction.atomic
def show_page(*, fund: Fund, by: User | None = None) -> None:
    """Put its page online."""
    Fund.objects.filter(pk=fund.pk, shown_at=None).update(shown_at=timezone.now())
    site_version.renew()
    log.info("donations.show fund=%s by=%s", fund.pk, by and by.pk)


@transaction.atomic
def hide_page(*, fund: Fund, by: User | None = None) -> None:
    """Take its page off the site; payments on their way still count."""
    Fund.objects.filter(pk=fund.pk).update(shown_at=None)
    site_version.renew()
    log.info("donations.hide fund=%s by=%s", fund.pk, by and by.pk)
