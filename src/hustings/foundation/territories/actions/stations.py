"""Imports polling stations at once, as the command line does: nothing is written while a line is bad."""

from dataclasses import dataclass

from hustings.foundation.file_imports import actions, run
from hustings.foundation.file_imports.models import FileImport
from hustings.foundation.territories.files.station_target import TARGET


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that can't be taken, and what to do about it."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Imported:
    """Result of an import, or, where ``problems`` held it up, of one that was not done."""

    n_new: int = 0
    n_changed: int = 0
    n_same: int = 0
    problems: tuple[Problem, ...] = ()
    is_written: bool = True


def import_stations(
    *, content: bytes, skip_bad: bool = False, country: str = "FR", file_name: str = ""
) -> Imported:
    """Bring the stations up to the file. Stations that the file does not name stay."""
    imported = actions.bring(
        target=TARGET, options={"country": country}, file_name=file_name, content=content, user=None
    )
    problems = tuple(Problem(line.number, line.problem) for line in imported.lines.refused())
    if problems and not skip_bad:
        actions.forget(imported=imported)
        return Imported(problems=problems, is_written=False)
    FileImport.objects.filter(pk=imported.pk).update(state=FileImport.State.WAITING)
    run.run(imported.pk)
    imported.refresh_from_db()
    if imported.state != FileImport.State.DONE:
        raise RuntimeError(imported.problem_words)
    n_new, n_changed, n_same = (imported.counts.get(outcome, 0) for outcome in ("new", "changed", "same"))
    return Imported(n_new, n_changed, n_same, problems)
