"""Work whose effects can be counted: a sign-up of a kind, posted to the web and finished by a task."""

import time

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django_tasks import task

from hustings.foundation import jobs

TABLE = """
CREATE TABLE deeds (
    id integer PRIMARY KEY, begun integer NOT NULL DEFAULT 0, done integer NOT NULL DEFAULT 0,
    seconds double precision NOT NULL DEFAULT 0, is_poison boolean NOT NULL DEFAULT false
)
"""


@jobs.retries(attempts=8, wait=0.1)
@task()
def carry_out(deed: int) -> None:
    """Note that it began, take its time, and do it once by a conditional update."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE deeds SET begun = begun + 1 WHERE id = %s RETURNING seconds", [deed])
        [seconds] = cursor.fetchone()
    time.sleep(seconds)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT done FROM deeds WHERE id = %s FOR UPDATE", [deed])
        if cursor.fetchone() == (0,):
            cursor.execute("UPDATE deeds SET done = done + 1 WHERE id = %s", [deed])


@csrf_exempt
@require_POST
@transaction.atomic
def deed(request: HttpRequest) -> HttpResponse:
    """Write the row and its task in one transaction."""
    number, seconds = int(request.POST["id"]), float(request.POST["seconds"])
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO deeds (id, seconds) VALUES (%s, %s)", [number, seconds])
    carry_out.enqueue(number)
    if request.POST.get("fails"):  # the task goes with the row
        transaction.set_rollback(True)
    return HttpResponse("ok")
