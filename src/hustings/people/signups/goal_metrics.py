"""What a campaign may set itself a goal in: sign-ups on the site."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib import metrics
from hustings.people.signups.models import SignUp


def _sign_ups(moment: datetime) -> int:
    return SignUp.objects.confirmed().filter(confirmed_at__lte=moment).count()


part = metrics.metrics(metrics.Metric("sign_ups", _("Sign-ups on the site"), _sign_ups))
