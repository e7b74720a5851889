"""The library of tags: what each means, and which are offered."""

from django.db import transaction

from hustings.people.persons.actions.descriptions import rename_tag
from hustings.people.persons.models import Tag


@transaction.atomic
def change_tag(*, tag: Tag, name: str, group: str = "", note: str = "", is_listed: bool = True) -> Tag:
    """Name, group and meaning. One that isn't listed stays on people, and is no longer offered."""
    tag.group, tag.note = " ".join(group.split())[:100], " ".join(note.split())[:200]
    return rename_tag(tag=tag, name=name, is_listed=is_listed)
