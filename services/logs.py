"""Where log lines go: to standard error, one JSON object a line in production, readable text elsewhere."""

import logging
import sys
from typing import Any

import structlog
from structlog.tracebacks import ExceptionDictTransformer

from services.settings import Settings


def set_up_logging(settings: Settings) -> None:
    """Apply LOG_LEVEL and the form of the lines. Standard output stays free for what a command prints."""
    level = logging.getLevelNamesMapping()[settings.log_level]
    # Local variables of a traceback would put people's texts into the log.
    if settings.production:
        exceptions: Any = structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False))
        renderer: Any = structlog.processors.JSONRenderer()
    else:
        exceptions = structlog.processors.format_exc_info
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            exceptions,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
