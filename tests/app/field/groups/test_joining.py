"""Join, leave, found and write to a group: by a form and a mailed link, or by one click."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from hustings.field.groups import membership
from hustings.field.groups.models import (
    Enquiry,
    Founding,
    GroupKind,
    GroupRole,
    Joining,
    LocalGroup,
    MembershipChange,
    Reason,
    Why,
)
from hustings.field.groups.submissions import foundings
from hustings.foundation.accounts.models import User
from hustings.foundation.campaigns.models import Campaign
from hustings.people.persons.models import Person, Purpose
from tests.app.field.groups.test_memberships import role, who
from tests.cast.people.devices import give, known_browser, own_page_browser, stamp_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient")]
Run = Callable[..., int]
IDA = {"given_name": "Ida", "family_name": "Roy", "email": "ida@example.org"}


def link_of(kind: str, n: int = -1, end: str = "") -> str:
    found = re.search(rf"https?://[^/]+(/\S+/groups/{kind}/[^/\s]+/{end})\s", str(mail.outbox[n].body))
    assert found, mail.outbox[n].body
    return found[1]


def page_of(group: LocalGroup) -> str:
    return f"/en/local-groups/{group.path}"


def join(client: Client, group: LocalGroup, **typed: str) -> Any:
    html = client.get(page_of(group)).content.decode()
    return client.post(f"/en/groups/{group.pk}/joinings/", {"stamp": stamp_in(html), **typed})


def test_a_stranger_joins_by_the_mailed_link_and_leaves_again(
    hosted: LocalGroup, client: Client, run_tasks: Run
) -> None:
    assert join(client, hosted, **IDA).status_code == 302
    run_tasks()
    assert not Person.objects.filter(emails__address=IDA["email"]).exists()
    link = link_of("joinings")
    assert "Join “Lyon en commun”?" in client.get(link).content.decode()
    assert role_after(client, link, hosted) == GroupRole.MEMBER
    assert "A host will get in touch" in client.get(link).content.decode()
    client.post(f"{link}withdrawal/")
    assert role(hosted, "ida") == ""
    assert "You have left the group" in client.get(link).content.decode()


def role_after(client: Client, link: str, group: LocalGroup) -> str:
    client.post(link)
    return role(group, "ida")


def test_whoever_is_recognised_joins_with_one_click(
    hosted: LocalGroup, supporter: Callable[..., Person]
) -> None:
    browser = known_browser(supporter("ines"))
    html = browser.get(page_of(hosted)).content.decode()
    assert "Join with one click" in html
    about = {"given_name": "Ines", "family_name": "Durand", "email": "ines@example.org"}
    assert join(browser, hosted, **about, role="follower").status_code == 302
    assert role(hosted, "ines") == GroupRole.FOLLOWER
    html = browser.get(page_of(hosted)).content.decode()
    assert "You follow this group" in html and "Join with one click" in html
    join(browser, hosted, **about, role="member")
    assert role(hosted, "ines") == GroupRole.MEMBER
    assert "4 members" in Client().get(page_of(hosted)).content.decode()


def test_whoever_joins_reads_that_messages_come_by_e_mail_only_if_they_agree(
    hosted: LocalGroup, client: Client, run_tasks: Run
) -> None:
    html = client.get(page_of(hosted)).content.decode()
    assert "by e-mail only if you agree" in html
    join(client, hosted, **IDA)
    run_tasks()
    link = link_of("joinings")
    client.post(link)
    html = client.get(link).content.decode()
    assert "messages of the group won’t reach you" in html and "/my-data/me/#consents" in html
    assert "won’t reach you" in known_browser(who("ida")).get(page_of(hosted)).content.decode()
    give(who("ida"), Purpose.EMAIL)
    assert "won’t reach you" not in client.get(link).content.decode()
    html = known_browser(who("ida")).get(page_of(hosted)).content.decode()
    assert "won’t reach you" not in html and "only if you agree" not in html


def test_nobody_makes_themselves_host_by_the_form(hosted: LocalGroup, client: Client) -> None:
    assert join(client, hosted, **IDA, role="host").status_code == 422
    assert not Joining.objects.exists()


def test_the_page_names_only_hosts_who_agreed_and_shows_no_address(
    hosted: LocalGroup, client: Client, at_once: Any
) -> None:
    LocalGroup.objects.filter(pk=hosted.pk).update(organiser="Olga", organiser_agreed_at="2026-01-01T00:00Z")
    html = client.get(page_of(hosted)).content.decode()
    assert "Hanna" not in html and "hanna@" not in html and "3 members" in html
    assert "Organised by" in html
    hosted.memberships.hosts().update(named_at="2026-01-01T00:00Z")
    cause = membership.Cause(Why.NAMED)
    at_once(membership.set_role, group=hosted, person=who("mo"), role=GroupRole.CO_HOST, cause=cause)
    html = client.get(page_of(hosted)).content.decode()
    assert "Hanna Durand" in html and "Cora" not in html and "@example.org" not in html
    assert "Organised by" not in html, "where hosts are named, nobody else is"


def test_somebody_else_s_address_is_disowned(hosted: LocalGroup, client: Client, run_tasks: Run) -> None:
    join(client, hosted, **IDA)
    run_tasks()
    client.post(link_of("joinings"))
    client.post(link_of("joinings", end="not-me/"))
    assert role(hosted, "ida") == "" and not Joining.objects.exists()
    join(client, hosted, **IDA)
    run_tasks()
    assert len(mail.outbox) == 1, "their mailbox gets no more of it"


def test_leaving_asks_one_optional_question(hosted: LocalGroup) -> None:
    browser = own_page_browser(who("mo"))
    assert "Lyon en commun" in browser.get("/en/my-groups/").content.decode()
    html = browser.get(f"/en/my-groups/{hosted.pk}/leaving/").content.decode()
    assert "not what I expected" in html
    browser.post(f"/en/my-groups/{hosted.pk}/leaving/", {"reason": "not_for_me"})
    assert MembershipChange.objects.latest("pk").reason == Reason.NOT_FOR_ME and role(hosted, "mo") == ""
    assert Client().get("/en/my-groups/").status_code == 302


def test_a_host_who_leaves_reads_what_truly_follows(hosted: LocalGroup) -> None:
    browser = own_page_browser(who("hanna"))
    path = f"/en/my-groups/{hosted.pk}/leaving/"
    assert "the co-hosts, then some members are asked" in browser.get(path).content.decode()
    membership.leave(group=hosted, person=who("cora"))
    html = browser.get(path).content.decode()
    assert "without a co-host" in html and "unless a host is found" in html
    html = browser.post(path, {}, follow=True).content.decode()
    assert "looks after it now" in html and "unless a host is found" in html


def found_by(client: Client, kind: GroupKind, **typed: str) -> Any:
    html = client.get("/en/groups/found/").content.decode()
    said = {"kind": kind.pk, "title": "Nîmes debout", "purpose": "Meet.", "where": "Nîmes", **IDA}
    return client.post("/en/groups/found/", {"stamp": stamp_in(html), **said, **typed})


def test_a_group_is_founded_approved_and_shown(
    site: Any, kind: GroupKind, client: Client, run_tasks: Run, alice: User, at_once: Any
) -> None:
    kind.approval, kind.charters = "zone", {"en": "We are kind."}
    kind.save()
    assert found_by(client, kind).status_code == 422
    assert found_by(client, kind, charter="on", is_named="on").status_code == 302
    run_tasks()
    client.post(link_of("foundings"))
    row = Founding.objects.get()
    assert row.charter == "We are kind." and row.group and not row.group.is_shown
    assert row.group.memberships.hosts().get().named_at
    assert "reads your proposal" in client.get(link_of("foundings")).content.decode()
    at_once(foundings.approve, founding=row, user=alice)
    run_tasks()
    assert "is online" in mail.outbox[-1].subject and f"/groups/{row.group.pk}/host/" in mail.outbox[-1].body
    row.group.refresh_from_db()
    assert "Meet." in client.get(page_of(row.group)).content.decode()
    with pytest.raises(foundings.Decided):
        foundings.refuse(founding=row, user=alice, words="No")


@pytest.mark.parametrize("approval", ["zone", "at_once"])
def test_links_of_a_founding_end_nothing_once_the_group_is_online(
    site: Any, kind: GroupKind, client: Client, run_tasks: Run, alice: User, approval: str
) -> None:
    """The mail may have been passed on: the page says what holds, and where to write."""
    Campaign.objects.update_or_create(pk=1, defaults={"privacy_contact": "data@rives.example.org"})
    kind.approval = approval
    kind.save()
    found_by(client, kind)
    run_tasks()
    link, not_me = link_of("foundings", n=0), link_of("foundings", n=0, end="not-me/")
    client.post(link)
    row = Founding.objects.get()
    if approval == "zone":
        assert client.get(not_me).status_code == 200
        foundings.approve(founding=row, user=alice)
    for answer in (client.get(not_me), client.post(not_me)):
        html = answer.content.decode()
        assert answer.status_code == 410 and "Nothing was deleted" in " ".join(html.split())
        assert "mailto:data@rives.example.org" in html
    client.post(f"{link}withdrawal/")
    row.refresh_from_db()
    assert row.group and row.withdrawn_at is None
    assert role(row.group, "ida") == GroupRole.HOST and row.group.closed_at is None


def test_whoever_disowns_a_founding_before_it_is_online_ends_it(
    site: Any, kind: GroupKind, client: Client, run_tasks: Run
) -> None:
    kind.approval = "zone"
    kind.save()
    found_by(client, kind)
    run_tasks()
    not_me = link_of("foundings", end="not-me/")
    client.post(link_of("foundings"))
    client.post(not_me)
    assert not Founding.objects.exists() and LocalGroup.objects.get().closed_at


def test_a_refusal_says_why_and_frees_the_name(
    site: Any, kind: GroupKind, client: Client, run_tasks: Run, alice: User
) -> None:
    kind.approval = "zone"
    kind.save()
    found_by(client, kind)
    run_tasks()
    client.post(link_of("foundings"))
    assert found_by(client, kind, email="other@example.org").status_code == 422
    row = Founding.objects.get()
    with pytest.raises(foundings.NoReason):
        foundings.refuse(founding=row, user=alice, words=" ")
    foundings.refuse(founding=row, user=alice, words="There is one next door.")
    run_tasks()
    assert "There is one next door." in mail.outbox[-1].body
    assert found_by(client, kind, email="other@example.org").status_code == 302


def test_so_many_groups_and_no_more_by_the_form(
    site: Any, kind: GroupKind, client: Client, run_tasks: Run
) -> None:
    kind.most_per_host = 1
    kind.save()
    for title in ["One", "Two"]:
        found_by(client, kind, title=title)
    run_tasks()
    first, second = (link_of("foundings", n) for n in (0, 1))
    client.post(first)
    answer = client.post(second)
    assert answer.status_code == 410 and "as many groups" in answer.content.decode()
    assert LocalGroup.objects.count() == 1


def test_a_message_reaches_the_hosts_and_their_answer_the_writer(
    hosted: LocalGroup, client: Client, run_tasks: Run
) -> None:
    url = f"/en/groups/{hosted.pk}/message/"
    stamp = stamp_in(client.get(url).content.decode())
    assert client.post(url, {"stamp": stamp, "words": "When do you meet?", **IDA}).status_code == 302
    run_tasks()
    client.post(link_of("messages"))
    run_tasks()
    told = mail.outbox[1:]
    assert sorted(sent.to[0] for sent in told) == ["cora@example.org", "hanna@example.org"]
    assert all("When do you meet?" in sent.body and "ida@" not in sent.body for sent in told)
    assert all("ida@" not in str(sent.reply_to) for sent in told)
    row = Enquiry.objects.get()
    browser = own_page_browser(who("hanna"))
    assert "When do you meet?" in browser.get(f"/en/groups/{hosted.pk}/host/").content.decode()
    answered = browser.post(f"/en/groups/{hosted.pk}/host/enquiries/{row.pk}/", {"words": "On Tuesdays."})
    assert answered.status_code == 302
    run_tasks()
    last = mail.outbox[-1]
    assert last.to == ["ida@example.org"] and "On Tuesdays." in last.body and "hanna@" not in last.body
