"""rhomboid: what upper back pain is likely to be, whether it is dangerous, and the source of every number."""

__version__ = "0.1.0"
