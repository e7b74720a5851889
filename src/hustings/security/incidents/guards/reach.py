"""Guards that reach mail that was delivered: watchers of mailboxes do, milters don't."""

from django.db.models import Exists, Q

from hustings.security.incidents.models import Guard, Source


def is_watched() -> bool:
    """Whether there is a mailbox, ours or another guard's, out of which mail can be held."""
    own = Q(kind=Guard.Kind.OWN) & Q(Exists(Source.objects.watched()))
    return Guard.objects.live().filter(Q(kind=Guard.Kind.WATCHER) | own).exists()
