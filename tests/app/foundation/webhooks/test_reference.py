"""The reference of events, which is made from the code."""

from pathlib import Path

import pytest

from tools import webhooks_reference


@pytest.mark.django_db
def test_the_page_of_the_reference_is_that_of_the_code():
    written = Path(webhooks_reference.TARGET).read_text()
    assert written == webhooks_reference.text(), "run: PYTHONPATH=src python tools/webhooks_reference.py"


@pytest.mark.django_db
def test_the_description_of_the_api_lists_the_events(client):
    found = client.get("/api/v1/openapi.json").json()
    example = found["webhooks"]["petitions.signed"]["post"]["requestBody"]["content"]["application/json"]
    assert example["example"]["data"]["petition"]["id"]
