"""A look-alike and a watched name, for the walk over things of others."""

from typing import Any

from hustings.security.lookalikes.models import Find, List, Watched


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """By view: the arguments of its address."""
    find = Find.objects.create(
        host="valbrune.test", name="valbrune.example", how="tld", strength=1, source="x"
    )
    watched = Watched.objects.create(text="webmail.example", user=dora)
    listed = List.objects.create(name="names.txt", digest="0" * 64, state="failed", n_faults=5)
    views = ["find", "judgement", "block", "notice"]
    rest = {"lookalikes:removal": [watched.pk], "lookalikes:lists_again": [listed.pk]}
    return {f"lookalikes:{name}": [find.pk] for name in views} | rest
