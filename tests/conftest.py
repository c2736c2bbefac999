"""Hypothesis without deadlines: how long an example takes on a busy machine says nothing about behaviour."""

from hypothesis import settings

settings.register_profile("rhomboid", deadline=None)
settings.load_profile("rhomboid")
