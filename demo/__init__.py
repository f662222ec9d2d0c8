"""The demo's people: citizens and staff who sell one house through the site's doors.

They speak HTTP and read pages only.
"""
