"""One's own link to the sign-up form: its address, its picture, and how many came by it."""

from dataclasses import dataclass
from urllib.parse import quote

import qrcode
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from hustings.campaigns.models import Campaign
from hustings.people.models import Person, RecruitLink


@dataclass(frozen=True, slots=True)
class Recruiting:
    """What the own page says of it. Whom they brought it doesn't tell: those gave their names to us only."""

    address: str
    n_brought: int

    @property
    def mail(self) -> str:
        """The address of a mail to pass it on."""
        name = Campaign.current().name
        subject = _("Join %(name)s with me") % {"name": name}
        body = _("I support %(name)s. Will you join us?") % {"name": name} + f"\n\n{self.address}\n"
        return f"mailto:?subject={quote(subject)}&body={quote(body)}"

    @property
    def picture(self) -> SafeString:
        """The link as a QR code, in SVG."""
        code = qrcode.QRCode(image_factory=SvgPathImage, border=4)
        code.add_data(self.address)
        drawn: str = code.make_image().to_string(encoding="unicode")
        return mark_safe(drawn)  # noqa: S308 # made here, of an address of ours


def address(link: RecruitLink) -> str:
    """In the language of the page."""
    return settings.BASE_URL + reverse("website:invitation", args=[link.token])


def of(person: Person) -> Recruiting:
    """Of somebody; the address is empty where they have no link."""
    link = person.recruit_links.filter(stopped_at=None).first()
    return Recruiting(address(link) if link else "", Person.objects.filter(recruiter=person).count())
