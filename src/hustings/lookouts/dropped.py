"""A folder that a cron job, or a hand, puts lists into: each file is searched once, wherever it comes from.

Files stay where they are. A file that was touched within a minute is perhaps being
written: it waits for the next look.
"""

import hashlib
import logging
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from hustings import jobs
from hustings.lookouts import searching
from hustings.lookouts.models import Habit, List
from hustings.lookouts.searching import NoList

log = logging.getLogger(__name__)
STILL = 60.0  # seconds since a file was touched last
_BLOCK = 1 << 20


def search_new(now: Callable[[], float] = time.time, pause: Callable[[], object] = lambda: None) -> int:
    """Search the files that were new; how many. After each, ``pause`` may let others go first."""
    folder = Path(settings.LOOKOUT_FOLDER) if settings.LOOKOUT_FOLDER else None
    if folder is None or not folder.is_dir():
        return 0
    habit = Habit.current()
    known, kept, n = dict(habit.searched), {}, 0
    for path in sorted(folder.iterdir()):
        try:
            seen = _seen(path)
            if seen is None:
                continue
            if known.get(path.name) != seen:
                if now() - seen[1] / 1e9 < STILL:
                    continue
                n += search_file(path)
                kept[path.name] = seen
                pause()
            kept[path.name] = seen
        except jobs.GiveBack:
            _remember(habit, known | kept)
            raise
        except OSError as error:  # gone meanwhile, or not ours to read: the others are searched all the same
            log.warning("lookouts.folder file=%s %s", path.name, error.strerror or type(error).__name__)
    if kept != known:
        _remember(habit, kept)
    return n


def _seen(path: Path) -> list[int] | None:
    """Size and time of change by which a file is known to be as it was; None for what is no list."""
    if path.name.startswith(".") or not path.is_file():
        return None
    stat = path.stat()
    return [stat.st_size, stat.st_mtime_ns]


def _remember(habit: Habit, kept: dict[str, list[int]]) -> None:
    habit.searched = kept
    if habit.pk:
        habit.save(update_fields=["searched"])
    else:
        habit.save()


def search_file(path: Path, told: Callable[[int], None] = lambda n: None) -> bool:
    """Search one file on this machine, however large; False where its bytes were searched before."""
    digest = _digest(path)
    known = List.objects.filter(digest=digest).exclude(state=List.State.RUNNING)
    if known.exists():
        return False
    row, _is_new = List.objects.get_or_create(
        digest=digest,
        defaults={"name": path.name[-200:], "n_bytes": path.stat().st_size, "state": List.State.RUNNING},
    )
    try:
        with path.open("rb") as file:
            n_found, n_new = searching.search(file, row.name, told)
    except NoList as refused:
        searching.end(row, List.State.FAILED, problem=str(refused)[:300])
        log.warning("lookouts.folder file=%s refused", path.name)
        return True
    searching.end(row, List.State.DONE, n_found=n_found, n_new=n_new, n_read=row.n_bytes)
    return True


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def row_of(path: Path) -> List:
    """What became of a file."""
    return List.objects.get(digest=_digest(path))
