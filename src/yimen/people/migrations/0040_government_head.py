"""The head of the government is a post."""

from django.db import migrations, models

_POSTS = (
    "window_clerk",
    "second_checker",
    "examiner",
    "approver",
    "hall_manager",
    "agency_head",
    "government_head",
)


class Migration(migrations.Migration):
    """One post more."""

    dependencies = [("people", "0030_agency_head")]
    operations = [
        migrations.AlterField(
            "appointment", "post", models.CharField(choices=[(post, post) for post in _POSTS], max_length=20)
        ),
    ]
