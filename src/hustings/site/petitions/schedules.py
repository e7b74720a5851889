"""Scheduled jobs of petitions."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.jobs import schedule
from hustings.site.petitions import actions, proof

part = schedule.jobs(
    schedule.every(proof.seal_waiting, _("Seal the signatures"), minutes=5, name="petitions.seal"),
    schedule.daily(
        actions.delete_removed, _("Delete removed petitions"), at="03:40", name="petitions.delete_removed"
    ),
)
