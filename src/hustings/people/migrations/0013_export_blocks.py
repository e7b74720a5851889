"""Who was in an export, in small blocks of its own table: the old column was read whole for each question."""

import zlib
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

OLD, NEW = (1 << 20) // 8, (1 << 13) // 8  # octets to a block


def old_blocks(content: bytes) -> Any:
    """Number and bits of each block in the old column."""
    place = 0
    while place < len(content):
        number = int.from_bytes(content[place : place + 8], "big")
        size = int.from_bytes(content[place + 8 : place + 12], "big")
        yield number, zlib.decompress(content[place + 12 : place + 12 + size])
        place += 12 + size


def cut(apps: Any, editor: Any) -> None:
    """From the old column to the new table."""
    export, block = apps.get_model("people", "Export"), apps.get_model("people", "ExportBlock")
    for row in export.objects.using(editor.connection.alias).exclude(whose=None).order_by("pk").iterator(1):
        made = []
        for number, bits in old_blocks(bytes(row.whose)):
            for at in range(0, OLD, NEW):
                if any(part := bits[at : at + NEW]):
                    number_now = number * (OLD // NEW) + at // NEW
                    made.append(block(export=row, number=number_now, bits=zlib.compress(part, 6)))
        block.objects.using(editor.connection.alias).bulk_create(made, batch_size=200)


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0012_measure'),
    ]

    operations = [
        migrations.CreateModel(
            name='ExportBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(help_text='Of the block')),
                ('bits', models.BinaryField(help_text='A bit for each key, compressed')),
                ('export', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to='people.export')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('number', 'export'), name='one_block_per_export')],
            },
        ),
        migrations.RunPython(cut, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='export',
            name='whose',
        ),
    ]
