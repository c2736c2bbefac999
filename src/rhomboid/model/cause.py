"""What the pain can come from."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.model.quantities import Estimate, Shares

Disposition = Literal["emergency", "same_day", "days", "routine", "self_care"]
DISPOSITIONS: tuple[Disposition, ...] = ("emergency", "same_day", "days", "routine", "self_care")
"""Most to least urgent."""

Setting = Literal["home", "primary_care", "emergency_department"]
SETTINGS: tuple[Setting, ...] = ("home", "primary_care", "emergency_department")


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    How often a finding occurs with one cause, as the source puts it.

    Exactly one of `sensitivity`, `lr_positive` and `lr_negative` is set. A likelihood ratio is turned into a
    sensitivity against the finding's background rate: s = background * LR+, or 1 - s = (1 - background) * LR-.
    `inherited` names the family when the row was written for a whole family.
    """

    sensitivity: Estimate | None = None
    lr_positive: Estimate | None = None
    lr_negative: Estimate | None = None
    inherited: str | None = None

    @property
    def estimate(self) -> Estimate:
        """The one estimate that is set."""
        estimate = self.sensitivity or self.lr_positive or self.lr_negative
        if estimate is None:
            raise ValueError("an Evidence row has no estimate")
        return estimate


class Cause(msgspec.Struct, frozen=True, omit_defaults=True):
    """
    A cause of upper back pain and everything known of how it shows itself.

    `pretest_probability` is the share of adults with upper back pain, in each setting, whose pain comes from
    this cause. `risk_factors` holds ratios by history finding; `findings` rows by finding; `categories`
    distributions by category. `disposition` is how soon someone with this cause needs to be seen.
    """

    id: str
    name: str
    plain: str
    family: str
    disposition: Disposition
    pretest_probability: dict[Setting, Estimate]
    risk_factors: dict[str, Estimate] = {}
    findings: dict[str, Evidence] = {}
    categories: dict[str, Shares] = {}
