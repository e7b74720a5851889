"""Names of the queues: those that tasks and scheduled jobs use."""

import importlib
import importlib.util

from django.apps import apps
from django_tasks.base import Task

from hustings.foundation.jobs import schedule


def names() -> list[str]:
    """Every queue of our tasks, "default" first."""
    found = {"default", *(job.queue for job in schedule.jobs.all())}
    for app in apps.get_app_configs():
        if app.name.startswith("hustings.") and importlib.util.find_spec(f"{app.name}.tasks"):
            module = importlib.import_module(f"{app.name}.tasks")
            found |= {each.queue_name for each in vars(module).values() if isinstance(each, Task)}
    return sorted(found, key=lambda name: (name != "default", name))
