from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EventsConfig(AppConfig):
    name = "openkp.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .triggers import install_after_migrate

        post_migrate.connect(install_after_migrate, dispatch_uid="openkp.events.triggers")
