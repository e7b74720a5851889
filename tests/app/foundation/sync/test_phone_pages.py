"""Pages below /phone/: the same for everyone, kept by a worker that changes when one of them does."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.utils import translation

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.sync import kinds


def shell(client, **headers):
    answer = client.get("/phone/worker.js", headers=headers)
    assert answer["Content-Type"].startswith("text/javascript") and "no-cache" in answer["Cache-Control"]
    return json.loads(re.search(r"const SHELL = (\{.*\});", answer.content.decode())[1])


def test_the_worker_keeps_pages_and_their_files(client, stream):
    found = shell(client)
    assert found["pages"] == [
        "/phone/",
        "/phone/canvassing/",
        "/phone/check-in/",
        "/phone/pick-up/",
        "/phone/tally/",
    ]
    assert "/static/hustings/sync/start.js" in found["files"]
    assert all(finders.find(file.removeprefix("/static/")) for file in found["files"])
    for page in found["pages"]:
        html = client.get(page).content.decode()
        used = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', html))
        assert used and used <= set(found["files"])


def test_it_changes_with_a_page_and_with_nothing_else(client, stream):
    first = shell(client)
    assert shell(client) == first
    assert shell(client, **{"Accept-Language": "en"})["version"] != shell(client)["version"]
    Campaign.objects.update(name="Another name")
    assert shell(client)["version"] != first["version"]
    with kinds.shells.replaced(kinds.Shell("tally", ("hustings/copy.js",))):
        found = shell(client)
    assert "/static/hustings/copy.js" in found["files"] and found["pages"] == ["/phone/tally/"]


@pytest.mark.parametrize("language,title", [("fr", "Sur ce téléphone"), ("en", "On this phone")])
def test_a_page_speaks_the_language_of_the_phone(client, db, language, title):
    html = client.get("/phone/", headers={"Accept-Language": language}).content.decode()
    assert f'<html lang="{language}">' in html and title in html
    said = client.get("/phone/manifest.webmanifest", headers={"Accept-Language": language}).json()
    assert said["lang"] == language and said["scope"] == said["start_url"] == "/phone/"
    words = json.loads(re.search(r'id="sync-words"[^>]*>(.*?)</script>', html, re.DOTALL)[1])
    with translation.override(language):
        assert words["sent"] == translation.gettext("Everything is sent.")


def test_what_is_not_there_is_looked_for_below_no_language(client, db):
    answer = client.get("/phone/nothing/")
    assert answer.status_code == 404
