"""Signatures, as they were typed and confirmed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.people.signups.models import Submission, SubmissionQuerySet
from hustings.site.petitions.models.petitions import Petition
from hustings.site.petitions.models.seals import Seal


class Shown(models.TextChoices):
    """How a name appears on the site."""

    NO = "no", _("not at all")
    INITIAL = "initial", _("first name and initial")
    FULL = "full", _("full name")


class CommentState(models.TextChoices):
    """The states of a comment."""

    NONE = "", "–"
    WAITING = "waiting", _("waiting")
    SHOWN = "shown", _("shown")
    REFUSED = "refused", _("refused")


class Doubt(models.TextChoices):
    """Why a signature may be one too many. A person decides."""

    MAILBOX = "mailbox", _("same mailbox, other spelling")
    PERSON = "person", _("same person, other address")
    NAME = "name", _("same name and postcode")
    NETWORK = "network", _("many from one network")


class SignatureQuerySet(SubmissionQuerySet["Signature"]):
    """Questions about many signatures; confirmed ones may be set aside."""

    def of_address(self, petition: int, key: str) -> "Signature | None":
        """The confirmed one of this address, if any; sought by the address, of which there are few."""
        rows = self.filter(key=key).select_related("petition")
        return next((each for each in rows if each.petition_id == petition and each.is_confirmed), None)

    def counted(self) -> "SignatureQuerySet":
        return self.confirmed().filter(set_aside_at=None)

    def of_mailbox(self, petition: int, mailbox: str, but: int = 0) -> "Signature | None":
        """The one that the meter counts for this mailbox, however it is spelt, if any."""
        rows = self.filter(mailbox=mailbox).exclude(pk=but).select_related("petition")
        return next((each for each in rows if each.petition_id == petition and each.is_counted), None)

    def saying(self, state: str) -> "SignatureQuerySet":
        """Confirmed ones whose comment is in this state; said so that the index on them is used."""
        return self.confirmed().filter(comment_state=state).exclude(comment_state="")

    def visible_to(self, user: Any, right: Right = VIEW_PEOPLE) -> "SignatureQuerySet":
        """Those of the zones where ``user`` has ``right``; of no known zone only from everywhere."""
        return access.within(self, user, right)


def _confirmed(**more: Any) -> models.Q:
    return models.Q(confirmed_at__isnull=False, withdrawn_at=None, **more)


class Signature(Submission):
    """A visitor's name under a petition. It counts once the link in the mail has been followed."""

    link_salt = "hustings.site.petitions.signature"

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="signatures", db_index=False)
    mailbox = KeyField(max_length=254, help_text="One form for all spellings of it: each counts once")
    name_key = KeyField(max_length=230, blank=True, help_text="Name and postcode, folded; empty: not known")
    origin = models.CharField(
        max_length=60, blank=True, help_text="The campaign, source or site before: for figures"
    )
    shown = models.CharField(_("name on the site"), max_length=8, choices=Shown, default=Shown.NO)
    comment = models.TextField(_("comment"), blank=True)
    comment_state = models.CharField(
        _("state"), max_length=8, choices=CommentState, default=CommentState.NONE, blank=True
    )
    doubts = models.CharField(max_length=60, blank=True, help_text="Doubt, separated by commas")
    judged_at = models.DateTimeField(null=True, blank=True, help_text="When somebody looked at the doubts")
    set_aside_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    salt = models.BinaryField(max_length=16, null=True, help_text="So that a digest tells nothing")
    seal = models.ForeignKey(
        Seal, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )

    objects = SignatureQuerySet.as_manager()

    class Meta(Submission.Meta):
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        indexes = [
            *Submission.Meta.indexes[:3],
            models.Index(
                fields=["petition", "-confirmed_at", "-id"], condition=_confirmed(), name="signatures_newest"
            ),
            models.Index(
                fields=["petition", "-confirmed_at", "-id"], name="signatures_shown",
                condition=_confirmed(set_aside_at=None) & ~models.Q(shown=Shown.NO),
            ),
            models.Index(
                fields=["petition", "comment_state", "-confirmed_at", "-id"], name="signatures_by_comment",
                condition=_confirmed() & ~models.Q(comment_state=""),
            ),
            models.Index(fields=["mailbox", "asked_at"], name="signatures_of_mailbox"),
            # With confirmed_at in them: SQLite else prefers an index of all of a petition's signatures.
            models.Index(
                fields=["petition", "mailbox", "confirmed_at"], condition=_confirmed(),
                name="signatures_by_mailbox",
            ),
            models.Index(
                fields=["petition", "name_key", "confirmed_at"],
                condition=_confirmed() & ~models.Q(name_key=""),
                name="signatures_by_name",
            ),
            models.Index(
                fields=["petition", "-confirmed_at", "-id"], condition=_confirmed() & ~models.Q(doubts=""),
                name="signatures_in_doubt",
            ),
            models.Index(
                fields=["person", "petition"], condition=models.Q(person__isnull=False),
                name="signatures_of_person",
            ),
            models.Index(
                fields=["petition", "id"], condition=models.Q(confirmed_at__isnull=False, seal=None),
                name="signatures_unsealed",
            ),
            models.Index(
                fields=["petition", "seal"], condition=models.Q(seal__isnull=False), name="signatures_by_seal"
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "key"], condition=_confirmed(), name="one_signature_per_address"
            ),
            models.UniqueConstraint(  # but where a person said that it is somebody else's
                fields=["petition", "mailbox"],
                condition=_confirmed(set_aside_at=None, judged_at=None),
                name="one_counted_signature_per_mailbox",
            ),
            *Submission.Meta.constraints,
        ]

    @property
    def public_name(self) -> str:
        """As the site shows it; empty: not at all."""
        return public_name(self.shown, self.given_name, self.family_name)

    @property
    def doubts_in_words(self) -> list[str]:
        return [str(Doubt(each).label) for each in self.doubts.split(",") if each in Doubt.values]

    @property
    def is_counted(self) -> bool:
        return self.is_confirmed and self.set_aside_at is None


def public_name(shown: str, given_name: str, family_name: str) -> str:
    if shown == Shown.FULL:
        return f"{given_name} {family_name}".strip()
    if shown == Shown.INITIAL:
        return f"{given_name} {family_name[:1]}.".strip() if family_name else given_name
    return ""
