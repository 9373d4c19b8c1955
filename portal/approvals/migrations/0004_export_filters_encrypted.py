"""What a list was searched by is encrypted; what stood there in plain text is dropped."""

from django.db import migrations

import portal.crypto.fields


class Migration(migrations.Migration):
    dependencies = [("approvals", "0003_bulk_token")]

    operations = [
        migrations.RemoveField("listexport", "filters"),
        migrations.AddField(
            "listexport", "filters", portal.crypto.fields.EncryptedJSONField(default=dict)
        ),
    ]
