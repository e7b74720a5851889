"""The map of areas shaded by a number."""

import re

from hustings.foundation.territories import maps, shipped
from hustings.foundation.territories.models import Zone


def departments() -> list[Zone]:
    country = shipped.read("FR")
    listed = [zone for zone in country.zones if zone.kind == "department"]
    return [
        Zone(pk=at, code=z.code, name=z.name, shape=country.shapes.get(f"department {z.code}"))
        for at, z in enumerate(listed, start=1)
    ]


def test_each_department_is_drawn_once_on_the_sheet() -> None:
    zones = departments()
    drawn = maps.svg(zones, {zone.pk: zone.pk for zone in zones}, label="People")
    paths = re.findall(r'<path class="zone-map__shade-(\d)" d="([^"]+)"', drawn)
    assert len(paths) == sum(bool(zone.shape) for zone in zones) > 100
    assert {shade for shade, _ in paths} == {"1", "2", "3", "4", "5"}
    _, _, width, height = map(float, re.search(r'viewBox="([^"]+)"', drawn)[1].split())  # type: ignore[index]
    for _, path in paths:
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", path)]
        assert min(numbers) >= -1
        assert max(numbers[::2]) <= width + 1
        assert max(numbers[1::2]) <= height + 1
    assert len(drawn) < 400_000


def test_the_table_says_the_same_and_names_are_escaped() -> None:
    [zone] = [Zone(pk=1, name="<Rhône>", shape=None)]
    drawn = maps.svg([zone], {1: 42}, label="People")
    assert '<th scope="row">&lt;Rhône&gt;</th><td>42</td>' in drawn
    assert "<path" not in drawn


def test_a_map_of_nothing_is_no_error() -> None:
    assert "<svg" in maps.svg(departments(), {}, label="People")
