"""The probes are registered before anything is printed."""

from tests.portal.printing import probes

assert probes
