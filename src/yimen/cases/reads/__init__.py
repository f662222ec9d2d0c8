"""Queries of cases. First argument `viewer`; sheets are frozen; what is not the viewer's is not found."""
