"""The log of a walk list: its kind, and what phones take along."""

import base64
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hustings.field.canvassing import contacts, door_hours, settling, stop_maps
from hustings.field.canvassing.models import WalkList
from hustings.field.canvassing.models.walk_lists import KIND as NAME
from hustings.field.canvassing.rights import ORGANISE_CANVASSING
from hustings.foundation.accounts import access
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.sync import kinds
from hustings.foundation.sync.models import Handset, LoggedEntry, Stream
from hustings.people.scripts.models import Version
from hustings.people.signups.public_forms import consents


def stream_of(walk_list: WalkList) -> Stream:
    """The log of this list; the first call makes it."""
    return Stream.objects.get_or_create(kind=NAME, subject=walk_list.pk)[0]


def _list_of(stream: Stream) -> WalkList | None:
    return WalkList.objects.select_related("version").filter(pk=stream.subject).first()


def _title(stream: Stream) -> str:
    walk_list = _list_of(stream)
    return walk_list.name if walk_list else _("Walk list that was deleted")


def _snapshot(stream: Stream, handset: Handset) -> Any:
    walk_list = _list_of(stream)
    if walk_list is None:
        return None
    version, now = walk_list.version, timezone.now()
    return {
        "stops": walk_list.stops, "taken_at": now.isoformat(),
        "hours": door_hours.told(walk_list, now, handset.ends_at),
        "script": version and {"steps": _steps(version, handset), "version": version.pk},
        "sentences": _sentences(), "key": base64.b64encode(bytes(walk_list.public)).decode(),
    }  # fmt: skip


def _attachment(stream: Stream) -> str:
    walk_list = _list_of(stream)
    return stop_maps.attachment(walk_list) if walk_list else ""


def _steps(version: Version, handset: Handset) -> dict[str, Any]:
    """Steps by language, with the names that are known in their places."""
    names = {"{caller}": handset.name, "{campaign}": Campaign.current().name}
    found: dict[str, Any] = {}
    for language, steps in version.steps.items():
        found[language] = [{**step, "text": _filled(step["text"], names)} for step in steps]
    return found


def _sentences() -> dict[str, Any]:
    """Sentences to agree to at a door, by language: purpose, key of the sentence, the sentence."""
    found: dict[str, Any] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            shown = consents.asked()
        asked = [each for each in contacts.PURPOSES if each in shown]
        found[language] = [[each.value, shown[each].pk, shown[each].text] for each in asked]
    return found


def _filled(text: str, names: dict[str, str]) -> str:
    for brace, name in names.items():
        text = text.replace(brace, name)
    return text


def _shown(entry: LoggedEntry) -> Any:
    """All but what was said: that is for the campaign alone."""
    return {name: value for name, value in entry.body.items() if name != "said"}


def _answers_for(user: Any, stream: Stream) -> bool:
    is_seen = WalkList.objects.visible_to(user).filter(pk=stream.subject).exists()
    return access.may(user, ORGANISE_CANVASSING) and is_seen


KIND = kinds.Kind(
    name=NAME,
    title=_title,
    page="phone_canvassing:walk",
    check=settling.check,
    settle=settling.settle,
    snapshot=_snapshot,
    answers_for=_answers_for,
    shown=_shown,
    attachment=_attachment,
)
