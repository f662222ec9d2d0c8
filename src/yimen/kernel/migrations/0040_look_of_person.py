"""Looks are found by the person looked at: she may ask who has seen her data."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations


class Migration(migrations.Migration):
    """One index."""

    dependencies = [("kernel", "0002_journal")]
    operations = [
        migrations.AddIndex(model_name="look", index=GinIndex(fields=("persons",), name="look_of_person")),
    ]
