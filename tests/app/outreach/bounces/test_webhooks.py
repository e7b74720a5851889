"""Reports of a provider by HTTP: verified, once each, in any order."""

import base64
import hashlib
import hmac
import json

import pytest
from django.test import Client
from django.utils import timezone

from hustings.outreach.bounces import webhooks
from hustings.outreach.bounces.models import Bounce
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Email
from tests.cast.outreach.fixtures import reader

State = Delivery.State
AT = "2026-11-26T10:00:00Z"


@pytest.fixture
def letters_out(mailing):
    """Three letters that a provider took, by the names that it gave them."""
    Mailing.objects.update(state=Mailing.State.SENT)
    return {
        name: Delivery.objects.create(
            mailing=mailing, person=reader(name), address=f"{name}@example.org", state=State.SENT,
            sent_at=timezone.now(), provider_id=f"id-{name}",
        )
        for name in ("ann", "ben", "cleo")
    }  # fmt: skip


@pytest.fixture
def postmark(settings):
    settings.MAIL_PROVIDER = "postmark://t0ken@"
    settings.MAIL_WEBHOOK_SECRET = "hook:pass word"
    machine = Client(enforce_csrf_checks=True)

    def post(said, secret="hook:pass word", kind="postmark"):
        word = base64.b64encode(secret.encode()).decode()
        body = said if isinstance(said, bytes | str) else json.dumps(said)
        return machine.post(
            f"/m/p/{kind}/", body, content_type="application/json", headers={"authorization": f"Basic {word}"}
        )

    return post


def told(record, name, key=None, **more):
    """What Postmark says."""
    at = {"Delivery": "DeliveredAt", "Bounce": "BouncedAt", "SpamComplaint": "BouncedAt"}[record]
    found = {"RecordType": record, "MessageID": f"id-{name}", "Recipient": f"{name}@example.org", at: AT}
    found |= {"Email": f"{name}@example.org", "Metadata": {"delivery": str(key)} if key else {}}
    return found | more


def bounce(name, kind="HardBounce", number=1, **more):
    more = {"Details": "smtp;550 5.1.1 The account does not exist", "Type": kind} | more
    return told("Bounce", name, ID=number, **more)


def complaint(name, number=2):
    return told("SpamComplaint", name, ID=number, Type="SpamComplaint")


def state(name):
    return Delivery.objects.get(address=f"{name}@example.org").state


def test_reports_become_states_and_end_addresses_as_messages_do(letters_out, postmark):
    for said in (told("Delivery", "ann"), bounce("ben"), complaint("cleo")):
        answer = postmark(said)
        assert (answer.status_code, answer.cookies.output()) == (200, "")
    assert [state(name) for name in letters_out] == ["delivered", "bounced", "complained"]
    assert Email.objects.get(address="ben@example.org").status == "bouncing"
    assert not letters_out["cleo"].person.consents.get(purpose="email").is_given
    [row] = Bounce.objects.filter(kind="bounce")
    assert (row.severity, row.status, row.by, row.source) == ("hard", "5.1.1", "postmark", "webhook")


def test_what_is_told_twice_counts_once(letters_out, postmark):
    for _time in range(3):
        assert postmark(bounce("ben")).status_code == 200
        assert postmark(complaint("cleo")).status_code == 200
    assert Bounce.objects.count() == 2


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_the_order_does_not_matter(letters_out, postmark, order):
    said = [told("Delivery", "ann"), bounce("ann"), complaint("ann")]
    for number in order:
        postmark(said[number])
    assert state("ann") == "complained"


def test_a_passing_bounce_ends_no_address(letters_out, postmark):
    postmark(bounce("ben", "SoftBounce", Details=""))
    assert Bounce.objects.get().severity == "soft"
    assert Email.objects.get(address="ben@example.org").status != "bouncing"


def test_a_lasting_one_without_any_code_does(letters_out, postmark):
    postmark(bounce("ben", Details=""))
    assert Email.objects.get(address="ben@example.org").status == "bouncing"


def test_an_unsure_letter_is_known_by_its_number(letters_out, postmark):
    ann = letters_out["ann"]
    Delivery.objects.filter(pk=ann.pk).update(state="unsure", provider_id=None, sent_at=None)
    postmark(told("Delivery", "nameless", ann.pk))
    assert state("ann") == "delivered"


def test_a_bounce_that_is_quicker_than_we_waits(letters_out, postmark):
    ann = letters_out["ann"]
    Delivery.objects.filter(pk=ann.pk).update(state="claimed", sent_at=None)
    postmark(bounce("ann"))
    assert state("ann") == "claimed" and Bounce.objects.get().applied_at is None


