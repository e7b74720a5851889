"""An attached image (SVG) contains scripts or redirects."""

import pytest

from tests.cast.mailguard.detectors.files import SVG, _made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_svg_active", "a.svg", SVG.replace(b"<path", b"<script>alert(1)</script><path")),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_svg_active", "a.svg", SVG),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
