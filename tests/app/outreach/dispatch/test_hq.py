"""What the team sees and does in HQ."""

import re

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.outreach.delivery import demo_inbox
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.emails.blocks import builder
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Activity, ConsentEntry
from hustings.people.segments.models import Segment
from tests.cast.outreach.fixtures import letters, reader
from tests.conftest import user


def typed(segment, text, **more):
    """What the editor posts for a mailing with one letter, of one block."""
    block = {"language": "", "version": "A", "subject": "Hello", "preheader": ""}
    block |= {"body": streamfield([("text", rich_text(f"<p>{text}</p>"))])}
    fields = {
        "name": "First",
        "segment": segment.pk,
        "topic": "",
        "content": streamfield([("letter", block)]),
    }
    return nested_form_data(fields | more)


def once(page):
    """The token of the first form of a page that has one."""
    return re.search(r'name="once" value="([^"]+)"', page.content.decode())[1]


def test_a_mailing_is_begun_copied_and_tried_out_once(hq, carla, everyone, mailoutbox):
    browser, new = hq(carla), reverse("mailing_writing:add")
    words = typed(everyone, "Dear {{ given_name }}") | {"once": once(browser.get(new))}
    first, second = browser.post(new, words), browser.post(new, words)
    assert (first.status_code, second.url) == (302, first.url)
    draft = Mailing.objects.get()
    page = reverse("dispatch:mailing", args=[draft.pk])
    words = {"to": "a@example.org", "language": "en", "version": "", "once": once(browser.get(page))}
    refused = browser.post(reverse("dispatch:test", args=[draft.pk]), words | {"to": "nonsense"}, follow=True)
    assert "twice" not in refused.content.decode()
    for _send in range(2):
        browser.post(reverse("dispatch:test", args=[draft.pk]), words)
    assert [letter.to for letter in mailoutbox] == [["a@example.org"]]
    Mailing.objects.update(state=Mailing.State.SENT)
    words = {"once": once(browser.get(page))}
    copies = [browser.post(reverse("dispatch:copy", args=[draft.pk]), words).url for _send in range(2)]
    assert copies[0] == copies[1]
    assert Mailing.objects.count() == 2


def test_the_journey_of_a_mailing(hq, carla, dora, campaign, everyone, run_tasks, sink, settings, mailoutbox):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    reader("ann")
    reader("ben", agrees=False)
    browser = hq(carla)
    new = reverse("mailing_writing:add")
    browser.post(new, typed(everyone, "{{ nick }}"))
    mailing = Mailing.objects.get()
    bad = browser.get(reverse("dispatch:mailing", args=[mailing.pk]), headers={"accept-language": "en"})
    assert "“nick” doesn’t exist" in bad.content.decode() and bad.context["stops"]
    assert (mailing.user, mailing.live) == (carla, False)
    browser.post(
        reverse("mailing_writing:edit", args=[mailing.pk]), typed(everyone, "Dear {{ given_name }}!")
    )
    saved = browser.get(reverse("dispatch:mailing", args=[mailing.pk]))
    assert "Dear Camille!" in saved.content.decode(), "what was typed last is shown"
    assert saved.context["reach"].readers == 1
    assert saved.context["reach"].no_consent == 1
    browser.post(reverse("dispatch:test", args=[mailing.pk]), {"to": "me@example.org", "language": "en"})
    assert [mail.to for mail in mailoutbox] == [["me@example.org"]]
    assert mailoutbox[0].subject.endswith("Hello")
    page = browser.get(reverse("dispatch:send", args=[mailing.pk]))
    assert page.status_code == 200
    browser.post(
        reverse("dispatch:send", args=[mailing.pk]), {"nevertheless": "on", "seen": page.context["seen"]}
    )
    run_tasks()
    assert sink.taken() == ["ann@example.org"]
    mailing.refresh_from_db()
    assert mailing.live and "given_name }}!" in mailing.content.raw_data[0]["value"]["body"][0]["value"]
    for name in ("dispatch:mailing", "dispatch:progress"):
        assert browser.get(reverse(name, args=[mailing.pk])).context["progress"].sent == 1
    assert browser.get(reverse("dispatch:mailings")).status_code == 200
    assert browser.get(reverse("wagtailadmin_home")).status_code == 200
    unseen = browser.get(reverse("dispatch:deliveries", args=[mailing.pk, "sent"]))
    assert unseen.context["n_unseen"] == 1 and "ann@example.org" not in unseen.content.decode()
    rows = hq(dora).get(reverse("dispatch:deliveries", args=[mailing.pk, "sent"]))
    assert "ann@example.org" in rows.content.decode()


