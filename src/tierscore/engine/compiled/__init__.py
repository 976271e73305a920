"""
A law as functions: what follows from the rubric alone, whatever the facts.

What enters is the law of a report year, and the vocabulary that it speaks. What leaves is a plan: tests,
criteria and conditions as functions of numbered facts, and which of them reads which. Values are whole parts of
1, so that the arithmetic is exact.

A plan is made once and serves every country and year under its law; a criterion is compiled once for every law
and rubric that holds it. ``engine.evaluator`` joins a plan to a country file.
"""
