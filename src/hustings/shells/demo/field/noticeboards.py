"""Noticeboard of the first group: a picture, news, files; some of it for members only."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.images.models import Image

from hustings.field.groups.models import LocalGroup, Post
from hustings.field.groups.noticeboard import actions, silence
from hustings.foundation.lib.fields import uploaded_files, uploaded_pictures
from hustings.people.persons.models import Person
from hustings.shells.demo import texts
from hustings.shells.demo.site import HERE


@transaction.atomic
def fill() -> None:
    group = LocalGroup.objects.shown().order_by("pk").first()
    host = group.memberships.hosts().first() if group else None
    if group is None or host is None or Post.objects.exists() or silence.refusal(group):
        return
    said = texts.read("noticeboards")
    group.picture = Image.objects.filter(title=said["picture"]["art"]).first()
    group.picture_alts = said["picture"]["alts"]
    group.save(update_fields=["picture", "picture_alts"])
    for told in said["posts"]:
        _post(group, host.person, told)
    for told in said["files"]:
        _file(group, host.person, told)


def _post(group: LocalGroup, by: Person, told: dict[str, Any]) -> None:
    code = texts.language()
    values = {
        "title": told["titles"][code], "text": told["texts"][code].strip(), "picture": _art(told),
        "picture_alt": told.get("alts", {}).get(code, ""), "is_for_members": told.get("members", False),
    }  # fmt: skip
    _date(actions.post(group=group, by=by, values=values), told)


def _art(told: dict[str, Any]) -> Any:
    if "art" not in told:
        return ""
    data = (HERE / "art" / f"{told['art']}.webp").read_bytes()
    return uploaded_pictures.written_anew(ContentFile(data))


def _file(group: LocalGroup, by: Person, told: dict[str, Any]) -> None:
    code = texts.language()
    found = uploaded_files.checked(ContentFile(told["texts"][code].encode(), name=told["name"][code]))
    made = actions.add_file(
        group=group, by=by, file=found, title=told["titles"][code], is_for_members=told.get("members", False)
    )
    _date(made, told)


def _date(made: Any, told: dict[str, Any]) -> None:
    made.posted_at = timezone.now() - timedelta(days=told["days"])
    made.save(update_fields=["posted_at"])
