"""The MTA-STS policy: where senders look for it, as RFC 8461 has it."""

import pytest
from django.urls import reverse

from hustings.security.domains.models import Domain
from hustings.security.domains.mta_sts import PATH

pytestmark = pytest.mark.django_db
HOST = "mta-sts.valbrune-avant.example"


def asked(client, host=HOST, **more):
    return client.get(PATH, headers={"host": host}, **more)


def test_it_is_served_once_somebody_chooses_a_mode(client, sonia, own):
    assert asked(client).status_code == 404
    Domain.objects.update(hosts=["mx1.valbrune-avant.example", "mx2.host.example."])
    client.force_login(sonia)
    page = client.get(reverse("domains:domain", args=[own.pk]))
    assert page.context["policy_form"].initial["sts_hosts"] == "mx1.valbrune-avant.example\nmx2.host.example"
    where = reverse("domains:policy", args=[own.pk])
    said = {"sts_mode": "testing", "sts_hosts": "MX1.valbrune-avant.example\n*.host.example", "sts_days": 7}
    assert client.post(where, said).status_code == 302
    answer = asked(client)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert answer.content.decode() == (
        "version: STSv1\nmode: testing\nmx: mx1.valbrune-avant.example\nmx: *.host.example\nmax_age: 604800\n"
    )
    own.refresh_from_db()
    first = own.sts_id
    assert first.isalnum() and len(first) <= 32
    client.post(where, said)
    own.refresh_from_db()
    assert own.sts_id == first
    client.post(where, said | {"sts_mode": "enforce", "sts_days": 30})
    own.refresh_from_db()
    assert own.sts_id != first
    assert b"mode: enforce\n" in asked(client).content and b"max_age: 2592000\n" in asked(client).content
    records = {
        record.name: record.value for record in client.get(page.request["PATH_INFO"]).context["records"]
    }
    assert records["_mta-sts.valbrune-avant.example"] == f"v=STSv1; id={own.sts_id}"
    client.post(where, said | {"sts_mode": "none"})
    assert asked(client).content == b"version: STSv1\nmode: none\nmax_age: 604800\n"
    client.post(where, {"sts_mode": "", "sts_hosts": "", "sts_days": 7})
    assert asked(client).status_code == 404


def test_no_policy_names_servers_that_are_none_or_leaves_one_out(client, sonia, own):
    Domain.objects.update(hosts=["mx1.host.example", "mx2.elsewhere.example"])
    client.force_login(sonia)
    where = reverse("domains:policy", args=[own.pk])
    for hosts, word in [
        ("*.host.example", "mx2.elsewhere.example receives e-mail"),
        ("", "Enter the mail servers"),
        ("mx 1", "isn’t a valid mail server name"),
        ("*.*.example", "isn’t a valid mail server name"),
        ("192.0.2.1", "isn’t a valid mail server name"),
    ]:
        answer = client.post(where, {"sts_mode": "enforce", "sts_hosts": hosts, "sts_days": 7})
        assert (answer.status_code, word in answer.content.decode()) == (422, True)
    for days in ["0", "366", "x"]:
        said = {"sts_mode": "testing", "sts_hosts": "mx1.host.example", "sts_days": days}
        assert client.post(where, said).status_code == 422
    assert asked(client).status_code == 404


def test_it_is_there_for_its_own_name_alone_and_leads_nowhere(client, own, settings):
    Domain.objects.update(sts_mode="testing", sts_hosts="mx.host.example", sts_id="1")
    settings.SECURE_SSL_REDIRECT = True  # whatever stands before
    assert asked(client, HOST.upper() + ":443").status_code == 200
    assert client.head(PATH, headers={"host": HOST}).status_code == 200
    for host in ["valbrune-avant.example", "mta-sts.other.example", "mta-sts.", "localhost", "\0"]:
        assert asked(client, host).status_code == 404
    assert client.get("/.well-known/other", headers={"host": HOST}).status_code in {301, 400, 404}
