"""Three small shops that live by contracts, as the files such shops export: a telephone shop, a seller of software and
an insurer. Made anew for any day, the same files for the same day."""

from worthmore.simulation.contracts.making import Files, Somebody
from worthmore.simulation.contracts.shops import SHOPS, ContractShop, files, introduce

__all__ = ["SHOPS", "ContractShop", "Files", "Somebody", "files", "introduce"]
