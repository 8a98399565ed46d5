"""How large things are on paper of either width."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes in dots; 8 dots are a millimetre."""

    small: int
    name: int
    service: int
    number: int
    body: int
    hours: int
    band: int
    gap: int
    module: int
    tail: int


#: By the width of the paper in millimetres.
SIZES = {
    80: Sizes(
        small=22, name=25, service=34, number=200, body=25, hours=54, band=40, gap=12, module=8, tail=24
    ),
    # A printer for narrow paper has no knife as a rule: the end must reach the tearing edge.
    58: Sizes(
        small=21, name=24, service=31, number=134, body=24, hours=46, band=32, gap=10, module=6, tail=96
    ),
}
