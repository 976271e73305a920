"""
What a report needs besides the answer: why it came out so, and how firm it is.

What enters is an evaluator and the judgement it led to. What leaves are records of ``model``: the decision
with the answer of every part of its conditions, which way each count went, the facts that move the scores of
the P's, and the standing of the tier over the core readings of the law. Nothing here changes an answer, and
no sentence is made here.

``engine.assess`` calls these modules where an assessment is wanted in more depth than its tiers.
"""
