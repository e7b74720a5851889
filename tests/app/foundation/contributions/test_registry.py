"""Registries, and the manifests that fill them."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from hustings.foundation.contributions import Contribution, Registry, registry


def numbers() -> Registry[str]:
    """A registry that finds words by their first letter."""
    return Registry[str]("numbers", key=lambda word: word[0])


def test_what_is_added_is_found_by_its_key_and_stands_last():
    words = numbers()
    words.add("one")
    words.add("two")
    assert words.all() == ("one", "two")
    assert words.find("t") == "two"
    assert words.find("x") is None


def test_two_of_one_name_are_a_fault():
    words = numbers()
    words.add("two")
    with pytest.raises(ImproperlyConfigured, match="twice"):
        words.add("three")
    assert words.all() == ("two",)


def test_a_test_replaces_what_apps_gave_for_a_while():
    words = numbers()
    words.add("one")
    with words.replaced("two"):
        assert words.all() == ("two",)
        assert words.find("o") is None
    assert words.find("o") == "one"


def test_a_kind_that_one_app_gives_is_given_by_one_only():
    words = numbers()
    assert words.only() is None
    words.add("one")
    assert words.only() == "one"
    words.add("two")
    with pytest.raises(ImproperlyConfigured):
        words.only()


def test_what_apps_give_comes_together_in_their_order():
    words, others = numbers(), Registry[int]("others")
    registry._fill([Contribution(words("one"), others(3)), Contribution(words("two", "four"))])
    assert words.all() == ("one", "two", "four")
    assert others.all() == (3,)


def test_lower_apps_come_first():
    found = [each.__name__ for each in registry.modules()]
    assert found.index("hustings.people.persons.contributes") < found.index(
        "hustings.site.website.contributes"
    )


def test_a_registry_that_is_asked_by_a_manifest_says_so(monkeypatch):
    words = numbers()
    monkeypatch.setitem(registry._progress, "done", False)
    monkeypatch.setattr(registry, "_manifests", lambda: iter([words.all()]))
    with pytest.raises(ImproperlyConfigured, match="being imported"):
        registry.read()
