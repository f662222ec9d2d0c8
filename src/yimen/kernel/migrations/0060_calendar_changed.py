"""The installation says when its calendar was last changed, so that running processes read it again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies = [("kernel", "0040_look_of_person")]
    operations = [
        migrations.AddField(
            model_name="installation", name="calendar_changed_at", field=models.DateTimeField(null=True)
        ),
    ]
