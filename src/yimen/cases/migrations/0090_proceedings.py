"""Opinions, hearings, visits and third parties within a case; the departments that were asked see it."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    """Proceedings of cases."""

    dependencies = [("cases", "0080_pauses")]
    operations = [
        migrations.AddField(
            "case",
            "consulted",
            django.contrib.postgres.fields.ArrayField(models.CharField(max_length=40), default=list, size=None),
        ),
        migrations.AddField("case", "has_proceedings", models.BooleanField(default=False)),
        migrations.CreateModel(
            "Proceeding",
            [
                (
                    "id",
                    models.UUIDField(
                        primary_key=True, default=uuid_utils.compat.uuid7, editable=False, serialize=False
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proceedings",
                        to="cases.case",
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("state", models.CharField(max_length=12)),
                ("office", models.CharField(max_length=40)),
                ("started_at", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("data_sealed", models.BinaryField()),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(
                        fields=("case", "office"),
                        name="opinion_asked_once_at_a_time",
                        condition=models.Q(kind="opinion", ended_at__isnull=True),
                    ),
                    models.UniqueConstraint(
                        fields=("case",),
                        name="hearing_one_in_a_case",
                        condition=models.Q(kind="hearing", ended_at__isnull=True),
                    ),
                    models.CheckConstraint(
                        condition=models.Q(ended_at__isnull=True) ^ models.Q(state="done"),
                        name="proceeding_done_has_date",
                    ),
                ),
                "indexes": (
                    models.Index(fields=("case", "started_at"), name="proceeding_of_case"),
                    models.Index(
                        fields=("office", "until"),
                        name="opinion_awaited",
                        condition=models.Q(kind="opinion", ended_at__isnull=True),
                    ),
                ),
            },
        ),
    ]
