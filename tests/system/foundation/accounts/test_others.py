"""The walk over things of others: a role in one territory changes nothing of the whole campaign's.

Every view of ours in HQ that takes an object stands in ``things()``; what stands nowhere fails.
"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from hustings.foundation.accounts import access, wagtail_groups
from hustings.foundation.accounts.models import Grant
from hustings.foundation.accounts.roles import Role
from hustings.foundation.elections.models import Election, Exemption
from hustings.foundation.file_imports.actions import bring
from hustings.foundation.goals.models import Goal
from hustings.foundation.territories.actions import create_free
from hustings.foundation.territories.files.station_target import TARGET as STATIONS
from hustings.foundation.territories.models import Zone
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.delivery.models import Destination, Pace, Warmup
from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings.models import Mailing, Template
from hustings.outreach.review.models import Comment
from hustings.outreach.tracking.models import MailingLink
from hustings.people.imports.models import Import
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import pending_addresses
from hustings.people.persons.actions.topics import add_topic
from hustings.people.persons.models import Person, Purpose, Topic
from hustings.people.segments import actions as segments_actions
from hustings.people.segments.forms.builder import posted_from
from hustings.people.segments.models import Segment
from tests import walks
from tests.cast.field.checkins.elsewhere import of_doors
from tests.cast.foundation.accounts.after_events import of_events
from tests.cast.foundation.accounts.belongings import of_people
from tests.cast.foundation.accounts.calls import of_calls
from tests.cast.foundation.accounts.elsewhere import OF_FILES, of_agenda, of_candidates, of_sharing
from tests.cast.foundation.accounts.quick import inside
from tests.cast.foundation.accounts.sequences import of_sequences
from tests.cast.foundation.accounts.views import all_views
from tests.cast.foundation.accounts.volunteers import of_volunteers
from tests.cast.outreach.fixtures import letters
from tests.conftest import user

__all__ = ["inside"]
# Views whose objects are no rows: files of the demo's inbox, and tasks, for those who read the logs.
NO_ROWS = {"delivery:inbox_mail", "delivery:inbox_html", "operations:attempt"}
OURS = {
    view.name
    for view in all_views()
    if view.is_ours and view.has_words and view.path.startswith("/hq/") and ":" in view.name
}
NEEDS = {view.name: frozenset(getattr(view.function, "needs", ())) for view in all_views() if view.is_ours}
UNKEPT = {"jobs", "backups", "operations", "campaigns"}  # no rows of anybody in particular
KEPT = [
    config.label
    for config in apps.get_app_configs()
    if config.name.startswith("hustings.") and config.label not in UNKEPT
]
# What is written while one looks on, or beside the thing.
BESIDE = {"accounts_logline", "accounts_device", "delivery_workerlease"}


@pytest.fixture
def person(france: Zone) -> Person:
    """Dave, who lives where none of the roles below reaches, with something of everything."""
    nimes = {"lines": "1 rue X", "postcode": "30000", "city": "Nîmes", "zone": Zone.objects.get(name="Nîmes")}
    made = persons_actions.add_person(
        given_name="Dave", family_name="Martin", email="dave@example.org", **nimes
    )
    persons_actions.add_email(person=made, address="dave@second.example")
    persons_actions.add_phone(person=made, number="+33612345678")
    persons_actions.tag(person=made, name="driver")
    persons_actions.add_note(person=made, body="Called")
    persons_actions.record_consent(person=made, purpose=Purpose.EMAIL, is_given=True, source="test")
    return made


def things(dora: Any, person: Person) -> dict[str, list[Any]]:
    """By view: the arguments of its address, for a thing of dora's."""
    leaf = {"criterion": "email", "operator": "has", "value": None}
    segment = segments_actions.save_segment(
        name="All", criteria={"match": "all", "criteria": [leaf]}, user=dora
    )
    field = persons_actions.add_field(label="Size", kind="text")
    draft = Mailing.objects.create(name="Draft", content=letters("s", "b"), segment=segment, user=dora)
    moving = Mailing.objects.create(
        name="M", content=letters("s", "b"), segment=segment, user=dora, sent_by=dora, state="sending"
    )
    later = timezone.now() + timedelta(days=1)
    planned = Mailing.objects.create(
        name="L", segment=segment, user=dora, sent_by=dora, state="scheduled", send_at=later
    )
    paused = Mailing.objects.create(name="P", segment=segment, user=dora, sent_by=dora, state="paused")
    link = MailingLink.objects.create(mailing=moving, number=1)
    imported = Import.objects.create(file_name="file.csv", user=dora)
    goal = Goal.objects.create(metric="people", target=100, due_on=timezone.localdate() + timedelta(days=9))
    made = create_free(name="Ours", members=[Zone.objects.get(name="Nîmes")], parent=None)
    tagging, uid = person.taggings.get(), person.uid
    waits = person.log(pending_addresses.WAITS, address="typed@example.org", key="typed@example.org")
    found: dict[str, list[Any]] = {
        "persons:tag": [tagging.tag.pk],
        "persons:field": [field.pk],
        "segments:segment": [segment.pk],
        "segments:segment_removal": [segment.pk],
        "persons:email_removal": [uid, person.emails.first().pk],
        "persons:email_first": [uid, person.emails.last().pk],
        "persons:email_voucher": [uid, person.emails.last().pk],
        "persons:phone_removal": [uid, person.phones.get().pk],
        "persons:address_removal": [uid, person.addresses.get().pk],
        "persons:tagging_removal": [uid, tagging.tag.pk],
        "persons:note_removal": [uid, person.notes.get().pk],
        "persons:waiting_removal": [uid, waits.pk],
        "persons:waiting_email": [waits.pk],
        "persons:waiting_person": [person.log(pending_addresses.DOUBT).pk],
        "website_hq:shared": [Page.objects.first().pk],
        "dispatch:plan": [planned.pk],
        "dispatch:unplan": [planned.pk],
        "dispatch:resume": [paused.pk],
        "dispatch:go_on": [paused.pk],
        "bounces:try_again": [person.emails.first().pk],
        "dispatch:deliveries": [moving.pk, "sent"],
        "tracking:link_clicks": [moving.pk, link.number],
        "accounts_hq:grant_end": [Grant.objects.get(user=dora).pk],
    }
    for name in [
        "dispatch:pause",
        "dispatch:cancel",
        "dispatch:undo",
        "dispatch:unsure_again",
        "dispatch:unsure_sent",
        "dispatch:progress",
        "tracking:clicks",
        "bounces:returns",
        "tracking:groups",
        "tracking:count_groups",
    ]:
        found[name] = [moving.pk]
    template = Template.objects.create(name="T", content=letters("s", "b"), user=dora)
    found["dispatch:template_removal"] = [template.pk]
    for name in [
        "dispatch:mailing",
        "dispatch:test",
        "dispatch:copy",
        "dispatch:keep",
        "dispatch:send",
        "dispatch:recipients",
        "review:approval",
        "review:approval_request",
        "archive:archiving",
        "preflight:look_outside",
        "preflight:outside",
    ]:
        found[name] = [draft.pk]
    found |= tried(dora, segment)
    found |= written(draft, dora)
    found |= said(draft, dora)
    found |= paces()
    file = bring(target=STATIONS, options={}, file_name="s", content=b"insee;numero\n30189;1", user=dora)
    found |= {f"territories:import{name}": [file.pk] for name in OF_FILES}
    for name in ["", "_progress", "_shape", "_check", "_lines", "_report", "_refused", "_run", "_pause"]:
        found[f"imports:import{name}"] = [imported.pk]
    for name in ["cancellation", "removal"]:
        found[f"imports:import_{name}"] = [imported.pk]
    for name in [
        "persons:record",
        "persons:timeline",
        "persons:edit",
        "privacy:erase",
        "persons:emails",
        "persons:phones",
        "persons:addresses",
        "persons:taggings",
        "persons:notes",
    ]:
        found[name] = [uid]
    for name in ["persons:consents", "persons:person_topics"]:
        found[name] = [uid]
    topics = [add_topic(names={"fr": name}) for name in ["News", "Rides"]]
    for name in ["persons:topic", "persons:topic_move", "persons:topic_retired"]:
        found[name] = [topics[0].pk]
    for name in ["member", "grant", "deactivation", "reactivation", "link"]:
        found[f"accounts_hq:{name}"] = [dora.pk]
    for name in ["zone", "edit", "delete"]:
        found[f"territories:{name}"] = [made.pk]
    election = Election.objects.create(name="E", kind="municipal")
    exemption = Exemption.objects.create(user=dora, who="Dora", why="w", until=later)
    found |= {
        "goals:goal": [goal.pk],
        "goals:removal": [goal.pk],
        "elections:election": [election.pk],
        "elections:hours": ["email"],
        "help:page": ["search-hq"],
        "elections:exception_end": [exemption.pk],
    }
    theirs = {**of_people(dora, person, imported), **of_sequences(dora, person)}
    more = {
        **of_candidates(dora),
        **of_sharing(),
        **of_agenda(),
        **of_events(person),
        **of_calls(),
        **of_volunteers(person),
        **of_doors(),
    }
    return {**found, **theirs, **more, **walks.things(dora, person)}


