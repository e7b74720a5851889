"""What every template may know of the campaign."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from hustings.campaigns.models import Campaign


def campaign(request: HttpRequest) -> dict[str, object]:
    """``campaign`` (read only when used) and whether this is a ``demo``."""
    return {"campaign": SimpleLazyObject(Campaign.current), "demo": settings.DEMO}
