"""One Django group per role, since Wagtail reads permissions of pages and collections from groups only.

Membership is compared at each request to HQ, so that a grant that ended yesterday opens nothing today.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from hustings.foundation.accounts.models import Grant, User
from hustings.foundation.accounts.roles import Right, Role
from hustings.foundation.contributions import Registry

PREFIX = "role: "
LOCAL = "role in a territory"  # opens HQ, and nothing of Wagtail's: site and files are the whole campaign's


@dataclass(frozen=True, slots=True)
class Permissions:
    """Permissions of Wagtail's that come with a right: on models by app and codename, on pages, on files."""

    right: Right
    models: tuple[tuple[str, str], ...] = ()
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


permissions = Registry[Permissions]("accounts.wagtail_groups.permissions")


Local = Callable[[Iterable[Grant]], set[str]]
# Each names more groups for what is granted; it makes them, and sees to what they may do.
of_territories = Registry[Local]("accounts.wagtail_groups.of_territories")


def make(**signal: Any) -> None:
    """Make the groups and what they may do, again and again without harm."""
    root, files = Page.get_first_root_node(), Collection.get_first_root_node()
    with transaction.atomic():
        local, _ = Group.objects.get_or_create(name=LOCAL)
        local.permissions.set(_permissions({("wagtailadmin", "access_admin")}))
        for role in Role:
            group, _ = Group.objects.get_or_create(name=PREFIX + role)
            given = [each for each in permissions.all() if role in each.right.holders]
            models = {name for each in given for name in each.models}
            group.permissions.set(_permissions(models | {("wagtailadmin", "access_admin")}))
            if root:
                _set_pages(group, root, {name for each in given for name in each.pages})
            if files:
                _set_files(group, files, {name for each in given for name in each.files})


def sync(user: User, granted: Iterable[Grant]) -> None:
    """Put ``user`` into the groups of what is granted and no other: one query, more only when they differ."""
    granted = list(granted)
    wanted = {PREFIX + grant.role if grant.zone_id is None else LOCAL for grant in granted}
    for local in of_territories.all():
        wanted |= local(granted)
    if set(user.groups.values_list("name", flat=True)) != wanted:
        user.groups.set(Group.objects.filter(name__in=wanted))


def _permissions(names: Iterable[tuple[str, str]]) -> list[Permission]:
    names = list(names)
    for app in {app for app, _ in names}:  # at the first migrate those of later apps are not made yet
        create_permissions(apps.get_app_config(app), verbosity=0)
    found = Q(pk=None)
    for app, codename in names:
        create_permissions(apps.get_app_config(app), verbosity=0)  # Django makes a later app's after us
        found |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(found))


def _set_pages(group: Group, root: Page, names: set[str]) -> None:
    wanted = Permission.objects.filter(codename__in=names, content_type__app_label="wagtailcore")
    GroupPagePermission.objects.filter(group=group).exclude(page=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _set_files(group: Group, root: Collection, names: set[str]) -> None:
    labels = ["wagtailimages", "wagtaildocs"]
    for label in labels:  # a new database has none of theirs yet
        create_permissions(apps.get_app_config(label), verbosity=0)
    wanted = Permission.objects.filter(codename__in=names, content_type__app_label__in=labels)
    GroupCollectionPermission.objects.filter(group=group).exclude(
        collection=root, permission__in=wanted
    ).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