def paces() -> dict[str, list[Any]]:
    """Limits and plans of the whole campaign."""
    limit, plan = (
        Destination.objects.create(name="A", domains="a.example"),
        Warmup.objects.create(domain="b.example"),
    )
    closed = Pace.objects.create(key="c.example", held_until=timezone.now() + timedelta(hours=1))
    names = {
        "dispatch:destination": limit,
        "dispatch:destination_removal": limit,
        "dispatch:warmup": plan,
        "dispatch:warmup_removal": plan,
        "dispatch:reopen": closed,
    }
    return {name: [each.pk] for name, each in names.items()}


def tried(dora: Any, segment: Segment) -> dict[str, list[Any]]:
    """A test of versions that runs."""
    content = [builder.letter(each, builder.text("b"), version=each) for each in "AB"]
    running = Mailing.objects.create(
        name="W", content=content, segment=segment, user=dora, sent_by=dora, state="sending"
    )
    ABTest.objects.create(mailing=running, measure="clicks", versions="AB", seed="1")
    return {name: [running.pk] for name in ["abtests:trial_choice", "abtests:trial_figures"]}


def said(draft: Mailing, dora: Any) -> dict[str, list[Any]]:
    """What colleagues say to each other about a letter."""
    comment = Comment.objects.create(mailing=draft, user=dora, text="c")
    comment.mentions.create(user=dora)
    names = ["answers", "resolution", "removal", "reading"]
    found = {f"review:comment_{name}": [draft.pk, comment.pk] for name in names}
    return {**found, "review:comments": [draft.pk]}


