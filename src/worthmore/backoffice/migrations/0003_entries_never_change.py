"""The database itself refuses to change an entry of the audit log; only its customer's key may be emptied.

A later migration that alters this table on SQLite makes it anew, and must install the trigger again after.
"""

from django.db import migrations

TABLE = "backoffice_entry"
SAID = f"{TABLE}: an entry is never changed"
COLUMNS = ("id", "at", "who_id", "role", "act", "about_id", "detail")

SQLITE = f"""
CREATE TRIGGER {TABLE}_unchanged BEFORE UPDATE ON {TABLE}
WHEN {" OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in COLUMNS)}
  OR (NEW.person_key IS NOT OLD.person_key AND NEW.person_key IS NOT '')
BEGIN SELECT RAISE(ABORT, '{SAID}'); END
"""
POSTGRES = f"""
CREATE FUNCTION {TABLE}_never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ({", ".join(f"NEW.{column}" for column in COLUMNS)}) IS DISTINCT FROM ({", ".join(f"OLD.{column}" for column in COLUMNS)})
     OR (NEW.person_key <> OLD.person_key AND NEW.person_key <> '') THEN
    RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER {TABLE}_unchanged BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {TABLE}_never();
"""
UNDO_POSTGRES = f"DROP TRIGGER IF EXISTS {TABLE}_unchanged ON {TABLE}; DROP FUNCTION IF EXISTS {TABLE}_never();"


def install(apps, schema_editor):
    schema_editor.execute(POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE, params=None)


def remove(apps, schema_editor):
    undo = UNDO_POSTGRES if schema_editor.connection.vendor == "postgresql" else f"DROP TRIGGER IF EXISTS {TABLE}_unchanged"
    schema_editor.execute(undo, params=None)


class Migration(migrations.Migration):

    dependencies = [("backoffice", "0002_roles_of_existing_logins")]

    operations = [migrations.RunPython(install, remove)]
