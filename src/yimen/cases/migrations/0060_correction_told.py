"""The sentences of the one correction notice as they were told, sealed: the screen ticks them off."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column of the application."""

    dependencies = [("cases", "0050_claims")]
    operations = [migrations.AddField("application", "correction_sealed", models.BinaryField(null=True))]
