"""Reactions to letters: links that lead through us, and who followed them.

A *touch* is written while somebody waits for a page and lives for a minute. Folded, touches become a
*reaction* (person, mailing, kind) and numbers, which say nothing of anybody and stay.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.emails import tracked_links as links
from hustings.outreach.mailings.models.mailings import Mailing
from hustings.people.persons.models import Person


class Measure(models.Model):
    """How a mailing is measured, as the campaign had it at the moment of sending, and what was found."""

    mailing = models.OneToOneField(Mailing, models.CASCADE, primary_key=True, related_name="measure")
    clicks = models.CharField(max_length=8, choices=Campaign.Measuring)
    has_opens = models.BooleanField(default=False)
    n_clicks = models.PositiveIntegerField(default=0, help_text="By people, as far as one can tell")
    n_clicked = models.PositiveIntegerField(default=0, help_text="People who did")
    n_machine_clicks = models.PositiveIntegerField(default=0)
    n_sure_clicks = models.PositiveIntegerField(
        null=True, help_text="Surely by people; null: counted before that was asked"
    )
    n_sure_clicked = models.PositiveIntegerField(null=True, help_text="People who surely did")
    n_opened = models.PositiveIntegerField(
        default=0, help_text="People whose own program fetched the picture"
    )
    n_machine_opened = models.PositiveIntegerField(default=0, help_text="Only a service fetched it for them")

    def __str__(self) -> str:
        return f"{self.mailing_id}: {self.clicks}"

    @property
    def least_clicks(self) -> int:
        """Those that are surely people's; all, where that was not asked yet."""
        return self.n_clicks if self.n_sure_clicks is None else min(self.n_sure_clicks, self.n_clicks)


class MailingLink(models.Model):
    """A link in a mailing. Our short addresses name its number; where they lead is written here alone."""

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="links", db_index=False)
    number = models.PositiveSmallIntegerField()
    target = models.TextField()
    n_clicks = models.PositiveIntegerField(default=0)
    n_people = models.PositiveIntegerField(default=0)
    n_machine_clicks = models.PositiveIntegerField(default=0)
    n_sure_clicks = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailing", "number"], name="one_link_per_number")]

    def __str__(self) -> str:
        return self.target


class TrackingEvent(models.Model):
    """A request for a link or the picture. No keys to other tables: it must be quick, whatever is locked."""

    class Sign(models.IntegerChoices):
        NONE = 0
        MACHINE = 1  # it says so, only looks ahead, or asks for no contents
        PROXY = 2  # a mail service that fetches pictures for its customers
        BROWSER = 3  # a browser that says that it goes to a page to show it

    OPENED = -1  # in the place of a link's number: the picture
    TRAP = links.TRAP

    mailing = models.BigIntegerField()
    delivery = models.BigIntegerField(default=0, help_text="0 where links are the same for all")
    version = models.PositiveSmallIntegerField(default=0, help_text="In a test: 1 is A")
    link = models.SmallIntegerField()
    sign = models.PositiveSmallIntegerField(choices=Sign, default=Sign.NONE)
    visitor = models.BigIntegerField(default=0, help_text="A digest of a network, a program and a day")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.mailing}/{self.delivery}/{self.link}"


class ReactionQuerySet(models.QuerySet["Reaction"]):
    """Questions about clicks and openings."""

    def by_link(self, number: int) -> "ReactionQuerySet":
        return self.alias(bit=models.F("links").bitand(1 << (number - 1))).filter(bit__gt=0)


class Reaction(models.Model):
    """That a person clicked in a mailing or opened it: the first time, the last, and how often."""

    class Kind(models.TextChoices):
        CLICK = "click", _("clicked")
        OPEN = "open", _("opened")

    person = models.ForeignKey(Person, models.CASCADE, related_name="reactions", db_index=False)
    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="reactions", db_index=False)
    kind = models.CharField(max_length=5, choices=Kind)
    is_weak = models.BooleanField(default=False, help_text="Perhaps a machine alone: nobody was surely seen")
    n = models.PositiveIntegerField(default=1)
    links = models.BigIntegerField(default=0, help_text="A bit for each link, the first is 1")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    objects = ReactionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailing", "person", "kind"], name="one_reaction_of_a_kind")
        ]
        indexes = [
            models.Index(fields=["person", "first_at"], name="reactions_of_person"),
            models.Index(fields=["kind", "last_at", "person"], name="reactions_lately"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.mailing_id}"
