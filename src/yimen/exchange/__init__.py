"""Messages to departments' own systems: kept, sent, asked after, answered. Knows no case.

A source is a kind and an id.
"""
