"""The head of the calling window: which counter this is, and what concerns the counter itself."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter.desk import Desk
from counter.keys import ICONS, KEYS, NARROW
from counter.words import CounterWords
from ticketing.lifecycle import Deed
from ui.theme import Look
from ui.widgets.button import TouchButton
from ui.widgets.label import FittedLabel, label
from ui.widgets.languages import LanguageSwitch

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Head(QWidget):
    """Counter, agency and clerk, the time, the break, the way out, the languages.

    Signals:
        break_wanted: The counter is to close for a while.
        leave_wanted: The clerk goes, or takes another counter.
        narrow_wanted: The window is to become narrow, or wide again.
        notice_wanted: The boards are to say something.
    """

    break_wanted = Signal()
    leave_wanted = Signal()
    narrow_wanted = Signal()
    notice_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._where = FittedLabel(role="title", align=_LEFT, least_px=look.scale.body)
        self._agency = FittedLabel(role="muted", align=_LEFT, least_px=max(9, look.scale.small - 3))
        self._time = label(role="clock", align=_RIGHT)
        self._time.setWordWrap(False)
        self._pause = TouchButton(look, role="quiet", icon=ICONS[Deed.PAUSE], least_height_mm=16)
        self._leave = TouchButton(look, role="quiet", icon="transfer", least_height_mm=16)
        self._narrow = TouchButton(look, role="quiet", icon="arrow-right", least_height_mm=16)
        self._notice = TouchButton(look, role="quiet", icon=ICONS[Deed.SHOW_NOTICE], least_height_mm=16)
        self.switch = LanguageSwitch(look, is_short=True)
        self._pause.clicked.connect(self.break_wanted)
        self._leave.clicked.connect(self.leave_wanted)
        self._narrow.clicked.connect(self.narrow_wanted)
        self._notice.clicked.connect(self.notice_wanted)
        self._is_narrow = False
        self._told: tuple[Desk, CounterWords] | None = None
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._where)
        names.addWidget(self._agency)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.mm(4))
        self._row.addLayout(names, 1)
        self._beside = (self._time, self._notice, self._pause, self._leave, self.switch, self._narrow)
        for part in self._beside:
            self._row.addWidget(part)
        self._shortcuts = [
            self._listen(KEYS[Deed.PAUSE], self._pause),
            self._listen(NARROW, self._narrow),
            self._listen(KEYS[Deed.SHOW_NOTICE], self._notice),
        ]

    @property
    def pause_button(self) -> TouchButton:
        """Closes the counter for a while."""
        return self._pause

    @property
    def notice_button(self) -> TouchButton:
        """Covers the boards; for who may."""
        return self._notice

    @property
    def leave_button(self) -> TouchButton:
        """The way to another counter, or out."""
        return self._leave

    @property
    def narrow_button(self) -> TouchButton:
        """Makes the window narrow, or wide again."""
        return self._narrow

    @property
    def where(self) -> str:
        """Which counter, agency and clerk it names."""
        return f"{self._where.text()} · {self._agency.text()}"

    def stand(self, *, is_narrow: bool) -> None:
        """Leave out what a narrow window has no room for; its keys go on."""
        self._is_narrow = is_narrow
        self._agency.setVisible(not is_narrow)

    def show_desk(self, desk: Desk, words: CounterWords) -> None:
        """Name the counter, and tell what may be done to it."""
        self._told = desk, words
        name = desk.hall.name if desk.hall else ""
        is_chosen = desk.counter is not None
        if desk.counter is not None:
            self._where.setText(words.counter(desk.counter))
            parts = (desk.clerk, words.agency(desk, desk.counter.agency), name)
            self._agency.setText(" · ".join(part for part in parts if part))
        else:
            self._where.setText(name)
            self._agency.setText("")
        self._pause.setVisible(is_chosen and not desk.wants_sign_in)
        self._pause.setEnabled(desk.may(Deed.PAUSE))
        self._leave.setVisible(is_chosen and not self._is_narrow)
        self._leave.setEnabled(desk.may(Deed.SIGN_OUT) if desk.clerk else desk.going is None)
        self._narrow.setVisible(is_chosen)
        self._notice.setVisible(is_chosen and not self._is_narrow and desk.may_show_notices)
        self._notice.setEnabled(desk.may(Deed.SHOW_NOTICE))
        _name(self._notice, f"{words.action(Deed.SHOW_NOTICE)}, {KEYS[Deed.SHOW_NOTICE]}")
        self._leave.show_icon("logout" if desk.clerk else "transfer")
        self._narrow.show_icon("arrows-maximize" if self._is_narrow else "minus")
        width = words.say("Wide window") if self._is_narrow else words.say("Narrow window")
        _name(self._narrow, f"{width}, {NARROW}")
        self._make_room(desk, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._told is not None:
            self._make_room(*self._told)

    def _make_room(self, desk: Desk, words: CounterWords) -> None:
        """Give up words on buttons, and then the languages, before the counter's own name is cut."""
        has_languages = not self._is_narrow
        self._say_buttons(desk, words, has_words=not self._is_narrow)
        if not self._has_room(has_languages=has_languages):
            self._say_buttons(desk, words, has_words=False)
            has_languages = has_languages and self._has_room(has_languages=True)
        self.switch.setVisible(has_languages)

    def _say_buttons(self, desk: Desk, words: CounterWords, *, has_words: bool) -> None:
        pause, key = words.action(Deed.PAUSE), KEYS[Deed.PAUSE]
        leave = words.say("Sign out") if desk.clerk else words.say("Change counter")
        shown = (pause, key, leave) if has_words else ("", "", "")
        self._pause.say(*shown[:2])
        self._leave.say(shown[2])
        _name(self._pause, f"{pause}, {key}")
        _name(self._leave, leave)

    def _has_room(self, *, has_languages: bool) -> bool:
        beside = [part for part in self._beside if part is not self.switch and not part.isHidden()]
        if has_languages:
            beside.append(self.switch)
        name = QFontMetrics(self._where.font()).horizontalAdvance(self._where.text())
        wide = sum(part.sizeHint().width() + self._row.spacing() for part in beside)
        return wide + name <= self.width()

    def show_time(self, desk: Desk, words: CounterWords, now: datetime) -> None:
        """Show the time."""
        self._time.setText(words.hour(desk, now))

    def listen(self, is_listening: bool) -> None:
        """Take the key of the break, or leave it to another page."""
        self._shortcuts[0].setEnabled(is_listening)

    def _listen(self, key: str, button: TouchButton) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(button.click)
        return shortcut


def _name(button: TouchButton, name: str) -> None:
    """Name a button for a screen reader and for who points at it."""
    button.setAccessibleName(name)
    button.setToolTip(name)
