"""What is proven of a rubric over all evidence and all histories."""

from tierscore.analysis.verification.budget import Effort
from tierscore.analysis.verification.verify import PROVEN, Proofs, prove

__all__ = ["PROVEN", "Effort", "Proofs", "prove"]
