"""What is said when a report cannot be made."""


class ReportError(RuntimeError):
    """A report that cannot be made here; the message is one sentence with what to do about it."""
