"""Whatever feeds list, and in whatever order: each item is stored once, and sorting is stable."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import func, select

from chipwire.core.model import Article, Verdict
from chipwire.ports import PollPlan
from chipwire.stores import ArticleTable, open_database
from chipwire.stores.schema import article_keys, articles, feed_days, texts
from support.news import NOON, article, feed

ITEMS = st.builds(
    lambda guid, link, words: article(
        0, keys=(f"g{guid}", f"u{link}"), content_hash=words, text=words
    ),
    st.integers(0, 4),
    st.integers(0, 4),
    st.sampled_from(["first words", "edited words"]),
)


class Polls(RuleBasedStateMachine):
    """Polls of one feed, compared with a model of connected keys."""

    def __init__(self) -> None:
        super().__init__()
        self.database = open_database("sqlite://")
        self.table = ArticleTable(self.database)

    def teardown(self) -> None:
        self.database.close()

    @rule(items=st.lists(ITEMS, max_size=6), sorted_before=st.booleans())
    def poll(self, items: list[Article], *, sorted_before: bool) -> None:
        """`sorted_before`: saved as sorted; else all as new, as after a race with another poll."""
        done = self.table.sort(feed(), items)
        assert len(done.new) + len(done.changed) + done.known == len(items)
        new = done.new if sorted_before else tuple(items)
        plan = PollPlan(
            feed=feed(),
            new=tuple(Verdict(article=item) for item in new),
            changed=tuple(Verdict(article=item) for item in done.changed),
            listed=done.listed,
        )
        assert self.table.save(plan, NOON) == len(done.new)
        again = self.table.sort(feed(), items)
        assert (again.new, again.changed) == ((), ())
        assert self.table.save(plan, NOON) == 0

    @invariant()
    def every_row_hangs_together(self) -> None:
        with self.database.reading() as connection:
            stored, worded, keyed, counted = (
                connection.execute(select(what)).scalar()
                for what in (
                    func.count(articles.c.id),
                    func.count(texts.c.article),
                    func.count(article_keys.c.article.distinct()),
                    func.coalesce(func.sum(feed_days.c.new), 0),
                )
            )
        assert stored == worded == keyed == counted


TestPolls = Polls.TestCase
TestPolls.settings = settings(
    max_examples=25,
    stateful_step_count=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
