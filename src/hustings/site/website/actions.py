"""Deeds of the site."""

import logging
import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.models import Locale

from hustings.foundation.campaigns.models import Campaign
from hustings.people.persons import actions as people
from hustings.people.persons.models import Purpose
from hustings.site.website.models import Audience, ConsentLine, HomePage, Look, Maintenance, Tally
from hustings.site.website.starter.site_builder import Builder

log = logging.getLogger(__name__)
FIGURES_FOR = timedelta(days=760)  # 25 months
STARTER = Path(__file__).parent / "starter"


@transaction.atomic
def offer_consent(*, purpose: Purpose, language: str, text: str, position: int = 0) -> ConsentLine:
    """Have the sign-up form ask for ``purpose`` with this sentence from now on."""
    wording = people.wording(purpose=purpose, text=text)
    return ConsentLine.objects.update_or_create(
        purpose=purpose, language=language, defaults={"wording": wording, "position": position}
    )[0]


@transaction.atomic
def found_site() -> HomePage | None:
    """Make a plain site to start from in each language; None where there is a front page already."""
    if HomePage.objects.exists():
        return None
    first = _first_language()
    codes = sorted((code for code, _ in settings.LANGUAGES), key=lambda code: code != first)
    home = build_site({code: tomllib.loads((STARTER / f"{code}.toml").read_text("utf-8")) for code in codes})
    log.info("website.founded languages=%s", ",".join(codes))
    return home


def _first_language() -> str:
    """The campaign's; a campaign that is new takes the one in the settings."""
    if not Campaign.objects.exists():
        campaign, code = Campaign.current(), settings.LANGUAGE_CODE[:2]
        if code in dict(settings.LANGUAGES):
            campaign.language = code
            campaign.save()
    return Campaign.current().language


@transaction.atomic
def build_site(texts: Mapping[str, dict[str, Any]], pictures: Mapping[str, Image] | None = None) -> HomePage:
    """Make the pages and consents in ``texts``, by language; those that exist keep what is on them."""
    builders: list[Builder] = []
    for code, said in texts.items():
        for position, line in enumerate(said["consents"]):
            offer_consent(
                purpose=Purpose(line["purpose"]), language=code, text=line["text"], position=position
            )
        locale = Locale.objects.get_or_create(language_code=code)[0]
        builders.append(Builder(said, pictures or {}, locale, builders[0] if builders else None))
        builders[-1].build()
    home: HomePage = builders[0].home
    return home


@transaction.atomic
def choose_look(*, look: Look, user_id: int | None) -> None:
    """The site looks like this from now on, and letters without a look of their own do."""
    look.save()
    log.warning("website.look changed user=%s to=%s", user_id, look.theme)


def index_pages() -> None:
    """Make the index of the search anew, for what was written past Wagtail: by an update, or a backup."""
    call_command("update_index", verbosity=0)
    log.info("website.indexed")


@transaction.atomic
def count_views(*, is_on: bool, user_id: int | None) -> None:
    """Count how often pages are read, or stop; each page says which."""
    Audience.objects.update_or_create(pk=1, defaults={"is_on": is_on})
    log.warning("website.audience switched user=%s on=%s", user_id, is_on)


def forget_figures() -> None:
    """Delete sums of more than 25 months ago."""
    n, _each = Tally.objects.filter(day__lt=timezone.localdate() - FIGURES_FOR).delete()
    log.info("website.audience forgotten rows=%s", n)


@transaction.atomic
def close_site(*, until: datetime | None = None) -> None:
    """Ask readers to come back later; HQ stays open."""
    _set_maintenance(is_on=True, until=until)
    log.info("website.closed until=%s", until)


@transaction.atomic
def open_site() -> None:
    """Show the pages again."""
    _set_maintenance(is_on=False, until=None)
    log.info("website.opened")


def _set_maintenance(*, is_on: bool, until: datetime | None) -> None:
    row = Maintenance.load()
    row.is_on, row.until = is_on, until
    row.save()
