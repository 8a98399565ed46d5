"""What Qt says, in the program's own log."""

import logging

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

#: Said of every machine without a desktop, video decoder or sound server; none of it is of use here.
_IDLE_TALK = (
    "This plugin does not support propagateSizeHints",
    "Couldn't load",
    "Couldn't resolve",
    "PulseAudioService:",
    "Using Qt multimedia",
)


def install() -> None:
    """Take over Qt's messages; once, before the application is made."""
    qInstallMessageHandler(_take)


def _take(kind: QtMsgType, context: QMessageLogContext, text: str | None) -> None:
    words = text or ""
    level = logging.DEBUG if words.startswith(_IDLE_TALK) else _LEVELS[kind]
    logging.getLogger(f"qt.{context.category or 'default'}").log(level, "%s", words)
