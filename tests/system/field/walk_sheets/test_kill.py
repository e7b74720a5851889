"""Workers killed with ``kill -9`` while they read photos: no photo is lost, none is read twice."""

import random
import time
from pathlib import Path

import pytest

from tests.cast.cluster import processes
from tests.system.people.imports.test_import_kill import ON_POSTGRES, ON_SQLITE, Installation, installation

__all__ = ["installation"]  # a fixture
pytestmark = [pytest.mark.slow]
PHOTOS, KILLS = 16, 3
BEGIN = """
import datetime as dt
import io
import django
django.setup()
import pypdfium2
from hustings.field.walk_sheets import actions, documents
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Kind
from tests import conftest
from tests.cast.field import walk_sheets
user = conftest.user("alice", Role.DIRECTOR)
conftest.zone(Kind.COMMUNE, "69123", "Lyon")
version = actions.print_sheet(sheet=walk_sheets.sheet(), user=user)
page = pypdfium2.PdfDocument(documents.pdf(version))[0].render(scale=8 * 25.4 / 72).to_pil().convert("L")
box = next(box for box in version.laid_out.boxes(1) if box.choice == "never")
for n in range(-16, 16):
    x, y = round(box.x * 8) + n, round(box.y * 8) + n
    page.paste(40, (x - 2, y - 2, x + 2, y + 2))
out = io.BytesIO()
page.save(out, "JPEG", quality=80)
today = dt.date(2026, 11, 30)
for n in range(%d):
    actions.take_in(pictures=[(f"{n}.jpg", out.getvalue())], walked_on=today - dt.timedelta(n), user=user)
"""
CONFIRM = """
import django
django.setup()
from hustings.field.canvassing.models import DoorResult
from hustings.field.walk_sheets import actions
from hustings.field.walk_sheets.models import Photo
from hustings.foundation.accounts.models import User
for photo in Photo.objects.all():
    assert (photo.problem, photo.page, photo.readings.count()) == ("", 1, 1), (photo, photo.problem)
    actions.confirm(photo=photo, user=User.objects.get())
assert [*DoorResult.objects.values_list("code", flat=True)] == ["no_return"]
"""
READ = "walk_sheets_photo WHERE read_at IS NOT NULL"


def _killed(installation: Installation, tmp_path: Path) -> None:
    installation.run(BEGIN % PHOTOS)
    chance, worker, seen = random.Random(7), None, []
    try:
        for n in range(KILLS):
            worker = processes.worker([], installation.env, tmp_path / "worker.log")
            processes.until(lambda n=n: installation.n(READ) > 3 * n, 90, "a photo")
            time.sleep(chance.uniform(0, 0.3))
            worker.kill()
            worker.wait()
            seen.append(installation.n(READ))
        worker = processes.worker([], installation.env, tmp_path / "worker.log")
        processes.until(lambda: installation.n(READ) == PHOTOS, 120, "the end")
    finally:
        if worker:
            worker.terminate()
            worker.wait(20)
    assert any(0 < n < PHOTOS for n in seen), f"no kill hit the work: {seen}"
    installation.run(CONFIRM)
    assert installation.n("walk_sheets_reading") == PHOTOS
    assert installation.n("sync_loggedentry") == PHOTOS  # a visit on each day


@ON_SQLITE
def test_a_killed_worker_loses_and_doubles_no_photo(installation: Installation, tmp_path: Path) -> None:
    _killed(installation, tmp_path)


@ON_POSTGRES
def test_nor_does_it_on_postgres(installation: Installation, tmp_path: Path) -> None:
    _killed(installation, tmp_path)
