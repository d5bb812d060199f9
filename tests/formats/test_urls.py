"""Addresses in ASCII, read back by the standard library's own splitter."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.formats.urls import ascii_host, ascii_url, quoted


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://example.org", "https://example.org"),
        (" https://example.org/a b ", "https://example.org/a%20b"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://مثال.مصر/", "https://xn--mgbh0fb.xn--wgbh1c/"),
        ("https://مثال.مصر:8080/بث", "https://xn--mgbh0fb.xn--wgbh1c:8080/%D8%A8%D8%AB"),
        (
            "https://bücher.example/ü?ü=é#ö",
            "https://xn--bcher-kva.example/%C3%BC?%C3%BC=%C3%A9#%C3%B6",
        ),
        ("https://example.org/?a=1&b=2?#x", "https://example.org/?a=1&b=2?#x"),
        ("https://[::1]:8000/x", "https://[::1]:8000/x"),
        ("https://anna:ا@مثال.مصر/", "https://anna:%D8%A7@xn--mgbh0fb.xn--wgbh1c/"),
        ('https://example.org"><b>/', "https://example.org%22%3E%3Cb%3E/"),
        ("https://Example.ORG/A", "https://Example.ORG/A"),
        ("mailto://x", "mailto://x"),
    ],
)
def test_an_address_in_ascii(written: str, kept: str) -> None:
    assert ascii_url(written) == kept
    assert ascii_url(kept) == kept


@pytest.mark.parametrize(
    "written",
    ["", "example.org", "//example.org", "https://", "https://[::1", "https://" + "ا" * 70],
)
def test_what_is_not_a_complete_address(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        ascii_url(written)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_path_is_ascii_and_comes_back(path: str) -> None:
    made = quoted(path)
    assert made.isascii()
    assert " " not in made
    if "%" not in path:
        assert unquote(made) == path


@pytest.mark.parametrize("port", ["", ":80", ":"])
def test_a_host_keeps_its_port(port: str) -> None:
    assert ascii_host("مثال.مصر" + port) == "xn--mgbh0fb.xn--wgbh1c" + port
    assert urlsplit("https://" + ascii_host("مثال.مصر:80")).port == 80
