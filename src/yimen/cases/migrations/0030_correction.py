"""When the one correction notice was given, and what it named."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns of the application."""

    dependencies = [("cases", "0010_who_acts_for_a_party")]
    operations = [
        migrations.AddField("application", "correction_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "application", "correction_asked", ArrayField(models.CharField(max_length=200), default=list)
        ),
    ]
