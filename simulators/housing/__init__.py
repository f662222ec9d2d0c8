"""The housing department's system: a family's homes, and the filing of sale contracts.

REST and JSON, signed in both directions.
"""
