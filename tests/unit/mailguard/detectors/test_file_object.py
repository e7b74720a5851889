"""An attached document contains an embedded file or a control to click on."""

import pytest

from mailguard.corpus.writers import formats as makers
from tests.cast.mailguard.detectors.files import PACKED, _made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_object", "a.docx", makers.document(pieces={"word/embeddings/oleObject1.bin": PACKED})),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_object", "a.docx", makers.document(pieces={"word/embeddings/a.xlsx": makers.document("xl")})),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
