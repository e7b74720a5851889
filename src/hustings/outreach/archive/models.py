"""The public archive: what the campaign wants of it, which mailings are in it, and their pages."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hustings.outreach.emails.blocks import VERSIONS
from hustings.outreach.mailings.models.mailings import Mailing
from hustings.people.persons.models import Topic


class Archive(models.Model):
    """The campaign's settings of the archive: one row, none while nothing changed."""

    class ByDefault(models.TextChoices):
        """Which mailings go in unless somebody says otherwise."""

        NOTHING = "nothing", _("none, add each one manually")
        TOPICS = "topics", _("mailings of the topics below")
        ALL = "all", _("all, except automatic replies")

    is_on = models.BooleanField(
        _("show mailings on the site"), default=False,
        help_text=_("Everyone can read the general version, without personal data."),
    )  # fmt: skip
    by_default = models.CharField(
        _("new mailings to add"), max_length=8, choices=ByDefault, default=ByDefault.NOTHING
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    is_indexed = models.BooleanField(
        _("let search engines list them"), default=False, help_text=_("Also adds them to the site map.")
    )

    def __str__(self) -> str:
        return f"{self.is_on}, {self.by_default}"

    @classmethod
    def current(cls) -> "Archive":
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    def takes(self, mailing: Mailing) -> bool:
        """Whether a mailing goes in unless somebody says otherwise."""
        if not self.is_on or mailing.says == Mailing.Says.SERVICE or mailing.is_step:
            return False
        if self.by_default == self.ByDefault.TOPICS:
            return bool(mailing.topic and self.topics.filter(pk=mailing.topic.pk).exists())
        return self.by_default == self.ByDefault.ALL


class ArchivedQuerySet(models.QuerySet["Archived"]):
    """Questions about many."""

    def wanted(self) -> "ArchivedQuerySet":
        return self.filter(wanted_at__isnull=False, withdrawn_at=None)


class Archived(models.Model):
    """A decision on one mailing: to be in the archive or not. No row: nobody has said anything yet."""

    mailing = models.OneToOneField(Mailing, models.CASCADE, primary_key=True, related_name="archived")
    wanted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="Taken out, or never to be in it")
    shown_at = models.DateTimeField(null=True, blank=True, help_text="Since when everybody may read it")
    version = models.CharField(
        max_length=1, blank=True, choices=[(each, each) for each in VERSIONS],
        help_text="Chosen by hand; empty: the one that did best",
    )  # fmt: skip
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Empty: as the campaign has chosen",
    )  # fmt: skip

    objects = ArchivedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.mailing_id}: {self.shown_at}"

    @property
    def is_wanted(self) -> bool:
        return bool(self.wanted_at and not self.withdrawn_at)

    @property
    def is_shown(self) -> bool:
        return bool(self.is_wanted and self.shown_at)


class ArchivePageQuerySet(models.QuerySet["ArchivePage"]):
    """Questions about many."""

    def shown(self) -> "ArchivePageQuerySet":
        """Those that everybody may read, newest first. The caller looks whether the archive is on."""
        found = self.filter(mailing__archived__in=Archived.objects.wanted().filter(shown_at__isnull=False))
        return found.order_by("-sent_at", "-pk")


class ArchivePage(models.Model):
    """A mailing in one language, by an address that stays its own."""

    mailing = models.ForeignKey(Mailing, models.CASCADE, related_name="archive_pages", db_index=False)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    slug = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    sent_at = models.DateTimeField()

    objects = ArchivePageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "slug"], name="one_archive_address"),
            models.UniqueConstraint(fields=["mailing", "language"], name="one_archive_page"),
            models.CheckConstraint(condition=~Q(slug=""), name="archive_address_not_empty"),
        ]
        indexes = [models.Index(fields=["language", "-sent_at", "-id"], name="archive_newest")]

    def __str__(self) -> str:
        return self.title
