"""Arrivals of people, word by word: what segments and figures ask for."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.people.persons.models.persons import Person


class Arrival(models.Model):
    """A word by which somebody came to a confirmed act; folded, but for codes of links and texts."""

    class Kind(models.TextChoices):
        """What the word is: one of the link's address, the site before, or of a link to share."""

        CAMPAIGN = "campaign", _("campaign")
        SOURCE = "source", _("where the link stood")
        MEDIUM = "medium", _("kind of link")
        CONTENT = "content", _("which link")
        TERM = "term", _("words searched for")
        SITE = "site", _("site before")
        EMBED = "embed", _("site that shows our form")
        VIA = "via", _("link of somebody who supports us")
        TEXT = "text", _("version of a text to share")

    class Act(models.TextChoices):
        SIGN_UP = "sign_up", _("sign-up")
        SIGNATURE = "signature", _("signature")
        ANSWER = "answer", _("answer to a form")
        APPEAL = "appeal", _("letter or call to representatives")

    CODES = frozenset({Kind.VIA, Kind.TEXT})

    person = models.ForeignKey(Person, models.CASCADE, related_name="arrivals", db_index=False)
    act = models.CharField(max_length=10, choices=Act)
    kind = models.CharField(max_length=8, choices=Kind)
    word = KeyField(max_length=60)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "word", "act"], name="one_arrival_by_a_word")
        ]
        indexes = [
            models.Index(fields=["kind", "word", "act", "person"], name="arrivals_by_word"),
            models.Index(fields=["at"], name="arrivals_in_time"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.word}"
