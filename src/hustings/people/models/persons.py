"""People and how to reach them."""

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.accounts import access
from hustings.accounts.roles import Right
from hustings.lib.folding import fold
from hustings.territories.models import Zone

if TYPE_CHECKING:
    from hustings.people.models.activities import Activity


class PersonQuerySet(models.QuerySet["Person"]):
    """Questions about many people."""

    def visible_to(self, user: Any, right: Right = Right.VIEW_PEOPLE) -> "PersonQuerySet":
        """Those in the zones where ``user`` has ``right``; people of no known zone only from everywhere."""
        if access.everywhere(user, right):
            return self
        return self.filter(zone__in=access.zones(user, right).values("inner"))

    def in_zone(self, zone: Zone) -> "PersonQuerySet":
        """Those who live in ``zone`` or a zone inside it."""
        return self.filter(zone__in=Zone.objects.inside(zone).values("pk"))

    def search(self, text: str) -> "PersonQuerySet":
        """Those whose folded family or given name, or whose address or number, begins with ``text``."""
        key = fold(text)
        by_address = Email.objects.filter(key__startswith=key).values("person")
        return self.filter(
            models.Q(name_key__startswith=key)
            | models.Q(given_key__startswith=key)
            | models.Q(pk__in=by_address)
        )


class Person(models.Model):
    """Anyone the campaign knows."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    external_id = models.CharField(_("own number"), max_length=100, null=True, blank=True, unique=True)
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    name_key = models.CharField(max_length=210, editable=False, default="", help_text="family given, folded")
    given_key = models.CharField(max_length=210, editable=False, default="", help_text="given family, folded")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="fr")
    born_on = models.DateField(_("birth date"), null=True, blank=True)
    zone = models.ForeignKey(
        Zone, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("territory"),
        help_text=_("The smallest one known to be theirs"),
    )  # fmt: skip
    source = models.CharField(_("where from"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("known since"), default=timezone.now)
    updated_at = models.DateTimeField(_("last change"), default=timezone.now)
    tags = models.ManyToManyField("people.Tag", through="people.Tagging", related_name="people")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="people_newest"),
            models.Index(fields=["name_key", "id"], name="people_by_name"),
            models.Index(fields=["given_key"], name="people_by_given_name"),
        ]

    def __str__(self) -> str:
        return self.name or str(_("Somebody"))

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}".strip()

    def rename(self, given_name: str, family_name: str) -> None:
        """Set the names and what search compares. Does not save."""
        self.given_name, self.family_name = given_name.strip(), family_name.strip()
        self.name_key = fold(f"{self.family_name} {self.given_name}")
        self.given_key = fold(f"{self.given_name} {self.family_name}")

    def log(self, kind: str, *, user: Any = None, **data: Any) -> "Activity":
        """Write a line of the timeline."""
        return self.activities.create(kind=kind, user=user, data=data)


class Email(models.Model):
    """An address of a person. The first in order is the one written to."""

    class Status(models.TextChoices):
        """What is known of it."""

        UNCONFIRMED = "unconfirmed", _("not confirmed")
        CONFIRMED = "confirmed", _("confirmed")
        BOUNCING = "bouncing", _("bouncing")
        REFUSED = "refused", _("refused")

    person = models.ForeignKey(Person, models.CASCADE, related_name="emails")
    address = models.CharField(_("e-mail"), max_length=254)
    key = models.CharField(max_length=254, unique=True, editable=False, help_text="mailguard's Address.key")
    position = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=12, choices=Status, default=Status.UNCONFIRMED)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.address


class Phone(models.Model):
    """A number of a person, in E.164. A family may share one."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="phones")
    number = models.CharField(_("phone"), max_length=16, db_index=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="one_number_per_person")]

    def __str__(self) -> str:
        return self.number


class PostalAddress(models.Model):
    """Where a person gets letters."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="addresses")
    lines = models.TextField(_("address"), blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True, db_index=True)
    city = models.CharField(_("town"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=2, default="FR")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return " ".join(part for part in [self.lines.replace("\n", ", "), self.postcode, self.city] if part)