def test_a_mailing_that_is_not_fit_to_leave_stays(hq, carla, campaign, everyone):
    reader("ann")
    nameless = reader("x")
    nameless.rename("", "")
    nameless.save()
    for change, said in [
        ({"content": letters("", "b")}, "subject"),
        ({"content": letters("s")}, "text"),
        ({"content": []}, "message"),
        ({"content": [builder.letter("s", builder.text("b"), language="en")]}, "any language"),
        ({"content": letters("s", "b") + letters("t", "c")}, "several messages"),
        (
            {"content": [*letters("s", "b"), builder.letter("t", language="en", version="B")]},
            "same languages",
        ),
        ({"segment": None}, "segment"),
        ({"content": letters("s", "Dear {{ given_name }}")}, "given_name"),
    ]:
        fields = {"name": "x", "content": letters("s", "b"), "segment": everyone} | change
        mailing = Mailing.objects.create(user=carla, **fields)
        answer = hq(carla).post(
            reverse("dispatch:send", args=[mailing.pk]), headers={"accept-language": "en"}
        )
        assert answer.status_code == 422
        assert any(said in one.whole for one in answer.context["findings"]), said
        mailing.refresh_from_db()
        assert mailing.is_draft


def test_the_team_decides_about_unsure_letters(
    hq, carla, dora, alice, campaign, mailing, run_tasks, sink, settings
):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    ann = reader("ann")
    Mailing.objects.update(state=Mailing.State.SENT, sent_by=dora, queued_at=mailing.created_at)
    Delivery.objects.create(mailing=mailing, person=ann, address="ann@example.org", state="unsure")
    again, sent = (reverse(f"dispatch:unsure_{name}", args=[mailing.pk]) for name in ("again", "sent"))
    page = reverse("dispatch:mailing", args=[mailing.pk])
    assert again not in hq(alice).get(page).content.decode()  # she may look and not send
    assert hq(alice).post(again).status_code == 403
    browser = hq(carla)
    html = browser.get(page).content.decode()
    assert again in html and sent in html
    assert browser.get(again).status_code == 405
    browser.post(again)
    run_tasks()
    assert sink.taken() == ["ann@example.org"]
    assert again not in browser.get(page).content.decode()
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.SENT
    Delivery.objects.update(state="unsure")
    browser.post(sent)
    assert Delivery.objects.get().state == Delivery.State.SENT
    run_tasks()
    assert sink.taken() == ["ann@example.org"]


def test_others_drafts_are_closed_to_local_writers(hq, mailing, rhone):
    local = user("lou", Role.COMMUNICATIONS, rhone)
    editor = reverse("mailing_writing:edit", args=[mailing.pk])
    assert hq(local).get(editor).status_code == 403
    hq(local).post(editor, typed(mailing.segment, "Mine"))
    assert not Mailing.objects.get(pk=mailing.pk).revisions.exists()
    assert hq(local).post(reverse("dispatch:send", args=[mailing.pk])).status_code == 403
    assert hq(local).post(reverse("dispatch:pause", args=[mailing.pk])).status_code == 403


def test_lists_of_people_end_at_ones_own_territory(hq, mailing, dora, alice):
    for name, town in [("ann", "Lyon"), ("nina", "Nîmes")]:
        person = reader(name, Zone.objects.get(name=town))
        Delivery.objects.create(mailing=mailing, person=person, address=f"{name}@example.org", state="failed")
    seen = hq(alice).get(reverse("dispatch:deliveries", args=[mailing.pk, "failed"])).content.decode()
    assert "a•••@e•••.org" in seen and "n•••@e•••.org" not in seen


def test_lists_of_letters_are_for_those_who_may_see_mailings(hq, mailing, rhone):
    url = reverse("dispatch:deliveries", args=[mailing.pk, "failed"])
    assert hq(user("tom", Role.TREASURER)).get(url).status_code == 403
    assert hq(user("vera", Role.AUDITOR)).get(url).status_code == 200


