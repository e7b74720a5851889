"""The facts that a campaign keeps about people, and the choices that some of them offer."""

import logging
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import order
from hustings.foundation.lib.text.text_folding import fold
from hustings.people.persons import tag_library
from hustings.people.persons.actions.descriptions import BadName, NameTaken, NotYours
from hustings.people.persons.models import Field, FieldOption
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
MOST_OPTIONS = 200


class BadLimits(Refused):
    """No number is within them."""


class BadOptions(Refused):
    """A field with choices needs some, and not too many."""


@transaction.atomic
def add_field(
    *,
    label: str,
    kind: str,
    slug: str = "",
    help_text: str = "",
    least: Decimal | None = None,
    most: Decimal | None = None,
    options: Sequence[str] = (),
    on_own_page: str = Field.OwnPage.SHOWN,
    user: User | None = None,
) -> Field:
    """A fact the campaign wants to keep about people. ``options`` are the labels of its choices."""
    if not tag_library.may_add(user):
        raise NotYours(_("Only people who can change everyone can add fields."))
    label = " ".join(label.split())[:100]
    slug = slugify(slug or label)[:50]
    if not label or not slug:
        raise BadName(_("Enter a name for the field."))
    if Field.objects.filter(slug=slug).exists():
        raise NameTaken(_("The field “%(name)s” already exists.") % {"name": slug})
    field = Field(label=label, slug=slug, kind=Field.Kind(kind), help_text=help_text.strip()[:200])
    field.on_own_page = Field.OwnPage(on_own_page)
    _limit(field, least, most)
    if field.has_options and not any(each.strip() for each in options):
        raise BadOptions(_("Enter the choices, one per line."))
    field.save()
    for each in options if field.has_options else ():
        if each.strip():
            add_option(field=field, label=each)
    return field


@transaction.atomic
def change_field(
    *,
    field: Field,
    label: str,
    help_text: str = "",
    least: Decimal | None = None,
    most: Decimal | None = None,
    on_own_page: str = "",
) -> Field:
    """Another label, hint or limits. Values that are kept stay, also beyond new limits."""
    field.label, field.help_text = " ".join(label.split())[:100], help_text.strip()[:200]
    if not field.label:
        raise BadName(_("Enter a name for the field."))
    _limit(field, least, most)
    if on_own_page:
        field.on_own_page = Field.OwnPage(on_own_page)
    field.save(update_fields=["label", "help_text", "least", "most", "on_own_page"])
    return field


@transaction.atomic
def remove_field(*, field: Field) -> None:
    log.info("field removed slug=%s values=%s", field.slug, field.values.count())
    field.delete()


@transaction.atomic
def add_option(*, field: Field, label: str) -> FieldOption:
    label = " ".join(label.split())[:100]
    _check_label(field, label, None)
    held = field.options.aggregate(last=Max("position"))["last"]
    taken = set(field.options.values_list("slug", flat=True))
    if len(taken) >= MOST_OPTIONS:
        raise BadOptions(_("A field can have up to %(n)s choices.") % {"n": MOST_OPTIONS})
    base = slugify(label)[:45] or "choice"
    slug = next(name for n in range(len(taken) + 2) if (name := f"{base}-{n}" if n else base) not in taken)
    option: FieldOption = field.options.create(
        label=label, slug=slug, position=0 if held is None else held + 1
    )
    return option


@transaction.atomic
def change_option(*, option: FieldOption, label: str, is_listed: bool) -> FieldOption:
    """Another label, or no longer offered; whoever has it keeps it. Its name in files stays."""
    option.label, option.is_listed = " ".join(label.split())[:100], is_listed
    _check_label(option.field, option.label, option)
    option.save(update_fields=["label", "is_listed"])
    return option


@transaction.atomic
def move_option(*, option: FieldOption, is_up: bool) -> None:
    order.move(option.field.options.select_for_update(), option, is_up=is_up)


@transaction.atomic
def remove_option(*, option: FieldOption) -> None:
    if option.field.options.count() < 2:
        raise BadOptions(_("A field with choices needs at least one. Delete the field instead."))
    log.info("option removed field=%s option=%s", option.field_id, option.pk)
    option.delete()


def _check_label(field: Field, label: str, own: FieldOption | None) -> None:
    if not label:
        raise BadName(_("Enter a name for the choice."))
    for other in field.options.all():
        if other != own and fold(label) in {fold(other.label), other.slug}:
            raise NameTaken(_("The choice “%(name)s” already exists.") % {"name": label})


def _limit(field: Field, least: Decimal | None, most: Decimal | None) -> None:
    if field.kind != Field.Kind.NUMBER:
        least = most = None
    if least is not None and most is not None and least > most:
        raise BadLimits(_("The minimum (%(least)s) is greater than the maximum (%(most)s).") % {
            "least": least, "most": most,
        })  # fmt: skip
    field.least, field.most = least, most
