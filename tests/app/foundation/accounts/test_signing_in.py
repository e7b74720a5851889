"""Passwords, codes, rate limits, sessions, devices: from the front door."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from hustings.foundation.accounts.models import Device, LogEntry
from tests.conftest import SEED

PASSWORD = "correct horse battery"


def code(step=0):
    counter = next(iter(yield_hotp_counters_from_time())) + step
    return format_hotp_value(hotp_value(SEED, counter))


def sign_in(client, email, password=PASSWORD, **headers):
    return client.post("/account/login/", {"login": email, "password": password}, **headers)


@pytest.fixture(autouse=True)
def forget_counts(db):
    cache.clear()


def test_a_password_alone_does_not_sign_in_who_has_a_second_factor(client, alice):
    assert sign_in(client, "alice@example.org").headers["Location"] == "/account/2fa/authenticate/"
    assert client.get("/account/").status_code == 302
    client.post("/account/2fa/authenticate/", {"code": code()})
    assert client.get("/account/").status_code == 200
    entry = LogEntry.objects.get(kind="sign_in")
    assert (entry.subject, entry.data["detail"]) == (alice, "password + totp")


def test_the_log_in_page_says_e_mail_as_all_others_do(client, db):
    for place in ("/account/login/", "/account/password/reset/"):
        shown = client.get(place, headers={"accept-language": "en"}).text
        assert "E-mail" in shown and 'placeholder="E-mail address"' in shown and "Email" not in shown


def test_a_code_works_once(client, alice):
    used = code()
    sign_in(client, "alice@example.org")
    client.post("/account/2fa/authenticate/", {"code": used})
    other = Client()
    sign_in(other, "alice@example.org")
    assert other.post("/account/2fa/authenticate/", {"code": used}).status_code == 200
    assert other.get("/account/").status_code == 302


def test_a_recovery_code_signs_in_once(client, alice):
    [first, *_] = RecoveryCodes.activate(alice).get_unused_codes()
    for expected in [200, 302]:
        fresh = Client()
        sign_in(fresh, "alice@example.org")
        fresh.post("/account/2fa/authenticate/", {"code": first})
        assert fresh.get("/account/").status_code == expected


def test_guessing_a_password_is_slowed_for_the_account_wherever_it_comes_from(client, alice):
    answers = [
        sign_in(client, "alice@example.org", f"guess {n}", REMOTE_ADDR=f"198.51.100.{n}") for n in range(8)
    ]
    assert [bool(LogEntry.objects.filter(kind="sign_in_failed").count() == 5), answers[-1].status_code] == [
        True,
        200,
    ]
    assert (
        sign_in(client, "alice@example.org", REMOTE_ADDR="198.51.100.99").status_code == 200
    )  # still closed
    assert sign_in(Client(), "bob@example.org", "x", REMOTE_ADDR="198.51.100.99").status_code == 200


def test_guessing_is_slowed_by_address_and_a_forged_header_does_not_help(client, db):
    for n in range(40):
        answer = sign_in(
            client, f"user{n}@example.org", "guess", headers={"x-forwarded-for": f"203.0.113.{n}"}
        )
    assert LogEntry.objects.filter(kind="sign_in_failed").count() == 10
    assert set(LogEntry.objects.values_list("address", flat=True)) == {"127.0.0.1"}
    assert answer.status_code == 429


def test_behind_a_proxy_the_address_is_what_the_proxy_saw(client, db, settings):
    settings.TRUSTED_PROXIES = 1
    for n in range(12):
        forged = {"x-forwarded-for": f"203.0.113.{n}, 198.51.100.7"}
        sign_in(client, f"user{n}@example.org", "guess", headers=forged)
    assert set(LogEntry.objects.values_list("address", flat=True)) == {"198.51.100.7"}
    assert LogEntry.objects.count() == 10


def test_guessing_codes_is_slowed(client, alice):
    sign_in(client, "alice@example.org")
    for n in range(8):
        client.post("/account/2fa/authenticate/", {"code": f"{n:06}"})
    assert LogEntry.objects.filter(kind="code_failed", subject=alice).count() == 5
    client.post("/account/2fa/authenticate/", {"code": code()})  # even the right one has to wait
    assert client.get("/account/").status_code == 302


def test_neither_log_in_nor_reset_tells_who_has_an_account(client, alice, run_tasks, mailoutbox):
    def words(page):
        return re.sub(r'(csrf\w*"|value=)"[^"]*"|[\w.]+@[\w.]+', "", page.text)

    known, unknown = (sign_in(Client(), f"{n}@example.org", "wrong") for n in ["alice", "nobody"])
    assert words(known) == words(unknown)
    for name in ["alice", "nobody"]:
        answer = Client().post("/account/password/reset/", {"email": f"{name}@example.org"})
        assert answer.headers["Location"] == "/account/password/reset/done/"
    run_tasks()
    assert [mail.to for mail in mailoutbox] == [["alice@example.org"]]


def test_a_forgotten_password_is_replaced_by_mail_and_ends_other_sessions(
    client, alice, run_tasks, mailoutbox
):
    elsewhere = Client()
    elsewhere.force_login(alice)
    client.post("/account/password/reset/", {"email": "alice@example.org"})
    run_tasks()
    path = "/account/" + mailoutbox[0].body.split("/account/")[1].split()[0]
    assert mailoutbox[0].body.count(settings.BASE_URL) == 1  # never the host that the asker named
    form = client.get(path, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "a new long phrase", "password2": "a new long phrase"})
    assert elsewhere.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 302  # a mailbox alone opens nothing
    sign_in(client, "alice@example.org", "a new long phrase")
    assert client.get("/account/2fa/authenticate/").status_code == 200


def test_a_new_device_is_told_once_in_the_users_language(client, mallory, run_tasks, mailoutbox):
    from wagtail.users.models import UserProfile

    Authenticator.objects.all().delete()
    UserProfile.objects.create(user=mallory, preferred_language="en")
    browser = {"user-agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"}
    for _ in range(2):
        sign_in(client, "mallory@example.org", headers=browser)
        client.post("/account/logout/")
    run_tasks()
    [mail] = mailoutbox
    assert mail.subject == "New sign-in to your account"
    assert "Firefox · Windows" in mail.body and "127.0.0.1" in mail.body
    sign_in(Client(), "mallory@example.org")
    run_tasks()
    assert len(mailoutbox) == 2 and Device.objects.count() == 2


def test_a_forged_device_cookie_is_a_new_device(client, mallory):
    Authenticator.objects.all().delete()
    sign_in(client, "mallory@example.org")
    token = client.cookies["device"].value
    forger = Client()
    forger.cookies["device"] = token[:-3] + "abc"
    sign_in(forger, "mallory@example.org")
    assert Device.objects.count() == 2


def test_sessions_are_listed_and_ended(client, alice):
    others = [Client(headers={"user-agent": "Mozilla/5.0 (iPhone) Safari/605"}) for _ in range(3)]
    for one in [client, *others]:
        one.force_login(alice)
        one.get("/account/")
    page = client.get("/account/sessions/")
    assert page.text.count("Safari · iPhone</strong>") == 3
    number = next(row.pk for row, _, is_here in page.context["rows"] if not is_here)
    client.post("/account/sessions/", {"session": number})
    assert sum(one.get("/account/").status_code == 200 for one in others) == 2
    client.post("/account/sessions/")
    assert not any(one.get("/account/").status_code == 200 for one in others)
    assert client.get("/account/").status_code == 200


def test_nobody_ends_the_sessions_of_others(client, alice, bob):
    victim = Client()
    victim.force_login(bob)
    victim.get("/account/")
    from allauth.usersessions.models import UserSession

    client.force_login(alice)
    client.post("/account/sessions/", {"session": UserSession.objects.get(user=bob).pk})
    assert victim.get("/account/").status_code == 200


def test_changing_the_password_ends_other_sessions_and_is_told(client, alice, run_tasks, mailoutbox):
    elsewhere = Client()
    for one in [client, elsewhere]:
        one.force_login(alice)
    new = "another long phrase"
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    run_tasks()
    assert len(mailoutbox) == 1
    assert LogEntry.objects.filter(kind="password_changed", subject=alice, address="127.0.0.1").count() == 1


def test_a_seed_lies_encrypted(alice):
    assert SEED not in str(Authenticator.objects.get(user=alice).data)


def test_the_language_chosen_speaks_everywhere(client, alice):
    client.force_login(alice)
    client.post("/account/", {"first_name": "Alice", "last_name": "", "language": "en"})
    page = client.get("/account/", headers={"accept-language": "fr"})
    assert "My account" in page.text
    assert 'lang="en"' in client.get("/hq/", headers={"accept-language": "fr"}).text


def test_a_session_is_seen_without_a_write_at_every_request(client, alice):
    client.force_login(alice)
    client.get("/account/sessions/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get("/account/")
    assert not [q for q in queries.captured_queries if q["sql"].startswith(("UPDATE", "INSERT"))]


def test_the_first_second_factor_ends_sessions_that_a_password_alone_opened(
    client, mallory, django_capture_on_commit_callbacks
):
    Authenticator.objects.all().delete()
    thief = Client()
    for one in [client, thief]:
        sign_in(one, "mallory@example.org")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    form = client.get("/account/2fa/totp/activate/").context["form"]
    counter = next(iter(yield_hotp_counters_from_time()))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            "/account/2fa/totp/activate/", {"code": format_hotp_value(hotp_value(form.secret, counter))}
        )
    assert answer.headers["Location"] == "/account/2fa/recovery-codes/"
    assert client.get("/account/").status_code == 200
    assert thief.get("/account/").status_code == 302
