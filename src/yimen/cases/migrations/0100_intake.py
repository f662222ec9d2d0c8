"""From receipt to acceptance: its clocks, what the law deems accepted, answers to the correction notice from afar."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Clocks of applications; three columns of an application."""

    dependencies = [("cases", "0090_proceedings")]
    operations = [
        migrations.AddField("application", "deemed_by", models.CharField(max_length=60, default="")),
        migrations.AddField("application", "answered_at", models.DateTimeField(null=True)),
        migrations.AddField("application", "completed_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            "IntakeClock",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "application",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clocks",
                        to="cases.application",
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("rule", models.CharField(max_length=60, default="")),
                ("count", models.PositiveIntegerField()),
                ("unit", models.CharField(max_length=12)),
                ("extension", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField()),
                ("stopped_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(fields=("application", "kind"), name="intake_clock_once_a_kind"),
                ),
                "indexes": (
                    models.Index(
                        fields=("kind", "started_at"),
                        name="intake_clock_runs",
                        condition=models.Q(stopped_at__isnull=True),
                    ),
                ),
            },
        ),
    ]
