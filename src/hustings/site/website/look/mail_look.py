"""How letters look: as the site does."""

from urllib.parse import urljoin

from django.conf import settings

from hustings.outreach.emails.look import Logo
from hustings.outreach.emails.look import Look as MailLook
from hustings.site.website.models import Look

_HEIGHT = 40  # of the logo, in pixels


def find() -> MailLook:
    look = Look.load()
    day, night = look.theme.by_day, look.theme.by_night
    logo = None
    if look.logo:
        made = look.logo.get_rendition(f"max-{8 * _HEIGHT}x{2 * _HEIGHT}|format-png")
        logo = Logo(urljoin(settings.BASE_URL, made.url), made.width // 2, made.height // 2)
    return MailLook(
        brand=day["brand"], on_brand=day["on-brand"], brand_by_night=night["brand-text"],
        on_brand_by_night=night["ground"], link=day["brand-text"], link_by_night=night["brand-text"],
        ground=day["around"], ground_by_night=night["ground"], sheet_by_night=night["surface"], logo=logo,
    )  # fmt: skip
