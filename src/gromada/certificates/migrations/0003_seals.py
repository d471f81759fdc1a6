import django.db.models.deletion
import gromada.kit.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('certificates', '0002_later_life'),
        ('people', '0001_initial'),
        ('records', '0001_initial'),
    ]

    operations = [
        migrations.RenameField(model_name='signingkey', old_name='sealed', new_name='locked'),
        migrations.AlterField(model_name='signingkey', name='locked', field=models.TextField(blank=True)),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=gromada.kit.ids.new_uid, editable=False, unique=True)),
                ('name', models.CharField(max_length=40, unique=True)),
                ('use', models.CharField(choices=[('root', 'vouches for seals'), ('here', 'seals by itself'), ('outside', 'seals elsewhere')], max_length=8)),
                ('chain', models.TextField()),
                ('thumbprint', models.CharField(max_length=43, unique=True)),
                ('locked', models.TextField(blank=True)),
                ('made_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='people.issuer')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SealedPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=gromada.kit.ids.new_uid, editable=False, unique=True)),
                ('language', models.CharField(max_length=8)),
                ('sealed_at', models.DateTimeField()),
                ('credential', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='certificates.credential')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sealed_papers', to='records.storedfile')),
                ('seal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='certificates.seal')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SealRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=gromada.kit.ids.new_uid, editable=False, unique=True)),
                ('language', models.CharField(max_length=8)),
                ('digest', models.CharField(max_length=64)),
                ('begins', models.PositiveIntegerField()),
                ('ends', models.PositiveIntegerField()),
                ('asked_at', models.DateTimeField()),
                ('credential', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seal_requests', to='certificates.credential')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seal_requests', to='records.storedfile')),
                ('paper', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='request', to='certificates.sealedpaper')),
                ('seal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='certificates.seal')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_at__isnull', True)), fields=('issuer', 'use'), name='one_seal_of_an_issuer_for_a_use'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), ('retired_at__isnull', False), _connector='OR'), name='withdrawn_seal_is_retired'),
        ),
        migrations.AddConstraint(
            model_name='sealedpaper',
            constraint=models.UniqueConstraint(fields=('credential', 'language', 'seal'), name='one_paper_a_language_and_seal'),
        ),
    ]
