"""Pages of HQ: a text from the form to its results, and gateways whose keys are never shown."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.lib.process import key_files
from hustings.outreach.review.models import Precaution
from hustings.outreach.text_messages import tasks, vault
from hustings.outreach.text_messages.models import Gateway, TextBlast, TextMessage
from hustings.people.segments.models import Segment
from tests.app.people.persons.test_hq import easy_second_factor, signed_in
from tests.cast.outreach.texting import EVERYBODY, blast, carry, person
from tests.conftest import user

__all__ = ["easy_second_factor"]
pytestmark = [pytest.mark.django_db]


def at(name, *args):
    return reverse(f"text_messages:{name}", args=args)


def test_a_text_is_written_tried_sent_and_followed(dora, gateway, fake):
    Precaution.objects.create(pk=1, grace=0)
    gateway.price = 4_500
    gateway.save()
    person("Ann", "06 12 34 56 10")
    segment = Segment.objects.create(name="Everybody", criteria=EVERYBODY)
    hq = signed_in(dora)
    said = {"name": "Sunday", "segment": segment.pk, "body": "Vote on Sunday, {first_name} 😀!"}
    page = hq.post(at("text_new"), said, follow=True).content.decode()
    assert "Hustings: Vote on Sunday, Dora 😀!" in page and "😀" in page
    assert "Estimated price" in page and "€0.05" in page and "Send to 1 person" in page
    text = TextBlast.objects.get()
    hq.post(at("text_test", text.pk), {"number": "01 42 34 56 12"})
    assert not TextMessage.objects.exists()  # no mobile
    hq.post(at("text_test", text.pk), {"number": "06 12 34 56 11"})
    hq.post(at("text_sending", text.pk), {"at": ""})
    tasks.fill.call(text.pk)
    carry(gateway)
    assert {each["to"] for each in fake.taken} == {"+33612345610", "+33612345611"}
    tasks.wake.call()
    page = hq.get(at("text", text.pk)).content.decode()
    assert "100 % done" in page and hq.get(at("text_edit", text.pk)).status_code == 403
    assert "Everybody" in hq.get(at("texts")).content.decode()


def test_recipients_are_listed_by_what_became_of_each(dora, gateway, rhone, django_assert_max_num_queries):
    text = blast(dora)
    TextBlast.objects.update(started_at=timezone.now(), leaves_at=timezone.now(), queued_at=timezone.now())
    for n, (name, zone) in enumerate([("Ann", rhone), ("Ben", None), ("Cid", rhone)]):
        TextMessage.objects.create(
            key=uuid4(), text=text, gateway=gateway, person=person(name, f"06 12 34 56 1{n}", zone=zone),
            number=f"+3361234561{n}", state="failed" if name == "Cid" else "delivered",
            reason="refused" if name == "Cid" else "",
        )  # fmt: skip
    hq, here = signed_in(dora), at("text_recipients", text.pk)
    page = hq.get(here).content.decode()
    assert all(name in page for name in ("Ann Test", "Ben Test", "Cid Test", "refused by the gateway"))
    page = hq.get(f"{here}?state=failed").content.decode()
    assert "Cid Test" in page and "Ann Test" not in page
    assert f"{here}?state=delivered" in hq.get(at("text", text.pk)).content.decode()
    rae = signed_in(user("rae", "communications", rhone))
    page = rae.get(here).content.decode()
    assert "Ann Test" in page and "Ben Test" not in page
    with django_assert_max_num_queries(25):
        hq.get(here)


def test_others_texts_are_steered_and_approved_from_everywhere_only(dora, gateway, rhone):
    text = blast(dora)
    rae = signed_in(user("rae", "communications", rhone))
    assert rae.get(at("text", text.pk)).status_code == 200
    assert rae.get(at("text_edit", text.pk)).status_code == 403
    assert rae.post(at("text_sending", text.pk)).status_code == 403
    assert rae.post(at("text_state", text.pk), {"do": "cancel"}).status_code == 403
    assert rae.post(at("text_approval", text.pk), follow=True).status_code == 200
    text.refresh_from_db()
    assert text.approved_by is None
    lou = signed_in(user("lou", "communications"))
    assert lou.post(at("text_approval", text.pk), follow=True).status_code == 200
    text.refresh_from_db()
    assert text.approved_by.email == "lou@example.org"


def test_a_gateway_is_set_up_tried_and_turned_on_and_its_keys_are_never_shown(dora, fake):
    hq = signed_in(dora)
    hq.post(at("gateway_new"), {"provider": "http"})
    row = Gateway.objects.get()
    assert row.off_at
    page = hq.post(at("gateway_switch", row.pk), follow=True).content.decode()
    assert "https://" in page  # an address is lacking
    said = {
        "name": "Ours", "per_second": 20, "price": "45", "currency": "EUR", "url": fake.url, "sender": "Us",
        "token": "s3cret", "webhook_secret": "whsec_c2VjcmV0",
    }  # fmt: skip
    hq.post(at("gateway_edit", row.pk), said)
    page = hq.post(at("gateway_trial", row.pk), follow=True).content.decode()
    assert "takes the keys" in page and str(row.uid) in page
    hq.post(at("gateway_switch", row.pk))
    row.refresh_from_db()
    assert row.off_at is None and row.price == 4_500
    assert "s3cret" not in hq.get(at("gateway_edit", row.pk)).content.decode()
    hq.post(at("gateway_edit", row.pk), said | {"token": "", "webhook_secret": ""})
    assert vault.keys(row)["token"] == "s3cret"
    assert b"s3cret" not in key_files.path("texts", f"gateway-{row.uid}").read_bytes()
    assert Gateway.objects.filter(settings__icontains="s3cret").count() == 0
    key_files.path("texts", f"gateway-{row.uid}").unlink()
    assert "keys are not on this server" in hq.get(at("gateway", row.pk)).content.decode()
    assert "Texts can’t leave" in hq.get(reverse("wagtailadmin_home")).content.decode()


def test_without_a_gateway_a_page_says_so(dora):
    page = signed_in(dora).get(at("text", blast(dora).pk)).content.decode()
    assert "No text gateway is on" in page
