"""The composition root: parts built from settings, and the registries of what there is.

Nothing is imported here: a process that only judges articles needs no settings.
"""
