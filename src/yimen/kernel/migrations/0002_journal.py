"""The journal and the sent outbox by month, and the triggers that make journal and looks append-only."""

from django.db import migrations

FORWARD = """
CREATE TABLE kernel_journal (
    kind text NOT NULL, subject_id uuid NOT NULL, seq integer NOT NULL CHECK (seq > 0), at timestamptz NOT NULL,
    verb text NOT NULL, state text NOT NULL, actor text NOT NULL, actor_name text NOT NULL, "window" text,
    data jsonb NOT NULL, previous bytea NOT NULL CHECK (length(previous) = 32), hash bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (kind, subject_id, seq, at)
) PARTITION BY RANGE (at);
CREATE TABLE kernel_journal_other PARTITION OF kernel_journal DEFAULT;

CREATE TABLE kernel_outboxsent (
    id bigint NOT NULL, kind text NOT NULL, subject_id uuid NOT NULL, seq integer NOT NULL, entry_at timestamptz NOT NULL,
    tries smallint NOT NULL, sent_at timestamptz NOT NULL, PRIMARY KEY (id, sent_at)
) PARTITION BY RANGE (sent_at);
CREATE TABLE kernel_outboxsent_other PARTITION OF kernel_outboxsent DEFAULT;

CREATE FUNCTION kernel_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON kernel_journal
    FOR EACH ROW EXECUTE FUNCTION kernel_append_only();
CREATE TRIGGER journal_not_emptied BEFORE TRUNCATE ON kernel_journal EXECUTE FUNCTION kernel_append_only();
CREATE TRIGGER look_append_only BEFORE UPDATE OR DELETE ON kernel_look
    FOR EACH ROW EXECUTE FUNCTION kernel_append_only();
CREATE TRIGGER look_not_emptied BEFORE TRUNCATE ON kernel_look EXECUTE FUNCTION kernel_append_only();

CREATE FUNCTION kernel_installation_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kind <> OLD.kind THEN
        RAISE EXCEPTION 'what a database is for never changes' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER installation_is_fixed BEFORE UPDATE ON kernel_installation
    FOR EACH ROW EXECUTE FUNCTION kernel_installation_is_fixed();
"""
BACK = """
DROP TABLE kernel_journal; DROP TABLE kernel_outboxsent;
DROP TRIGGER look_append_only ON kernel_look; DROP TRIGGER look_not_emptied ON kernel_look;
DROP TRIGGER installation_is_fixed ON kernel_installation;
DROP FUNCTION kernel_append_only; DROP FUNCTION kernel_installation_is_fixed;
"""


class Migration(migrations.Migration):
    """Raw SQL: Django has no partitions and no triggers."""

    dependencies = [("kernel", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
