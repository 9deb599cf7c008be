from chipwire.core.entities import NewName, new_names
from chipwire.core.model import Entity


def entity(text: str, label: str = "ORG", canonical: str = "") -> Entity:
    return Entity(text=text, label=label, canonical=canonical or text)


def test_new_names_are_counted_by_article_and_canonical_form() -> None:
    articles = [
        [entity("GrowingIO"), entity("华为", canonical="Huawei"), entity("GrowingIO")],
        [entity("growingio"), entity("Xu Wenbo", "PERSON")],
    ]
    assert new_names(articles, {"huawei"}) == (
        NewName(name="GrowingIO", label="ORG", count=2),
        NewName(name="Xu Wenbo", label="PERSON", count=1),
    )


def test_places_are_no_news() -> None:
    assert new_names([[entity("Hefei", "GPE")]], ()) == ()


def test_known_names_stay_known_in_any_case() -> None:
    assert new_names([[entity("GROWINGIO")]], {"growingio"}) == ()
