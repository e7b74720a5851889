"""Names in all their spellings."""

import time

import pytest

from mailguard.facts import identity, person_names


@pytest.mark.parametrize(
    "name",
    [
        "Nora Valbrune",
        "VALBRUNE, Nora",
        "Mme Nora Valbrune",
        "nora  valbrune",
        "Nòra Vałbrune",
        "“Nora Valbrune”",
    ],
)
def test_spellings_of_a_name_are_one(name):
    assert person_names.key(name) == "nora valbrune"


@pytest.mark.parametrize(
    "name",
    ["Nora Valbrune via Drive", "Nora Valbrune (candidate)", "Nora Valbrune - HQ", "Nora Valbrune, via Docs"],
)
def test_what_stands_behind_a_name_is_dropped(name):
    assert person_names.core(name) == "Nora Valbrune"


@pytest.mark.parametrize(
    ("seen", "least", "most"),
    [
        ("Nora Valbrune", 1, 1),
        ("Nora Valbrune candidate", 0.9, 0.9),
        ("Nora Va1brune", 0.8, 0.9),
        ("N Valbrune", 0.7, 0.7),
        ("Nora V", 0.7, 0.7),
        ("Nora", 0, 0),
        ("N V", 0, 0),
        ("Valbrune", 0, 0),
        ("Nora Valmont", 0, 0),
        ("", 0, 0),
    ],
)
def test_names_are_close_by_degrees(seen, least, most):
    assert least <= identity.closeness(seen, "Nora Valbrune") <= most


def test_a_name_of_a_megabyte_is_read_in_no_time():
    start = time.process_time()
    for name in ("(" * 1_000_000, "a via " * 200_000, " " * 1_000_000, "Nora - " * 150_000):
        identity.closeness(name, "Nora Valbrune")
    assert time.process_time() - start < 0.5
