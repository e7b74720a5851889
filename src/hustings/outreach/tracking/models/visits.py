"""How often readers of the versions of a mailing followed its links."""

from django.db import models

from hustings.outreach.mailings.models.mailings import Mailing


class VersionVisits(models.Model):
    """How often readers of a version followed its links: a visit, whatever the number of links in it."""

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="version_visits", db_index=False)
    version = models.CharField(max_length=1)
    n = models.PositiveIntegerField(default=0, help_text="All that were not surely a machine's")
    n_sure = models.PositiveIntegerField(default=0, help_text="Surely people's")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailing", "version"], name="one_count_a_version")]

    def __str__(self) -> str:
        return f"{self.mailing_id} {self.version}: {self.n_sure}–{self.n}"
