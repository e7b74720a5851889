"""The deeds of the leak room: whole or not at all."""

from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from hustings.foundation.accounts.models import User
from hustings.foundation.jobs import enqueue_once, live_tasks
from hustings.security.incidents import access_log
from hustings.security.incidents.actions import studies
from hustings.security.incidents.models import Look as LookAtMail
from hustings.security.incidents.models import Source, Study
from hustings.security.incidents.sources import mailbox_study
from hustings.security.leaks import dump_reader, mail_index, tasks
from hustings.security.leaks.models import Case, Look, dumps, own
from mailguard.forensics import names

_LONGEST = 200  # bytes of the name of a file that was sent


class NoDump(Exception):
    """There is no such dump in the folder."""


def start(
    *, name: str, dump: str, sent: "UploadedFile[Any] | None", domains: list[str], signs: bool, user: User
) -> Case:
    """Begin to read a dump that lies on the server, or one that was sent; refused where there is none."""
    if sent is None and dump not in available():
        raise NoDump(dump)
    case = Case(
        name=name, dump=_fitting(str(sent.name)) if sent else dump, is_sent=sent is not None,
        domains=domains, signs=signs, made_by=user,
    )  # fmt: skip
    case.folder.mkdir(parents=True, mode=0o700)
    if sent:  # before the transaction: nobody else could write meanwhile
        case.path.parent.mkdir(mode=0o700)
        case.path.touch(0o600, exist_ok=False)
        with case.path.open("wb") as file:
            for piece in sent.chunks():
                file.write(piece)
    with transaction.atomic():
        case.save()
        look(case=case, user=user, what="start")
        enqueue_once(tasks.read_case, f"leaks.read.{case.pk}", case.pk)
    return case


def _fitting(name: str) -> str:
    """The last part of a name, its ending kept, in as many bytes as a file system takes."""
    return PurePath(name).name.encode()[-_LONGEST:].decode(errors="ignore").strip() or "dump"


def available() -> list[str]:
    """The dumps that lie on the server, by name."""
    return _names(dumps())


def files_of_own() -> list[str]:
    """Files of our own mail on the server, by name."""
    return _names(own())


def _names(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    return sorted(names.kept(each.name) for each in folder.iterdir() if not each.name.startswith("."))


@transaction.atomic
def try_again(*, case: Case, user: User) -> None:
    """Read a case that failed on, or from its beginning, after what was wrong is mended."""
    if Case.objects.live().filter(pk=case.pk).exclude(failed_at=None).update(failed_at=None, problem=""):
        dump_reader.ready_again(case)
        look(case=case, user=user, what="again")
        enqueue_once(tasks.read_case, f"leaks.read.{case.pk}", case.pk)


@transaction.atomic
def note_lost() -> int:
    """Say of cases and of the index that nobody reads them any more; how many. Somebody may try again."""
    busy = Case.objects.live().filter(finished_at=None, failed_at=None)
    lost = live_tasks.lost(tasks.read_case, busy.values_list("pk", flat=True))
    for case in busy.filter(pk__in=lost):
        dump_reader.give_up(case)
    return len(lost) + mailbox_study.note_lost(Study.Purpose.COPIES, tasks.index_own)


@transaction.atomic
def delete(*, case: Case, user: User | None) -> None:
    """Delete all mail of a case, at once for everybody who looks; its numbers and hash stay."""
    gone = Case.objects.live().filter(pk=case.pk)
    if gone.update(deleted_at=timezone.now(), deleted_by=user, english="", french=""):
        look(case=case, user=user, what="delete")
        tasks.remove_case.enqueue(case.pk)


@transaction.atomic
def keep(*, case: Case, until: date, user: User) -> None:
    Case.objects.live().filter(pk=case.pk).update(keep_until=until)
    look(case=case, user=user, what="keep", detail=until.isoformat())


class Overtaken(Exception):
    """Somebody else has kept another draft meanwhile."""


def version(case: Case) -> str:
    """Version of the draft that is kept: another one for other words."""
    return sha256(f"{case.english}\0{case.french}".encode()).hexdigest()


@transaction.atomic
def write_statement(*, case: Case, english: str, french: str, seen: str, user: User) -> None:
    """Keep the draft, which goes nowhere; Overtaken where it isn't the one ``seen`` any more."""
    kept = Case.objects.live().select_for_update().filter(pk=case.pk).first()
    if kept is None:
        return
    if seen != version(kept) and (kept.english, kept.french) != (english, french):
        raise Overtaken
    Case.objects.filter(pk=kept.pk).update(english=english, french=french)
    look(case=case, user=user, what="statement")


class NothingToIndex(Exception):
    """There is neither a file of our own mail on the server nor a mailbox that may be read."""


class CaseOpen(Exception):
    """A case is being read against the index."""


@transaction.atomic
def index_own(*, user: User | None, anew: bool = False, address: str = "") -> None:
    if not files_of_own() and not Source.objects.whole().exists():
        raise NothingToIndex
    study = studies.ask(purpose=Study.Purpose.COPIES, user=user, anew=anew, address=address)
    enqueue_once(tasks.index_own, f"leaks.index.{study.asked_at.timestamp()}", study.pk)


def index_daily() -> None:
    """Index new mail each night, once somebody has asked for it."""
    if Study.objects.filter(purpose=Study.Purpose.COPIES).exists():
        with suppress(NothingToIndex):
            index_own(user=None)


@transaction.atomic
def forget_own(*, user: User, address: str = "") -> None:
    """Delete the index; refused while a case is read against it."""
    if Case.objects.live().filter(finished_at=None, failed_at=None).exists():
        raise CaseOpen
    Study.objects.filter(purpose=Study.Purpose.COPIES).delete()  # who writes it stops
    about = str(Study.Purpose.COPIES.label)
    access_log.note(user=user, what=LookAtMail.What.UNLEARNT, about=about, address=address)
    transaction.on_commit(mail_index.remove)


def look(*, case: Case, user: User | None, what: str, detail: str = "") -> None:
    Look.objects.create(case=case, user=user, what=what, detail=detail[:60])


def forget_lapsed() -> int:
    """Delete the cases whose time is over; how many."""
    found = list(Case.objects.lapsed())
    for case in found:
        delete(case=case, user=None)
    return len(found)
