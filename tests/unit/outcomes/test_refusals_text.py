from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from worthmore.outcomes.refusals_text import read_refusals, write_refusals
from worthmore.vocabulary.decision import OfferKind, Refusal

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
refusals = st.builds(Refusal, st.sampled_from(OfferKind), words, st.sampled_from(["premium", "stock"]), words)


@settings(max_examples=50)
@given(st.lists(refusals, max_size=12))
def test_every_refusal_is_read_back(given_refusals: list[Refusal]) -> None:
    found = read_refusals(write_refusals(given_refusals))
    expected = [
        {"product": one.product_id, "kind": one.kind.value, "guard": one.guard, "detail": one.detail}
        for one in given_refusals
    ]
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_rows_of_before_details_were_shared_are_still_read() -> None:
    kept = '[["complement", "premium", [["lock", "too dear"], ["helmet", "far too dear"]]]]'
    assert [one["detail"] for one in read_refusals(kept)] == ["too dear", "far too dear"]
