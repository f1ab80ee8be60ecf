"""What models have used and cost, for the operator's command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from domain.model_use import AccountUsage
from services.operations import CostView, cost_of, first_of
from services.storage.database import Database

_COLUMNS = (
    "day", "account", "model", "requests", "failures", "tokens_in", "tokens_out", "tokens_cached", "tokens_estimated",
    "dollars", "dollars_estimated", "unpriced",
)  # fmt: skip
_TEXTS = 3
"""The first columns are texts, the others numbers."""


@dataclass(frozen=True)
class UsageReport:
    """The ledger's rows (newest day first) and the sums of today and of this month (UTC)."""

    rows: Sequence[AccountUsage]
    cost: CostView

    def as_document(self) -> dict[str, Any]:
        """Plain values; dollars are texts, so that nothing is lost in rounding."""
        cost = self.cost
        return {
            "rows": [_values(row) for row in self.rows],
            "today": {"dollars": _dollars(cost.today)},
            "month": {
                "dollars": _dollars(cost.month),
                "dollars_estimated": _dollars(cost.month_estimated),
                "unpriced": cost.unpriced,
                "budget": None if cost.budget is None else _dollars(cost.budget),
            },
        }

    def as_text(self) -> str:
        """A table with a line for each row, and the sums."""
        cells = [tuple(name.replace("_", " ") for name in _COLUMNS)]
        cells += [tuple(str(value) for value in _values(row).values()) for row in self.rows]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = [
            "  ".join(
                cell.ljust(width) if i < _TEXTS else cell.rjust(width)
                for i, (cell, width) in enumerate(zip(line, widths, strict=True))
            ).rstrip()
            for line in cells
        ]
        return "\n".join([*(lines if self.rows else ["No model was used."]), "", *self._sums()])

    def _sums(self) -> list[str]:
        cost = self.cost
        budget = "; no budget is set" if cost.budget is None else f" of a budget of ${_dollars(cost.budget)}"
        lines = [f"Today: ${_dollars(cost.today)}", f"This month: ${_dollars(cost.month)}{budget}"]
        if cost.month_estimated:
            lines.append(f"Not told by the provider, at most: ${_dollars(cost.month_estimated)}")
        if cost.unpriced:
            lines.append(f"Tries without a known price, in no sum: {cost.unpriced}")
        return lines


def usage_report(database: Database, days: int, budget: Decimal | None) -> UsageReport:
    """Read the last `days` days of the ledger; `budget` is the month's dollars, None no limit."""
    with database.as_system() as tx:
        today = tx.now.date()
        rows = tx.model_usage.since(first_of(days, tx.now))
        month = tx.model_usage.since(today.replace(day=1))
    return UsageReport(rows, cost_of(month, today, budget))


def _values(row: AccountUsage) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in _COLUMNS}
    return {
        **found,
        "day": row.day.isoformat(),
        "dollars": _dollars(row.dollars),
        "dollars_estimated": _dollars(row.dollars_estimated),
    }


def _dollars(amount: Decimal) -> str:
    """At least cents, and every digit there is."""
    whole, _, cents = f"{amount.normalize():f}".partition(".")
    return f"{whole}.{cents:0<2}"
