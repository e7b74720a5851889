"""HQ runs under a policy that forbids inline scripts, and its choosers still work."""

import re
from pathlib import Path

import pytest
import wagtail
from wagtail.models import Page

from hustings.foundation.accounts import inline_scripts
from hustings.site.website.models import HomePage, NewsIndexPage, NewsPage

KNOWN = {
    "admin/templates/wagtailadmin/panels/inline_panel.html",
    "admin/templates/wagtailadmin/panels/multiple_chooser_panel.html",
    "admin/templates/wagtailadmin/widgets/date_input.html",
    "admin/templates/wagtailadmin/widgets/datetime_input.html",
    "admin/templates/wagtailadmin/widgets/time_input.html",
    "contrib/search_promotions/templates/wagtailsearchpromotions/add.html",  # not installed
    "contrib/search_promotions/templates/wagtailsearchpromotions/edit.html",
}
INLINE = re.compile(r"<script(?![^>]*(?:\bsrc=|application/json))[^>]*>|\son\w+=\"", re.IGNORECASE)


def test_wagtail_has_no_inline_script_that_we_dont_replace():
    root = Path(wagtail.__file__).parent
    found = {
        str(path.relative_to(root))
        for path in root.rglob("*.html")
        if "test" not in path.parts and INLINE.search(path.read_text())
    }
    assert found - KNOWN == set()


def test_our_own_templates_have_no_inline_script():
    root = Path(inline_scripts.__file__).parents[2]
    found = [str(path) for path in root.rglob("*.html") if INLINE.search(path.read_text())]
    assert found == []


def test_a_chooser_call_becomes_escaped_data():
    html = inline_scripts.as_data('new PageChooser("id_x", {"title": "</script><b>"});')
    assert html.startswith('<script type="application/json" data-hq-call="PageChooser">["id_x", {')
    assert html.count("</script>") == 1
    with pytest.raises(inline_scripts.UnknownScript):
        inline_scripts.as_data("alert(1); alert(2)")


@pytest.mark.browser
def test_the_main_pages_of_hq_break_no_policy(hq_page, dora, alice):
    page = hq_page(dora)
    for path in [
        "/hq/",
        "/hq/pages/",
        "/hq/images/",
        "/hq/documents/",
        "/hq/account/",
        "/hq/team/",
        f"/hq/team/{alice.pk}/",
        "/hq/team/log/",
        "/hq/redirects/add/",
        "/hq/settings/campaigns/campaign/",
    ]:
        response = page.goto(path)
        assert response.status == 200, path
        page.wait_for_load_state("networkidle")


@pytest.mark.browser
def test_a_date_is_chosen_from_the_calendar(hq_page, dora):
    page = hq_page(dora)
    page.goto("/hq/team/invitation/")
    page.locator("#id_ends_on").click()
    page.locator(".xdsoft_datetimepicker:visible td.xdsoft_date.xdsoft_current, "
                 ".xdsoft_datetimepicker:visible td.xdsoft_today").first.click()  # fmt: skip
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", page.locator("#id_ends_on").input_value())


@pytest.mark.browser
def test_the_page_editor_works_without_inline_scripts(hq_page, dora):
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Home", slug="front", slogan="On"))
    index = home.add_child(instance=NewsIndexPage(title="News", slug="news"))
    news = index.add_child(instance=NewsPage(title="Rally", slug="rally", lead="Soon"))
    page = hq_page(dora)
    page.goto(f"/hq/pages/{news.pk}/edit/")
    page.wait_for_load_state("networkidle")
    page.locator("#id_published_on").click()  # a date, by a script of a form's own field
    page.locator(".xdsoft_datetimepicker:visible td.xdsoft_date").nth(10).click()
    page.locator("[id^=panel-] [aria-label*='Insert a block'], .c-sf-add-button").first.click()
    page.locator("[role=option]:visible").first.wait_for()  # the menu of a StreamField's blocks
    page.keyboard.press("Escape")
    page.locator("button.chooser__choose-button:visible").first.click()  # an image, by a chooser
    page.locator(".modal-body:visible").first.wait_for()
