"""The database itself keeps the history of a plan."""

from django.db import migrations

from portal.audit.append_only import protect


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [protect("plans_planchange")]
