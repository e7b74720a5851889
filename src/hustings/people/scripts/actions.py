"""Save a script as a new version, archive it, note the answers of a talk."""

import datetime as dt
import logging
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Person
from hustings.people.scripts import talk
from hustings.people.scripts.models import Answer, Script, Version

log = logging.getLogger(__name__)


@transaction.atomic
def save_script(
    *, script: Script | None = None, name: str, texts: Mapping[str, str], user: User | None = None
) -> Script:
    """Keep a script; other words make a new version. Raises BadScript, also where languages differ."""
    found = Script.objects.select_for_update(of=("self",)).get(pk=script.pk) if script else Script(user=user)
    said = {language: text.strip() for language, text in texts.items() if text.strip()}
    read = {language: talk.read(text) for language, text in said.items()}
    if not read:
        raise talk.BadScript("empty")
    first = next(iter(read.values()))
    if any(talk.shape(steps) != talk.shape(first) for steps in read.values()):
        raise talk.BadScript("languages")
    found.name = name
    found.save()
    last = found.current
    if last is None or last.texts != said:
        number = (last.number if last else 0) + 1
        names = _names(found, last, read)
        steps = {language: talk.to_json(talk.keyed(each, names)) for language, each in read.items()}
        found.versions.create(number=number, texts=said, steps=steps, user=user)
    log.info("script saved id=%s user=%s", found.pk, user and user.pk)
    return found


def _names(script: Script, last: Version | None, read: Mapping[str, list[talk.Step]]) -> dict[str, str]:
    """Keys of the questions, by the first language that both versions have."""
    if last is None:
        return {step.key: step.key for step in next(iter(read.values())) if step.asks}
    language = next((one for one in read if one in last.steps), next(iter(read)))
    used = {
        step["key"] for version in script.versions.all() for steps in version.steps.values() for step in steps
    }
    return talk.renamed(read[language], last.walked(language), used)


def archive(*, script: Script) -> bool:
    """Offer it no more; what was answered stays."""
    return bool(Script.objects.live().filter(pk=script.pk).update(archived_at=timezone.now()))


def bring_back(*, script: Script) -> bool:
    return bool(Script.objects.filter(pk=script.pk).exclude(archived_at=None).update(archived_at=None))


@transaction.atomic
def note_answers(
    *,
    version: Version,
    number: UUID,
    answers: talk.Answers,
    person: Person | None,
    given_at: dt.datetime | None = None,
) -> int:
    """Keep the answers of the talk of this number; sent again, the last word counts. How many rows."""
    steps = version.walked(next(iter(version.steps), ""))
    open_ = {step.key for step in steps if step.kind == talk.WORDS}
    at = given_at or timezone.now()
    rows = [
        Answer(
            version=version, talk_uid=number, person=person, given_at=at, question=key,
            **{"text" if key in open_ else "choice": said},
        )
        for key, all_said in talk.kept(steps, answers).items()
        for said in all_said
    ]  # fmt: skip
    Answer.objects.filter(talk_uid=number).delete()
    Answer.objects.bulk_create(rows)
    return len(rows)
