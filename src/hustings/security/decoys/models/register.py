"""The register: each line holds the hash of the one before, so that no later hand can change what it says."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.lib.chain.links import Link


class Entry(Link):
    """One line: what was made, placed, handed over or ended. Lines are only added."""

    class Deed(models.TextChoices):
        PERSON = "person", _("decoy person created")
        RETIRED = "retired", _("decoy person retired")
        LOGIN = "login", _("decoy log-in created")
        DOCUMENT = "document", _("decoy document created")
        COPY = "copy", _("document copy created")
        LINK = "link", _("alert link created")
        SETS_ON = "sets_on", _("decoy log-ins for phishing pages allowed")
        SETS_OFF = "sets_off", _("decoy log-ins for phishing pages forbidden")
        HANDED = "handed", _("decoy log-ins issued for a phishing page")
        SERVER = "server", _("server connected")
        SERVER_ENDED = "server_ended", _("server disconnected")
        ACKNOWLEDGED = "acknowledged", _("alarm acknowledged")

    deed = models.CharField(_("event"), max_length=20, choices=Deed)
    about = models.CharField(max_length=60, help_text="The row that the line is about, such as decoy:12")
    content = models.JSONField(default=dict)
    who = models.CharField(_("who"), max_length=254, blank=True, help_text="As they were called then")

    class Meta(Link.Meta):
        verbose_name = _("register entry")
        verbose_name_plural = pgettext_lazy("decoys", "register entries")
        constraints = [models.UniqueConstraint(fields=["position"], name="one_line_per_position")]

    def __str__(self) -> str:
        return f"{self.position} · {self.get_deed_display()}"

    @property
    def gist(self) -> str:
        named = (self.content.get(key) for key in ("name", "title", "place", "page", "address"))
        return " · ".join(str(each) for each in named if each)

    def says(self) -> dict[str, Any]:
        return {"deed": self.deed, "about": self.about, "content": self.content, "who": self.who}


class Look(models.Model):
    """Somebody read the register, or what it leads to."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    page = models.CharField(_("event"), max_length=120)

    class Meta:
        verbose_name = _("view of the decoys")
        verbose_name_plural = _("views of the decoys")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} · {self.page}"
