"""Own domains looked at by a real name server; accounts of the team; passkeys; the monthly reminder."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.security.domains import accounts, actions, dns_checks, passkeys, schedules
from hustings.security.domains.models import Account, Domain
from tests.conftest import user

pytestmark = pytest.mark.django_db
FILE = """Adresse;Nom;Second facteur;Renvoi vers;Conservation;Vérifié le
Zoe@valbrune-avant.example;Zoé Marchal;clé;;30;2026-11-20
max@valbrune-avant.example;Max Roy;non;max.roy@private.example, desk@valbrune-avant.example;;
"""


def test_a_domain_is_looked_at_and_its_records_are_named(
    campaign, sonia, client, settings, name_server, nameless
):
    zones = {
        "com": {"NS": ["a.gtld.example"]},
        "valbrune-avant.example": {"NS": ["ns.host.example"], "MX": ["10 mx.valbrune-avant.example"]},
        "mx.valbrune-avant.example": {"A": ["192.0.2.4"]},
        "_dmarc.valbrune-avant.example": {"TXT": ["v=DMARC1; p=none"]},
    }
    settings.NAME_SERVERS = [name_server(zones)]
    dns_checks.plan()
    own = Domain.objects.get()
    dns_checks.look(own)
    own.refresh_from_db()
    assert (own.policy, own.hosts, own.worst) == ("none", ["mx.valbrune-avant.example"], 3)
    client.force_login(sonia)
    page = client.get(reverse("domains:domain", args=[own.pk])).content.decode()
    assert own.records["dmarc"] == ["v=DMARC1; p=none"]
    assert "v=spf1 mx -all" in page
    asked = "mailto:dmarc-reports@valbrune-avant.example"
    assert f"v=DMARC1; p=none; rua={asked}; ruf={asked}" in page
    assert "v=TLSRPTv1; rua=mailto:dmarc-reports@valbrune-avant.example" in page
    assert "to fix" in client.get(reverse("domains:house")).content.decode()
    nameless()
    dns_checks.look(own)
    own.refresh_from_db()
    assert (own.worst, "The DNS servers" in own.problem) == (3, True)


def test_domains_are_added_once_changed_and_removed(campaign, sonia, client, run_tasks, nameless):
    nameless()
    client.force_login(sonia)
    for text, status in [("Else.Example.", 302), ("else.example", 422), ("x", 422), ("192.0.2.1", 422)]:
        assert client.post(reverse("domains:house"), {"name": text}).status_code == status
    made = Domain.objects.get()
    client.post(reverse("domains:domain", args=[made.pk]), {"sends_mail": "", "selectors": "s1"})
    client.post(reverse("domains:look", args=[made.pk]))
    run_tasks()
    made.refresh_from_db()
    assert (made.name, made.sends_mail, bool(made.problem)) == ("else.example", False, True)
    client.post(reverse("domains:removal", args=[made.pk]))
    assert not Domain.objects.exists()


def test_a_file_of_accounts_is_all_or_nothing(campaign, sonia, client):
    client.force_login(sonia)

    def send(text):
        file = SimpleUploadedFile("a.csv", text.encode())
        return client.post(reverse("domains:team_file"), {"file": file})

    bad = send(FILE + "nobody;X;;;;\nada@valbrune-avant.example;;carrier pigeon;;;\n")
    said = bad.content.decode()
    assert (bad.status_code, Account.objects.count()) == (422, 0)
    assert "Line 4" in said
    assert "carrier pigeon" in said
    assert send("name;x\na;b\n").status_code == 422
    assert send(FILE).status_code == 302
    assert send(FILE.replace("clé", "")).status_code == 302  # empty leaves what is known
    zoe, max_ = Account.objects.get(holder="Zoé Marchal"), Account.objects.get(holder="Max Roy")
    assert (zoe.factor, zoe.keeps_days, max_.factor) == ("key", 30, "none")
    own = accounts.own()
    assert accounts.outside(max_, own) == ["max.roy@private.example"]
    assert accounts.outside(zoe, own) == []
    assert "max.roy@private.example" in client.get(reverse("domains:team")).content.decode()


GOOGLE = """First Name [Required],Last Name [Required],Email Address [Required],Org Unit Path [Required],\
Status [READ ONLY],2sv Enrolled [READ ONLY],2sv Enforced [READ ONLY]
Zoé,Marchal,Zoe@valbrune-avant.example,/,Active,TRUE,FALSE
Max,Roy,max@valbrune-avant.example,/,Active,FALSE,FALSE
"""
MICROSOFT = """userPrincipalName,userDisplayName,isAdmin,methodsRegistered
zoe@valbrune-avant.example,Zoé Marchal,false,"mobilePhone,fido2SecurityKey,email"
max@valbrune-avant.example,Max Roy,false,"mobilePhone, email"
ada@valbrune-avant.example,Ada Petit,false,
"""


@pytest.mark.parametrize(
    ("text", "factors"),
    [(GOOGLE, ["app", "none"]), (MICROSOFT, ["key", "sms", ""])], ids=["google", "microsoft"],
)  # fmt: skip
def test_lists_that_google_and_microsoft_export_are_read_as_they_are(campaign, text, factors):
    plan = actions.bring_accounts(content=text.encode())
    assert not plan.problems
    rows = [
        Account.objects.get(holder=name) for name in ["Zoé Marchal", "Max Roy", "Ada Petit"][: len(factors)]
    ]
    assert [row.factor for row in rows] == factors


def test_an_account_is_entered_changed_ended_and_comes_back(campaign, sonia, client):
    client.force_login(sonia)
    new = reverse("domains:account_new")
    for values, status in [
        ({"address": "x"}, 422), ({"address": "A@b.example", "forwards_to": "c"}, 422),
        ({"address": "A@b.example", "holder": "Ada"}, 302), ({"address": "a@B.example"}, 422),
    ]:  # fmt: skip
        assert client.post(new, values).status_code == status
    row = Account.objects.get()
    client.post(reverse("domains:account_end", args=[row.pk]))
    assert client.get(reverse("domains:account", args=[row.pk])).status_code == 404
    client.post(new, {"address": "a@b.example"})
    assert Account.objects.get().ended_at is None


def test_who_lacks_a_passkey_is_named(campaign, sonia, dora, mallory):
    Authenticator.objects.filter(user=dora).delete()
    Authenticator.objects.create(user=dora, type=Authenticator.Type.WEBAUTHN, data={})
    assert [each.user for each in passkeys.lacking()] == [sonia]  # mallory has no role
    assert passkeys.n_team() == 2


def test_the_reminder_comes_once_a_month_and_only_with_something_to_say(campaign, sonia, run_tasks, clock):
    actions.save_account(values={"address": "a@valbrune-avant.example", "factor": "none"})
    clock("2026-12-01 08:00")
    for _twice in range(2):
        schedules.remind()
        run_tasks()
    assert len(mail.outbox) == 1
    assert "no two-factor authentication" in mail.outbox[0].body
    assert mail.outbox[0].to == [sonia.email]


def test_worries_say_what_is_to_be_mended(campaign):
    row = Account(address="a@b.example", factor="sms", keeps_days=30)
    row.checked_on = timezone.localdate() - timedelta(days=100)
    said = accounts.worries(row, accounts.own())
    assert len(said) == 2
    assert "intercepted" in said[0]
    row.factor, row.checked_on = "key", timezone.localdate()
    assert accounts.worries(row, accounts.own()) == []


def test_only_who_guards_mail_sees_the_house(campaign, client):
    for role, status in [(Role.COMMUNICATIONS, 403), (Role.AUDITOR, 403), (Role.SECURITY, 200)]:
        client.force_login(user(f"one-{role}", role))
        assert client.get(reverse("domains:house")).status_code == status
