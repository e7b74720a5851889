"""A script that your computer would run is attached."""

import pytest

from tests.cast.mailguard.detectors.files import _made
from tests.cast.mailguard.maker import fires

FIRES = [
    ("file_script", "invoice.js", b"WScript.CreateObject('WScript.Shell')"),
    ("file_script", "invoice.hta", b"<html><script>x</script></html>"),
]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES)
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


SILENT = [
    ("file_script", "notes.txt", b"The script of the play: CreateObject."),
    ("file_script", "build.sh", b"#!/bin/sh\nmake\n"),
]


@pytest.mark.parametrize(("detector", "name", "data"), SILENT)
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))
