"""Projects after their admission: agreement, mentor, milestones, reports, money, and what became of them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.foundation.lib.text.languages import Translated
from hustings.money.ledger.models import Account, Books
from hustings.networks.exchange.models import Match, Post
from hustings.networks.initiatives.models import Application
from hustings.networks.initiatives.models.applications import place, private
from hustings.people.persons.models import Person


class ProjectQuerySet(models.QuerySet["Project"]):
    """Questions about many projects."""

    def shown(self) -> "ProjectQuerySet":
        """Those with a page of their own."""
        return self.filter(shown_at__isnull=False, application__withdrawn_at=None)


class Project(models.Model):
    """An application that was accepted, on its way."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="project")
    name = models.CharField(_("name"), max_length=150)
    summaries = models.JSONField(default=dict, help_text="language -> text of its public page")
    outcomes = models.JSONField(default=dict, help_text="language -> what became of it")
    agreement = models.TextField(_("agreement"), max_length=20_000, blank=True)
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True)
    agreed_by = models.CharField(_("agreed by"), max_length=200, blank=True)
    mentor = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="mentored_projects",
        verbose_name=_("mentor"),
    )  # fmt: skip
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    shown_at = models.DateTimeField(_("page published"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, help_text="From then on alumni")
    made_at = models.DateTimeField(default=timezone.now)

    summary = Translated("summaries")
    outcome = Translated("outcomes")
    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="project_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Milestone(models.Model):
    """Something that a project means to have done by a day."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=200)
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name = _("milestone")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title


class Report(models.Model):
    """A report that a project owes, and what it wrote."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="reports")
    due_on = models.DateField(_("due on"))
    text = models.TextField(pgettext_lazy("of a project", "report"), max_length=20_000, blank=True)
    file = models.FileField(storage=private, upload_to=place, blank=True)
    file_name = models.CharField(max_length=150, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("of a project", "report")
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["project", "due_on"], name="one_report_a_day")]


class Instalment(models.Model):
    """A part of a grant: planned, and paid through the books."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="instalments")
    amount = models.BigIntegerField(_("amount"), help_text="Minor units of the books' currency")
    due_on = models.DateField(_("due on"))
    milestone = models.ForeignKey(
        Milestone, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("after")
    )
    books = models.ForeignKey(Books, models.PROTECT, related_name="+", verbose_name=_("books"))
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name=_("account heading"))
    paid_on = models.DateField(_("paid on"), null=True, blank=True)

    class Meta:
        verbose_name = _("instalment")
        ordering = ["due_on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="instalment_is_positive")]

    @property
    def source(self) -> str:
        """The name by which the ledger knows its entry."""
        return f"instalment:{self.pk}"


class NeedQuerySet(models.QuerySet["Need"]):
    """Questions about many needs."""

    def told(self) -> "NeedQuerySet":
        """With the asks, and whoever said yes, in two queries."""
        agreed = Match.objects.agreed().exclude(outcome="failed").whole()
        return self.select_related("post").prefetch_related(models.Prefetch("post__matches", agreed))


class Need(models.Model):
    """A mentor or a desk for a project: an ask in the exchange, answered there as any other."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="needs")
    post = models.OneToOneField(Post, models.CASCADE, related_name="project_need")

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    @property
    def found(self) -> str:
        """Name of whoever helps, after both yeses; of rows that are ``told``."""
        matches = list(self.post.matches.all())
        return matches[0].helper_alias if matches else ""
