"""From facts and rules to findings and a decision; pure, exact and deterministic."""
