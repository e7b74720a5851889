"""Declarations of a mailing as political advertising, by Regulation (EU) 2024/900."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Advertised(models.Model):
    """The facts of one mailing. Who sponsors stands with the campaign; nothing here judges what is one."""

    class Said(models.TextChoices):
        AD = "ad", _("political advertising: somebody pays for it, or ordered it from outside")
        OWN = "own", _("the campaign’s own communication, no advertising")

    advertising = models.CharField(
        _("political advertising"), max_length=3, choices=Said, blank=True, default="", db_default="",
        help_text=_(
            "What is advertising is a question of article 2 of Regulation (EU) 2024/900: ask your lawyer."
            " Each letter of one then says that it is one, whose, for which election, and where its notice is"
        ),
    )  # fmt: skip
    ad_reason = models.CharField(
        _("why it is none"), max_length=300, blank=True, default="", db_default="",
        help_text=_("Kept with the mailing, for whoever asks later"),
    )  # fmt: skip
    ad_linked_to = models.CharField(
        _("the advertising is linked to"), max_length=200, blank=True, default="", db_default="",
        help_text=_("The election, referendum or legislative process, in words that readers know"),
    )  # fmt: skip
    ad_targeted = models.BooleanField(
        _("its readers are chosen by personal data"), default=True, db_default=True,
        help_text=_(
            "A segment, or parts for some. Each letter then says so, and a consent of its own may be needed"
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
