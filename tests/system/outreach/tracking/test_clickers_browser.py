"""The list of who clicked, and many put into a topic, in a real browser: wide and narrow, both languages."""

import pytest
from django.utils import timezone
from wagtail.users.models import UserProfile

from hustings.outreach.dispatch import actions
from hustings.outreach.tracking.models import MailingLink, Measure, Reaction
from hustings.people.persons.actions.topics import add_topic
from tests.app.outreach.tracking.test_measuring import BODY, answered
from tests.cast.outreach.fixtures import letters, reader
from tests.system.people.segments.test_browser import fits, shot

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("eased")]


def test_the_pages_fit_and_lead_to_a_segment(server, mailing, campaign, dora, hq_page):
    campaign.measure_clicks = "agreed"
    campaign.save()
    mailing.content = letters("Hello", BODY.replace("sign?a=1", "sign-our-petition-for-a-quiet-street?a=1"))
    mailing.save()
    reader("somebody")
    sent = actions.send(mailing=mailing, user=dora)
    for n in range(6):
        now, person = timezone.now(), answered(reader(f"person{n}"), True)
        Reaction.objects.create(
            mailing=sent, person=person, kind="click", n=n + 1, links=1 + n % 3, first_at=now, last_at=now
        )
    Measure.objects.update(n_clicks=2_345, n_clicked=6, n_machine_clicks=120)
    MailingLink.objects.update(n_clicks=1_100, n_people=4)
    add_topic(names={"en": "Rides", "fr": "Covoiturages"})
    page = hq_page(dora)
    for language in ("fr", "en"):
        UserProfile.objects.update_or_create(user=dora, defaults={"preferred_language": language})
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            for name, address in (
                ("mailing", f"/hq/mailings/{sent.pk}/"),
                ("clicks", f"/hq/mailings/{sent.pk}/clicks/"),
                ("link", f"/hq/mailings/{sent.pk}/clicks/1/"),
                ("topic", "/hq/people/operations/add/topic/?list="),
            ):
                page.goto(address)
                assert fits(page), (name, width)
                shot(page, f"{name}-{language}-{width}")
    page.goto(f"/hq/mailings/{sent.pk}/clicks/2/")
    page.get_by_role("link", name="Save as segment").click()
    assert page.get_by_label("Name", exact=True).input_value() == f"Clicked a link of {sent.name}"
    shot(page, "segment-en-1280")
    page.set_viewport_size({"width": 360, "height": 900})
    assert fits(page)
    shot(page, "segment-en-360")
