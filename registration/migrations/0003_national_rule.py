"""What the national rules say (教师〔2013〕9号 art. 5, 8, 9, 11)."""

from datetime import UTC, datetime

from django.db import migrations

_YEAR = 2013


def lay_down(apps, schema_editor):
    rules = apps.get_model("registration", "RegistrationRule")
    rules.objects.create(province=None, year=_YEAR, changed_at=datetime(2013, 8, 15, tzinfo=UTC))


def take_back(apps, schema_editor):
    apps.get_model("registration", "RegistrationRule").objects.filter(province=None).delete()


class Migration(migrations.Migration):
    dependencies = [("registration", "0002_changes_are_final")]
    operations = [migrations.RunPython(lay_down, take_back)]
