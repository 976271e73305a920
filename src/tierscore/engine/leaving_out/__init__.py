"""
What a file carries: the answer without a source, a fact, or the facts of a finding.

What enters is the judgement of a whole file under each core reading of the law. ``bearing_facts`` says which
facts are worth leaving out, ``remainder`` what the file says without them, ``left_judgement`` what the rules
make of that, at the price of what is gone, and ``without`` leaves out one thing after another. What leaves are
records of ``model``, exactly as if what was left out had never been on file.

``engine.explanation`` calls it for the standing of a tier and for the facts that move the score of a P.
"""
