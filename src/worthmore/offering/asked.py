"""What a person's facts are read for: the channel a placement speaks through, the moment, the shop's settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from worthmore.vocabulary.permission import Channel
from worthmore.vocabulary.policy import Policy
from worthmore.vocabulary.situation import Placement


@dataclass(frozen=True, slots=True)
class Asked:
    """One occasion to speak to somebody. `contracts`: the shop has plans, so a person's contracts are read as well."""

    placement: Placement
    at: datetime
    policy: Policy
    contracts: bool = False

    @property
    def channel(self) -> Channel:
        """What needs permission: the way to the person, or in the shop the use of what is known of them."""
        return self.placement.channel if self.placement.proactive else Channel.ONSITE_PROFILE
