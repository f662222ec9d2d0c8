"""A case may be decided at the window or by a table; how the table answered is kept, and people look again."""

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    """The shortcut of a case, the trace of a table's answer, rechecks, and the seeds of their draws."""

    dependencies = [("accounts", "0001_initial"), ("cases", "0090_proceedings")]
    operations = [
        migrations.AddField("case", "shortcut", models.CharField(max_length=8, default="", blank=True)),
        migrations.CreateModel(
            "SampleSeed",
            [
                ("month", models.CharField(max_length=7, primary_key=True, serialize=False)),
                ("seed", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            "Trace",
            [
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="trace",
                        serialize=False,
                        to="cases.step",
                    ),
                ),
                ("table", models.CharField(max_length=60)),
                ("digest", models.CharField(max_length=64)),
                ("row", models.CharField(max_length=60, default="", blank=True)),
                ("is_granted", models.BooleanField()),
                ("content_sealed", models.BinaryField()),
                ("answered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            "Recheck",
            [
                (
                    "id",
                    models.UUIDField(
                        primary_key=True, default=uuid_utils.compat.uuid7, editable=False, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=8)),
                ("month", models.CharField(max_length=7)),
                ("words", models.TextField(default="", blank=True)),
                ("opened_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("is_confirmed", models.BooleanField(null=True)),
                ("opinion", models.TextField(default="", blank=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.account",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rechecks",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(
                        fields=("case", "kind"),
                        name="recheck_one_open",
                        condition=models.Q(answered_at__isnull=True),
                    ),
                    models.CheckConstraint(
                        condition=models.Q(answered_at__isnull=True, is_confirmed__isnull=True)
                        | models.Q(answered_at__isnull=False, is_confirmed__isnull=False),
                        name="recheck_answered_whole",
                    ),
                ),
                "indexes": (models.Index(fields=("case", "opened_at"), name="recheck_of_case"),),
            },
        ),
    ]
