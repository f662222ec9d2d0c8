"""Tries may be deleted once their time is over; younger ones stay append-only."""

from django.db import migrations

_NEW = """
DROP TRIGGER attempt_append_only ON cases_attempt;
CREATE TRIGGER attempt_append_only BEFORE UPDATE ON cases_attempt
  FOR EACH ROW EXECUTE FUNCTION kernel_append_only();
CREATE FUNCTION cases_attempt_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.at > now() + coalesce((SELECT clock_offset FROM kernel_installation), interval '0') - interval '29 days' THEN
    RAISE EXCEPTION 'cases_attempt keeps a try for 29 days' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER attempt_kept BEFORE DELETE ON cases_attempt
  FOR EACH ROW EXECUTE FUNCTION cases_attempt_kept();
"""
_OLD = """
DROP TRIGGER attempt_kept ON cases_attempt;
DROP FUNCTION cases_attempt_kept();
DROP TRIGGER attempt_append_only ON cases_attempt;
CREATE TRIGGER attempt_append_only BEFORE UPDATE OR DELETE ON cases_attempt
  FOR EACH ROW EXECUTE FUNCTION kernel_append_only();
"""


class Migration(migrations.Migration):
    """The trigger of deletion asks the age in office time, by which tries are dated."""

    dependencies = [("cases", "0060_correction_told")]
    operations = [migrations.RunSQL(_NEW, _OLD)]
