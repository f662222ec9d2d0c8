"""Tries may be deleted once their time is over; younger ones stay append-only."""

from django.db import migrations

_NEW = """
DROP TRIGGER attempt_append_only ON cases_attempt;
CREATE TRIGGER attempt_append_only BEFORE UPDATE ON cases_attempt
  FOR EACH ROW EXECUTE FUNCTION kernel_append_only();
CREATE TRIGGER attempt_kept BEFORE DELETE ON cases_attempt
  FOR EACH ROW WHEN (OLD.at > now() - interval '29 days') EXECUTE FUNCTION kernel_append_only();
"""
_OLD = """
DROP TRIGGER attempt_kept ON cases_attempt;
DROP TRIGGER attempt_append_only ON cases_attempt;
CREATE TRIGGER attempt_append_only BEFORE UPDATE OR DELETE ON cases_attempt
  FOR EACH ROW EXECUTE FUNCTION kernel_append_only();
"""


class Migration(migrations.Migration):
    """The trigger of deletion asks the age."""

    dependencies = [("cases", "0060_correction_told")]
    operations = [migrations.RunSQL(_NEW, _OLD)]
