"""The parts every chart is drawn with: a described SVG figure, a text, a bar, a wrapped label."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup


def figure(name: str, size: tuple[float, float], title: str, said: str, body: Iterable[Markup]) -> Markup:
    """An `<svg>` of `size` with its title and description; `name` makes its ids unique on the page."""
    width, height = size
    return Markup(
        '<svg class="chart chart-{name}" viewBox="0 0 {w:.0f} {h:.0f}" role="img" '
        'aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{title}</title>'
        '<desc id="{name}-d">{said}</desc>{body}</svg>'
    ).format(name=name, w=width, h=height, title=title, said=said, body=Markup("").join(body))


def text(x: float, y: float, words: object, css: str = "", anchor: str = "middle") -> Markup:
    """`words` at a point, escaped; `anchor` as in SVG."""
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}" class="{}">{}</text>').format(
        x, y, anchor, css, words
    )


def bar(share: float, css: str = "") -> Markup:
    """A bar filled to `share` of its width, 0 to 1; decoration beside a figure in words."""
    return Markup(
        '<svg class="meter {css}" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="100" height="4"/><rect class="bar" width="{width:.1f}" height="4"/></svg>'
    ).format(css=css, width=100 * share)


def wrapped(words: str, width: int) -> list[str]:
    """`words` on at most two lines of about `width` characters, cut with an ellipsis."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width and len(lines) < 2:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [line if len(line) <= width + 2 else line[: width + 1].rstrip() + "…" for line in lines]