@pytest.fixture
def letter_to_ann(mailing, dora, campaign):
    """A delivery, and the address of its link."""
    from hustings.outreach.emails import delivery_tokens

    mailing.state = Mailing.State.SENT
    mailing.save()
    ann = reader("ann", language="en")
    delivery = Delivery.objects.create(mailing=mailing, person=ann, address="ann@example.org", state="sent")
    return delivery, f"/u/{delivery_tokens.make(delivery.pk)}/"


def gets_mail(delivery):
    return delivery.person.consents.get(purpose="email").is_given


def test_a_scanner_that_follows_the_link_changes_nothing(client, letter_to_ann):
    delivery, link = letter_to_ann
    for method in (client.get, client.head):
        assert method(link).status_code == 200
    assert gets_mail(delivery)
    assert client.get("/u/AAAAAAAABXUFgGt_12IPlJJyVHgahfI/").status_code == 400
    assert client.get("/u/é/").status_code == 400


def test_one_click_needs_no_cookie_and_works_once(letter_to_ann, settings):
    from django.test import Client

    delivery, link = letter_to_ann
    machine = Client(enforce_csrf_checks=True)
    for _ in range(2):
        assert machine.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not machine.cookies
    assert not gets_mail(delivery)
    entry = ConsentEntry.objects.filter(is_given=False).get()
    assert delivery.mailing.name in entry.source
    delivery.refresh_from_db()
    assert delivery.unsubscribed_at


def test_a_mistake_is_undone(client, letter_to_ann):
    delivery, link = letter_to_ann
    client.post(link, {"deed": "unsubscribe"})
    page = client.get(link)
    assert "Clicked by mistake?" in page.content.decode()
    assert "You’re subscribed again" in client.post(link, {"deed": "resubscribe"}).content.decode()
    assert gets_mail(delivery)
    assert (
        ConsentEntry.objects.latest("pk").wording.text
        == "I want to get news by e-mail from Élan pour Lyon again."
    )


def test_undo_brings_nobody_back_who_left_by_another_way(client, letter_to_ann):
    from hustings.people.persons.actions import record_consent

    delivery, link = letter_to_ann
    record_consent(person=delivery.person, purpose="email", is_given=False, source="by phone")
    client.post(link, {"deed": "resubscribe"})
    assert not gets_mail(delivery)


def test_somebody_else_is_left_alone(client, letter_to_ann):
    delivery, link = letter_to_ann
    client.post(link, {"deed": "not_me"})
    assert not gets_mail(delivery)
    assert Activity.objects.filter(person=delivery.person, kind="mailing.not_me").exists()


def test_nobody_undoes_that_an_address_is_somebody_elses(client, letter_to_ann):
    delivery, link = letter_to_ann
    delivery.person.emails.update(status="confirmed")
    page = client.post(link, {"deed": "not_me"}).content.decode()
    assert "Clicked by mistake?" not in page and "You told us that this e-mail isn’t for you" in page
    client.post(link, {"deed": "resubscribe"})
    assert not gets_mail(delivery)
    assert delivery.person.emails.get().status == "unconfirmed"
    client.post(link, {"deed": "not_me"})
    assert Activity.objects.filter(kind="mailing.not_me").count() == 1


def test_a_click_before_not_me_is_not_undone_after_it(client, letter_to_ann):
    from hustings.outreach.emails import delivery_tokens

    delivery, link = letter_to_ann
    client.post(link, {"deed": "unsubscribe"})
    other = Mailing.objects.create(name="Second", segment=delivery.mailing.segment)
    second = Delivery.objects.create(mailing=other, person=delivery.person, address=delivery.address)
    client.post(f"/u/{delivery_tokens.make(second.pk)}/", {"deed": "not_me"})
    client.post(link, {"deed": "resubscribe"})
    assert not gets_mail(delivery)


def test_the_timeline_tells_of_mailings(letter_to_ann, client):
    from django.utils import timezone

    from hustings.people.persons import timeline

    delivery, link = letter_to_ann
    Delivery.objects.update(sent_at=timezone.now())
    client.post(link, {"List-Unsubscribe": "One-Click"})
    entries, _more = timeline.page(delivery.person)
    assert {"mailing.sent", "mailing.unsubscribed", "consent.no"} <= {entry.kind for entry in entries}
    only, _more = timeline.page(delivery.person, group="mailing")
    assert [entry.kind for entry in only] == ["mailing.unsubscribed", "mailing.sent"]


