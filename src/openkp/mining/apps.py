from django.apps import AppConfig


class MiningConfig(AppConfig):
    name = "openkp.mining"
    label = "mining"
    default_auto_field = "django.db.models.BigAutoField"
