"""The API: public, paged, open to every site, and without a cookie."""

import pytest

from hustings.site.candidates import actions

pytestmark = pytest.mark.django_db
URL = "/api/v1/candidates"


def ask(client, **words):
    return client.get(URL, words).json()


def names(client, **words):
    return [one["name"] for one in ask(client, **words)["candidates"]]


@pytest.fixture
def all_three(nominate):
    return [
        nominate("Zoé Martin", "69-06", ticket="Rives", links=["https://zoe.example"]),
        nominate("Léa Abadie", "69-01"),
        nominate("Ana Costa", "30-01"),
    ]


def test_candidates_are_listed_by_page_zone_and_postcode(client, all_three, election):
    assert names(client) == ["Léa Abadie", "Ana Costa", "Zoé Martin"]
    assert names(client, zone="69", kind="department") == ["Léa Abadie", "Zoé Martin"]
    for unknown in ({"kind": "foo"}, {"kind": "foo", "zone": "69"}):
        refused = client.get(URL, unknown)
        assert refused.status_code == 422 and "constituency, " in refused.json()["detail"]
    assert names(client, zone="30-01") == ["Ana Costa"]
    assert names(client, postcode="69100") == ["Zoé Martin"]
    assert names(client, postcode="69001") == ["Léa Abadie"]
    assert names(client, election=election.pk, q="cos") == ["Ana Costa"]
    assert names(client, election=election.pk + 1) == [] and names(client, postcode="\0") == []
    first = ask(client, limit=2)
    assert [one["name"] for one in first["candidates"]] == ["Léa Abadie", "Ana Costa"]
    assert names(client, after=first["next"]) == ["Zoé Martin"]
    assert ask(client, after="x" * 99)["next"] is None
    assert client.get("/api/v1/elections").json()[0]["name"] == "Législatives"


def test_one_candidate_with_pages_and_without_anything_private(client, all_three, dora):
    one = client.get(f"{URL}/{all_three[0].pk}").json()
    assert one["zone"]["code"] == "69-06" and one["links"] == ["https://zoe.example"]
    assert one["pages"]["fr"].endswith("/fr/candidats/zoe-martin/")
    assert "person" not in one
    actions.withdraw(candidacy=all_three[0], user=dora)
    assert client.get(f"{URL}/{all_three[0].pk}").status_code == 404
    assert client.get(f"{URL}/{10**30}").status_code == 404


def test_every_site_may_ask_and_nobody_may_write(client, all_three, django_assert_max_num_queries):
    client.get(URL)
    with django_assert_max_num_queries(5):
        response = client.get(URL)
    assert response["Access-Control-Allow-Origin"] == "*" and "max-age" in response["Cache-Control"]
    assert not response.cookies and "Cookie" not in response.get("Vary", "")
    assert client.options(URL).status_code == 204
    assert client.post(URL).status_code == 405
    assert client.get(URL, {"election": "x"}).status_code == 422
    assert "/candidates" in client.get("/api/v1/openapi.json").content.decode()
