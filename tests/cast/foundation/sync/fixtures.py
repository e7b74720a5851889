"""Streams of tallies."""

from collections.abc import Iterator
from typing import Any

import pytest

from hustings.foundation.sync import kinds
from hustings.foundation.sync.models import Stream
from tests.cast.foundation.sync import tally


@pytest.fixture
def tallies(settings: Any) -> Iterator[None]:
    """The kind is installed, and its page there."""
    settings.ROOT_URLCONF = "tests.cast.foundation.sync.urls"
    shells = [*kinds.shells.all(), tally.SHELL]
    with kinds.kinds.replaced(tally.KIND), kinds.shells.replaced(*shells):
        yield


@pytest.fixture
def stream(db: None, tallies: None) -> Stream:
    """One of them."""
    return Stream.objects.create(kind="tally", subject=7)