def test_a_segment_may_ask_who_got_a_mailing(letter_to_ann):
    from hustings.people.segments import criteria

    delivery, _link = letter_to_ann
    other = reader("ben")

    def ask(operator):
        leaf = {"criterion": "mailing", "operator": operator, "value": str(delivery.mailing_id)}
        return set(criteria.compile({"match": "all", "criteria": [leaf]}))

    assert ask("got") == {delivery.person}
    assert ask("not_got") == {other}


def test_the_inbox_shows_what_was_caught_and_loads_nothing(
    hq, dora, settings, tmp_path, campaign, letter_to_ann
):
    from hustings.outreach.emails import composition as letter

    settings.INBOX = tmp_path
    delivery, link = letter_to_ann
    campaign_letter = letter.blueprint(delivery.mailing, "en", campaign)
    values = letter.values_of(key=delivery.pk, address="ann@example.org", given_name="Ann", family_name="")
    name = demo_inbox.keep(campaign_letter.fill(values), "ann@example.org")
    demo_inbox.keep(b"Subject: other\r\n\r\nx", "ben@example.org")
    assert hq(dora).get(reverse("delivery:inbox"), follow=True).status_code == 404
    settings.DEMO = True
    for role in set(Role) - {Role.DIRECTOR}:  # it holds links that let people in
        reader_of_mailings = hq(user(role.value, role))
        for address in ["/hq/inbox/", f"/hq/inbox/{name}/", f"/hq/inbox/{name}/html/"]:
            assert reader_of_mailings.get(address).status_code == 403
        assert "/hq/inbox/" not in reader_of_mailings.get("/hq/").content.decode()
    page = hq(dora).get(reverse("delivery:inbox"), {"q": "ann@"})
    assert [one.subject for one in page.context["mails"]] == ["Hello Ann"]
    shown = hq(dora).get(reverse("delivery:inbox_mail", args=[name]))
    assert shown.context["one_click"] == link
    html = hq(dora).get(reverse("delivery:inbox_html", args=[name]))
    assert html["Content-Security-Policy"].startswith("sandbox")
    assert "default-src 'none'" in html["Content-Security-Policy"]
    for evil in ["..%2f..%2fsecret-key", "x", name + "x"]:
        assert hq(dora).get(f"/hq/inbox/{evil}/", follow=True).status_code == 404


def test_what_was_saved_before_is_compared_and_brought_back(hq, mailing, dora):
    old = mailing.save_revision(user=dora)
    mailing.content = letters("New words", "x")
    mailing.save_revision(user=dora)
    browser = hq(dora)
    for name, arguments in [
        ("history", []), ("revisions_compare", ["earliest", "latest"]), ("revisions_view", [old.pk]),
        ("revisions_revert", [old.pk]), ("delete", []), ("workflow_history", []),
    ]:  # fmt: skip
        answer = browser.get(reverse(f"mailing_writing:{name}", args=[mailing.pk, *arguments]))
        assert answer.status_code == 200, name
    compared = browser.get(
        reverse("mailing_writing:revisions_compare", args=[mailing.pk, "earliest", "latest"])
    )
    assert "New words" in compared.content.decode()


def test_what_was_sent_is_not_edited_any_more(hq, mailing, dora):
    mailing.save_revision(user=dora)
    Mailing.objects.update(state=Mailing.State.SENT)
    editor = reverse("mailing_writing:edit", args=[mailing.pk])
    page = reverse("dispatch:mailing", args=[mailing.pk])
    for answer in (hq(dora).get(editor), hq(dora).post(editor, typed(mailing.segment, "Other"))):
        assert answer["Location"] == page
    assert mailing.revisions.count() == 1
    history = hq(dora).get(reverse("mailing_writing:history", args=[mailing.pk]))
    assert history.status_code == 200


def test_private_segments_of_others_are_not_offered(hq, carla, dora, everyone):
    theirs = Segment.objects.create(name="Secret plan", criteria={}, is_shared=False, user=dora)
    browser = hq(carla)
    page = browser.get(reverse("mailing_writing:add")).content.decode()
    assert (str(everyone) in page, "Secret plan" in page) == (True, False)
    browser.post(reverse("mailing_writing:add"), typed(theirs, "Dear all"))
    assert not Mailing.objects.exists()
    kept = Mailing.objects.create(name="First", segment=theirs, user=carla)
    browser.post(reverse("mailing_writing:edit", args=[kept.pk]), typed(theirs, "Dear all"))
    assert kept.revisions.count() == 1
