"""An attached document loads external content as soon as it is opened."""

import pytest

from mailguard.corpus.writers import formats as makers
from tests.cast.mailguard.detectors.files import STYLES, TEMPLATE, _made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_remote_template", "a.docx", makers.document(pieces=TEMPLATE)),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_remote_template", "a.docx", makers.document(pieces=STYLES)),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
