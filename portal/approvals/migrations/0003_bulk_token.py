import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("approvals", "0002_decisions_are_final")]
    operations = [
        migrations.AddField(
            model_name="bulkrun",
            name="token",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
