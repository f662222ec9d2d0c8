"""The trigger that makes the looks without sign-in append-only, like the journal."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER verification_append_only BEFORE UPDATE OR DELETE ON licences_verificationtry
    FOR EACH ROW EXECUTE FUNCTION kernel_append_only();
CREATE TRIGGER verification_not_emptied BEFORE TRUNCATE ON licences_verificationtry EXECUTE FUNCTION kernel_append_only();
"""
BACK = """
DROP TRIGGER verification_append_only ON licences_verificationtry;
DROP TRIGGER verification_not_emptied ON licences_verificationtry;
"""


class Migration(migrations.Migration):
    """Raw SQL: Django has no triggers."""

    dependencies = [("licences", "0010_versions_of_licences"), ("kernel", "0002_journal")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
