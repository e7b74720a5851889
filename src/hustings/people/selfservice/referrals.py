"""One's own link to the sign-up form: its address, its picture, and how many came by it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.web import channels, qr
from hustings.people.persons.models import Arrival, Person, RecruitLink


@dataclass(frozen=True, slots=True)
class Recruiting:
    """What the own page says of it. Whom they brought it doesn't tell: those gave their names to us only."""

    address: str
    n_brought: int
    n_views: int = 0
    acts: Mapping[str, int] = field(default_factory=dict)

    @property
    def ways(self) -> list[tuple[str, str]]:
        name = Campaign.current().name
        said = {
            "title": _("Join %(name)s with me") % {"name": name}, "link": self.address,
            "text": _("I support %(name)s. Will you join us?") % {"name": name},
        }  # fmt: skip
        labels = {
            "email": _("By e-mail"), "sms": _("By text message"), "whatsapp": "WhatsApp",
            "telegram": "Telegram", "facebook": "Facebook", "x": "X",
        }  # fmt: skip
        return [(label, channels.address(channel, **said)) for channel, label in labels.items()]

    @property
    def picture(self) -> SafeString:
        return qr.in_page(self.address)


def address(link: RecruitLink) -> str:
    return settings.BASE_URL + reverse("website:invitation", args=[link.token])


def of(person: Person) -> Recruiting:
    """Of somebody; the address is empty where they have no link. What came of stopped ones counts, too."""
    links = list(person.recruit_links.order_by("pk"))
    live = next((link for link in links if link.stopped_at is None), None)
    came = Arrival.objects.filter(kind=Arrival.Kind.VIA, word__in=[link.token for link in links])
    acts = came.order_by().values_list("act").annotate(n=Count("pk")) if links else []
    n_brought = Person.objects.filter(recruiter=person).count()
    return Recruiting(
        address(live) if live else "", n_brought, sum(link.n_views for link in links), dict(acts)
    )
