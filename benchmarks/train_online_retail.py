"""Training on Online Retail: seconds, memory, and how many products got complements.

python -m benchmarks.train_online_retail
"""

from __future__ import annotations

import json

from benchmarks.harness import ONLINE_RETAIL, installation, keep, worthmore


def main() -> None:
    """Import, then train twice: the first includes compiling the counting kernel where it is not cached yet."""
    with installation() as environment:
        worthmore(environment, "import", "csv", str(ONLINE_RETAIL), "--source", "online-retail")
        first = worthmore(environment, "train")
        second = worthmore(environment, "train", "--json")
    learned = json.loads(second.output)
    keep(
        "train_online_retail",
        [
            {
                "what": "Training on Online Retail, first time",
                "measured": f"{first.seconds:.1f} s, peak {first.peak_mib:.0f} MiB",
                "wanted": "< 20 s",
            },
            {
                "what": "Training on Online Retail, again",
                "measured": f"{second.seconds:.1f} s, peak {second.peak_mib:.0f} MiB",
                "wanted": "< 20 s",
            },
            {
                "what": "What it learned",
                "measured": json.dumps(learned.get("sources", learned), ensure_ascii=False),
                "wanted": "complements for every product with enough evidence",
            },
        ],
    )


if __name__ == "__main__":
    main()
