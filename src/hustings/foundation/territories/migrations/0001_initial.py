import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Zone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('country', 'country'), ('region', 'region'), ('department', 'department'), ('constituency', 'constituency'), ('commune', 'commune'), ('part', 'part of a commune'), ('station', 'polling station'), ('free', 'custom area')], max_length=12, verbose_name='kind')),
                ('code', models.CharField(max_length=40, verbose_name='code')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('name_key', models.CharField(editable=False, help_text='The name as search compares it', max_length=200)),
                ('country', models.CharField(max_length=2, verbose_name='country')),
                ('population', models.PositiveIntegerField(blank=True, null=True, verbose_name='population')),
                ('address', models.CharField(blank=True, help_text='Of a polling station', max_length=300, verbose_name='address')),
                ('latitude', models.FloatField(blank=True, null=True, verbose_name='latitude')),
                ('longitude', models.FloatField(blank=True, null=True, verbose_name='longitude')),
                ('shape', models.JSONField(blank=True, help_text='A GeoJSON geometry, simplified', null=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='territories.zone')),
            ],
            options={
                'verbose_name': 'territory',
                'verbose_name_plural': 'territories',
                'ordering': ['name_key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps_out', to='territories.zone')),
                ('outer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='steps_in', to='territories.zone')),
            ],
        ),
        migrations.CreateModel(
            name='Postcode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(db_index=True, max_length=12)),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postcodes', to='territories.zone')),
            ],
        ),
        migrations.CreateModel(
            name='Containment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='territories.zone')),
                ('outer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='territories.zone')),
            ],
        ),
        migrations.AddIndex(
            model_name='zone',
            index=models.Index(fields=['kind', 'name_key'], name='territories_kind_8e3ea9_idx'),
        ),
        migrations.AddIndex(
            model_name='zone',
            index=models.Index(fields=['name_key'], name='territories_name_ke_099e7c_idx'),
        ),
        migrations.AddConstraint(
            model_name='zone',
            constraint=models.UniqueConstraint(fields=('country', 'kind', 'code'), name='one_zone_per_code'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.UniqueConstraint(fields=('outer', 'inner'), name='one_step'),
        ),
        migrations.AddConstraint(
            model_name='postcode',
            constraint=models.UniqueConstraint(fields=('code', 'zone'), name='one_postcode_per_zone'),
        ),
        migrations.AddConstraint(
            model_name='containment',
            constraint=models.UniqueConstraint(fields=('outer', 'inner'), name='one_containment'),
        ),
    ]
