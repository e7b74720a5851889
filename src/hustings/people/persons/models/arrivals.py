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
        SOURCE = "source", _("place of the link")
        MEDIUM = "medium", _("kind of link")
        CONTENT = "content", _("link")
        TERM = "term", _("search term")
        SITE = "site", _("referring site")
        EMBED = "embed", _("site with our form")
        VIA = "via", _("supporter's link")
        TEXT = "text", _("sharing text")

    class Act(models.TextChoices):
        SIGN_UP = "sign_up", _("sign-up")
        SIGNATURE = "signature", _("signature")
        ANSWER = "answer", _("form answer")
        APPEAL = "appeal", _("letter or call to representatives")
        GIFT = "gift", _("donation")

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
