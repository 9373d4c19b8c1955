from django.db import migrations

from portal.audit.append_only import protect


class Migration(migrations.Migration):
    dependencies = [("registration", "0001_initial")]
    operations = [
        protect("registration_yearrecordchange"),
        protect("registration_probationchange"),
    ]
