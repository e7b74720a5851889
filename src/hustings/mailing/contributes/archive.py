"""Letters name their page of the archive, which is shown once they leave."""

from hustings.mailing import printing, tasks_delivery
from hustings.mailing.archive import keeping


def register() -> None:
    """Called once, when the app is ready."""
    printing.register_online(keeping.online)
    tasks_delivery.register_left(keeping.show)
