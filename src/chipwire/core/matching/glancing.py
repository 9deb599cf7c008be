"""Which parts of ideas may stand in a stretch of text: a cheap look that spares most dear ones.

Each list of words that is a part of an idea has a bit; the text is cut into stripes, and each has
the bits of the lists that seem to have a word in it.
"""

from functools import reduce
from operator import or_

from chipwire.core.matching.compiling import Compiled
from chipwire.core.text.folding import Folded
from chipwire.core.text.sentences import LONGEST
from chipwire.core.text.vocabulary import LONGEST_REST

# Folded text is looked at block by block, only near hits; the rim holds the words that reach
# over a block's edge.
BLOCK = 1024
RIM = 160
_STRIPE = 32
# Holds a sentence and any near distance, to each side.
_AROUND = LONGEST + 40


class Glance:
    """Looks at one folded text, as far as it is asked."""

    def __init__(self, folded: Folded, compiled: Compiled) -> None:
        self._folded = folded
        self._compiled = compiled
        self._stripes: dict[int, int] = {}
        self._blocks: dict[int, int] = {}
        self._known: dict[range, int] = {}

    def around(self, position: int) -> int:
        """The bits of all lists with a word as near as any idea's parts can be, and some more."""
        marks = 0
        for block in range(max(0, position - _AROUND) // BLOCK, (position + _AROUND) // BLOCK + 1):
            marks |= self._look_at(block)
        return marks

    def between(self, low: int, high: int) -> int:
        """The bits of all lists with a word between two places, and maybe a few more."""
        low = max(0, low - LONGEST_REST)
        stripes = range(low // _STRIPE, high // _STRIPE + 1)
        if stripes not in self._known:
            for block in range(max(0, low - RIM) // BLOCK, high // BLOCK + 1):
                self._look_at(block)
            marks = (self._stripes.get(number, 0) for number in stripes)
            self._known[stripes] = reduce(or_, marks)
        return self._known[stripes]

    def _look_at(self, block: int) -> int:
        """Once: the bits of all lists with a word in a block."""
        if block in self._blocks:
            return self._blocks[block]
        found, stripes, first = 0, self._stripes, block * BLOCK
        last = first + BLOCK + RIM
        for marks, start, end in self._compiled.company.glance(self._folded, first, last):
            found |= marks
            for stripe in range(start // _STRIPE, end // _STRIPE + 1):
                stripes[stripe] = stripes.get(stripe, 0) | marks
        self._blocks[block] = found
        return found
