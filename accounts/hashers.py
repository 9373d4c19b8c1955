"""Argon2id at OWASP's modest setting: Django's default takes 100 MiB for each sign-in."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class ModestArgon2Hasher(Argon2PasswordHasher):
    """19 MiB, two passes, one lane (OWASP Password Storage, 2024)."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
