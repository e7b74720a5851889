"""Profiles are read, and mistakes in them are answered in words."""

import re
import tomllib
from pathlib import Path

import pytest

from mailguard.profile import BadProfile, build, load

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "mailguard-profile.md"


def test_the_example_of_the_reference_is_a_profile():
    example = re.search(r"```toml\n(.*?)```", PAGE.read_text(), re.DOTALL)[1]
    profile = build(tomllib.loads(example))
    assert profile.insiders_by_address["nora.valbrune@post.example"].role == "candidate"
    assert profile.other_domains == {"imprimerie-val.example", "dons-solidaires.example"}
    assert profile.partners[0].accounts and profile.decoys


def test_domains_take_the_form_in_which_mail_is_compared():
    profile = build(
        {"domains": ["Évolution.Example."], "partners": [{"name": "P", "domains": ["PRINT.example"]}]}
    )
    assert profile.domains == ("xn--volution-90a.example",)
    assert profile.partners[0].domains == ("print.example",)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"colour": "red"}, "there is no entry “colour”"),
        ({"domains": "example.org"}, "a list of texts is expected"),
        ({"domains": ["alice@example.org"]}, "isn't a domain name"),
        ({"insiders": [{"name": "Nora", "role": "queen"}]}, "“queen” is none; known are candidate"),
        ({"insiders": [{"role": "staff"}]}, "insiders 1: a name is missing"),
        ({"insiders": {"name": "Nora"}}, "write each as a table"),
        ({"partners": [{"name": "P", "iban": []}]}, "there is no entry “iban”"),
        ({"name": 7}, "a text in quotation marks"),
    ],
)
def test_a_mistake_is_answered_with_its_place(data, says):
    with pytest.raises(BadProfile, match=re.escape(says)):
        build(data)


def test_a_file_that_is_no_toml_is_named(tmp_path):
    path = tmp_path / "profile.toml"
    path.write_text("name = ")
    with pytest.raises(BadProfile, match=r"profile\.toml"):
        load(path)


def test_a_profile_that_an_editor_marked_is_read_and_another_encoding_is_named(tmp_path):
    path = tmp_path / "profile.toml"
    path.write_text('name = "Élan"', encoding="utf-8-sig")
    assert load(path).name == "Élan"
    path.write_text('name = "Élan"', encoding="utf-16")
    with pytest.raises(BadProfile, match="not written in UTF-8"):
        load(path)
