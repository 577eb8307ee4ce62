from __future__ import annotations

from tests.unit.offering.small_shop import KINDS, PRODUCTS, FakeLearned, Relations, neighbour
from worthmore.decide.ports import Knowledge
from worthmore.learn.set_by_hand import HAND_CHANCE
from worthmore.offering.assortment import knowledge
from worthmore.vocabulary.evidence import Basis
from worthmore.vocabulary.products import RelationKind


def known(relations: Relations, learned: FakeLearned | None = None) -> Knowledge:
    return knowledge(PRODUCTS, KINDS, relations, learned)


def ids(knowledge: Knowledge, product_id: str = "bike") -> list[str]:
    return [one.product_id for one in knowledge.complements(product_id)]


def test_what_the_shop_set_comes_first_in_its_order() -> None:
    relations = {"bike": [(RelationKind.ACCESSORY, "seat"), (RelationKind.BUNDLE, "helmet")]}
    assert ids(known(relations, FakeLearned())) == ["seat", "helmet", "lock"]


def test_a_product_set_by_hand_keeps_its_learned_figures() -> None:
    found = known({"bike": [(RelationKind.ACCESSORY, "helmet")]}, FakeLearned()).complements("bike")[0]
    assert (found.chance, found.evidence.basis) == (0.2, Basis.BASKETS)


def test_a_product_only_set_by_hand_says_so_and_has_a_modest_chance() -> None:
    found = known({"bike": [(RelationKind.ACCESSORY, "seat")]}).complements("bike")[0]
    assert (found.chance, found.evidence.basis, found.evidence.customers) == (HAND_CHANCE, Basis.HAND, 0)


def test_a_product_set_by_hand_that_few_bought_has_its_true_counts() -> None:
    learned = FakeLearned(counted={"bike": [neighbour("seat", 0.004, Basis.HAND)]})
    found = known({"bike": [(RelationKind.ACCESSORY, "seat")]}, learned).complements("bike")[0]
    assert (found.chance, found.evidence.customers) == (0.004, 120)


def test_an_upgrade_set_by_hand_is_an_upgrade_and_nothing_else() -> None:
    found = known({"bike": [(RelationKind.UPGRADE, "racer"), (RelationKind.ALTERNATIVE, "e-bike")]})
    assert [one.product_id for one in found.upgrades("bike")] == ["racer"]
    assert ids(found) == []


def test_a_child_seat_is_offered_only_beside_the_frames_it_fits() -> None:
    learned = FakeLearned(goes_with={name: [neighbour("seat", 0.2)] for name in ("bike", "e-bike", "racer", "lock")})
    found = known({"seat": [(RelationKind.COMPATIBLE_WITH, "bike")]}, learned)
    assert ids(found, "bike") == ["seat"]
    assert ids(found, "racer") == []
    assert ids(known({}, learned), "racer") == ["seat"]


def test_fitting_may_be_said_from_either_side() -> None:
    learned = FakeLearned(goes_with={name: [neighbour("seat", 0.2)] for name in ("bike", "racer")})
    relations = {
        "seat": [(RelationKind.COMPATIBLE_WITH, "bike")],
        "racer": [(RelationKind.COMPATIBLE_WITH, "seat")],
    }
    assert ids(known(relations, learned), "racer") == ["seat"]


def test_the_shops_own_accessory_needs_no_other_proof_that_it_fits() -> None:
    relations = {
        "seat": [(RelationKind.COMPATIBLE_WITH, "bike")],
        "racer": [(RelationKind.ACCESSORY, "seat")],
    }
    assert ids(known(relations), "racer") == ["seat"]


def test_nothing_learned_changes_no_chance() -> None:
    assert known({}).accepted("complement", "lock", 0.3) == 0.3
    assert list(known({}).also_bought("bike")) == []


def test_what_is_set_in_its_place_is_not_learned_to_go_beside_it() -> None:
    found = known({"lock": [(RelationKind.ALTERNATIVE, "bike")]}, FakeLearned())
    assert ids(found) == ["helmet"]
    assert [one.product_id for one in found.substitutes("lock")] == ["bike"]


def test_the_shop_may_put_an_alternative_beside_it_by_hand() -> None:
    relations = {"bike": [(RelationKind.ALTERNATIVE, "lock"), (RelationKind.ACCESSORY, "lock")]}
    assert ids(known(relations, FakeLearned())) == ["lock", "helmet"]


def test_in_its_place_the_shops_own_come_first_then_those_learned() -> None:
    learned = FakeLearned(instead={"bike": [neighbour("racer", 0.4, Basis.INSTEAD)]})
    found = known({"bike": [(RelationKind.ALTERNATIVE, "e-bike")]}, learned).substitutes("bike")
    assert [(one.product_id, one.evidence.basis) for one in found] == [("e-bike", Basis.HAND), ("racer", Basis.INSTEAD)]
