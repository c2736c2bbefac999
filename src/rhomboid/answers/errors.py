"""What is said when an account cannot be answered."""


class AccountError(ValueError):
    """An account that cannot be answered; the message is one sentence a person can act on."""
