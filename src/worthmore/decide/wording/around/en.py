"""English."""

from worthmore.decide.wording.around.sentences import Around

ENGLISH = Around(
    frames={
        "saving": "{why} That saves you {saving}.",
        "saving.bundle": "{why} Together they cost you {saving} less than apart.",
        "saving.golden": "{why} That is {saving} less than ordering them one by one.",
        "saving.longer_term": "{why} That way you keep {saving}.",
        "safety": "{why} For your peace of mind.",
        "safety.service": "{why} Then you know it has been looked over.",
        "exclusive": "{why} We send this suggestion to our customers only.",
        "exclusive.clearance": "{why}",
        "quality": "{why} You can see the difference in the figures.",
        "comfort": "{why} Then you have it at hand.",
        "comfort.service": "{why} We take care of it for you.",
        "comfort.refill": "{why} That way you do not run out.",
        "comfort.replacement": "{why} That way you can simply carry on.",
        "comfort.next_size": "{why} Handy when the present size gets too small.",
        "comfort.deep_sell": "{why} All on one contract, easy to keep track of.",
        "comfort.plan_upgrade": "{why} That gives you room again.",
        "reward": "{why} Then delivery is on us.",
        "reward.milestone": "{why}",
        "completeness": "{why} Then you have it all together.",
        "completeness.funnel_step": "{why} Finish it the way you like it.",
    },
    tones={
        "newcomer": "Any questions? We are happy to help.",
        "enthusiast": "Good to have you as a customer.",
        "hardly_ever_user": "No rush, and do ask us for help with what you already have.",
    },
    only_customers=r"exclusive|(only for|reserved for) (our |loyal |existing )?customers|customers only|members only",
    quoted="“{text}” – {name}, {rating} out of 5, {date} ({checked}). {average} out of 5 on average, from {count}.",
    reviews=("{count} review", "{count} reviews"),
    verified="verified purchase",
    unverified="purchase not verified",
    nobody="a customer",
)
