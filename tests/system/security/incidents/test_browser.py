"""The console in a real browser: on a phone and a desk, audited; and nothing of a message reaches out."""

import os
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.cache import cache

from hustings.security.incidents import actions
from hustings.security.incidents.models import Guard, Incident, Sighting
from tests.app.security.incidents.test_hq import mail
from tests.browser import Axe
from tests.cast.security.incidents.fixtures import seen

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("HUSTINGS_TEST_SHOTS", "")


def test_the_console_works_on_phone_and_desk_and_a_message_does_nothing(hq_page, sam):
    cache.clear()
    html = (
        '<p><img src="/static/x.png"><a href="https://evil.example/x">Log in</a><script>top.x=1</script></p>'
    )
    raw = mail(html=html)
    one = seen(1, "host:evil.example", sha256=sha256(raw).hexdigest())
    guard = Guard.objects.create(name="mx", kind="milter", key="k")
    actions.take_in(seen=[one, seen(2, "host:evil.example")], guard=guard, contents={one.id: raw})
    incident, row = Incident.objects.get(), Sighting.objects.get(key=one.id)
    page = hq_page(sam)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    bad = {}
    for name in [
        "",
        f"incidents/{incident.pk}/",
        f"messages/{row.pk}/",
        "rules/",
        "sources/new/mailbox/",
        "report/",
    ]:
        page.goto(f"/hq/shield/{name}")
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
            if SHOTS:
                page.screenshot(
                    path=str(Path(SHOTS) / f"shield-{name.strip('/').replace('/', '-')}-{width}.png")
                )
        found = Axe().run(page, context="main").response["violations"]
        if grave := [each["help"] for each in found if each["impact"] in ("serious", "critical")]:
            bad[name] = grave
    assert not bad
    assert not [url for url in asked if "evil" in url or "x.png" in url]
    page.goto(f"/hq/shield/messages/{row.pk}/")
    frame = page.frame_locator("iframe").locator("body")
    assert "hxxps://evil[.]example/x" in frame.inner_text() and page.evaluate("window.x") is None
    page.goto(f"/hq/shield/incidents/{incident.pk}/")
    page.get_by_role("button", name="Quarantine in all mailboxes").press("Enter")
    page.get_by_text("commands sent to the connectors").wait_for()
