"""Nobody gives what they don't hold, and what ended opens nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hustings.foundation.accounts import access, actions
from hustings.foundation.accounts.models import Grant, LogEntry, User
from hustings.foundation.accounts.rights import (
    CHANGE_SETTINGS,
    CHANGE_TEAM,
    CHANGE_TERRITORIES,
    EDIT_SITE,
    VIEW_LOGS,
)
from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.people.persons.rights import CHANGE_PEOPLE, VIEW_PEOPLE
from tests.conftest import user


def zone(name):
    return Zone.objects.get(name=name)


def test_a_right_reaches_all_of_its_zone_and_no_further(alice, rhone):
    assert access.may(alice, VIEW_PEOPLE)
    assert access.may(alice, VIEW_PEOPLE, zone("Lyon"))
    assert not access.may(alice, VIEW_PEOPLE, zone("Nîmes"))
    assert not access.may(alice, VIEW_PEOPLE, zone("France"))
    assert not access.everywhere(alice, VIEW_PEOPLE)
    assert not access.may(alice, CHANGE_TEAM)


def test_a_grant_opens_until_its_last_day(mallory, france):
    today = timezone.localdate()
    given = actions.grant(user=mallory, role=Role.ORGANISER, zone=france, ends_on=today, by=None)
    assert access.may(mallory, VIEW_PEOPLE)
    Grant.objects.filter(pk=given.pk).update(ends_on=today - timedelta(days=1))
    assert not access.may(mallory, VIEW_PEOPLE)


def test_a_request_reads_grants_once(alice, django_assert_num_queries):
    from hustings.foundation.accounts.login.backends import GrantBackend

    mine = GrantBackend().get_user(alice.pk)
    with django_assert_num_queries(1):
        assert access.may(mine, VIEW_PEOPLE)
        assert not access.may(mine, CHANGE_TEAM)
        assert access.live_grants(mine)


def test_a_director_of_everywhere_grants_anything(dora, mallory, rhone):
    actions.grant(user=mallory, role=Role.SECURITY, by=dora)
    actions.grant(user=mallory, role=Role.ORGANISER, zone=rhone, by=dora)
    assert mallory.grants.count() == 2
    names = {group.name for group in mallory.groups.all()}
    assert names == {"role: security", "role in a territory", f"candidates in: {rhone.pk}"}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SECURITY])
def test_a_security_lead_grants_no_right_that_they_lack(db, mallory, role):
    sam = user("sam", Role.SECURITY)
    with pytest.raises(actions.BeyondYourRights):
        actions.grant(user=mallory, role=role, by=sam)
    with pytest.raises(actions.BeyondYourRights):
        actions.grant(user=sam, role=role, by=sam)
    assert not mallory.grants.exists()


def test_a_director_of_a_zone_grants_nothing_beyond_it(rhone, mallory):
    local = user("lou", Role.DIRECTOR, rhone)
    actions.grant(user=mallory, role=Role.ORGANISER, zone=zone("Lyon"), by=local)
    for beyond in [None, zone("France"), zone("Nîmes")]:
        with pytest.raises(actions.BeyondYourRights):
            actions.grant(user=mallory, role=Role.ORGANISER, zone=beyond, by=local)


def test_a_role_in_one_territory_does_not_bring_what_is_the_whole_campaigns(client, rhone):
    local = user("lou", Role.DIRECTOR, rhone)
    assert access.may(local, CHANGE_PEOPLE, rhone)
    for right in [EDIT_SITE, CHANGE_SETTINGS, VIEW_LOGS, CHANGE_TERRITORIES]:
        assert not access.may(local, right)
    client.force_login(local)
    assert client.get("/hq/").status_code == 200
    assert client.get("/hq/pages/").headers["Location"] == "/hq/"
    assert client.get("/hq/settings/campaigns/campaign/", follow=True).redirect_chain[-1][0] == "/hq/"
    assert client.get("/hq/team/log/").status_code == 403


def test_groups_are_left_by_night_when_nobody_asks(dora, django_assert_max_num_queries):
    actions.grant(user=dora, role=Role.AUDITOR, by=None)
    dora.grants.filter(role=Role.AUDITOR).update(ends_on=timezone.localdate() - timedelta(days=1))
    actions.tidy()
    assert [group.name for group in dora.groups.all()] == ["role: director"]


def test_rights_for_a_time_are_not_passed_on_for_longer(db, mallory):
    soon = timezone.localdate() + timedelta(days=10)
    temp = user("temp")
    actions.grant(user=temp, role=Role.DIRECTOR, ends_on=soon, by=None)
    actions.grant(user=mallory, role=Role.AUDITOR, ends_on=soon, by=temp)
    for longer in [None, soon + timedelta(days=1)]:
        with pytest.raises(actions.BeyondYourRights):
            actions.grant(user=mallory, role=Role.TREASURER, ends_on=longer, by=temp)


def test_those_without_the_right_grant_nothing(alice, mallory, rhone):
    with pytest.raises(actions.BeyondYourRights):
        actions.grant(user=mallory, role=Role.ORGANISER, zone=rhone, by=alice)
    with pytest.raises(actions.BeyondYourRights):
        actions.revoke(grant=alice.grants.get(), by=mallory)


def test_somebody_stays_director(dora):
    with pytest.raises(actions.LastDirector):
        actions.revoke(grant=dora.grants.get(), by=None)
    with pytest.raises(actions.LastDirector):
        actions.deactivate(user=dora, by=None)
    second = user("dan", Role.DIRECTOR)
    actions.deactivate(user=second, by=dora)
    with pytest.raises(actions.LastDirector):
        actions.revoke(grant=dora.grants.get(), by=None)


def test_nobody_resets_the_second_factor_of_someone_with_more_rights(dora):
    sam = user("sam", Role.SECURITY)
    with pytest.raises(actions.BeyondYourRights):
        actions.reset_second_factor(user=dora, by=sam)
    user("dan", Role.DIRECTOR)
    actions.deactivate(user=dora, by=sam)  # but an intruder on dora's account is shut out at once
    with pytest.raises(actions.BeyondYourRights):
        actions.reactivate(user=dora, by=sam)


def test_shutting_out_ends_sessions_at_once(client, dora, alice):
    client.force_login(alice)
    assert client.get("/account/").status_code == 200
    actions.deactivate(user=alice, by=dora)
    assert client.get("/account/").status_code == 302
    client.force_login(dora)
    actions.reactivate(user=alice, by=dora)
    assert User.objects.get(pk=alice.pk).is_active


def test_an_invitation_lets_in_once(client, dora, rhone, mailoutbox, run_tasks, django_user_model):
    actions.invite(
        email="Eve@example.org", role=Role.ORGANISER, zone=rhone, by=dora, name="Eve Mars", language="en"
    )
    run_tasks()
    [mail] = mailoutbox
    assert mail.to == ["eve@example.org"] and "Dora invites you" in mail.body
    path = "/account/invitation/" + mail.body.split("/account/invitation/")[1].split()[0]
    assert client.get(path).status_code == 200  # a scanner looks at the link: nothing is spent
    assert client.post(path).headers["Location"] == "/account/strengthen/"
    assert client.get("/account/").status_code == 200
    assert client.get("/hq/").headers["Location"] == "/account/strengthen/"
    client.logout()
    assert client.post(path).status_code == 410
    assert client.get("/account/").status_code == 302
    kinds = set(LogEntry.objects.values_list("kind", flat=True))
    assert {"invited", "granted", "link_used", "sign_in", "new_device"} <= kinds


def test_an_invitation_ends_after_three_days_and_by_the_next(client, dora):
    made = actions.invite(email="eve@example.org", role=Role.AUDITOR, by=dora, is_mailed=False)
    first = made.link().partition("localhost")[2] or made.link()
    path = "/account/" + first.split("/account/")[1]
    made.expires_at = timezone.now() - timedelta(minutes=1)
    made.save()
    assert client.post(path).status_code == 410
    actions.new_link(user=made.user, by=dora, is_mailed=False)
    assert client.get(path).status_code == 410


def test_a_known_address_is_not_invited_again(dora, alice):
    with pytest.raises(actions.AlreadyMember):
        actions.invite(email="ALICE@example.org", role=Role.AUDITOR, by=dora)


def test_the_shell_makes_the_first_director(db, client, capsys):
    from click.testing import CliRunner

    from hustings.shells.cli.user import user as command

    run = CliRunner().invoke
    made = run(command, ["add", "you@example.org", "--role", "director", "--name", "Ada Roy"])
    assert made.exit_code == 0, made.output
    link = made.stdout.strip().splitlines()[-1]
    assert client.post("/account/" + link.split("/account/")[1]).status_code == 302
    listed = run(command, ["list"]).stdout
    assert (
        "you@example.org  Ada Roy  NO second factor" in listed and "director in the whole campaign" in listed
    )
    assert "already" in run(command, ["add", "you@example.org", "--role", "auditor"]).output
    assert run(command, ["deactivate", "you@example.org"]).exit_code == 1  # the last director


def test_the_shell_reads_territories_as_iso_does(france):
    from click.testing import CliRunner

    from hustings.shells.cli.user import user as command

    CliRunner().invoke(
        command, ["add", "al@example.org", "--role", "organiser", "--zone", "FR-69", "--until", "2099-05-02"]
    )
    given = Grant.objects.get()
    assert (given.zone.name, str(given.ends_on)) == ("Rhône", "2099-05-02")


def test_hq_shows_the_team_and_refuses_in_words(client, dora, alice, mallory):
    client.force_login(dora)
    page = client.get("/hq/team/?q=ali").text
    assert "alice@example.org" in page and "mallory" not in page
    client.post(
        f"/hq/team/{mallory.pk}/grants/", {"role": "auditor", "zone": "", "zone_id": "", "ends_on": ""}
    )
    assert mallory.grants.get().role == "auditor"
    answer = client.post(f"/hq/team/{dora.pk}/deactivation/", follow=True)
    assert "Demandez à un autre membre" in answer.text
    log = client.get("/hq/team/log/?kind=granted").text
    assert "contrôle" in log.lower() and "auditor · *" not in log  # in words, in French


def test_the_log_is_paged_without_counting(client, dora, django_assert_max_num_queries):
    LogEntry.objects.bulk_create(LogEntry(kind="sign_in", subject=dora, actor=dora) for _ in range(120))
    client.force_login(dora)
    seen, path = 0, "/hq/team/log/?"
    while path:
        with django_assert_max_num_queries(30):
            page = client.get(path)
        seen += len(page.context["lines"])
        path = page.context["after"] and f"/hq/team/log/?after={page.context['after'].replace('+', '%2B')}"
    assert seen == 120
