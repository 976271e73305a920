"""What is proven of a rubric over all evidence and all histories."""

from tierscore.analysis.proofs.effort import Effort
from tierscore.analysis.proofs.proving import PROVEN, Proofs, prove

__all__ = ["PROVEN", "Effort", "Proofs", "prove"]
