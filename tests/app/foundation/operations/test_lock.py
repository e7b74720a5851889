"""What is pinned is whole: a campaign's machine gets nothing but what ``requirements.lock`` names."""

import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[4]
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", re.MULTILINE)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_whatever_a_pinned_package_needs_is_pinned_too(lock):
    pinned = {canonicalize_name(name) for name in PIN.findall((ROOT / lock).read_text())}
    assert len(pinned) > 100
    missing = {
        f"{name} needs {need.name}"
        for name in pinned
        for need in needs(name)
        if canonicalize_name(need.name) not in pinned
    }
    assert not missing


def needs(name: str) -> list[Requirement]:
    """What the installed package needs here, without its extras; nothing where it isn't for this machine."""
    try:
        said = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []
    found = map(Requirement, said)
    return [need for need in found if need.marker is None or need.marker.evaluate({"extra": ""})]
