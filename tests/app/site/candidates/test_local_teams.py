"""A team in one territory writes on its candidates' pages, and nowhere else; others publish."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from hustings.site.candidates import actions
from hustings.site.candidates.models import CandidatePage

pytestmark = pytest.mark.django_db


def page_of(candidacy, code="fr"):
    return CandidatePage.objects.get(candidacy=candidacy, locale__language_code=code)


def form_of(page, **changes):
    return {
        "title": page.title, "slug": page.slug, "lead": page.lead, "portrait_alt": "", "body-count": "0",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "seo_title": "", "search_description": "",
        **changes,
    }  # fmt: skip


@pytest.fixture
def ours(nominate):
    return nominate("Zoé Martin", "69-06")


@pytest.fixture
def theirs(nominate):
    return nominate("Ana Costa", "30-01")


def test_a_local_team_writes_and_a_director_publishes(client, ours, carla, dora):
    page = page_of(ours)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.force_login(carla)
    assert client.get(edit).status_code == 200
    sent = client.post(edit, form_of(page, lead="Ours", **{"action-publish": "1"}))
    assert sent.status_code == 302
    page.refresh_from_db()
    assert page.lead == "" and page.live
    sent = client.post(edit, form_of(page, lead="Ours", **{"action-submit": "1"}))
    page.refresh_from_db()
    state = page.current_workflow_task_state
    assert state is not None and page.lead == ""
    action = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    client.post(action)
    page.refresh_from_db()
    assert page.lead == "", "who wrote it can't say yes to it"
    client.force_login(dora)
    client.get("/hq/")
    client.post(action)
    page.refresh_from_db()
    assert page.lead == "Ours"


def test_a_local_team_reaches_nothing_of_others(client, ours, theirs, site, carla):
    client.force_login(carla)
    client.get("/hq/")
    page, home = page_of(theirs), Page.objects.get(pk=site.pk)
    page.lead = "A secret draft"
    revision = page.save_revision()
    for target in (page, home):
        for name in ["edit", "view_draft", "delete", "unpublish", "move", "copy", "history", "usage",
                     "convert_alias"]:  # fmt: skip
            where = reverse(f"wagtailadmin_pages:{name}", args=[target.pk])
            got = client.get(where)
            assert "A secret draft" not in got.content.decode(), name
            if name not in {"usage"}:
                assert got.status_code in {302, 403, 404}, (name, got.status_code)
            client.post(where, form_of(target, lead="mine") if target is page else {"slogan": "mine"})
    for name in ["revisions_view", "revisions_revert"]:
        where = reverse(f"wagtailadmin_pages:{name}", args=[page.pk, revision.pk])
        assert client.get(where).status_code in {302, 403}, name
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", "latest"])
    assert "A secret draft" not in client.get(compare).content.decode()
    for deed in ["delete", "publish", "unpublish", "move"]:
        where = reverse("wagtail_bulk_action", args=["wagtailcore", "page", deed])
        client.post(f"{where}?id={page.pk}", {"chooser": site.pk})
    again = page_of(theirs)
    assert again.live and again.lead == "" and again.path == page.path
    assert again.get_latest_revision_as_object().lead == "A secret draft"


def test_a_local_team_neither_deletes_nor_moves_nor_copies_its_own(client, ours, site, carla, dora):
    page = page_of(ours)
    client.force_login(carla)
    client.get("/hq/")
    page.unpublish()
    for name in ["delete", "move", "copy"]:
        where = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        assert client.get(where).status_code in {302, 403}, name
        client.post(where, {"new_slug": "x", "new_title": "x", "new_parent_page": site.pk})
    for deed in ["delete", "publish", "move"]:
        where = reverse("wagtail_bulk_action", args=["wagtailcore", "page", deed])
        client.post(f"{where}?id={page.pk}", {"chooser": site.pk})
    assert CandidatePage.objects.get(pk=page.pk).path == page.path
    assert not CandidatePage.objects.get(pk=page.pk).live
    index = page.get_parent()
    assert client.get(reverse("wagtailadmin_pages:add_subpage", args=[index.pk])).status_code in {302, 403}


def test_choosers_show_no_drafts_of_others(client, ours, theirs, carla):
    client.force_login(carla)
    client.get("/hq/")
    actions.withdraw(candidacy=theirs, user=None)
    index = page_of(theirs).get_parent()
    listed = client.get(reverse("wagtailadmin_choose_page_child", args=[index.pk])).json()["html"]
    assert "Zoé Martin" in listed and "Ana Costa" not in listed
    found = client.get(reverse("wagtailadmin_choose_page_search"), {"q": "Costa"}).content.decode()
    assert "Ana Costa" not in found
    listing = client.get(f"/hq/api/main/pages/?child_of={index.pk}").content.decode()
    assert "Ana Costa" not in listing


def test_the_pages_of_a_team_follow_the_candidacy(client, ours, theirs, seats, carla, dora):
    client.force_login(carla)
    edit = reverse("wagtailadmin_pages:edit", args=[page_of(theirs).pk])
    mine = reverse("wagtailadmin_pages:edit", args=[page_of(ours).pk])
    assert client.get(edit).status_code == 302 and client.get(mine).status_code == 200
    actions.change(candidacy=theirs, values={"zone": seats["69-01"]}, user=dora)
    assert client.get(edit).status_code == 200
    actions.change(candidacy=ours, values={"zone": seats["30-01"]}, user=dora)
    assert client.get(mine).status_code == 302


def test_the_list_in_hq_shows_what_is_ones_own(client, ours, theirs, carla):
    client.force_login(carla)
    listed = client.get(reverse("candidates:candidates")).content.decode()
    assert "Zoé Martin" in listed and "Ana Costa" not in listed
    assert client.get(reverse("candidates:candidate", args=[theirs.pk])).status_code == 404
    assert client.get(reverse("candidates:edit", args=[ours.pk])).status_code == 403
    assert client.post(reverse("candidates:withdrawal", args=[ours.pk])).status_code == 403
