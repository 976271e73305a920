"""
What leads to a tier: the smallest sets of changes that a government could make, or losses that would cost it one.

What enters is the judgement of one country and report year. What leaves are sets of changes, with a proof that no
smaller set does: ``changes`` says what can be changed, ``supposed`` judges the file with some changes made,
``needs`` says what a tier cannot do without and gives a bound that is never too high, and ``search`` goes through
sets of one change, two, three and so on until some give the tier. ``application.questions.path`` calls it.

A bound is worked out for the completion in which every unknown is as bad as it can be. What has to hold in all
completions has to hold in that one, so that nothing is left out.
"""
