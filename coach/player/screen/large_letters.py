"""Text → letters that are several rows high, drawn in half blocks, for eyes at a distance."""

from __future__ import annotations

ROWS = 5
"""The dots in the height of a letter; at scale 1, a dot is one column wide and half a row high, which is about
square."""

_DRAWN = """
A 010 101 111 101 101 | B 110 101 110 101 110 | C 011 100 100 100 011 | D 110 101 101 101 110 | E 111 100 110 100 111
F 111 100 110 100 100 | G 0111 1000 1011 1001 0111 | H 101 101 111 101 101 | I 1 1 1 1 1 | J 001 001 001 101 010
K 1001 1010 1100 1010 1001 | L 100 100 100 100 111 | M 10001 11011 10101 10001 10001 | N 1001 1101 1011 1001 1001
O 0110 1001 1001 1001 0110 | P 110 101 110 100 100 | Q 01100 10010 10010 10110 01111 | R 110 101 110 101 101
S 011 100 010 001 110 | T 111 010 010 010 010 | U 101 101 101 101 111 | V 101 101 101 101 010
W 10001 10001 10101 11011 10001 | X 101 101 010 101 101 | Y 101 101 010 010 010 | Z 111 001 010 100 111
0 111 101 101 101 111 | 1 010 110 010 010 111 | 2 111 001 111 100 111 | 3 111 001 111 001 111 | 4 101 101 111 001 001
5 111 100 111 001 111 | 6 111 100 111 101 111 | 7 111 001 001 001 001 | 8 111 101 111 101 111 | 9 111 101 111 001 111
: 0 1 0 1 0 | . 0 0 0 0 1 | , 00 00 00 01 10 | ; 00 01 00 01 10 | ! 1 1 1 0 1 | ? 111 001 011 000 010
' 1 1 0 0 0 | " 101 101 000 000 000 | - 000 000 111 000 000 | + 000 010 111 010 000 | / 001 001 010 100 100
( 01 10 10 10 01 | ) 10 01 01 01 10 | & 0100 1010 0100 1010 0101 | % 101 001 010 100 101
"""
_DOTS = {
    sign: dots for sign, *dots in (drawn.split() for line in _DRAWN.split("\n") for drawn in line.split("|") if line)
}
_DOTS[" "] = ["00"] * ROWS
_SAME = str.maketrans("’‘“”–—−", "''\"\"---")
_HALVES = {("0", "0"): " ", ("1", "0"): "▀", ("0", "1"): "▄", ("1", "1"): "█"}


def can_draw(text: str) -> bool:
    """Whether there is a letter for every sign; an accent is never left out, for that would be another word."""
    return all(sign in _DOTS for sign in _plain(text))


def width_of(text: str, scale: int) -> int:
    """The columns that a drawn text takes."""
    return scale * max(sum(len(_DOTS[sign][0]) + 1 for sign in _plain(text)) - 1, 0)


def height_of(scale: int) -> int:
    """The rows that a drawn line takes."""
    return -(-ROWS * scale // 2)


def draw(text: str, scale: int) -> list[str]:
    """The rows of one line, all of the same width; only for what `can_draw`."""
    dots = ["0".join(_DOTS[sign][row] for sign in _plain(text)) for row in range(ROWS)]
    wide = ["".join(dot * scale for dot in row) for row in dots for _ in range(scale)]
    wide += ["0" * len(wide[0])] * (len(wide) % 2)
    pairs = zip(wide[::2], wide[1::2], strict=True)
    return ["".join(_HALVES[above, below] for above, below in zip(*pair, strict=True)) for pair in pairs]


def _plain(text: str) -> str:
    return text.translate(_SAME).upper()
