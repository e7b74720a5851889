"""People, how to reach them, and what happened with each."""

import uuid
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.roles import Right
from hustings.foundation.lib.sql.key_fields import KeyField
from hustings.foundation.lib.text import names
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.territories.models import Zone
from hustings.people.persons import phones
from hustings.people.persons.models.operations import Operation
from hustings.people.persons.rights import VIEW_PEOPLE

SEARCHED = 50  # found by each of names, e-mail and phone; whoever wants more types more


class PersonQuerySet(models.QuerySet["Person"]):
    """Questions about many people."""

    def visible_to(self, user: Any, right: Right = VIEW_PEOPLE) -> "PersonQuerySet":
        """Those in the zones where ``user`` has ``right``; people of no known zone only from everywhere."""
        return access.within(self, user, right)

    def open_to_mail(self) -> "PersonQuerySet":
        """Those who have not asked us to send no mail, or none for a while yet."""
        is_over = models.Q(paused_until=None) | models.Q(paused_until__lte=timezone.now())
        return self.filter(is_over, no_mail_since=None)

    def search(self, text: str, limit: int = SEARCHED, *, is_whole: bool = False) -> "PersonQuerySet":
        """At most ``limit`` by each of names, e-mail, phone that begin so (``is_whole``: are so).

        Narrow the set before: indexes give first rows. "jean dup" finds Jean-Paul Dupont.
        """
        found: set[int] = set()
        for rows, key in Person.objects.all()._matches(text, "exact" if is_whole else "begins"):
            if self.query.where:  # the range first, then the rest: SQLite would start from the territories
                among = self.filter(pk__in=rows.order_by().values("pk")).order_by()
            else:
                among = rows.order_by(key, "pk")
            found.update(among.values_list("pk", flat=True)[:limit])
        return self.filter(pk__in=found)

    def found_by(self, texts: Sequence[str]) -> set[str]:
        """Those of these texts by which ``search`` finds somebody. One query for each hundred."""
        found: set[str] = set()
        for start in range(0, len(texts), 100):
            some = texts[start : start + 100]
            asked = {f"is_{n}": self._anybody(text) for n, text in enumerate(some)}
            answers = self.order_by().annotate(**asked).values_list(*asked)[:1]
            found.update(
                text for row in answers for text, is_found in zip(some, row, strict=True) if is_found
            )
        return found

    def _anybody(self, text: str) -> Any:
        nobody: Any = models.Value(False, models.BooleanField())
        ways = [
            models.Exists(rows.order_by()) for rows, _key in Person.objects.all()._matches(text, "begins")
        ]
        return reduce(or_, ways) if ways else nobody

    def _matches(self, text: str, how: str) -> Iterator[tuple["PersonQuerySet", str]]:
        text = text.replace("\0", "")  # which PostgreSQL refuses
        if "@" in text:
            yield self.filter(**{f"emails__key__{how}": text.strip().lower()}), "emails__key"
            return
        if number := text.strip():
            yield self.filter(**{f"external_id__{how}": number}), "external_id"
        if digits := phones.beginning(text):
            yield self.filter(**{f"phones__number__{how}": digits}), "phones__number"
            return
        words = _key_part(text).split()
        if not words:
            return
        if len(words) == 1:
            yield self.filter(**{f"emails__key__{how}": words[0]}), "emails__key"
        for cut in range(len(words) + 1):  # each way to read the words as a given and a family name
            first, rest = " ".join(words[:cut]), " ".join(words[cut:])
            if cut == 0:
                yield self.filter(name_key__begins=rest), "name_key"
            elif not rest:
                yield self.filter(given_key__begins=first), "given_key"
            else:
                for family, given in [
                    (rest, first),
                    (first, rest),
                ]:  # both in one key: its index answers alone
                    yield self.filter(name_key__begins=family, name_key__contains=f",{given}"), "name_key"


def _key_part(text: str) -> str:
    return fold(text.replace(",", " "))[:100].rstrip()


def name_keys(given_name: str, family_name: str) -> tuple[str, str]:
    """``name_key`` and ``given_key``: "dupont,marie" and "marie,dupont"; for those who write rows in bulk."""
    given, family = _key_part(given_name), _key_part(family_name)
    return f"{family},{given}", f"{given},{family}"


