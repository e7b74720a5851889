"""Declarations of a mailing as political advertising, by Regulation (EU) 2024/900."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Advertised(models.Model):
    """The facts of one mailing. Who sponsors stands with the campaign; nothing here judges what is one."""

    class Said(models.TextChoices):
        AD = "ad", _("political advertising: paid or commissioned by someone else")
        OWN = "own", _("the campaign’s own communication, not advertising")

    advertising = models.CharField(
        _("political advertising"), max_length=3, choices=Said, blank=True, default="", db_default="",
        help_text=_(
            "Ask your lawyer (Regulation (EU) 2024/900, article 2). Advertising is labelled in "
"each e-mail."
        ),
    )  # fmt: skip
    ad_reason = models.CharField(
        _("reason it isn’t advertising"), max_length=300, blank=True, default="", db_default="",
        help_text=_("Kept with the mailing as evidence."),
    )  # fmt: skip
    ad_linked_to = models.CharField(
        _("linked to"), max_length=200, blank=True, default="", db_default="",
        help_text=_("The election, referendum or law it is about."),
    )  # fmt: skip
    ad_targeted = models.BooleanField(
        _("recipients are chosen by personal data"), default=True, db_default=True,
        help_text=_(
            "A segment or conditional parts. Each e-mail says so; separate consent may be needed."
        ),
    )  # fmt: skip

    class Meta:
        abstract = True

    @property
    def is_advertising(self) -> bool:
        return self.advertising == self.Said.AD

    @property
    def ad_facts(self) -> list[object]:
        """All of them; none where nobody has said anything."""
        return list(self.ad_said.values()) if self.advertising else []

    @property
    def ad_said(self) -> dict[str, object]:
        """The same by name, for what begins with it."""
        names = ("advertising", "ad_reason", "ad_linked_to", "ad_targeted")
        return {name: getattr(self, name) for name in names}
