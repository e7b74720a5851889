"""Funds as what one may share."""

import re
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from hustings.foundation.lib.web import query_params
from hustings.money.donations.models import Fund
from hustings.money.ledger.rights import RUN_MONEY
from hustings.site.sharing.subjects import Subject

_KEY = re.compile(r"(\d{1,18})-([a-z]{2})")
_PATH = re.compile(r"/([a-z]{2})/donate/([\w-]{1,60})/")


def of_fund(fund: Fund, language: str) -> Subject:
    """A fund in one language."""
    with override(language):
        url = f"{settings.BASE_URL}{reverse('giving:fund', args=[fund.slug])}"
        return Subject(f"{Funds.name}-{fund.pk}-{language}", fund.name, url, language, fund.intro[:200])


class Funds:
    """Each whose page is online: ``fund-3-fr``."""

    name = "fund"

    def get(self, rest: str) -> Subject | None:
        found = _KEY.fullmatch(rest)
        if found is None or found[2] not in dict(settings.LANGUAGES):
            return None
        fund = Fund.objects.shown().filter(pk=query_params.key(found[1]) or 0).first()
        return of_fund(fund, found[2]) if fund else None

    def at(self, path: str) -> Subject | None:
        found = _PATH.fullmatch(path)
        if found is None or found[1] not in dict(settings.LANGUAGES):
            return None
        fund = Fund.objects.shown().filter(slug=found[2]).first()
        return of_fund(fund, found[1]) if fund else None

    def may_write(self, user: Any, rest: str) -> bool:
        found = _KEY.fullmatch(rest)
        return found is not None and Fund.objects.of(user, RUN_MONEY).filter(pk=found[1]).exists()
