#!/usr/bin/env python3
"""Build the fonts of the PDF; run when one is updated. Its output is committed beside the renderers.

    npm pack source-serif@4.5.1 source-sans@3.52.0            # unpack each
    apt-get download fonts-noto-cjk fonts-droid-fallback      # dpkg-deb -x each
    uv run --no-project --with fonttools scripts/build_fonts.py \
        --serif SERIF/package/OTF --sans SANS/package/OTF \
        --cjk NotoSansCJK-Regular.ttc --rest DroidSansFallbackFull.ttf

Source Serif 4 and Source Sans 3 (OFL 1.1) are taken as they are: their licence reserves the name for the
unmodified files. Noto Sans CJK SC (OFL 1.1, no reserved name) is cut to GB 2312, kana, the Hangul of
KS X 1001 and full-width punctuation. Droid Sans Fallback (Apache 2.0) is cut to the ideographs that are left,
so that a rare character in a name is never an empty box.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

OUT = Path(__file__).parents[1] / "src/greenroom/adapters/render/fonts"
FACES = {
    "serif": ("SourceSerif4-Regular.otf", "SourceSerif4-Semibold.otf"),
    "sans": (
        "SourceSans3-Regular.otf",
        "SourceSans3-It.otf",
        "SourceSans3-Semibold.otf",
        "SourceSans3-SemiboldIt.otf",
    ),
}
SIMPLIFIED_CHINESE = 2  # index in NotoSansCJK-Regular.ttc: JP, KR, SC, TC, HK
IDEOGRAPHS = range(0x4E00, 0xA000)
HANGUL = range(0xAC00, 0xD7A4)


def common() -> set[int]:
    """Code points of the main CJK face: GB 2312, kana, Hangul of KS X 1001, full-width forms, punctuation."""
    marks = {0xB7, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026}
    return {*range(0x3000, 0x3100), *range(0xFF00, 0xFFF0), *marks} | {
        *(point for point in IDEOGRAPHS if _writes("gb2312", point)),
        *(point for point in HANGUL if _writes("euc_kr", point)),
    }


def _writes(codec: str, point: int) -> bool:
    try:
        chr(point).encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def cut(font: TTFont, points: set[int], target: Path) -> None:
    """Write `font` with only `points` to `target`, without hinting."""
    options = subset.Options(layout_features=["ccmp", "kern", "locl"], hinting=False, notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(points))
    cutter.subset(font)
    font.save(target)


def main() -> None:
    """Read the paths and write every face."""
    parser = argparse.ArgumentParser(description="Build the fonts of the PDF")
    for name in ("serif", "sans", "cjk", "rest"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    for family, files in FACES.items():
        for file in files:
            shutil.copyfile(getattr(given, family) / file, OUT / file)
    chinese = TTFont(given.cjk, fontNumber=SIMPLIFIED_CHINESE)
    cut(chinese, common(), OUT / "NotoSansCJKsc-Regular.otf")
    cut(TTFont(given.rest), set(IDEOGRAPHS) - common(), OUT / "DroidSansFallback-Rest.ttf")


if __name__ == "__main__":
    main()