class Person(models.Model):
    """Anyone the campaign knows."""

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    external_id = KeyField(_("external ID"), max_length=100, null=True, blank=True)
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    name_key = KeyField(max_length=210, editable=False, default=",", help_text="family,given: folded")
    given_key = KeyField(max_length=210, editable=False, default=",", help_text="given,family: folded")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default="fr")
    born_on = models.DateField(_("birth date"), null=True, blank=True)
    zone = models.ForeignKey(
        Zone, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("territory"),
        help_text=_("The smallest one known"), db_index=False,
    )  # fmt: skip
    source = models.CharField(_("source"), max_length=200, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False,
        verbose_name=_("point person"),
    )  # fmt: skip
    recruiter = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="recruits", db_index=False,
        verbose_name=_("referred by"),
    )  # fmt: skip
    household = models.ForeignKey(
        "persons.Household", models.SET_NULL, null=True, blank=True, related_name="members", db_index=False,
        verbose_name=_("household"),
    )  # fmt: skip
    no_calls_since = models.DateTimeField(_("no calls since"), null=True, blank=True)
    no_visits_since = models.DateTimeField(_("no visits since"), null=True, blank=True)
    no_mail_since = models.DateTimeField(_("no e-mail since"), null=True, blank=True)
    paused_until = models.DateTimeField(
        _("e-mails paused until"), null=True, blank=True, help_text=_("At their own request")
    )
    created_at = models.DateTimeField(_("date added"), default=timezone.now)
    updated_at = models.DateTimeField(_("last change"), default=timezone.now)
    tags = models.ManyToManyField("persons.Tag", through="persons.Tagging", related_name="people")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(fields=["external_id"], name="one_person_per_own_number")]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="people_newest"),
            models.Index(fields=["name_key", "id"], name="people_by_name"),
            models.Index(fields=["given_key", "id"], name="people_by_given_name"),
            # Those of a territory are counted and put in order without a look at their rows.
            models.Index(fields=["zone", "name_key", "id", "created_at"], name="people_in_zone"),
            *(
                models.Index(
                    fields=[name, "id"], condition=models.Q(**{f"{name}__isnull": False}), name=index
                )
                for name, index in [
                    ("owner", "people_by_owner"),
                    ("recruiter", "people_by_recruiter"),
                    ("household", "people_by_household"),
                ]
            ),
            # Imports ask for thousands of days and names at once; namesakes alone are too many.
            models.Index(
                fields=["born_on", "name_key", "id"],
                condition=models.Q(born_on__isnull=False),
                name="people_by_birth_and_name",
            ),
            models.Index(fields=["updated_at", "id"], name="people_by_change"),
            models.Index(fields=["source", "id"], name="people_by_source"),
        ]

    def __str__(self) -> str:
        return self.name or str(_("Someone"))

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def age(self) -> int | None:
        if self.born_on is None:
            return None
        today = timezone.localdate()
        return (
            today.year
            - self.born_on.year
            - ((today.month, today.day) < (self.born_on.month, self.born_on.day))
        )

    def is_seen_by(self, user: Any, right: Right = VIEW_PEOPLE) -> bool:
        """Whether ``user`` has ``right`` on them; a query, unless it is everywhere."""
        if access.everywhere(user, right):
            return True
        return Person.objects.visible_to(user, right).filter(pk=self.pk).exists()

    def rename(self, given_name: str, family_name: str) -> None:
        """Set the names and what search compares. Does not save."""
        self.given_name, self.family_name = names.tidy(given_name), names.tidy(family_name)
        self.name_key, self.given_key = name_keys(self.given_name, self.family_name)

    def log(self, kind: str, *, user: Any = None, **data: Any) -> "Activity":
        return self.activities.create(kind=kind, user=user, data=data)


class Activity(models.Model):
    """One thing that happened; with ``operation``, ``data`` holds what it is undone from."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="activities", db_index=False)
    kind = models.CharField(max_length=40)
    happened_at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    operation = models.ForeignKey(  # operations stay; a check for each row of a million would be for nothing
        Operation, models.DO_NOTHING, null=True, related_name="activities",
        db_constraint=False, db_index=False,
    )  # fmt: skip
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("activity")
        ordering = ["-happened_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-happened_at", "-id"], name="timeline"),
            models.Index(fields=["kind", "happened_at", "person"], name="activities_by_kind"),
            models.Index(
                fields=["operation", "id"],
                condition=models.Q(operation__isnull=False),
                name="activities_of_operation",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Email(models.Model):
    """An address of a person. The first in order is the one written to."""

    class Status(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("not confirmed")
        CONFIRMED = "confirmed", _("confirmed")
        BOUNCING = "bouncing", _("bounced")
        REFUSED = "refused", _("refused")

    person = models.ForeignKey(Person, models.CASCADE, related_name="emails")
    address = models.CharField(_("e-mail"), max_length=254)
    key = KeyField(max_length=254, editable=False, help_text="mailguard's Address.key")
    position = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=12, choices=Status, default=Status.UNCONFIRMED)
    barred_at = models.DateTimeField(
        null=True, blank=True, editable=False,
        help_text="Since when it opens no own page: others put it on this record",
    )  # fmt: skip

    class Meta:
        verbose_name = _("e-mail address")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["key"], name="one_person_per_address")]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(status="bouncing"), name="people_by_dead_email")
        ]

    def __str__(self) -> str:
        return self.address


class Phone(models.Model):
    """A number of a person, in E.164. A family may share one."""

    class Status(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("not confirmed")
        CONFIRMED = "confirmed", _("confirmed")
        BOUNCING = "bouncing", _("out of service")
        REFUSED = "refused", _("refused")

    person = models.ForeignKey(Person, models.CASCADE, related_name="phones", db_index=False)
    number = KeyField(_("phone"), max_length=16)
    position = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(
        max_length=12, choices=Status, default=Status.UNCONFIRMED, db_default=Status.UNCONFIRMED
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="one_number_per_person")]
        indexes = [models.Index(fields=["number"], name="people_by_number")]

    def __str__(self) -> str:
        return self.number

    @property
    def shown(self) -> str:
        return phones.shown(self.number)


class PostalAddress(models.Model):
    """An address for letters on paper. ``latitude`` and ``longitude`` where the very house is known."""

    class Status(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("not confirmed")
        CONFIRMED = "confirmed", _("confirmed")
        BOUNCING = "bouncing", _("letters returned")
        REFUSED = "refused", _("refused")

    person = models.ForeignKey(Person, models.CASCADE, related_name="addresses")
    lines = models.TextField(_("address"), blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True, db_index=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=2, default="FR")
    position = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(
        max_length=12, choices=Status, default=Status.UNCONFIRMED, db_default=Status.UNCONFIRMED
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        indexes = [
            models.Index(
                fields=["latitude", "longitude", "person"],
                condition=models.Q(latitude__isnull=False),
                name="people_by_place",
            )
        ]

    def __str__(self) -> str:
        return " ".join(part for part in [self.lines.replace("\n", ", "), self.postcode, self.city] if part)
