"""The moment of sending: which letters may leave now, and which were handed over."""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.utils import timezone

from hustings.foundation.lib.sql.sql_dialects import adapted, one_of
from hustings.outreach.delivery.models import Delivery, WorkerLease
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Consent, Email, Person, Topic, TopicStand

_D, _M, _R = Delivery._meta.db_table, Mailing._meta.db_table, WorkerLease._meta.db_table
_C, _E, _P = Consent._meta.db_table, Email._meta.db_table, Person._meta.db_table
_T, _S = Topic._meta.db_table, TopicStand._meta.db_table
_JOURNAL = f"UPDATE {_R} SET on_wire = %s, handed_over = %s WHERE id = %s"  # noqa: S608 - names of tables
_MAY_LEAVE = f"""
    SELECT d.id FROM {_D} d JOIN {_M} m ON m.id = d.mailing_id
    JOIN {_C} c ON c.person_id = d.person_id AND c.purpose = m.purpose AND c.is_given
    JOIN {_P} p ON p.id = d.person_id AND p.no_mail_since IS NULL
        AND (p.paused_until IS NULL OR p.paused_until <= %s)
    WHERE d.id {{among}} AND d.carrier_id = %s AND d.state = 'claimed' AND m.state IN ('queueing', 'sending')
    AND (m.topic_id IS NULL OR COALESCE(
        (SELECT s.is_in FROM {_S} s WHERE s.person_id = d.person_id AND s.topic_id = m.topic_id),
        (SELECT t.is_default FROM {_T} t WHERE t.id = m.topic_id)))
    AND EXISTS (SELECT 1 FROM {_E} e WHERE e.person_id = d.person_id AND e.address = d.address
        AND e.status IN ('unconfirmed', 'confirmed'))"""  # noqa: S608
_HANDED_OVER = f"""
    UPDATE {_D} SET state = 'sent', sent_at = %s, reason = '', said = '', attempts = attempts + 1
    WHERE id {{among}} AND carrier_id = %s AND state IN ('claimed', 'sending', 'unsure')"""  # noqa: S608


def leave(
    carrier: WorkerLease,
    leaving: Sequence[int],
    *,
    on_wire: Iterable[int] = (),
    handed_over: Iterable[int] = (),
) -> set[int]:
    """Those of ``leaving`` that may leave; written down before they can possibly arrive.

    Consent, address, the mailing's state and our own lease are looked at here. All that is ``on_wire`` stands
    in one row, which becomes what is unsure when the worker dies.
    """
    may: set[int] = set()
    with connection.cursor() as cursor:
        if leaving:
            among, keys = one_of(leaving)
            cursor.execute(_MAY_LEAVE.format(among=among), [adapted(timezone.now()), keys, carrier.pk])
            may = {row[0] for row in cursor.fetchall()}
        cursor.execute(_JOURNAL, [_list([*on_wire, *may]), _list(handed_over), carrier.pk])
        return may if cursor.rowcount else set()  # somebody closed our run: nothing is ours any more


def settle(carrier: WorkerLease, handed_over: Sequence[int], *, on_wire: Iterable[int] = ()) -> None:
    among, keys = one_of(handed_over)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_HANDED_OVER.format(among=among), [adapted(timezone.now()), keys, carrier.pk])
        cursor.execute(_JOURNAL, [_list(on_wire), "", carrier.pk])


def _list(keys: Iterable[int]) -> str:
    return ",".join(map(str, keys))
