"""Kinds of the trade channel's findings."""

from typing import Final

from hawse.core.kinds import Kind

KINDS: Final = (
    Kind(
        "trade_level",
        "an amount traded in a period",
        "USD",
        "level",
        "interval",
        "customs figures of {subject} or its partner for {period}, by HS heading",
    ),
    Kind(
        "trade_change",
        "trade of a period against an earlier one, as a factor",
        "factor",
        "change_factor",
        "interval",
        "customs figures of {subject} for {period} and for the same period a year before",
    ),
    Kind(
        "main_product",
        "the share of a product in a flow or in its change",
        "share",
        "share",
        "interval",
        "customs figures of {subject} by HS heading (2701 and 2710 apart) for {period} "
        "and a year before",
    ),
    Kind(
        "partner_change",
        "one partner's trade against another's over the same time, as a ratio of change factors",
        "factor",
        "change_factor",
        "direction",
        "customs figures of both partners for {period} and a year before",
    ),
    Kind(
        "dependence",
        "how many times one partner's trade with the target exceeds another's",
        "factor",
        "change_factor",
        "direction",
        "customs figures of both partners for {period}",
    ),
    Kind(
        "mirror_gap",
        "one flow as its two ends report it: a difference between reports, not evasion",
        "factor",
        "change_factor",
        "interval",
        "both reporters' customs figures of one flow for {period}",
    ),
    Kind(
        "diversion",
        "trade that left one way and appeared on another",
        "share",
        "share",
        "interval",
        "monthly customs figures of senders, hub and target by HS heading around {period}",
    ),
    Kind(
        "joint_project",
        "a project that is shared with the target",
        "-",
        "count",
        "exists",
        "contracts, registers or budgets that name a joint project of {subject} in {period}",
    ),
)
