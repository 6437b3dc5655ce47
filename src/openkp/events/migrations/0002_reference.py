from django.db import migrations, models


class Migration(migrations.Migration):
    """The row itself is written by the first trigger that draws a version; until then nothing is remembered."""

    dependencies = [("events", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Reference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=36)),
            ],
        ),
    ]
