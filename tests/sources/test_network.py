import pytest

from chipwire.sources.network import Gate, RefusedAddressError

GATE = Gate(private=False, allow=frozenset({("127.0.0.1", 8787)}))


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("http://127.0.0.1:8787/feed", True),
        ("http://127.0.0.1:8788/feed", False),
        ("http://127.0.0.1/feed", False),
        ("http://127.0.0.2:8787/feed", False),
        ("http://localhost:8787/feed", False),
        ("http://0x7f.1:8787/feed", False),
    ],
)
def test_only_the_exact_pair_is_let_through(url: str, allowed: bool) -> None:
    assert GATE.names(url) is allowed
    if allowed:
        GATE.check_url(url)
        return
    with pytest.raises(RefusedAddressError):
        GATE.check_url(url)
