"""Periods that are closed: nothing is dated in them any more."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.chain.links import Link
from hustings.money.ledger.models.books import Books


class Period(Link):
    """Books closed up to a day, for good. ``head``: the digest of the last entry then."""

    books = models.ForeignKey(Books, models.PROTECT, related_name="periods", db_index=False)
    through = models.DateField(_("closed up to"))
    head = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False,
        db_index=False, verbose_name=_("closed by"), help_text="The number stays when the account goes",
    )  # fmt: skip

    class Meta(Link.Meta):
        verbose_name = _("closed period")
        verbose_name_plural = _("closed periods")
        ordering = ["books", "position"]
        constraints = [
            models.UniqueConstraint(fields=["books", "position"], name="one_period_per_number"),
            models.UniqueConstraint(fields=["books", "through"], name="one_period_per_day"),
        ]

    def __str__(self) -> str:
        return str(self.through)

    def says(self) -> dict[str, Any]:
        return {"through": self.through.isoformat(), "head": self.head, "by": self.made_by_id}
