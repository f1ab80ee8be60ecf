"""Demo accounts with a history, for people who want to look around before they practise themselves."""

from services.demo.seeding import DemoAccount, DemoReport, seed_demo

__all__ = ["DemoAccount", "DemoReport", "seed_demo"]
