"""What a campaign may set itself a goal in: signatures under its petitions."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib import metrics
from hustings.site.petitions.models import Signature


def _signatures(moment: datetime) -> int:
    return Signature.objects.counted().filter(confirmed_at__lte=moment).count()


part = metrics.metrics(metrics.Metric("signatures", _("Signatures"), _signatures))
