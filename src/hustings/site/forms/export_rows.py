"""Responses on their way out as rows, a chunk at once; who was in them is written down, as of all exports."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import keyset, packed_keys
from hustings.people.persons.models import Person
from hustings.people.persons.rights import EXPORT_PEOPLE
from hustings.people.privacy.actions import exports
from hustings.people.privacy.export_rows import MARK
from hustings.people.privacy.models import Export
from hustings.site.forms.models import Question, Questionnaire, Response

CHUNK = 500
_FIRST = ["hustings_id", "given_name", "family_name", "answered_at", "language", "source", "campaign", "site"]


def export(
    *,
    questionnaire: Questionnaire,
    user: User,
    format: str,  # noqa: A002 - what everybody calls it
) -> tuple[exports.Exported, Iterator[bytes]]:
    """Export responses that count, of people whom ``user`` may export, and nameless ones if everybody."""
    wanted = Q(person__in=Person.objects.visible_to(user, EXPORT_PEOPLE))
    if access.everywhere(user, EXPORT_PEOPLE):
        wanted |= Q(person=None)
    found = Response.objects.live().filter(wanted, questionnaire=questionnaire)
    questions = list(questionnaire.questions.all())
    name = _("responses to “%(form)s”") % {"form": questionnaire}
    row = Export.objects.create(user=user, people=name[:200], columns=["responses"], format=format)
    keys, header = packed_keys.Keys(), [*_FIRST, *map(str, questions), MARK]
    exported = exports.Exported(row, _rows(found, questions, exports.mark(row), keys), keys)
    if format == "xlsx":
        return exported, exported.xlsx(header)
    return exported, exported.csv(header, delimiter=",", bom=True)


def _rows(
    found: Any, questions: Sequence[Question], mark: str, keys: packed_keys.Keys
) -> Iterator[list[list[Any]]]:
    found = found.select_related("person").prefetch_related("answers__question", "answers__option")
    for chunk in keyset.walk(found, CHUNK):
        keys.add(response.person_id for response in chunk if response.person_id)
        yield [_row(response, questions, mark) for response in chunk]


def _row(response: Response, questions: Sequence[Question], mark: str) -> list[Any]:
    said: dict[int, list[str]] = {}
    for answer in response.answers.all():
        shown = answer.shown
        said.setdefault(answer.question_id, []).append(
            f"{shown:f}"
            if answer.number is not None and answer.question.kind != Question.Kind.YES_NO
            else str(shown)
        )
    person, came = response.person, response.came
    assert response.confirmed_at
    return [
        *([str(person.uid), person.given_name, person.family_name] if person else ["", "", ""]),
        response.confirmed_at.isoformat(timespec="seconds"), response.language, response.source,
        came.get("campaign", ""), came.get("site", ""),
        *(", ".join(said.get(question.pk, [])) for question in questions), mark,
    ]  # fmt: skip
