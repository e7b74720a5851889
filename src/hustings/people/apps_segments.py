"""What segments give to other apps."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SegmentsConfig(AppConfig):
    name = __name__.rpartition(".")[0]
    label = "segments"
    verbose_name = _("Segments")

    def ready(self) -> None:
        """Fill the registries."""
        from hustings.lib import deeds
        from hustings.people import dashboard
        from hustings.people.segments import criteria, fields

        assert criteria and fields  # they register themselves
        deeds.register(dashboard.attention)
