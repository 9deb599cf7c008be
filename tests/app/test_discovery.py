from collections.abc import Iterator
from pathlib import Path

import pytest

from chipwire.app.discovery import DiscoveryError, discover
from chipwire.app.parts import Parts
from chipwire.settings import only
from support.http_server import Server, response, server

__all__ = ["server"]

RSS = (
    '<rss version="2.0"><channel><title>{}</title><language>de</language>'
    "<item><title>One</title><link>http://a.example/1</link></item></channel></rss>"
)
LINK = '<link rel="alternate" type="application/rss+xml" href="{}">'


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    settings = only(home=tmp_path / "home", fetch={"allow_private_networks": True})
    built = Parts(settings)
    yield built
    built.close()


def page(*links: str) -> bytes:
    html = f"<html><head>{''.join(LINK.format(link) for link in links)}</head></html>"
    return response(html.encode(), Content_Type="text/html")


def test_a_feeds_own_address_is_taken_as_it_is(parts: Parts, server: Server) -> None:
    server.routes["/rss"] = response(RSS.format("News").encode())
    found = discover(parts, server.url("/rss"))
    assert (found.url, found.title, found.language) == (server.url("/rss"), "News", "de")
    assert found.others == ()


def test_a_sites_bare_name_is_enough(parts: Parts, server: Server) -> None:
    server.routes["/"] = page("/rss")
    server.routes["/rss"] = response(RSS.format("News").encode())
    assert discover(parts, server.url("/").removeprefix("http://")).url == server.url("/rss")
    with pytest.raises(DiscoveryError, match=r"https://nowhere\.invalid brought nothing"):
        discover(parts, "nowhere.invalid")


def test_of_a_page_the_first_feed_that_works_is_taken(parts: Parts, server: Server) -> None:
    server.routes["/"] = page("/dead", "/page", "/good", "/comments")
    server.routes["/page"] = page("/")
    server.routes["/good"] = response(RSS.format("Good").encode())
    server.routes["/comments"] = response(RSS.format("Comments").encode())
    found = discover(parts, server.url("/"))
    assert (found.url, found.title) == (server.url("/good"), "Good")
    assert found.others == tuple(map(server.url, ("/dead", "/page", "/comments")))


def test_a_page_without_a_feed_says_so(parts: Parts, server: Server) -> None:
    server.routes["/"] = page()
    with pytest.raises(DiscoveryError, match="is a web page and links to no feed"):
        discover(parts, server.url("/"))


def test_a_page_without_links_may_have_its_feed_in_a_usual_place(
    parts: Parts, server: Server
) -> None:
    server.routes["/news/"] = page()
    server.routes["/feed.xml"] = response(RSS.format("Quiet").encode())
    assert discover(parts, server.url("/news/")).url == server.url("/feed.xml")


def test_links_that_do_not_answer_are_named_without_their_secrets(
    parts: Parts, server: Server
) -> None:
    server.routes["/"] = page("/dead?token=hunter2")
    with pytest.raises(DiscoveryError, match="none of the feeds it links to answers") as caught:
        discover(parts, server.url("/"))
    assert "hunter2" not in str(caught.value)


def test_an_address_that_does_not_answer_says_why(parts: Parts, server: Server) -> None:
    with pytest.raises(DiscoveryError, match="404"):
        discover(parts, server.url("/nothing"))
