"""Deeds of hosts: the group's picture, news, files; of the team: take one down, or put it back."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.groups import membership, tasks
from hustings.field.groups.conversations import GROUP
from hustings.field.groups.models import GroupFile, LocalGroup, Post
from hustings.field.groups.noticeboard import silence
from hustings.field.threads import actions as threads
from hustings.field.threads import circles
from hustings.field.threads.models import Bulletin
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.fields import uploaded_pictures
from hustings.foundation.lib.fields.uploaded_files import Checked
from hustings.people.persons.models import Person
from hustings.people.persons.refusals import Refused
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)
MOST_FILES = 100  # of a group
A_DAY = 10  # posts of a group
TWICE = timedelta(minutes=10)  # within which the same words are a form sent twice


class NotPublished(Refused):
    """The noticeboard stays as it is; the message says why."""


@transaction.atomic
def set_picture(*, group: LocalGroup, values: Mapping[str, Any], language: str) -> None:
    """A new picture, or other words for the one there is. A replaced one stays in the media library."""
    held = membership.locked(group)
    if image := values.get("picture"):
        held.picture, held.picture_alts = uploaded_pictures.keep(image, held.name), {}
    alt = values.get("picture_alt", "").strip()
    kept = {code: words for code, words in held.picture_alts.items() if code != language}
    held.picture_alts = kept | ({language: alt} if alt else {})
    held.save(update_fields=["picture", "picture_alts"])
    site_version.renew()
    log.info("groups.picture group=%s", group.pk)


@transaction.atomic
def remove_picture(*, group: LocalGroup) -> None:
    LocalGroup.objects.filter(pk=group.pk).update(picture=None, picture_alts={})
    site_version.renew()


@transaction.atomic
def post(*, group: LocalGroup, by: Person, values: Mapping[str, Any], is_sent: bool = False) -> Post:
    """Publish news; ``is_sent``: hand it in as a message to all members, too. Raises Refused."""
    held = membership.locked(group)
    _demand_speech(held)
    now = timezone.now()
    same = {"by": by, "title": values["title"], "text": values["text"], "posted_at__gt": now - TWICE}
    if twin := held.posts.live().filter(**same).first():
        return twin
    if held.posts.filter(posted_at__gt=now - timedelta(days=1)).count() >= A_DAY:
        raise NotPublished(_("Your group published ten posts in a day. Publish the next one tomorrow."))
    made = Post(group=held, by=by, **values)
    if is_sent:
        made.bulletin = threads.write_bulletin(
            circle=circles.get(GROUP, held.pk), person=by, title=made.title, text=made.text
        )
    made.save()
    site_version.renew()
    log.info("groups.post group=%s post=%s", held.pk, made.pk)
    return made


def _demand_speech(group: LocalGroup) -> None:
    if refused := silence.refusal(group):
        raise NotPublished(refused)


@transaction.atomic
def edit(*, post: Post, values: Mapping[str, Any], drops_picture: bool = False) -> None:
    """Change it; without a new picture the old one stays. What members got by e-mail stays as it was."""
    held = Post.objects.select_for_update(of=("self",)).select_related("group__zone").get(pk=post.pk)
    _demand_speech(held.group)
    if held.is_taken_down:
        raise NotPublished(_("The team took this down."))
    before = held.picture.name
    for name in ("title", "text", "is_for_members", "picture_alt"):
        setattr(held, name, values[name])
    if values.get("picture") or drops_picture:
        held.picture = values.get("picture") or ""
        _forget(before)
    held.edited_at = timezone.now()
    held.save()
    site_version.renew()


@transaction.atomic
def remove_post(*, post: Post) -> None:
    """Delete it, its picture, and its message that still waits. What the team took down stays."""
    rows = Post.objects.filter(pk=post.pk, removed_at=None).select_for_update()
    for held in rows:
        _forget(held.picture.name)
        if held.bulletin_id:
            mine = Bulletin.objects.waiting().filter(pk=held.bulletin_id)
            mine.update(withdrawn_at=timezone.now())
        held.delete()
        site_version.renew()
        log.info("groups.post_removed group=%s post=%s", held.group_id, post.pk)


@transaction.atomic
def add_file(*, group: LocalGroup, by: Person, file: Checked, title: str, is_for_members: bool) -> GroupFile:
    """Keep a checked file. Raises NotPublished where there are too many, or in a silence."""
    held = membership.locked(group)
    _demand_speech(held)
    if held.groupfiles.count() >= MOST_FILES:
        raise NotPublished(_("Your group has 100 files, as many as it may. Delete some you no longer need."))
    made = GroupFile.objects.create(
        group=held, by=by, title=title, is_for_members=is_for_members, file=file.content, name=file.name,
        kind=file.kind, size=file.content.size,
    )  # fmt: skip
    site_version.renew()
    log.info("groups.file group=%s file=%s", held.pk, made.pk)
    return made


@transaction.atomic
def remove_file(*, file: GroupFile) -> None:
    for held in GroupFile.objects.filter(pk=file.pk).select_for_update():
        _forget(held.file.name)
        held.delete()
        site_version.renew()
        log.info("groups.file_removed group=%s file=%s", held.group_id, file.pk)


def _forget(name: str | None) -> None:
    """Delete what was stored, once its row is gone."""
    if name:
        transaction.on_commit(lambda: Post._meta.get_field("picture").storage.delete(name))


@transaction.atomic
def take_down(*, notice: Post | GroupFile, why: str, user: User) -> None:
    """Nobody sees it any more but its hosts, with the reason."""
    rows = type(notice)._default_manager.filter(pk=notice.pk, removed_at=None)
    if rows.update(removed_at=timezone.now(), removed_for=why, removed_by=user):
        site_version.renew()
        tasks.tell_taken_down.enqueue(notice.group_id, notice.title, why, timezone.now().isoformat())
        log.info("groups.taken_down %s=%s user=%s", notice._meta.model_name, notice.pk, user.pk)


@transaction.atomic
def take_down_picture(*, group: LocalGroup, why: str, user: User) -> None:
    """The group's page goes without it; its hosts are told why. The image stays in the library."""
    rows = LocalGroup.objects.filter(pk=group.pk).exclude(picture=None)
    if rows.update(picture=None, picture_alts={}):
        site_version.renew()
        tasks.tell_taken_down.enqueue(group.pk, "", why, timezone.now().isoformat())
        log.info("groups.picture_taken_down group=%s user=%s", group.pk, user.pk)


@transaction.atomic
def put_back(*, notice: Post | GroupFile, user: User) -> None:
    rows = type(notice)._default_manager.filter(pk=notice.pk).exclude(removed_at=None)
    if rows.update(removed_at=None, removed_for="", removed_by=None):
        site_version.renew()
        log.info("groups.put_back %s=%s user=%s", notice._meta.model_name, notice.pk, user.pk)
