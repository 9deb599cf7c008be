import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipwire.core.parsing.words import MAX_TEXT, MAX_TITLE, body_text, title_text


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("Plain words", "Plain words"),
        ("Chips &amp; rules", "Chips & rules"),
        ("Chips &amp;amp; rules &#8217;s", "Chips & rules ’s"),
        ("An <b>H20</b> ban", "An H20 ban"),
        ("&lt;b&gt;H20&lt;/b&gt; ban", "H20 ban"),
        ("&amp;lt;i&amp;gt;H20&amp;lt;/i&amp;gt;", "H20"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("A<T> in code", "A<T> in code"),
        ("  two\n\t lines ", "two lines"),
        ("evil\u202etxt.exe\u202c \x00\x07end", "eviltxt.exe end"),
        ("Nvi\u200bdia&#x2060; and &amp;#8203;Hua\ufeffwei", "Nvidia and Huawei"),
        ("\U0001f469\u200d\U0001f52c mi\u200ckh", "\U0001f469\u200d\U0001f52c mi\u200ckh"),
        ("x<script>alert(1)</script>y", "xy"),
        ("lone \ud800 half", "lone half"),
    ],
)
def test_titles_are_one_plain_line(markup: str, expected: str) -> None:
    assert title_text(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<td>a</td><td>b</td>", "a b"),
        ("H<sub>2</sub>O <a href='x'>link</a>ed", "H2O linked"),
        ("a<script>if (1 < 2) { x('</p>') }</script>b", "ab"),
        ("a<style>p {}</style><!-- no <p> -->b", "ab"),
        ("a<script>never closed", "a"),
        ("a<!-- never closed", "a"),
        ("&lt;p&gt;twice &amp;amp; escaped&lt;/p&gt;", "twice & escaped"),
        ("<p>non&amp;nbsp;breaking</p>", "non\xa0breaking"),
        ("<p>use &lt;b&gt; for bold</p>", "use <b> for bold"),
        ('<img src="http://t/p.gif" alt="a > b">words', "words"),
        ('<a title="x > y" href="javascript:alert(1)">words</a>', "words"),
        ("<![CDATA[<p>in CDATA</p>]]>", "in CDATA"),
        ("wrapped\nline\n\nnew paragraph", "wrapped line\nnew paragraph"),
        ("5 < 6 & 7 > 2", "5 < 6 & 7 > 2"),
        ("<p>unclosed <b>tags", "unclosed tags"),
        ("<iframe src='x'/>after<p>it</p>", "after\nit"),
    ],
)
def test_bodies_are_lines_of_words(markup: str, expected: str) -> None:
    assert body_text(markup) == expected


def test_both_are_bounded() -> None:
    assert len(title_text("word " * 10_000)) <= MAX_TITLE
    assert len(body_text("<p>word</p>" * 400_000)) <= MAX_TEXT


@pytest.mark.parametrize(
    "part",
    ["<", "<!--", "<a ", '<a x="', "<script>", "&amp;", "<![CDATA[", "</", "\n \n", "<p", "&lt;"],
)
def test_hostile_repetition_takes_linear_time(part: str) -> None:
    began = time.perf_counter()
    body_text(part * 200_000)
    title_text(part * 200_000)
    assert time.perf_counter() - began < 5


@given(st.text(max_size=400) | st.from_regex(r"[<>/&;!a-z\"' \-\[\]=]{0,200}", fullmatch=True))
def test_any_markup_becomes_clean_words(markup: str) -> None:
    for words in (title_text(markup), body_text(markup)):
        words.encode("utf-8")
        assert not any(c < " " and c not in "\n\t" for c in words)
        assert not set(words) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069")
        assert words == words.strip()
    assert "\n" not in title_text(markup)
