"""Stand-ins for departments' own systems.

Separate programs, each with its own store, protocol, codes and spelling, so that a second-hand house can be
sold from end to end with real faults. They import nothing from the product and the product nothing from them.
"""
