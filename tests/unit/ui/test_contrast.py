"""WCAG contrast of every pair of theme colours the screens rely on, in both themes."""

import tomllib
from pathlib import Path

import pytest

from ui.charts import TOKENS

ROOT = Path(__file__).resolve().parents[3]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
THEME = CONFIG["theme"]
TEXT, SHAPE = 4.5, 3.0
HUES = ("gray", "yellow", "blue", "green", "orange", "red", "violet")

PAPERS = ("backgroundColor", "secondaryBackgroundColor")
PAIRS = [
    *[(ink, paper, TEXT) for ink in ("textColor", "grayTextColor") for paper in PAPERS],
    *[(f"{hue}TextColor", f"{hue}BackgroundColor", TEXT) for hue in HUES],
    *[(f"{hue}TextColor", "backgroundColor", TEXT) for hue in HUES if hue not in ("gray", "yellow")],
    ("linkColor", "backgroundColor", TEXT),
    ("blueTextColor", "secondaryBackgroundColor", TEXT),
    ("textColor", "yellowBackgroundColor", TEXT),
    ("#ffffff", "primaryColor", TEXT),
    ("primaryColor", "backgroundColor", SHAPE),
    ("primaryColor", "secondaryBackgroundColor", SHAPE),
    ("blueColor", "backgroundColor", SHAPE),
    ("blueColor", "grayBackgroundColor", SHAPE),
    ("orangeColor", "backgroundColor", SHAPE),
    ("grayColor", "backgroundColor", SHAPE),
]  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2, definition of relative luminance)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21."""
    light, deep = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (deep + 0.05)


def test_the_formula_knows_black_on_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper", "least"), PAIRS)
def test_theme_colours_can_be_read(mode, ink, paper, least):
    colours = THEME[mode]
    assert contrast(colours.get(ink, ink), colours.get(paper, paper)) >= least


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_sidebar_text_can_be_read(mode):
    side = THEME[mode]["sidebar"]
    for ink in ("textColor", "grayTextColor"):
        for paper in ("backgroundColor", "secondaryBackgroundColor"):
            assert contrast(THEME[mode][ink], side[paper]) >= TEXT


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_chart_inks_can_be_read_and_follow_the_theme(mode):
    tokens, colours = TOKENS[mode == "dark"], THEME[mode]
    assert tokens["ink"] == colours["textColor"]
    assert tokens["muted"] == colours["grayTextColor"]
    assert tokens["main"] == colours["blueColor"]
    assert tokens["paper"] == colours["backgroundColor"]
    for ink in ("ink", "muted"):
        assert contrast(tokens[ink], tokens["paper"]) >= TEXT
    for shape in ("main", "late"):
        assert contrast(tokens[shape], tokens["paper"]) >= SHAPE


def test_nothing_but_the_candidates_words_is_yellow():
    """The marker means "these words stand in your answer"; st.warning and yellow badges would borrow it."""
    for folder in ("ui", "pages"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text()
            assert "st.warning(" not in text, path
            assert "yellow-badge" not in text, path
            assert 'color="yellow"' not in text, path
            if path.name != "safe_text.py":
                assert "yellow-background" not in text, path


def test_the_server_settings_are_those_decided():
    server = CONFIG["server"]
    assert server["maxUploadSize"] == 130
    assert server["enableXsrfProtection"] is True
    assert server["enableCORS"] is True
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["runner"]["postScriptGC"] is False