def written(draft: Mailing, dora: Any) -> dict[str, list[Any]]:
    """Pages of the editor."""
    revision = draft.save_revision(user=dora).pk
    found: dict[str, list[Any]] = {}
    for name in [
        "edit", "delete", "history", "history_results", "preview_on_edit", "lock", "unlock",
        "workflow_history", "confirm_workflow_cancellation",
    ]:  # fmt: skip
        found[f"mailing_writing:{name}"] = [draft.pk]
    for name in ["revisions_view", "revisions_revert"]:
        found[f"mailing_writing:{name}"] = [draft.pk, revision]
    found["mailing_writing:revisions_compare"] = [draft.pk, "earliest", "latest"]
    for name in ["workflow_action", "collect_workflow_action_data"]:
        found[f"mailing_writing:{name}"] = [draft.pk, "approve", 1]
    for name in ["workflow_history_detail", "workflow_preview"]:
        found[f"mailing_writing:{name}"] = [draft.pk, 1]
    return found


def tables() -> dict[str, Any]:
    """By table of ours: its model."""
    models = [model for label in KEPT for model in apps.get_app_config(label).get_models()]
    return {model._meta.db_table: model for model in models if model._meta.db_table not in BESIDE}


def rows(*models: Any) -> dict[str, dict[Any, dict[str, Any]]]:
    """All that is written down in their tables, by key."""
    return {
        model._meta.db_table: {
            row[model._meta.pk.attname]: row for row in model._default_manager.order_by("pk").values()
        }
        for model in models
    }


def posts() -> list[dict[str, Any]]:
    """What mallory might send: nothing, a removal, a change that every form here understands."""
    segment = Segment.objects.earliest("pk")
    change = {
        "name": "mine", "label": "mine", "given_name": "mine", "family_name": "mine", "language": "fr",
        "subject": "mine", "body": "mine", "text": "mine", "do": "resolve",
        "segment": segment.pk, "address": "mallory@example.org",
        "number": "+33612345679", "purpose": "email", "answer": "yes", "source": "mine",
        "version": "A", "size": "5", "unit": "people", "measure": "clicks", "hours": "3", "chooser": "hand",
        "otherwise": "ask",
        "name_fr": "mine", "is_up": "no", "is_in": "no", "topic": Topic.objects.first().pk,
        "role": "director", "to": "mallory@example.org", "confirm": "on", "word": "Dave Martin",
    }  # fmt: skip
    built = posted_from("mine", segment.criteria) or {}
    return [{}, {"remove": "yes"}, change, {**built, "name": "mine", "do": "save"}]


WRITES = re.compile(r'(?:INSERT|UPDATE|DELETE|REPLACE)[^"]*"(\w+)"')


class Watch:
    """Knows which tables statements may have written to: reading every row again is slow."""

    def __init__(self) -> None:
        self.ours = tables()
        self.written: set[str] = set()

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := WRITES.match(sql):
            self.written.add(found[1])
        elif not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")):
            self.written |= self.ours.keys()  # whatever that may do
        return execute(sql, params, many, context)

    def touched(self) -> list[Any]:
        """The models of tables that were written to since it was last asked."""
        was, self.written = self.written, set()
        return [model for table, model in self.ours.items() if table in was]


# The other roles hold some of a director's rights and lack some: what they hold is tried here by the
# director, what they lack is closed to them by the walk.
@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.ORGANISER, Role.AUDITOR])
def test_a_role_in_one_territory_changes_nothing_of_others(inside, role, rhone, dora, person):
    where = things(dora, person)
    assert where.keys() | NO_ROWS == OURS, (
        "say in things() which object of somebody else's the view is tried on"
    )
    there = user(role.value, role, rhone)
    inside.force_login(there)
    wagtail_groups.sync(there, access.live_grants(there))  # as the door of HQ does
    inside.get("/hq/")  # Wagtail's own rows about a user
    wrong, watch = [], Watch()
    before = rows(*watch.ours.values())
    for name, arguments in where.items():
        for data in posts()[: None if NEEDS[name] <= role.rights else 1]:  # its guard reads no form
            with connection.execute_wrapper(watch):
                inside.post(reverse(name, args=arguments), data)
            after = rows(*watch.touched())
            for table, kept in after.items():
                if any(kept.get(key) != row for key, row in before[table].items()):
                    wrong.append(f"{name} {data}: {table}")
            before |= after
    assert wrong == []
