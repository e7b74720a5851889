"""Deeds, files, merges, partings and undoings in any order; once all is taken back, all is as it was."""

import os
import random
from typing import Any

import pytest
from django.db import transaction

from hustings.foundation.accounts.models import User
from hustings.people.duplicates.actions import merges as merging
from hustings.people.duplicates.models import Merge
from hustings.people.persons import actions
from hustings.people.persons.models import Activity, Field, Operation, Person
from hustings.people.privacy import consent_ledger
from tests.app.people.changes.test_undo_merged import FILE, MAPPING, do, take_back
from tests.app.people.imports.test_import_undo import bring

pytestmark = pytest.mark.django_db
NAMES = ["Ada", "Bea", "Cid", "Dan"]
SKILLS = [["c"], ["a", "c"], ""]
CHOICES = ["name", "source", "external_id", "email", "field.shirt", "recruiter"]


class Walk:
    """One walk, by a seed."""

    def __init__(self, seed: int, user: User) -> None:
        self.chance, self.user, self.newest = random.Random(seed), user, 0
        self.done: list[Operation] = []
        self.told: list[str] = []
        self.shirt = actions.add_field(label="Shirt", kind=Field.Kind.TEXT)
        self.skills = actions.add_field(label="Skills", kind=Field.Kind.CHOICES, options=["A", "B", "C"])
        for n, name in enumerate(NAMES):
            one = actions.add_person(
                given_name=name, email=f"{name.lower()}@example.org", source=f"of {name}"
            )
            if n % 2:
                actions.set_field(person=one, field=self.shirt, value=f"size {name}")
            actions.set_field(person=one, field=self.skills, value=["a", "b"] if n % 2 else ["b", "c"])
            actions.tag(person=one, name="All" if n else "First")
            actions.tag(person=one, name=f"Of {name}")
            Person.objects.filter(pk=one.pk).update(external_id=name if n else None)
        ada, bea = Person.objects.order_by("pk")[:2]
        Person.objects.exclude(pk__in=[ada.pk, bea.pk]).update(recruiter=bea)

    def step(self) -> None:
        """Anything that somebody might do."""
        getattr(self, self.chance.choice(["deed", "deed", "file", "merge", "merge", "part", "undo"]))()

    def deed(self) -> None:
        n = len(self.told)
        kind, choices = self.chance.choice([
            ("column", {"column": "source", "value": f"deed {n}", "shown": f"deed {n}"}),
            ("field", {"field": "shirt", "label": "Shirt", "value": self.chance.choice([f"deed {n}", ""])}),
            ("field", {"field": "skills", "label": "Skills", "value": self.chance.choice(SKILLS)}),
            ("tag", {"name": "First"}), ("untag", {"name": "All"}), ("untag", {"name": "Of Bea"}),
        ])  # fmt: skip
        if "name" in choices:
            choices["tag"] = actions.the_tag(name=choices["name"]).pk
        self.told.append(f"deed {kind} {choices}")
        done = do(kind, self.user, **choices)
        if done.pk > self.newest:  # else the same within some seconds: a double click
            self.newest = done.pk
            self.done.append(done)

    def file(self) -> None:
        n = len(self.told)
        whom = self.chance.choice([name.lower() for name in NAMES] + ["new", "other"])
        self.told.append(f"file about {whom}")
        self.done.append(
            bring(FILE + f"{whom}@example.org,File{n},Name{n},,\n", self.user, MAPPING).operation
        )

    def merge(self) -> None:
        people = list(Person.objects.order_by("pk"))
        if len(people) > 1:
            kept, absorbed = self.chance.sample(people, 2)
            choices = {name: self.chance.choice(["kept", "absorbed"]) for name in CHOICES}
            self.told.append(f"merge {absorbed.pk} into {kept.pk} {choices}")
            merging.merge(kept=kept, absorbed=absorbed, choices=choices, user=self.user)

    def part(self) -> None:
        if merges := list(Merge.objects.filter(undone_at=None).order_by("pk")):
            merge = self.chance.choice(merges)
            self.told.append(f"part {merge.absorbed_id}")
            merging.part(merge=merge, user=self.user)

    def undo(self, newest: bool = False) -> None:
        if self.done:
            done = self.done.pop(-1 if newest else self.chance.randrange(len(self.done)))
            self.told.append(f"undo {done.pk}")
            take_back(done, self.user)

    def all_back(self) -> None:
        while self.done:
            self.undo(newest=True)
        while Merge.objects.filter(undone_at=None).exists():
            self.part()


def state() -> dict[str, Any]:
    """What is known of each: columns, addresses, fields, tags."""
    people = Person.objects.prefetch_related("emails", "tags", "field_values__option", "phones")
    return {
        str(one.uid): (
            one.name, one.source, one.external_id, one.recruiter_id, one.created_at,
            sorted(email.key for email in one.emails.all()), sorted(tag.name for tag in one.tags.all()),
            sorted(str(row.option or row.text) for row in one.field_values.all()),
            [phone.number for phone in one.phones.all()],
        )
        for one in people
    }  # fmt: skip


def test_whatever_the_order_all_is_as_it_was_or_is_named(dora: User) -> None:
    """``WALKS=100`` walks as many ways; 1 and 11 once lost a recruiter."""
    for seed in range(int(os.environ["WALKS"])) if "WALKS" in os.environ else (1, 11, 3):
        with transaction.atomic():
            walk = Walk(seed, dora)
            before = state()
            for _n in range(8):
                walk.step()
            walk.all_back()
            was_kept = Activity.objects.filter(kind="operation.kept").exists()
            assert was_kept or state() == before, (seed, walk.told)
            assert consent_ledger.prove().fault is None
            transaction.set_rollback(True)
