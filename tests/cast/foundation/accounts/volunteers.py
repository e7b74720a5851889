"""Volunteers and tasks elsewhere, for the walk over things of others."""

from typing import Any

from hustings.field.volunteers import actions
from hustings.field.volunteers.models import Skill
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Person


def of_volunteers(person: Person) -> dict[str, list[Any]]:
    """Somebody who helps where no role reaches, and what there is to do there."""
    skill = Skill.objects.create(names={"fr": "Premiers secours"})
    charter = actions.save_charter(titles={"fr": "Charte"}, texts={"fr": "T"}, is_general=True, user=None)
    volunteer = actions.enlist(person=person, skills=[skill.pk])
    there = Zone.objects.get(name="Nîmes")
    task = actions.save_task(values={"titles": {"fr": "Tracts"}, "zone": there}, user=None)
    actions.take(task=task, person=person)
    found: dict[str, list[Any]] = {
        "volunteers:verification": [volunteer.pk, person.held_skills.get().pk],
        "volunteers:skill_edit": [skill.pk], "volunteers:charter_edit": [charter.pk],
    }  # fmt: skip
    found |= {f"volunteers:{name}": [volunteer.pk] for name in ("volunteer", "add_hours", "leaving")}
    names = ("task", "task_edit", "task_closing", "task_people", "task_places", "task_thanks", "task_code")
    return found | {f"volunteers:{name}": [task.pk] for name in names}
