"""YAML files to core model and back, with errors that name file, line and field.

    text → yaml.compose → nodes with lines → entries.load → Entry readers → Loaded(items, problems)

A loader of one file is `load(raw, name, key, known, make)` from `entries` with a function that
makes an item of an `Entry`; it never raises for what the file says. `folder.load_folder` reads
the three files together. `edit` changes them by cutting their text at the marks of its nodes
(`splice`), and `opml` exchanges feed lists with other readers.
"""
