"""
The use cases that ask what moves an answer: what would be if, what leads to a tier, and how several compare.

Each takes a session and plain values, as those beside this folder do. ``assumed_facts`` reads what a user writes as a
fact to assume.
"""
