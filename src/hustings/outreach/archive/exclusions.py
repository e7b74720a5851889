"""Exclusions: mailings that are for the members of something alone, and never get into the archive."""

from collections.abc import Callable

from hustings.foundation.contributions import Registry
from hustings.outreach.mailings.models import Mailing

# One: whether a mailing is for members alone
sources = Registry[Callable[[Mailing], bool]]("archive.exclusions.sources")


def is_for_members(mailing: Mailing) -> bool:
    """Whether an app above says that nobody else may read it, whatever the campaign has chosen."""
    return any(says(mailing) for says in sources.all())
