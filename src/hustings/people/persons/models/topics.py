"""Topics of mail, and what people said of them: an append-only record and where it stands now."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.text.languages import Translated
from hustings.people.persons.models.persons import Person


class TopicQuerySet(models.QuerySet["Topic"]):
    """Questions about many topics."""

    def active(self) -> "TopicQuerySet":
        return self.filter(retired_at=None)


class Topic(models.Model):
    """A subject of mailings, so that people get some mails and not others."""

    names = models.JSONField(_("name"), default=dict, help_text="language -> name")
    descriptions = models.JSONField(_("description"), default=dict, help_text="language -> description")
    position = models.PositiveSmallIntegerField(default=0)
    is_default = models.BooleanField(
        _("subscribed by default"), default=True, help_text="Who said nothing gets mails of it"
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    name = Translated("names")
    description = Translated("descriptions")

    def wanted(self) -> Q:
        """For a filter of people: who said yes to it, and unless it has to be asked for, who said nothing."""
        said = TopicStand.objects.filter(
            topic=self.pk, person=OuterRef("pk"), is_in=not self.is_default
        )  # fmt: skip
        return Q(~Exists(said)) if self.is_default else Q(Exists(said))


class TopicAnswer(models.Model):
    """A topic's answer as they gave it; the database refuses to change it. An undoing removes it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="topic_answers", db_index=False)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="answers", db_index=False)
    is_in = models.BooleanField(_("subscribed"))
    source = models.CharField(_("page or file"), max_length=200)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        db_constraint=False, db_index=False,
    )  # fmt: skip
    given_at = models.DateTimeField(_("when"), default=timezone.now)
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer to a topic")
        ordering = ["-given_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "topic", "-given_at", "-id"], name="topic_answers_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {_('yes') if self.is_in else _('no')}"


class TopicStand(models.Model):
    """Their last word on a topic, kept beside the answers. Who never said anything has none."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="topic_stands", db_index=False)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="stands", db_index=False)
    is_in = models.BooleanField()
    answer = models.ForeignKey(TopicAnswer, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="one_stand_per_topic")]
        indexes = [models.Index(fields=["topic", "is_in", "person"], name="people_by_topic")]

    def __str__(self) -> str:
        return f"{self.topic}: {_('yes') if self.is_in else _('no')}"
