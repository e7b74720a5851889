"""Privacy notice of lists, friends and how long people are kept."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.foundation.contributions import Contribution
from hustings.foundation.lib.privacy import InUse, Part, Told, Use, tellers, uses
from hustings.people.imports.models import Import
from hustings.people.persons.models import Arrival, RecruitLink
from hustings.people.privacy.models import RetentionRule
from hustings.people.signups.models.submissions import KEPT_UNCONFIRMED


def _lists(use: Mapping[str, bool]) -> Iterable[Told]:
    if use["lists"]:
        yield Part.WHENCE, _("From lists that the campaign imported: ask us which.")
        words = ngettext(
            "The file of such a list is deleted after %(n)s day.",
            "The file of such a list is deleted after %(n)s days.",
            settings.IMPORT_DAYS,
        )
        yield Part.HOW_LONG, words % {"n": settings.IMPORT_DAYS}
    if use["friends"]:
        yield (
            Part.WHENCE,
            _("Which supporter's link you used: they see how many people signed up, not who."),
        )
    if use["arrivals"]:
        yield (
            Part.WHENCE,
            _("Which link and site you came from when you sign up, sign or answer: for 25 months."),
        )


def _keeping(use: InUse) -> Iterable[Told]:
    days = KEPT_UNCONFIRMED.days
    words = ngettext(
        "An unconfirmed sign-up is erased after %(n)s day.",
        "An unconfirmed sign-up is erased after %(n)s days.",
        days,
    )
    yield Part.HOW_LONG, words % {"n": days}
    for rule in RetentionRule.objects.filter(is_active=True).order_by("pk"):
        words = ngettext(
            "%(name)s: erased %(n)s day after %(since)s.",
            "%(name)s: erased %(n)s days after %(since)s.",
            rule.days,
        )
        since = rule.get_since_display()
        yield Part.HOW_LONG, words % {"name": rule.name, "n": rule.days, "since": since}
    days = use.campaign.access_days
    words = ngettext(
        "The log of who on the team viewed your data is deleted after %(n)s day.",
        "The log of who on the team viewed your data is deleted after %(n)s days.",
        days,
    )
    yield Part.HOW_LONG, words % {"n": days}
    yield (
        Part.HOW_LONG,
        _(
            "We keep everything else until you ask us to erase it. Then only an unreadable "
            "fingerprint of your address stays, so that it isn't imported again by mistake."
        ),
    )


part = Contribution(
    uses(
        Use("lists", lambda: Import.objects.filter(state=Import.State.DONE)),
        Use("friends", RecruitLink.objects.all),
        Use("arrivals", Arrival.objects.all),
    ),
    tellers(_lists, _keeping),
)
