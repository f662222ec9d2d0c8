"""Cases accepted without a document: it comes later by a signed promise, or a promise stands for it."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


def _keys() -> django.contrib.postgres.fields.ArrayField:
    return django.contrib.postgres.fields.ArrayField(models.CharField(max_length=120), default=list)


class Migration(migrations.Migration):
    """What is owed, and which applications and cases have any."""

    dependencies = [("cases", "0100_intake")]
    operations = [
        migrations.AddField("application", "tolerated", _keys()),
        migrations.AddField("application", "promised", _keys()),
        migrations.AddField("case", "has_owed", models.BooleanField(default=False)),
        migrations.CreateModel(
            "Owed",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owed",
                        to="cases.case",
                    ),
                ),
                ("key", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=12)),
                ("outcome", models.CharField(max_length=12, default="")),
                ("evidence", models.TextField(default="")),
                ("settled_at", models.DateTimeField(null=True)),
                ("objection", models.TextField(default="")),
                ("objected_at", models.DateTimeField(null=True)),
                ("paper_id", models.UUIDField(null=True)),
            ],
            options={
                "constraints": (models.UniqueConstraint(fields=("case", "key"), name="owed_once_in_case"),),
            },
        ),
    ]
