"""Where an office is and how it is called: whoever is sent there is told (行政许可法 art 32(1)2)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Address and telephone of departments, telephone of centres; empty where the profile has none."""

    dependencies = [("people", "0010_document_types")]
    operations = [
        migrations.AddField("department", "address", models.CharField(default="", max_length=200)),
        migrations.AddField("department", "phone", models.CharField(default="", max_length=40)),
        migrations.AddField("centre", "phone", models.CharField(default="", max_length=40)),
    ]
