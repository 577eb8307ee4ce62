"""The shop's hand rules at work: what they refuse, what they put first or last, and each as one readable sentence."""

from worthmore.decide.hand_rules.contradictions import contradiction
from worthmore.decide.hand_rules.guard import hand_rule
from worthmore.decide.hand_rules.in_force import HandRules
from worthmore.decide.hand_rules.ordering import ordered
from worthmore.decide.hand_rules.pinned import pinned
from worthmore.decide.hand_rules.sentence import sentence
from worthmore.decide.hand_rules.touching import Touched, touched

__all__ = ["HandRules", "Touched", "contradiction", "hand_rule", "ordered", "pinned", "sentence", "touched"]
