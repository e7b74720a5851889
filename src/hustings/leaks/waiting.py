"""Which cases are being read just now; the others that are not done wait for their turn."""

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hustings.leaks import tasks


def read_now() -> set[int]:
    """The numbers of cases that a worker reads at this moment. One query."""
    running = DBTaskResult.objects.filter(
        task_path=tasks.read_case.module_path, status=TaskResultStatus.RUNNING
    )  # fmt: skip
    return {said["args"][0] for said in running.values_list("args_kwargs", flat=True)}
