"""A look-alike and a watched name, for the walk over things of others."""

from typing import Any

from hustings.lookouts.models import Find, Watched


def of_lookouts(dora: Any) -> dict[str, list[Any]]:
    """By view: the arguments of its address."""
    find = Find.objects.create(
        host="valbrune.test", name="valbrune.example", how="tld", strength=1, source="x"
    )
    watched = Watched.objects.create(text="webmail.example", user=dora)
    views = ["find", "judgement", "block", "notice"]
    return {**{f"lookouts:{name}": [find.pk] for name in views}, "lookouts:removal": [watched.pk]}
