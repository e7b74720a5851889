from collections import Counter

from django.db import migrations
from django.db.models import Count, F
from django.utils import timezone


def _bare(mailbox):
    local, _at, domain = mailbox.rpartition("@")
    return f"{local.split('+', 1)[0] or local}@{domain}"


def know_labels(apps, schema_editor):
    """What follows a plus is a label: so is it counted from now on."""
    signatures = apps.get_model("petitions", "Signature").objects
    some = []
    for each in signatures.filter(mailbox__contains="+").only("pk", "mailbox").iterator(1000):
        each.mailbox = _bare(each.mailbox)
        some.append(each)
        if len(some) == 1000:
            signatures.bulk_update(some, ["mailbox"])
            some.clear()
    signatures.bulk_update(some, ["mailbox"])


def set_aside(apps, schema_editor):
    """Of the spellings of one mailbox that nobody has looked at the first one counts; the meters follow."""
    counted = apps.get_model("petitions", "Signature").objects.filter(
        confirmed_at__isnull=False, withdrawn_at=None, set_aside_at=None
    )
    unjudged, now, gone = counted.filter(judged_at=None).order_by(), timezone.now(), Counter()
    twice = unjudged.values("petition", "mailbox").annotate(n=Count("pk")).filter(n__gt=1)
    for petition, mailbox in list(twice.values_list("petition", "mailbox")):
        rows = list(unjudged.filter(petition=petition, mailbox=mailbox).order_by("confirmed_at", "pk"))
        is_kept = counted.filter(petition=petition, mailbox=mailbox, judged_at__isnull=False).exists()
        for each in rows if is_kept else rows[1:]:
            doubts = [*filter(None, each.doubts.split(","))]
            each.doubts = ",".join(doubts if "mailbox" in doubts else ["mailbox", *doubts])
            each.set_aside_at = now
            each.save(update_fields=["doubts", "set_aside_at"])
            gone[petition] += 1
    slots = apps.get_model("petitions", "MeterSlot").objects
    for petition, n in gone.items():
        slot, _is_new = slots.get_or_create(petition_id=petition, slot=0)
        slots.filter(pk=slot.pk).update(n=F("n") - n)


class Migration(migrations.Migration):
    dependencies = [
        ("petitions", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(know_labels, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(set_aside, migrations.RunPython.noop, elidable=True),
    ]
