"""A visit's code as a QR code (ISO/IEC 18004), for a scanner or the camera of a phone."""

from __future__ import annotations

from io import BytesIO

import segno


def qr_svg(code: str) -> str:
    """Return the square as SVG, black on white in any theme, with the border that it needs.

    code: as `visit_code` returns it. The square holds the same characters and nothing else.
    """
    square = BytesIO()
    segno.make(code, error="m", micro=False).save(
        square, kind="svg", dark="#000", light="#fff", border=4, scale=4, xmldecl=False
    )
    return square.getvalue().decode()
