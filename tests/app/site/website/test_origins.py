"""Where people come from, as the team reads it."""

from django.utils import translation

from hustings.people.persons import actions, origins


def test_a_page_is_called_by_its_title(site, client, dora, settings):
    settings.SECOND_FACTOR = "optional"
    with translation.override("en"):
        assert origins.named("/en/join/") == "the page “Join en” (/en/join/)"
    person = actions.add_person(given_name="Charlie", source="/en/")
    client.force_login(dora)
    page = client.get(f"/hq/people/{person.uid}/", headers={"accept-language": "en"}).content.decode()
    assert "Source: the page “" in page


def test_what_is_no_page_stays_as_it_is(site):
    for source in ["paper at the market", "/en/nowhere/", "/xx/", "/", "", "file list.csv", "//", "/en"]:
        assert origins.named(source) == source
