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
    learned = json.loads(second.output)["online-retail"]
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
                "measured": f"complements for {learned['products_with_complements']} of the "
                f"{learned['products_with_enough_customers']} products with enough customers; {learned['rules']} rules",
                "wanted": "every product with enough evidence",
            },
        ],
    )


if __name__ == "__main__":
    main()
