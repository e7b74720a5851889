"""Content of a case's pages: figures, charts, mails beside ours."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hustings.foundation.lib.display import charts
from mailguard.forensics import boxes, register, sentences, telling
from mailguard.forensics.store import Row, Store
from mailguard.i18n import translate

KINDS = {
    "proven": gettext_lazy("genuine (valid signature)"),
    "same": gettext_lazy("genuine (same as ours)"),
    "altered": gettext_lazy("altered"),
    "decoy": gettext_lazy("our decoys"),
    "forged": gettext_lazy("forged"),
    "unknown": gettext_lazy("unverifiable"),
    "unread": gettext_lazy("unreadable"),
}
PLACES = {
    "header": gettext_lazy("header"),
    "text": gettext_lazy("text, line"),
    "page": gettext_lazy("page, line"),
    "file": gettext_lazy("file"),
}
LOOKS = {
    "start": gettext_lazy("started the case"),
    "again": gettext_lazy("resumed reading"),
    "results": gettext_lazy("viewed the figures"),
    "mails": gettext_lazy("searched the e-mails"),
    "mail": gettext_lazy("opened an e-mail"),
    "register": gettext_lazy("downloaded the register"),
    "table": gettext_lazy("downloaded the table of e-mails"),
    "statement": gettext_lazy("edited the statement"),
    "keep": gettext_lazy("changed the retention period"),
    "delete": gettext_lazy("deleted the case"),
}
SIZE = 50
MOST_UNREAD = 20  # files that are named; the register names all
GONE = "\ufffc"


def results(store: Store) -> dict[str, Any]:
    """Numbers by class, mailboxes and months."""
    kinds = telling.kinds(store)
    months = [(month or "?", sum(found.values())) for month, found in telling.timeline(store)]
    language = get_language() or "en"
    unread = [(path, translate(why, language)) for path, why in telling.unread(store, MOST_UNREAD)]
    n_unread = telling.n_unread(store)
    return {
        "n": sum(kinds.values()),
        "kinds": [(kind, KINDS[kind], n) for kind, n in kinds.items() if n],
        "chart": _classes(kinds),
        "months": _months(months[-36:]),
        "boxes": [_box(each) for each in boxes.accounts(store)],
        "unread": unread,
        "n_unread": n_unread,
        "n_more_unread": n_unread - len(unread),
        "n_unread_mails": kinds["unread"],
        "register": register.head(store),
        "begun": moment_of(store.get("begun")),
    }


def _classes(kinds: dict[str, int]) -> SafeString:
    points = [(str(KINDS[kind]), n) for kind, n in kinds.items() if n]
    return charts.ranks(points, label=_("E-mails by verdict"), headings=(_("Verdict"), _("E-mails")))


def _months(points: list[tuple[str, int]]) -> SafeString:
    return charts.bars(
        points,
        label=_("E-mails by month"),
        headings=(_("Month"), _("E-mails")),
        numbers=_("Figures by month"),
    )


def _box(account: boxes.Account) -> dict[str, Any]:
    return {
        "name": account.name,
        "owner": account.owner,
        "n": account.n,
        "kinds": [(KINDS[kind], n) for kind, n in account.kinds.items()],
        "last": moment(account.last),
        "is_sure": account.is_last_sure,
        "next": moment(account.next),
        "n_later": account.n_later,
        "gaps": [(moment(begin), moment(end), n) for begin, end, n in account.gaps],
    }


def mails(
    store: Store, *, kind: str, box: str, words: str, after: int
) -> tuple[list[dict[str, Any]], int | None]:
    parts, values = ["id > ?"], [after]
    more: list[str] = []
    if kind in KINDS:
        parts.append("kind = ?")
        more.append(kind)
    if box:
        parts.append("box = ?")
        more.append(box)
    if words:
        like = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        parts.append(
            r"(subject LIKE ? ESCAPE '\' OR author LIKE ? ESCAPE '\' OR message_id LIKE ? ESCAPE '\')"
        )
        more += [like] * 3
    where = f"WHERE {' AND '.join(parts)} ORDER BY id"
    rows = list(store.rows(where, (*values, *more), SIZE + 1))
    return [as_row(row) for row in rows[:SIZE]], rows[SIZE - 1].id if len(rows) > SIZE else None


def as_row(row: Row) -> dict[str, Any]:
    return {
        **row._asdict(),
        "kind_words": KINDS[row.kind],
        "moment": moment(row.at if row.at is not None else row.sent_at),
    }


def mail(row: Row, details: dict[str, Any]) -> dict[str, Any]:
    """A mail with its reasons, and what was changed side by side. Everything is text, nothing is a link."""
    return {
        "row": as_row(row),
        "reasons": list(sentences.reasons(row.kind, details, get_language() or "en")),
        "differences": [_difference(each) for each in details.get("differences", ())],
        "is_by_likeness": row.kind == "altered" and not row.is_sure,
    }


def _difference(each: dict[str, Any]) -> dict[str, Any]:
    return {
        "place": PLACES[each["place"]],
        "name": safe(each.get("name", "")),
        "line": each.get("line") or "",
        "ours": _side(each.get("ours")),
        "theirs": _side(each.get("theirs")),
    }


def _side(text: str | None) -> str | None:
    """None where nothing stands there."""
    if text is None:
        return None
    return _("(no longer stored: only its hash)") if text == GONE else safe(text)


def safe(text: str) -> str:
    """Without what turns writing round or can't be seen; links are defused."""
    shown = "".join(each if each.isprintable() else "�" for each in text)
    return shown.replace("http://", "hxxp://").replace("https://", "hxxps://")


def moment(seconds: int | None) -> datetime | None:
    """Seconds since 1970 as pages show it."""
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def moment_of(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def looks(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [
        {"at": each.at, "user": each.user, "what": LOOKS.get(each.what, each.what), "detail": each.detail}
        for each in rows
    ]