@pytest.mark.parametrize(
    "said", [bounce("nobody"), told("Delivery", "nobody", 10**17), told("Delivery", "x", "0")]
)
def test_what_is_about_nothing_of_ours_is_passed_over(letters_out, postmark, said):
    assert postmark(said).status_code == 200
    assert not Bounce.objects.exists()
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


@pytest.mark.parametrize(
    "said", ["", "{", b"\xff\x00", "[]", "null", '"Delivery"', '{"RecordType": 7}', {"Metadata": []}]
)
def test_garbage_is_no_fault_of_ours(letters_out, postmark, said):
    assert postmark(said).status_code in {200, 400}
    assert not Bounce.objects.exists()


@pytest.mark.parametrize("secret", ["", "hook:", "hook:password", "hook:pass word2", "é:è"])
def test_who_does_not_know_the_password_changes_nothing(letters_out, postmark, secret):
    assert postmark(bounce("ann"), secret).status_code == 403
    assert Client().post("/m/p/postmark/", "{}", content_type="application/json").status_code == 403
    assert state("ann") == "sent"


def test_nobody_listens_where_nothing_is_set(letters_out, postmark, settings):
    assert postmark(bounce("ann"), kind="mailgun").status_code == 403
    assert Client().head("/m/p/postmark/").status_code == 200
    assert Client().get("/m/p/postmark/").status_code == 405
    settings.MAIL_WEBHOOK_SECRET = ""
    assert postmark(bounce("ann")).status_code == 403
    settings.MAIL_PROVIDER, settings.MAIL_WEBHOOK_SECRET = "", "hook:pass word"
    assert postmark(bounce("ann")).status_code == 403
    assert postmark(bounce("ann"), kind="nonsense").status_code == 403
    assert state("ann") == "sent"


# --- Providers that sign ---------------------------------------------------------------------------
def signed(key, name="ben", event="failed"):
    """As Mailgun signs."""
    token, at = "t" * 50, "1795687200"
    signature = hmac.new(key.encode(), f"{at}{token}".encode(), hashlib.sha256).hexdigest()
    status = {"code": 550, "message": "5.1.1 no such user", "description": ""}
    return json.dumps({
        "signature": {"timestamp": at, "token": token, "signature": signature},
        "event-data": {
            "id": "e1", "event": event, "severity": "permanent", "timestamp": float(at), "reason": "bounce",
            "recipient": f"{name}@example.org", "delivery-status": status,
            "message": {"headers": {"message-id": f"id-{name}"}}, "user-variables": {},
        },
    })  # fmt: skip


def test_mailguns_signature_is_verified(letters_out, settings):
    settings.MAIL_PROVIDER, settings.MAIL_WEBHOOK_SECRET = "mailgun://key@mg.example.org", "s1gn"
    Delivery.objects.filter(address="ben@example.org").update(provider_id="<id-ben>")

    def post(said):
        return Client().post("/m/p/mailgun/", said, content_type="application/json").status_code

    assert post(signed("key")) == 403, "the key for sending is another one"
    assert post("{}") in {400, 403}
    assert state("ben") == "sent"
    assert post(signed("s1gn")) == post(signed("s1gn")) == 200
    assert state("ben") == "bounced" and Bounce.objects.count() == 1


@pytest.mark.parametrize("kind", sorted(webhooks.KINDS - {"postmark"}))
def test_none_of_them_takes_what_is_not_verified(letters_out, settings, kind):
    settings.MAIL_PROVIDER, settings.MAIL_WEBHOOK_SECRET = f"{kind}://key@", "hook:MIGfMA0GCSqGSIb3"
    for said in ("{}", "[]", '[{"event": "bounce"}]', ""):
        answer = Client().post(f"/m/p/{kind}/", said, content_type="application/json")
        assert answer.status_code == 403, said
    form = Client().post(f"/m/p/{kind}/", {"mandrill_events": "[]"})
    assert form.status_code == 403
    assert not Bounce.objects.exists()


def test_mandrill_signs_the_address_that_the_world_knows(letters_out, settings):
    settings.MAIL_PROVIDER, settings.MAIL_WEBHOOK_SECRET = "mandrill://key@", "s1gn"
    settings.BASE_URL = "https://campaign.example"
    event = {"event": "hard_bounce", "_id": "id-ben", "ts": 1795687200}
    event["msg"] = {"_id": "id-ben", "email": "ben@example.org", "diag": "smtp;550 5.1.1 no such user"}
    events = json.dumps([event])
    said = f"https://campaign.example/m/p/mandrill/mandrill_events{events}"
    for key, code in [("other", 403), ("s1gn", 200)]:
        digest = hmac.new(key.encode(), said.encode(), hashlib.sha1).digest()
        sign = {"x-mandrill-signature": base64.b64encode(digest).decode()}
        answer = Client().post("/m/p/mandrill/", {"mandrill_events": events}, headers=sign)
        assert answer.status_code == code
    assert state("ben") == "bounced"
