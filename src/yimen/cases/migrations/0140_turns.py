"""What happens to a case beside its straight way; one more way for a case to end here."""

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models

_ENDED = ["granted", "refused", "terminated", "withdrawn", "transferred"]


class Migration(migrations.Migration):
    """Turns of cases, and the state of a case that another authority has to decide."""

    dependencies = [("cases", "0130_decided_at_once")]
    operations = [
        migrations.RemoveConstraint("case", "case_ended_has_date"),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) ^ models.Q(state__in=_ENDED), name="case_ended_has_date"
            ),
        ),
        migrations.CreateModel(
            "Turn",
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
                        related_name="turns",
                        to="cases.case",
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
                ("office", models.CharField(max_length=40)),
                ("told", models.JSONField(default=dict)),
                ("ordered_date", models.DateField(null=True)),
            ],
            options={
                "indexes": (
                    models.Index(fields=("case", "at"), name="turn_of_case"),
                    models.Index(fields=("office", "case"), name="turn_of_office"),
                ),
            },
        ),
    ]
