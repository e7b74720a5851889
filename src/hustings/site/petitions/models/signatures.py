"""Signatures, as they were typed and confirmed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Person
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.people.signups.models.mailed_links import Linked, LinkedQuerySet
from hustings.site.petitions.models.petitions import Petition
from hustings.site.petitions.models.seals import Seal


class Shown(models.TextChoices):
    """How a name appears on the site."""

    NO = "no", _("not at all")
    INITIAL = "initial", _("given name and initial")
    FULL = "full", _("full name")


class CommentState(models.TextChoices):
    """The states of a comment."""

    NONE = "", "–"
    WAITING = "waiting", _("waiting")
    SHOWN = "shown", _("shown")
    REFUSED = "refused", _("refused")


class Doubt(models.TextChoices):
    """Why a signature may be one too many. A person decides."""

    MAILBOX = "mailbox", _("another spelling of one mailbox")
    PERSON = "person", _("the same record signed with another address")
    NAME = "name", _("the same name and postcode")
    NETWORK = "network", _("many from one network in a day")


class SignatureQuerySet(LinkedQuerySet["Signature"]):
    """Questions about many signatures."""

    def confirmed(self) -> "SignatureQuerySet":
        """Those confirmed and not withdrawn, whether they are set aside or not."""
        return self.filter(confirmed_at__isnull=False, withdrawn_at=None)

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


class Signature(Linked):
    """A visitor's name under a petition. It counts once the link in the mail has been followed."""

    link_salt = "hustings.site.petitions.signature"

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="signatures", db_index=False)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="signatures", db_index=False
    )
    address = models.CharField(_("e-mail"), max_length=254)
    key = KeyField(max_length=254, help_text="mailguard's Address.key")
    mailbox = KeyField(max_length=254, help_text="One form for all spellings of it: each counts once")
    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    name_key = KeyField(max_length=230, blank=True, help_text="Name and postcode, folded; empty: not known")
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    zone = models.ForeignKey(
        Zone, models.SET_NULL, null=True, blank=True, db_index=False, related_name="+",
        verbose_name=_("territory"),
    )  # fmt: skip
    phone = models.CharField(max_length=16, blank=True, help_text="E.164; until it is confirmed")
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    consents = models.JSONField(default=dict, help_text="purpose -> id of the wording shown; those ticked")
    source = models.CharField(_("page"), max_length=200)
    came = models.JSONField(null=True, help_text="By what the visitor came")
    origin = models.CharField(
        max_length=60, blank=True, help_text="The campaign, source or site before: for figures"
    )
    ref = models.CharField(
        max_length=100, blank=True, help_text="The link of a letter, as the form carried it"
    )
    visitor = models.CharField(max_length=32, blank=True, help_text="Keyed digest of network and day")
    form_key = models.CharField(max_length=32, null=True, help_text="Twice the same is one")
    shown = models.CharField(_("name on the site"), max_length=8, choices=Shown, default=Shown.NO)
    comment = models.TextField(_("comment"), blank=True)
    comment_state = models.CharField(
        _("state"), max_length=8, choices=CommentState, default=CommentState.NONE, blank=True
    )
    asked_at = models.DateTimeField(_("signed"), default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
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

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        indexes = [
            models.Index(fields=["key", "asked_at"], name="signatures_by_address"),
            models.Index(fields=["visitor", "asked_at"], name="signatures_by_visitor"),
            models.Index(
                fields=["asked_at"], condition=models.Q(confirmed_at=None), name="signatures_unconfirmed"
            ),
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
            models.UniqueConstraint(
                fields=["form_key"], condition=models.Q(form_key__isnull=False), name="one_signature_per_form"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def public_name(self) -> str:
        """As the site shows it; empty: not at all."""
        return public_name(self.shown, self.given_name, self.family_name)

    @property
    def doubts_in_words(self) -> list[str]:
        return [str(Doubt(each).label) for each in self.doubts.split(",") if each in Doubt.values]

    @property
    def is_confirmed(self) -> bool:
        """Confirmed and not withdrawn."""
        return bool(self.confirmed_at) and self.withdrawn_at is None

    @property
    def is_counted(self) -> bool:
        return self.is_confirmed and self.set_aside_at is None


def public_name(shown: str, given_name: str, family_name: str) -> str:
    if shown == Shown.FULL:
        return f"{given_name} {family_name}".strip()
    if shown == Shown.INITIAL:
        return f"{given_name} {family_name[:1]}.".strip() if family_name else given_name
    return ""
