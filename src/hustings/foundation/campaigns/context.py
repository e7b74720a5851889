"""Template context of the campaign, for every page."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from hustings.foundation.campaigns.models import Campaign


def campaign(request: HttpRequest) -> dict[str, object]:
    """``campaign`` (read only when used, or laid on the request) and whether this is a ``demo``."""

    def read() -> Campaign:
        return getattr(request, "_campaign", None) or Campaign.current()

    return {"campaign": SimpleLazyObject(read), "demo": settings.DEMO}
