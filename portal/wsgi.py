"""The WSGI entry point."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
django.setup(set_prefix=False)

from portal.web.request import PortalHandler  # noqa: E402 - needs the settings

application = PortalHandler()
