"""Limits may stand still and be extended once; an application may be taken back."""

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models

_ENDED = ["granted", "refused", "terminated", "withdrawn"]


class Migration(migrations.Migration):
    """Pauses of cases; a clock without an end while one lasts; one more way for a case to end."""

    dependencies = [("cases", "0070_tries_end")]
    operations = [
        migrations.AddField("case", "has_papers", models.BooleanField(default=False)),
        migrations.RemoveConstraint("case", "case_ended_has_date"),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) ^ models.Q(state__in=_ENDED), name="case_ended_has_date"
            ),
        ),
        migrations.AddField("clock", "extension", models.PositiveIntegerField(default=0)),
        migrations.AlterField("clock", "until", models.DateTimeField(null=True)),
        migrations.CreateModel(
            "Pause",
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
                        related_name="pauses",
                        to="cases.case",
                    ),
                ),
                ("reason", models.CharField(max_length=24)),
                ("needed_days", models.PositiveSmallIntegerField()),
                ("ground", models.TextField()),
                ("first_date", models.DateField()),
                ("last_date", models.DateField(null=True)),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(
                        fields=("case",), name="pause_one_open", condition=models.Q(last_date__isnull=True)
                    ),
                    models.CheckConstraint(
                        condition=models.Q(last_date__isnull=True) | models.Q(last_date__gte=models.F("first_date")),
                        name="pause_not_backwards",
                    ),
                ),
                "indexes": (models.Index(fields=("case", "first_date"), name="pause_of_case"),),
            },
        ),
    ]
