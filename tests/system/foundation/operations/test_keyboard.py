"""HQ by keyboard alone: wherever Tab leads, one sees where one is."""

import pytest
from playwright.sync_api import Page, expect

from tests.system.foundation.operations.test_looks import filled

__all__ = ["filled"]
pytestmark = pytest.mark.browser
MOST = 250  # steps: beyond it the page is a trap
LOOK = """async () => {
  const wait = seconds => new Promise(done => setTimeout(done, 1000 * seconds));
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const isInside = () => {
    const box = node.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.right > 0 && box.left < innerWidth
      && box.bottom > 0 && box.top < innerHeight;
  };
  const isOutlined = mark => {
    const style = getComputedStyle(mark);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1
      && !/, 0\\)$|^transparent$/.test(style.outlineColor);
  };
  const isMarked = () => marks.some(mark => mark && isOutlined(mark));
  const marks = [node, node.nextElementSibling, node.closest('label'), node.parentElement];
  const isBack = node.dataset.walked === 'yes' && node !== window.last;
  node.dataset.walked = 'yes';
  window.last = node;
  for (let n = 0; n < 20 && !(isMarked() && isInside()); n++) await wait(0.1);  // it scrolls there smoothly
  return {
    isBack,
    isOutlined: isMarked(),
    isInside: isInside(),
    says: node.outerHTML.slice(0, 120),
  };
}"""

PAST_THE_MENU = """main => {
  const start = document.createElement('span');
  start.tabIndex = -1;
  main.prepend(start);
  start.focus();
}"""


def walk(page: Page) -> tuple[int, list[str]]:
    """Press Tab until the walk comes round; how many stops there were, and what one could not see."""
    faults: list[str] = []
    for n in range(MOST):
        page.keyboard.press("Tab")
        seen = page.evaluate(LOOK)
        if seen is None or seen["isBack"]:
            return n, faults
        faults += [f"not {mark}: {seen['says']}" for mark in ("isOutlined", "isInside") if not seen[mark]]
    return MOST, [*faults, "no end"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_is_seen_wherever_tab_leads(filled, hq_page, dora, scheme):
    page = hq_page(dora)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    wrong = []
    for path in filled[:: 1 if scheme == "light" else 4]:
        page.goto(path)
        if path != filled[0]:  # HQ's menu is the same everywhere
            page.locator("main").evaluate(PAST_THE_MENU)
        n, faults = walk(page)
        wrong += [f"{path}: {fault}" for fault in faults]
        if n < (5 if path == filled[0] else 1):
            wrong.append(f"{path}: only {n} stops")
    assert not wrong, "\n".join(wrong)


def test_the_first_stop_leads_past_the_menu(filled, hq_page, dora):
    page = hq_page(dora)
    for path in ["/hq/", "/hq/people/", "/hq/mailings/", "/account/"]:
        page.goto(path)
        page.keyboard.press("Tab")
        link = page.locator(":focus")
        expect(link).to_be_in_viewport()
        target = link.get_attribute("href")
        assert target and target.startswith("#"), f"{path}: {link.evaluate('node => node.outerHTML')}"
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Enter")
        page.wait_for_timeout(500)
        page.keyboard.press("Tab")
        expect(page.locator(f"{target} :focus")).to_have_count(1)
