"""A folder for lists: each file is searched once and stays; one touched within a minute waits."""

import hashlib
import logging
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_noop

from hustings.foundation import jobs
from hustings.security.lookalikes import list_search
from hustings.security.lookalikes.models import Habit, List

log = logging.getLogger(__name__)
STILL = 60.0  # seconds since a file was touched last
_BLOCK = 1 << 20
Kept = dict[str, list[int]]  # size, time of change, and the list that it is while it is being searched


def search_new(now: Callable[[], float] = time.time, pause: Callable[[], object] = lambda: None) -> int:
    """Search new or begun files; how many ended. ``pause`` may let others go first at each step."""
    folder = Path(settings.LOOKOUT_FOLDER) if settings.LOOKOUT_FOLDER else None
    if folder is None or not folder.is_dir():
        return 0
    habit = Habit.current()
    known, kept, n = dict(habit.searched), Kept(), 0
    for path in sorted(folder.iterdir()):
        try:
            n += _look(path, known.get(path.name, []), kept, now, pause)
        except jobs.ReleaseTask:
            _remember(habit, known | kept)
            raise
        except OSError as error:  # gone meanwhile, or not ours to read: the others are searched all the same
            log.warning("lookalikes.folder file=%s %s", path.name, error.strerror or type(error).__name__)
    if kept != known:
        _end(_lists(known) - _lists(kept))
        _remember(habit, kept)
    return n


def _lists(files: Kept) -> set[int]:
    return {entry[2] for entry in files.values() if len(entry) > 2}


def _end(begun: set[int]) -> None:
    """Say of lists that were begun, and not ended, that their files are others now, or gone."""
    for row in List.objects.filter(pk__in=begun, state=List.State.RUNNING):
        words = gettext_noop("The file was changed or removed while it was being read.")
        list_search.end(row, List.State.FAILED, problem=words, n_faults=0)


def _look(
    path: Path, known: list[int], kept: Kept, now: Callable[[], float], pause: Callable[[], object]
) -> bool:
    """Search one file, if it is new or was begun; whether it came to its end."""
    seen = _seen(path)
    if seen is None:
        return False
    if known == seen:
        kept[path.name] = seen
        return False
    if known[:2] != seen and now() - seen[1] / 1e9 < STILL:
        return False
    row = _begun(known, seen) or begin(path)
    is_over = True
    if row:
        kept[path.name] = [
            *seen,
            row.pk,
        ]  # it goes on there, and its bytes are not asked for their hash again
        is_over = _go_on(path, row, pause)
    if is_over:
        kept[path.name] = seen
    pause()
    return is_over and row is not None


def _begun(known: list[int], seen: list[int]) -> List | None:
    return List.objects.filter(pk=known[2], state=List.State.RUNNING).first() if known[:2] == seen else None


def _go_on(path: Path, row: List, pause: Callable[[], object]) -> bool:
    """Search what is left of a file; whether it is over: read, refused, or stopped by faults too often."""
    try:
        with path.open("rb") as file:
            list_search.go_on(row, file, pause)
    except (jobs.ReleaseTask, OSError):
        raise
    except Exception as error:  # the others are searched all the same
        return list_search.stopped(row, error)
    return True


def _seen(path: Path) -> list[int] | None:
    """Size and time of change by which a file is known to be as it was; None for what is no list."""
    if path.name.startswith(".") or not path.is_file():
        return None
    stat = path.stat()
    return [stat.st_size, stat.st_mtime_ns]


def _remember(habit: Habit, kept: Kept) -> None:
    habit.searched = kept
    if habit.pk:
        habit.save(update_fields=["searched"])
    else:
        habit.save()


def search_file(path: Path, told: Callable[[int], None] = lambda n: None) -> bool:
    """Search one file on this machine, however large; False where its bytes were searched before."""
    row = begin(path)
    if row is None:
        return False
    with path.open("rb") as file:
        list_search.go_on(row, file, lambda: None, told=told)
    return True


def begin(path: Path) -> List | None:
    """The list that a file is, new or begun; None where its bytes were searched before."""
    digest = _digest(path)
    known = List.objects.filter(digest=digest).exclude(state=List.State.RUNNING)
    if known.exists():
        return None
    values = {"name": path.name[-200:], "n_bytes": path.stat().st_size, "state": List.State.RUNNING}
    return List.objects.get_or_create(digest=digest, defaults=values)[0]


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
            jobs.give_back_if_stopping()
    return found.hexdigest()


def row_of(path: Path) -> List:
    """Outcome of a file."""
    return List.objects.get(digest=_digest(path))
