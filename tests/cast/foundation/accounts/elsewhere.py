"""Things of field and site elsewhere, for the walk over things of others."""

from typing import Any

from django.utils import timezone
from wagtail.models import Page

from hustings.field.events import actions as events
from hustings.field.events.file_target import TARGET as DATES
from hustings.field.events.models import CoHosting, EventChange, EventKind
from hustings.field.groups import actions as groups
from hustings.field.groups import membership, succession
from hustings.field.groups.files.group_target import TARGET as GROUPS
from hustings.field.groups.files.member_target import TARGET as MEMBERS
from hustings.field.groups.models import (
    Founding,
    GroupKind,
    GroupRole,
    LocalGroup,
    Reorganisation,
    Rule,
)
from hustings.field.threads.models import Bulletin, Message, Thread
from hustings.foundation.accounts.models import Grant
from hustings.foundation.accounts.roles import Role
from hustings.foundation.elections.models import Election
from hustings.foundation.file_imports.actions import bring
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Person
from hustings.site.candidates import actions as candidates
from hustings.site.candidates import assistants
from hustings.site.candidates.file_target import TARGET as CANDIDATES
from hustings.site.sharing.models import ShareText

OF_FILES = ["", "_progress", "_lines", "_refused", "_run", "_check", "_undoing", "_removal"]


def of_sharing() -> dict[str, list[Any]]:
    """A text of a page that others write."""
    key = f"page-{Page.objects.first().pk}"
    text = ShareText.objects.create(about=key, text="t")
    return {"sharing:subject": [key], "sharing:text": [text.pk], "sharing:code": [key, "svg"]}


def of_agenda() -> dict[str, list[Any]]:
    """A date and a local group elsewhere."""
    there = Zone.objects.get(name="Nîmes")
    about = {"titles": {"fr": "Réunion"}, "starts_at": timezone.now(), "zone": there}
    event = events.announce(values=about, user=None)
    group = groups.found(values={"name": "Nîmes", "zone": there}, user=None)
    director = Grant.objects.filter(role=Role.DIRECTOR).select_related("user").first()
    assert director is not None
    file = bring(
        target=DATES, options={"kind": "commune", "time_zone": "Europe/Paris", "are_shown": True},
        file_name="d", content=b"date;heure;titre;insee\n2031-03-02;18:00;Marche;30189", user=director.user,
    )  # fmt: skip
    found: dict[str, list[Any]] = {}
    options, content = {"kind": "commune", "are_shown": True}, b"nom;insee\nA;30189"
    others = bring(target=GROUPS, options=options, file_name="g", content=content, user=director.user)
    content = b"groupe;email\nA;a@example.org"
    members = bring(target=MEMBERS, options={}, file_name="m", content=content, user=director.user)
    for name in OF_FILES:
        found[f"group_members:import{name}"] = [members.pk]
        found |= {f"events:import{name}": [file.pk], f"groups:import{name}": [others.pk]}
    for name in [
        "event",
        "edit",
        "shifts",
        "repeat",
        "duplicate",
        "leaving_out",
        "showing",
        "cancellation",
        "reinstatement",
    ]:
        found[f"events:{name}"] = [event.pk]
    found["events:change"] = [EventChange.objects.create(event=event, values={"titles": {"fr": "X"}}).pk]
    found["events:co_hosts"] = [event.pk]
    shared = CoHosting.objects.create(event=event, group=group)
    found["events:co_host_removal"] = [event.pk, shared.pk]
    for name in ["kind", "kind_archiving"]:
        found[f"events:{name}"] = [EventKind.objects.get(code="stall").pk]
    for name in ["group", "edit", "showing", "closing", "reopening", "people", "naming", "extension"]:
        found[f"groups:{name}"] = [group.pk]
    found |= _of_hosts(group)
    rule = Rule.objects.create(measure="members")
    found |= {f"groups:certification_rule{name}": [rule.pk] for name in ("", "_removal")}
    found |= {"groups:group_certification": [group.pk], "groups:certification_new": ["members"]}
    found |= {f"groups:reorganisation{name}": [group.pk] for name in ("", "_split", "_merge", "_close")}
    deed = Reorganisation.objects.create(what="close", group=group)
    found["groups:reorganisation_undoing"] = [deed.pk]
    return found | _of_threads(there)


def _of_hosts(group: LocalGroup) -> dict[str, list[Any]]:
    """A member, an offer, a founding and a kind there."""
    kind = GroupKind.objects.create(code="circle", names={"en": "Circle"})
    person = Person.objects.create(given_name="Ida", zone=group.zone)
    one = membership.join(group=group, person=person, role=GroupRole.MEMBER)
    offer = succession.propose(group=group, person=person, by=person)
    founding = Founding.objects.create(
        kind=kind, title="Nîmes 2", where=group.zone, group=group, confirmed_at=timezone.now(), address="i",
        key="i", language="en", source="/",
    )  # fmt: skip
    post = group.posts.create(by=person, title="T", text="t")
    deeds = ["taking_down", "putting_back", "notice"]
    return {f"groups:{name}": [group.pk, "news", post.pk] for name in deeds} | {
        "groups:picture_taking_down": [group.pk],
        "groups:removal": [group.pk, one.pk], "groups:handover": [group.pk, offer.pk],
        "groups:founding": [founding.pk], "groups:kind": [kind.pk], "groups:kind_archiving": [kind.pk],
    }  # fmt: skip


def _of_threads(there: Zone) -> dict[str, list[Any]]:
    """A message of a conversation there."""
    thread = Thread.objects.create(kind="group", subject=0, zone=there, title="T")
    message = Message.objects.create(thread=thread, text="t")
    bulletin = Bulletin.objects.create(kind="group", subject=0, zone=there, title="T", text="t")
    return {
        "threads_hq:message": [message.pk], "threads_hq:decision": [message.pk],
        "threads_hq:bulletin": [bulletin.pk], "threads_hq:bulletin_decision": [bulletin.pk],
    }  # fmt: skip


def of_candidates(dora: Any) -> dict[str, list[Any]]:
    """Somebody who stands elsewhere, and the file that brought them."""
    election = Election.objects.create(name="C", kind="legislative")
    about = {"family_name": "Costa", "zone": Zone.objects.get(name="Nîmes")}
    one = candidates.nominate(election=election, values=about, user=dora, page=False)
    added = assistants.add(candidacy=one, email="helper@example.org", name="", by=dora)
    file = bring(
        target=CANDIDATES, options={"election": election, "kind": "commune", "with_pages": False},
        file_name="c", content=b"zone;nom\n30189;Petit", user=dora,
    )  # fmt: skip
    found = {"candidate_domains:domain": [one.pk], "candidates:helper_removal": [added.pk]}
    for name in ["candidate", "edit", "withdrawal", "reinstatement", "site_pages", "helpers"]:
        found[f"candidates:{name}"] = [one.pk]
    return found | {f"candidates:import{name}": [file.pk] for name in OF_FILES}
