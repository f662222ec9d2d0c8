"""The sequence that receipt numbers are taken from: unique, not gapless, so that no clerk waits for another."""

from django.db import migrations


class Migration(migrations.Migration):
    """One sequence."""

    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunSQL("CREATE SEQUENCE cases_receipt_no", "DROP SEQUENCE cases_receipt_no")]
