"""Many sign at once and a web process is killed with ``kill -9`` amid them: none is lost, none double."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from benchmarks.petition_load import request, send
from tests.system.people.imports.test_import_kill import ON_POSTGRES, Installation, installation

__all__ = ["installation"]  # a fixture
pytestmark = [pytest.mark.slow]
FORMS, CLIENTS = 240, 20
PREPARE = """
import json, time, django
django.setup()
from hustings.people.signups.public_forms.stamp import Stamp
from hustings.site.petitions.models import Petition
made = Petition.objects.create(titles={"fr": "T"}, addressees={"fr": "R"}, asks=[], consents=[])
stamps = [str(Stamp(time.time() - 60, "/fr/t/", {}, key=f"k{n}")) for n in range(240)]
print(json.dumps([made.pk, stamps]))
"""
CHECK = """
import json, django
django.setup()
from concurrent.futures import ThreadPoolExecutor
from django.db import connections
from django_tasks_db.models import DBTaskResult
from hustings.site.petitions import actions, meter
from hustings.site.petitions.models import Signature
from tests.cast.people import submissions


def confirm(row):
    try:
        submissions.confirm(row)
    finally:
        connections.close_all()


rows = list(Signature.objects.order_by("pk")[:40])
with ThreadPoolExecutor(6) as pool:  # each twice, some at the same moment
    list(pool.map(confirm, [row for row in rows for _twice in range(2)]))
mails = DBTaskResult.objects.filter(task_path__endswith="send_link").count()
keys = Signature.objects.values("key").distinct().count()
print(json.dumps([Signature.objects.count(), keys, mails, meter.count(rows[0].petition_id)]))
"""


def run(installation: Installation, script: str) -> list[object]:
    found: list[object] = json.loads(installation.run(script).splitlines()[-1])
    return found


def children(pid: int) -> list[int]:
    """The server's processes that answer requests."""
    tasks = Path(f"/proc/{pid}/task")
    return [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]


@ON_POSTGRES
def test_a_burst_and_a_killed_process_lose_and_double_nobody(installation: Installation) -> None:
    petition, stamps = run(installation, PREPARE)
    assert isinstance(stamps, list)
    forms = []
    for number, stamp in enumerate(stamps):
        form = {"stamp": stamp, "given_name": "C", "email": f"c{number}@example.org", "postcode": "1000"}
        one = request(f"/fr/petitions/{petition}/signatures/", form, number)
        forms += [one, one] if number % 5 == 0 else [one]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "hustings.shells.cli",
        "web",
        "--bind",
        f"127.0.0.1:{port}",
        "--processes",
        "2",
    ]
    env = {**installation.env, "HUSTINGS_TRUSTED_PROXIES": "1"}
    server = subprocess.Popen(command, env=env, start_new_session=True)
    try:
        wait(port)
        answered, killed = [0], list[int]()

        def kill_one() -> None:
            answered[0] += 1
            if answered[0] == FORMS // 3:
                killed.append(children(server.pid)[0])
                os.kill(killed[0], signal.SIGKILL)

        answers = asyncio.run(send(port, forms, CLIENTS, tries=50, each=kill_one))
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(20)
    assert killed and {status for _seconds, status in answers} == {302}
    assert run(installation, CHECK) == [FORMS, FORMS, FORMS, 40]


def wait(port: int) -> None:
    for _try in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=1).read()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server does not answer")
