"""Scheduled jobs of forms."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.site.forms import retention

part = schedule.jobs(
    schedule.daily(retention.forget, _("Delete old unconfirmed answers"), at="03:25", name="forms.forget"),
)
