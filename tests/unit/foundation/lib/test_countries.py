"""Names of countries, to choose from and to read."""

from django.utils.translation import override

from hustings.foundation.lib.display import countries


def test_the_united_kingdom_is_one_choice_and_read_by_both_its_codes():
    with override("en"):
        shown = countries.choices()
    assert [code for code, name in shown if name == "United Kingdom"] == ["GB"]
    assert countries.code("UK") == countries.code("gb") == countries.code("Royaume-Uni") == "GB"
