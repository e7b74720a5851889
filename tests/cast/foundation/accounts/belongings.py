"""Something of everything that the app of people keeps, for the walk over things of others."""

import datetime as dt
from typing import Any

from django.utils import timezone

from hustings.people.contacts.models import Contact, FollowUp
from hustings.people.duplicates.models import Duplicate, Merge
from hustings.people.imports.models import Import, ImportPlan
from hustings.people.persons.models import (
    Affiliation,
    Field,
    FieldOption,
    Household,
    Operation,
    Organisation,
    Person,
)
from hustings.people.privacy.models import ExportPlan, RetentionRule, Retirement
from hustings.people.segments.models import SavedView


def of_people(dora: Any, person: Person, imported: Import) -> dict[str, list[Any]]:
    """By view: the arguments of its address, for dora's things and for those of ``person``."""
    return {**_of_record(dora, person), **_of_all(dora, person, imported)}


def _of_record(dora: Any, person: Person) -> dict[str, list[Any]]:
    uid = person.uid
    other = Person.objects.create(given_name="Eve", zone=person.zone)
    organisation = Organisation.objects.create(name="Union", key="union", zone=person.zone)
    Affiliation.objects.create(person=person, organisation=organisation)
    person.household, person.recruiter, person.owner = Household.objects.create(name="M"), other, dora
    person.save()
    contact = Contact.objects.create(person=person, method="call", outcome="wrong", user=dora)
    task = FollowUp.objects.create(
        person=person, what="Call", owner=dora, due_on=dt.date(2030, 1, 1), user=dora
    )
    done = FollowUp.objects.create(
        person=person, what="Ask", owner=dora, due_on=dt.date(2030, 1, 1), user=dora, done_at=timezone.now()
    )
    found: dict[str, list[Any]] = {
        "persons:affiliation_removal": [uid, organisation.pk],
        "persons:organisation": [organisation.pk],
        "persons:organisation_edit": [organisation.pk],
        "persons:household": [person.household.pk],
        "contacts:contact_follows": [uid, contact.pk],
        "contacts:contact_removal": [uid, contact.pk],
        "contacts:follow_up_done": [task.pk],
        "contacts:follow_up_postponed": [task.pk],
        "contacts:follow_up_reopened": [done.pk],
        "contacts:follow_up_removal": [uid, task.pk],
        "duplicates:merge": [uid, other.uid],
    }
    for ways, row in [("emails", person.emails), ("phones", person.phones), ("addresses", person.addresses)]:
        for deed in ["move", "status"]:
            found[f"persons:{ways}_{deed}"] = [uid, row.first().pk]
    for name in [
        "persons:affiliations",
        "persons:choose_household",
        "persons:choose_recruiter",
        "contacts:contacts",
        "persons:household_leaving",
        "persons:marks",
        "duplicates:merges",
        "selfservice:own_page",
        "persons:owner",
        "contacts:record_follow_ups",
        "persons:recruiter_removal",
        "signups:recruits",
        "signups:recruit_tree",
        "privacy:why",
    ]:
        found[name] = [uid]
    return found


def _of_all(dora: Any, person: Person, imported: Import) -> dict[str, list[Any]]:
    other = Person.objects.create(given_name="Dave", family_name="Martin", zone=person.zone)
    pair = Duplicate.objects.create(first=person, second=other, certainty="sure", score=1.0)
    merge = Merge.objects.create(
        kept=person,
        absorbed_uid="6d9f3a55-0000-4000-8000-000000000001",
        absorbed_id=999_999,
        record={},
        user=dora,
    )
    operation = Operation.objects.create(
        kind="tag", user=dora, state="paused", choices={"whom": {"query": ""}}
    )
    done = Operation.objects.create(kind="tag", user=dora, state="done", choices={"whom": {"query": ""}})
    field = Field.objects.create(label="Diet", slug="diet", kind="choice")
    option = FieldOption.objects.create(field=field, slug="vegan", label="Vegan")
    rule = RetentionRule.objects.create(name="Old ones", user=dora)
    retirement = Retirement.objects.create(rule=rule, n_people=1, due_on=dt.date(2030, 1, 1))
    held = Retirement.objects.create(
        rule=rule, n_people=1, due_on=dt.date(2030, 1, 1), held_at=timezone.now()
    )
    view = SavedView.objects.create(name="Mine", user=dora)
    found: dict[str, list[Any]] = {
        "duplicates:duplicate_dismissal": [pair.pk],
        "duplicates:merge_parting": [merge.pk],
        "changes:operation_undo": [done.pk],
        "persons:option": [field.pk, option.pk],
        "persons:option_move": [field.pk, option.pk],
        "persons:option_removal": [field.pk, option.pk],
        "persons:options": [field.pk],
        "privacy:retention_rule": [rule.pk],
        "privacy:retention_removal": [rule.pk],
        "privacy:retirement_hold": [retirement.pk],
        "privacy:retirement_release": [held.pk],
        "privacy:export_plan_removal": [ExportPlan.objects.create(name="Mine", user=dora).pk],
        "imports:import_plan_removal": [ImportPlan.objects.create(name="Mine", user=dora).pk],
        "imports:import_plan": [imported.pk],
        "imports:import_values": [imported.pk, 0],
        "changes:edit_undo": [person.log("person.changed", user=dora, changes=[["source", "a", "b"]]).pk],
        "changes:tag_merge": [person.taggings.get().tag_id],
    }
    for name in ["", "_cancellation", "_pause", "_progress", "_run"]:
        found[f"changes:operation{name}"] = [operation.pk]
    for name in ["segments:view", "segments:view_query", "segments:view_removal"]:
        found[name] = [view.pk]
    return found
