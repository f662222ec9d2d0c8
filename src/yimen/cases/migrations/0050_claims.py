"""Who has taken a step from the pool, and since when; what somebody finished today is found by her name."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns of the step, both or neither; an index of what desks have finished."""

    dependencies = [
        ("cases", "0040_preparation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            "step",
            "claimed_by",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField("step", "claimed_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "step",
            models.CheckConstraint(
                condition=models.Q(claimed_by__isnull=True) ^ models.Q(claimed_at__isnull=False),
                name="step_claimed_since",
            ),
        ),
        migrations.AddIndex(
            "step",
            models.Index(
                fields=("done_by", "done_at"),
                name="step_done_at_desk",
                condition=models.Q(state__in=["done", "refused"], decided_by="desk"),
            ),
        ),
    ]
