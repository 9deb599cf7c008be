"""Lists of names, written as text so that people can read and mend them."""


def words(text: str) -> frozenset[str]:
    """Names without spaces, parted by white space."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """Names that may hold spaces, parted by commas."""
    return frozenset(" ".join(name.split()) for name in text.split(",")) - {""}
