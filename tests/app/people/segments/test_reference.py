"""The reference of segments says what the registry holds."""

from pathlib import Path

import pytest

from tools import segments_reference


@pytest.mark.django_db
def test_the_reference_of_segments_is_up_to_date():
    written = Path(segments_reference.TARGET).read_text()
    assert written == segments_reference.text(), "run: PYTHONPATH=src python tools/segments_reference.py"
