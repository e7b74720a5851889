"""Consents: an append-only ledger and where each stands now."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.lib.chain.sealed import Seal
from hustings.people.persons.models.persons import Person


class Purpose(models.TextChoices):
    """The purposes that a person may agree to."""

    EMAIL = "email", _("news by e-mail")
    SMS = "sms", _("text messages")
    PHONE = "phone", _("phone calls")
    POST = "post", _("letters")
    MEASURE = "measure", _("tracking of opens and clicks")
    ANSWERS = "answers", _("use of survey answers")
    JOIN = "join", _("being a supporter")
    TEAM = "team", _("bulletins for the team")


OF_SURVEYS = frozenset({Purpose.ANSWERS, Purpose.JOIN})
# Of whoever has an account here: no form, file or page asks anybody else for it.
OF_TEAM = frozenset({Purpose.TEAM})
ASKED = tuple(each for each in Purpose if each not in OF_TEAM)
# By which nobody of the public is reached: of these only who said something hears.
BESIDE = OF_SURVEYS | OF_TEAM | {Purpose.MEASURE}


class Wording(models.Model):
    """A sentence that somebody agreed to. Shared by all who saw the same one."""

    purpose = models.CharField(max_length=12, choices=Purpose)
    text = models.TextField()
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of purpose and text")

    def __str__(self) -> str:
        return self.text


class ConsentSeal(Seal):
    """A link of the ledger's chain: seals entries, or names those that went with an erased person."""

    class Meta(Seal.Meta):
        constraints = [models.UniqueConstraint(fields=["position"], name="one_seal_per_position")]


class ConsentEntry(models.Model):
    """A yes or a no as it was given. The database refuses to change it; it goes only with its person."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="consent_entries", db_index=False)
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    is_given = models.BooleanField(_("yes"))
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, verbose_name=_("wording"))
    source = models.CharField(_("page or file"), max_length=200)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    given_at = models.DateTimeField(_("when"), default=timezone.now)
    recorded_at = models.DateTimeField(default=timezone.now)
    subject = models.UUIDField(null=True, help_text="The person's number when it was said; stays in a merge")
    salt = models.BinaryField(max_length=16, null=True, help_text="So that a digest tells nothing")
    seal = models.ForeignKey(
        ConsentSeal, models.DO_NOTHING, null=True, related_name="entries",
        db_constraint=False, db_index=False,
    )  # fmt: skip

    class Meta:
        verbose_name = _("consent")
        ordering = ["-given_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "purpose", "-given_at", "-id"], name="ledger_of_person"),
            models.Index(fields=["id"], condition=models.Q(seal=None), name="ledger_unsealed"),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {_('yes') if self.is_given else _('no')}"


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Questions about many consents."""

    def live(self) -> "ConsentQuerySet":
        return self.filter(is_given=True)


class Consent(models.Model):
    """A person's answer to one purpose now: the ledger's last word, kept beside it for quick answers."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents", db_index=False)
    purpose = models.CharField(max_length=12, choices=Purpose)
    is_given = models.BooleanField()
    entry = models.ForeignKey(ConsentEntry, models.CASCADE, related_name="+")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "purpose"], name="one_stand_per_purpose")]
        indexes = [models.Index(fields=["purpose", "is_given", "person"], name="people_by_consent")]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {_('yes') if self.is_given else _('no')}"
