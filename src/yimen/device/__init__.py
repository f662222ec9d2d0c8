"""The bridge on a window's PC: lends its card reader to the one page it is paired with. Imports nothing of the house.

It is a program of its own: the standard library and click, so that it can be installed alone on an old PC.
"""
