"""A gateway process, and a gateway of ours that uses it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from hustings.outreach.text_messages.models import Gateway
from tests.cast.outreach import texting


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[texting.Fake]:
    with texting.running(tmp_path) as found:
        yield found


@pytest.fixture
def gateway(db: Any, fake: texting.Fake) -> Gateway:
    return texting.gateway(fake)
