"""Where a person signs in from, told in words they recognise."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

# The order matters: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
_BROWSERS = (
    ("Edge", r"\bEdg(?:e|A|iOS)?/"),
    ("Opera", r"\bOPR/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\b(?:Firefox|FxiOS)/"),
    ("Chrome", r"\b(?:Chrome|CriOS|Chromium|HeadlessChrome)/"),
    ("Safari", r"\bSafari/"),
)
_SYSTEMS = (
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Android", r"\bAndroid\b"),
    ("Windows", r"\bWindows\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("macOS", r"\bMac OS X\b|\bMacintosh\b"),
    ("Linux", r"\bLinux\b"),
)


@dataclass(frozen=True)
class Device:
    """What a request tells of itself. Both are words of the other side: good for showing and counting only."""

    network: str = ""
    user_agent: str = ""


@dataclass(frozen=True)
class OpenSession:
    """A session that is still good. `current` is the one that asks."""

    id: UUID
    device: str
    began_at: datetime
    current: bool


def device_label(user_agent: str) -> str:
    """ "Firefox on Windows"; "An unknown device" where the words tell neither."""
    browser = next((name for name, pattern in _BROWSERS if re.search(pattern, user_agent)), "")
    system = next((name for name, pattern in _SYSTEMS if re.search(pattern, user_agent)), "")
    if browser and system:
        return f"{browser} on {system}"
    return browser or system or "An unknown device"
