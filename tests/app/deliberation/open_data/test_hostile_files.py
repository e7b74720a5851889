"""Files that are broken or meant to break something are refused with the line, and nothing is written."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.utils.translation import override

from hustings.deliberation.consultations.models import Item
from hustings.deliberation.open_data.files import opening, writing
from hustings.deliberation.open_data.files.records import BadLine
from tests.app.deliberation.open_data.test_files import opinion
from tests.cast.deliberation.consultations.fixtures import opened

pytestmark = [pytest.mark.django_db, pytest.mark.both]
HEAD = "id,title,body,supports,published_at\n"
GOOD = "1,a,b,2,2027-01-01\n"


def alone(pk: int | str, **more: Any) -> dict[str, Any]:
    return opinion(pk, arguments=[], sources=[], **more)  # type: ignore[arg-type] # of a wrong kind on purpose


def came(text: str) -> int:
    with override("en"):
        return sum(writing.write(opened(), opening.records(io.BytesIO(text.encode()))).items.values())


@pytest.mark.parametrize(
    ("row", "line"),
    [
        pytest.param("1,again,b,2,2027-01-01\n", 3, id="twice"),
        pytest.param(f"2,a,{'x' * 200_000},2,2027-01-01\n", 3, id="long"),
        pytest.param(f"{'9' * 80},a,b,2,2027-01-01\n", 3, id="long-number"),
        pytest.param(f"2,a,b,{'9' * 30},2027-01-01\n", 3, id="many-votes"),
        pytest.param("2,a,b,-5,2027-01-01\n", 3, id="less-than-none"),
        pytest.param("2,a,b,5,0001-01-01T00:00:00+14:00\n", 3, id="before-time"),
        pytest.param("2,a,b,5,2027-01-01,more,and more\n", 0, id="more-columns"),
    ],
)
def test_hostile_proposals(row: str, line: int) -> None:
    if not line:
        assert came(HEAD + GOOD + row) == 2
        return
    with pytest.raises(BadLine) as bad:
        came(HEAD + GOOD + row)
    assert bad.value.line == line and not Item.objects.exists()


def test_a_row_that_ends_before_its_number() -> None:
    with pytest.raises(BadLine) as bad:
        came("title,body,published_at,id\na,b,2027-01-01\n")
    assert bad.value.line == 2


@pytest.mark.parametrize(
    "spoiled",
    [
        pytest.param(lambda: json.dumps(opinion()), id="twice"),
        pytest.param(lambda: "[" * 100_000, id="deep"),
        pytest.param(lambda: json.dumps(alone(8, title="a\ud800b")), id="half-a-letter"),
        pytest.param(lambda: json.dumps(alone(8, body="a\0b")), id="nul"),
        pytest.param(lambda: json.dumps(alone(8, votes_ok=10**30)), id="many-votes"),
        pytest.param(lambda: json.dumps(alone(8, votes_ok=float("inf"))), id="infinite"),
        pytest.param(lambda: json.dumps(alone("8" * 90)), id="long-number"),
        pytest.param(lambda: json.dumps(alone(8, author="8" * 90)), id="long-author"),
        pytest.param(lambda: json.dumps(alone(8, created_at="0001-01-01T00:00:00+1400")), id="before-time"),
    ],
)
def test_hostile_lines(spoiled: Callable[[], str]) -> None:
    with pytest.raises(BadLine) as bad:
        came(f"{json.dumps(opinion())}\n{spoiled()}\n")
    assert bad.value.line == 2 and not Item.objects.exists()


def test_a_link_that_a_browser_would_run_is_left_out() -> None:
    source = {**opinion()["sources"][0], "link": " javascript:alert(1)"}
    assert came(json.dumps(opinion(sources=[source]))) == 3
    assert "link" not in Item.objects.get(kind="source").data
