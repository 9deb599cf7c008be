"""An XML parser that hostile documents cannot use: no entities, no network, no huge trees."""

from lxml import etree


def xml_parser(*, recover: bool = False) -> etree.XMLParser:
    """A fresh parser for UTF-8 bytes; with `recover`, broken XML is read as far as it goes."""
    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
