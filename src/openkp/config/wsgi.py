"""The WSGI entry for the app server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openkp.config.settings")
application = get_wsgi_application()
