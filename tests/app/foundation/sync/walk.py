"""What the walks are told of sync."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.sync.models import Handset, Stream

WITHOUT_NEEDS = dict.fromkeys(
    ["sync:rescue", "sync:admission"], frozenset(Role)
)  # each kind of stream is asked


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """A phone whose stream nobody of another territory answers for."""
    stream = Stream.objects.create(kind="elsewhere", subject=1)
    ends_at = timezone.now() + timedelta(hours=1)
    return {
        "sync:admission": [Handset.objects.create(stream=stream, name="P", digest="x", ends_at=ends_at).pk]
    }
