"""Answers prepared before anybody comes, and the append-only record of who asked without signing in."""

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0030_correction"),
        ("catalogue", "0001_initial"),
        ("kernel", "0002_journal"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("number_hash", models.BinaryField(max_length=34)),
                ("address_hash", models.BinaryField(max_length=34)),
                ("at", models.DateTimeField()),
                ("is_right", models.BooleanField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "number_hash", "at"], name="attempt_of_number"),
                    models.Index(fields=["kind", "address_hash", "at"], name="attempt_of_address"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Preparation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("state", models.CharField(max_length=24)),
                ("version", models.PositiveIntegerField(default=0)),
                ("head", models.BinaryField(default=bytes, max_length=32)),
                ("code_hash", models.BinaryField(max_length=34, unique=True)),
                ("content_sealed", models.BinaryField(null=True)),
                ("valid_until", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.application",
                    ),
                ),
                (
                    "bundle",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.bundleversion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("content_sealed__isnull", False)),
                        fields=["valid_until"],
                        name="preparation_kept",
                    )
                ],
            },
        ),
        migrations.RunSQL(
            """
            CREATE TRIGGER attempt_append_only BEFORE UPDATE OR DELETE ON cases_attempt
              FOR EACH ROW EXECUTE FUNCTION kernel_append_only();
            CREATE TRIGGER attempt_not_emptied BEFORE TRUNCATE ON cases_attempt EXECUTE FUNCTION kernel_append_only();
            """,
            """
            DROP TRIGGER attempt_append_only ON cases_attempt; DROP TRIGGER attempt_not_emptied ON cases_attempt;
            """,
        ),
    ]
