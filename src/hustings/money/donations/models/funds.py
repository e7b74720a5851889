"""Funds: that which people give to, and the settings of its page."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.foundation.lib.text.languages import Translated
from hustings.money.ledger.models import Books


def amounts() -> list[int]:
    """Amounts that a new page proposes, in whole units of money."""
    return [20, 50, 100, 250]


class FundQuerySet(models.QuerySet["Fund"]):
    """Questions about many funds."""

    def of(self, user: Any, right: Right) -> Self:
        """Those whose books this user may see, or keep."""
        if access.everywhere(user, right):
            return self
        return self.filter(books__in=Books.objects.of(user, right))

    def open(self) -> Self:
        return self.filter(closed_at=None)


class Fund(models.Model):
    """One thing to give to. Its books say whose it is, in which currency and for which election."""

    books = models.ForeignKey(Books, models.PROTECT, related_name="funds", verbose_name=_("books"))
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    names = models.JSONField(_("name"), default=dict, help_text="Language -> text")
    intros = models.JSONField(_("introduction"), default=dict, blank=True, help_text="Language -> text")
    thanks = models.JSONField(_("thank-you text"), default=dict, blank=True, help_text="Language -> text")
    amounts = models.JSONField(_("proposed amounts"), default=amounts, help_text="In whole units of money")
    has_monthly = models.BooleanField(_("monthly donations"), default=True)
    goal = models.BigIntegerField(_("goal"), null=True, blank=True, help_text="Minor units")
    closed_at = models.DateTimeField(pgettext_lazy("fund", "closed"), null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = FundQuerySet.as_manager()
    name = Translated("names")
    intro = Translated("intros")

    class Meta:
        verbose_name = pgettext_lazy("that people give to", "fund")
        verbose_name_plural = pgettext_lazy("that people give to", "funds")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(goal=None) | models.Q(goal__gt=0), name="fund_goal_is_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.name
