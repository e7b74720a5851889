"""The fictional campaign's site, in French and English, made by Wagtail's own calls."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from wagtail.images.models import Image

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.elections import actions as elections
from hustings.shells.demo import texts
from hustings.site.website import actions, models

HERE = Path(__file__).parent
_WEEKS_AHEAD = 20


@transaction.atomic
def build_site() -> models.HomePage:
    """Make what is missing; pages that exist keep what was written on them since."""
    said = {code: texts.read(code) for code in texts.languages()}
    spoken = said[texts.language()]
    pictures = _pictures(spoken["pictures"])
    _campaign(spoken, pictures)
    return actions.build_site(said, pictures)


def _campaign(said: dict[str, Any], pictures: dict[str, Image]) -> None:
    campaign = Campaign.current()
    if campaign.name == Campaign._meta.get_field("name").default:
        campaign.name = "Rives Communes"
        campaign.sender_name = "Nora Valbrune"
        campaign.sender_address = campaign.reply_to = "bonjour@rives-communes.example"
        campaign.privacy_contact = "donnees@rives-communes.example"
        campaign.postal_address = "12 quai des Mariniers\n30000 Nîmes"
        campaign.country, campaign.language = "fr", texts.language()
        campaign.save()
        _election(said["election"])
    imprint = models.Imprint.load()
    if not imprint.publisher:
        _imprint(imprint, said["imprint"])
    look = models.Look.load()
    if look.logo is None:
        look.logo, look.tagline = pictures["logo"], said["campaign"]["tagline"]
        look.save()


def _imprint(imprint: models.Imprint, said: dict[str, str]) -> None:
    for field, words in said.items():
        setattr(imprint, field, words)
    imprint.save()


def _election(said: dict[str, Any]) -> None:
    """Far enough ahead that nothing is silent for months, whenever the demo is made."""
    from_today = timezone.localdate() + timedelta(weeks=_WEEKS_AHEAD)
    first = from_today + timedelta(days=6 - from_today.weekday())  # a Sunday
    days = [first, first + timedelta(weeks=2)]
    elections.save_election(name=said["name"], kind=said["kind"], days=days)


def _pictures(said: dict[str, str]) -> dict[str, Image]:
    """The drawings as Wagtail's images, by file name; ``said`` is what they show, in words."""
    found = {image.title: image for image in Image.objects.all()}
    for path in sorted((HERE / "art").glob("*.webp")):
        if path.stem not in found:
            with path.open("rb") as file:
                image = Image(
                    title=path.stem, description=said.get(path.stem, ""), file=ImageFile(file, path.name)
                )
                image.save()
            found[path.stem] = image
    return found
