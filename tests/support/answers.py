"""Answers in the shapes that other kinds of sources were seen to give; the words are ours."""

import json

RULE: dict[str, object] = {
    "title": "Controls on Certain Wafer Etching Tools",
    "type": "Rule",
    "abstract": "This rule adds etching tools to the list of controlled items.",
    "action": "Interim final rule; request for comments.",
    "document_number": "2026-21001",
    "citation": "91 FR 70123",
    "docket_ids": ["Docket No. 261101-0001", "RIN 0694-XX01"],
    "agency_names": ["Commerce Department", "Industry and Security Bureau"],
    "publication_date": "2026-11-23",
    "effective_on": "2026-12-15",
    "comments_close_on": "2027-01-20",
    "html_url": "https://register.example/documents/2026/11/23/2026-21001/etching-tools",
    "pdf_url": "https://register.example/pdf/2026-21001.pdf",
}
NOTICE: dict[str, object] = {
    **dict.fromkeys(RULE),
    "title": "Order Renewing a Temporary Denial",
    "type": "Notice",
    "document_number": "2026-20888",
    "publication_date": "2026-11-20",
    "docket_ids": [],
    "html_url": "https://register.example/documents/2026/11/20/2026-20888/denial",
}
PAGE = """<!doctype html><html lang="en"><head><title>Ministry news</title>
<script>track()</script></head><body><nav><a href="/">Home</a></nav>
<ul class="news">
  <li><time datetime="2026-11-23T09:30:00+01:00">today</time>
      <a href="/news/licences">New licences for <b>chips</b> &lt;H20&gt;</a>
      <p class="lead">Exporters <script>evil()</script>need one.</p></li>
  <li><span class="date">Published: 20 November 2026</span>
      <a href="news/tools?utm_source=list">Tools under control</a></li>
  <li><a href="javascript:alert(1)">A trap</a></li>
  <li class="pager">12</li>
</ul></body></html>"""


def register(*documents: dict[str, object], **more: object) -> bytes:
    """A search's answer."""
    listed = {"description": "Documents of an office", "count": len(documents), **more}
    return json.dumps({**listed, "results": list(documents)}).encode()


def sitemap(*news: tuple[str, str, str], language: str = "en") -> bytes:
    """A news sitemap of (address, headline, time)."""
    entries = "".join(
        f"<url><loc>{place}</loc><news:news><news:publication><news:name>Chip Post</news:name>"
        f"<news:language>{language}</news:language></news:publication>"
        f"<news:publication_date>{at}</news:publication_date><news:title>{title}</news:title>"
        "</news:news></url>"
        for place, title, at in news
    )
    spaces = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {spaces}>{entries}</urlset>'.encode()


def index(*sitemaps: tuple[str, str]) -> bytes:
    """An index of (address, time of change)."""
    entries = "".join(
        f"<sitemap><loc>{place}</loc><lastmod>{at}</lastmod></sitemap>" for place, at in sitemaps
    )
    return (
        '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{entries}</sitemapindex>"
    ).encode()
