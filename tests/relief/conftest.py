"""The numbers of the method as small round ones, so that a test can do the sum in its head."""

from __future__ import annotations

import pytest

from rhomboid.model import Estimate, ReliefSettings


def exactly(value: float) -> Estimate:
    return Estimate(value, value, value, "judged")


@pytest.fixture(scope="session")
def settings() -> ReliefSettings:
    return ReliefSettings(
        points_per_sd=Estimate(2.0, 1.0, 3.0, "judged"),
        certainty_factors={
            "high": exactly(1.0),
            "moderate": exactly(0.8),
            "low": exactly(0.5),
            "very_low": exactly(0.25),
        },
        directness_factors={"upper_back": exactly(1.0), "neck": exactly(0.9), "low_back": exactly(0.8)},
        control_factors={"placebo": exactly(1.0), "nothing": exactly(0.5), "none": exactly(0.0)},
        harm_points={"mild": exactly(0.3), "moderate": exactly(2.0), "serious": exactly(20.0)},
        cost_points={"free": exactly(0.0), "low": exactly(0.1), "very_high": exactly(0.3)},
        effort_points={"none": exactly(0.0), "little": exactly(0.02)},
        tried_factors={"helped": exactly(1.5), "unsure": exactly(0.8)},
        least_fit=exactly(0.1),
        likely_fit=exactly(0.5),
        suspected_mass=exactly(0.05),
        least_worth=exactly(0.05),
        claim_likeness=exactly(0.6),
        tiers=("self", "skin", "hands", "mouth", "injection", "operation"),
        after_others_tier=4,
        most_tier={"days": 1, "routine": 5, "self_care": 5},
    )
