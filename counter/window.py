"""The staff's calling window."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter.choice import ChoicePage
from counter.desk import Desk
from counter.desk_page import DeskPage
from counter.presenter import CounterPresenter
from counter.reason_page import ReasonPage
from counter.transfer_page import TransferPage
from counter.words import CounterWords
from ticketing.hall import Hall
from ticketing.lifecycle import Action
from ticketing.ports import Clock, Store, Worker
from ticketing.words import Language
from ui.feed import FeedBridge
from ui.theme import Look
from ui.widgets.banner import Banner, Tone
from ui.widgets.button import TouchButton
from ui.widgets.label import FittedLabel, label
from ui.widgets.languages import LanguageSwitch
from ui.widgets.ribbon import Ribbon

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LEAST_WIDTH, _LEAST_HEIGHT = 900, 600


class CounterWindow(QWidget):
    """Choose the counter, then call, serve and complete with one key.

    An ordinary desktop window, in the desktop's own text size; see `ui.measure.desk_scale`.

    Args:
        store: The queue state, for reading.
        hall: The actions.
        worker: Runs both away from this thread.
        clock: The time shown.
        look: Colours and sizes.
        counter: Name of the counter to begin with; empty to let the clerk choose.
        language: The language to begin with.
        settle_ms: How long the buttons rest after a press, so that a double click is one action.
        slow_after_ms: An action that takes longer is told as slow.

    Signals:
        counter_chosen(str): The clerk chose this counter; to be remembered.
        language_chosen(Language): The clerk chose this language; to be remembered.
    """

    counter_chosen = Signal(str)
    language_chosen = Signal(object)

    def __init__(
        self,
        store: Store,
        hall: Hall,
        worker: Worker,
        clock: Clock,
        look: Look,
        parent: QWidget | None = None,
        *,
        counter: str = "",
        language: Language = Language.ID,
        settle_ms: int = 400,
        slow_after_ms: int = 300,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._words = CounterWords(language)
        self._presenter = CounterPresenter(store, hall, worker, clock, self._on_desk, counter=counter)
        self._wants_choice = not counter
        self._asked: Action | None = None
        self._slow = QTimer(self, singleShot=True, interval=slow_after_ms)
        self._slow.timeout.connect(self._on_slow)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._on_second)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self.resize(1100, 720)
        self._build(look, settle_ms)
        self._speak(language)

    @property
    def presenter(self) -> CounterPresenter:
        """What decides what a press means."""
        return self._presenter

    @property
    def desk_page(self) -> DeskPage:
        """The page at work."""
        return self._page

    @property
    def choice(self) -> ChoicePage:
        """The page where the counter is chosen."""
        return self._choice

    @property
    def banner(self) -> Banner:
        """Where refusals and faults are told."""
        return self._banner

    @property
    def transfer(self) -> TransferPage:
        """The page where a ticket is sent on."""
        return self._transfer

    @property
    def reasons(self) -> ReasonPage:
        """The page where a hold has its reason."""
        return self._reasons

    @property
    def switch(self) -> LanguageSwitch:
        """The languages."""
        return self._switch

    @property
    def change_button(self) -> TouchButton:
        """The way to another counter."""
        return self._change

    def follow(self, feed: FeedBridge) -> None:
        """Take the news of a feed; call before the feed starts."""
        feed.events_arrived.connect(self._presenter.hear)
        feed.lost.connect(self._presenter.lose)
        feed.back.connect(self._presenter.recover)

    def open(self) -> None:
        """Read the hall for the first time and begin to live."""
        self._second.start()
        (self._page if self._pages.currentWidget() is self._page else self._choice).setFocus()
        self._presenter.open()

    def go_home(self) -> None:
        """Begin anew after a bug: forget what was on its way, read everything again."""
        self._presenter.start_over()

    def _build(self, look: Look, settle_ms: int) -> None:
        self._ribbon = Ribbon(look)
        self._ribbon.hide()
        self._banner = Banner(look)
        self._choice = ChoicePage(look)
        self._page = DeskPage(look, settle_ms=settle_ms)
        self._reasons = ReasonPage(look)
        self._transfer = TransferPage(look)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._choice)
        self._pages.addWidget(self._page)
        self._pages.addWidget(self._reasons)
        self._pages.addWidget(self._transfer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._ribbon)
        inner = QVBoxLayout()
        inner.setContentsMargins(look.mm(8), look.mm(5), look.mm(8), look.mm(6))
        inner.setSpacing(look.mm(5))
        column.addLayout(inner, 1)
        inner.addLayout(self._build_head(look))
        inner.addWidget(self._banner)
        inner.addWidget(self._pages, 1)
        self._choice.counter_chosen.connect(self._on_counter_chosen)
        self._page.buttons.pressed.connect(self._on_pressed)
        self._reasons.reason_chosen.connect(self._on_reason_chosen)
        self._transfer.service_chosen.connect(self._on_service_chosen)
        self._transfer.counter_chosen.connect(self._on_other_counter_chosen)
        for page in (self._reasons, self._transfer):
            page.left.connect(lambda: self._ask_about(None))

    def _build_head(self, look: Look) -> QHBoxLayout:
        self._where = FittedLabel(role="title", align=_LEFT, least_px=look.scale.body)
        self._agency = FittedLabel(role="muted", align=_LEFT, least_px=max(9, look.scale.small - 3))
        self._time = label(role="clock", align=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._time.setWordWrap(False)
        self._change = TouchButton(look, role="quiet", icon="transfer", least_height_mm=16)
        self._change.clicked.connect(lambda: self._on_counter_chosen(""))
        self._switch = LanguageSwitch(look, is_short=True)
        self._switch.language_chosen.connect(self._on_language_chosen)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._where)
        names.addWidget(self._agency)
        head = QHBoxLayout()
        head.setSpacing(look.mm(5))
        head.addLayout(names, 1)
        for part in (self._time, self._change, self._switch):
            head.addWidget(part)
        return head

    def _speak(self, language: Language) -> None:
        self._words = CounterWords(language)
        self._switch.show_language(language)
        self.setWindowTitle(self._words.title())
        self._change.say(self._words.change())
        self._on_desk(self._presenter.desk)

    def _on_desk(self, desk: Desk) -> None:
        words, now = self._words, self._clock.now()
        name = desk.hall.name if desk.hall else ""
        self._ribbon.setVisible(desk.hall is not None and desk.hall.rehearsal)
        if desk.counter is not None:
            self._where.setText(words.counter(desk.counter))
            self._agency.setText(f"{words.agency(desk, desk.counter.agency)} · {name}")
        else:
            self._where.setText(name)
            self._agency.setText("")
        # While a remembered counter is being read there is nothing to choose yet.
        is_choosing = desk.counter is None and (self._wants_choice or desk.catalogue is not None)
        self._change.setVisible(desk.counter is not None)
        self._change.setEnabled(desk.going is None)
        self._choice.show_desk(desk, words)
        self._page.show_desk(desk, words, now)
        self._reasons.show_words(words, desk.own.number if desk.own else "")
        self._transfer.show_desk(desk, words)
        if self._asked is not None and not desk.may(self._asked):
            self._asked = None
        asking = {Action.HOLD: self._reasons, Action.TRANSFER: self._transfer}
        page = self._page if self._asked is None else asking[self._asked]
        self._turn_to(self._choice if is_choosing else page)
        self._watch_slowness(desk)
        self._show_time()

    def _ask_about(self, action: Action | None) -> None:
        """Open the page that an action needs, or leave it."""
        self._asked = action
        self._on_desk(self._presenter.desk)

    def _turn_to(self, page: QWidget) -> None:
        self._reasons.listen(page is self._reasons)
        self._page.buttons.listen(page is self._page)
        if self._pages.currentWidget() is not page:
            self._pages.setCurrentWidget(page)
            page.setFocus()

    def _watch_slowness(self, desk: Desk) -> None:
        if desk.going is None:
            self._slow.stop()
            self._page.ask_patience("")
        elif not self._slow.isActive() and not self._page.patience:
            self._slow.start()

    def _show_time(self) -> None:
        desk, words, now = self._presenter.desk, self._words, self._clock.now()
        self._time.setText(words.hour(desk, now))
        self._page.show_time(desk, words, now)
        if desk.lost is not None:
            self._banner.say(words.lost(desk, now), Tone.DANGER, "database-off")
        elif desk.refusal is not None:
            self._banner.say(words.refusal(desk.refusal), Tone.WARNING)
        self._banner.setVisible(desk.lost is not None or desk.refusal is not None)

    def _on_counter_chosen(self, counter: str) -> None:
        self._wants_choice = not counter
        self._presenter.choose(counter)
        if counter:
            self.counter_chosen.emit(counter)

    def _on_pressed(self, action: Action) -> None:
        if action in (Action.HOLD, Action.TRANSFER):
            self._ask_about(action)
        else:
            self._presenter.press(action)

    def _on_reason_chosen(self, reason: str) -> None:
        self._asked = None
        self._presenter.press(Action.HOLD, reason=reason)

    def _on_service_chosen(self, code: str) -> None:
        self._asked = None
        self._presenter.press(Action.TRANSFER, service=code)

    def _on_other_counter_chosen(self, name: str) -> None:
        self._asked = None
        self._presenter.press(Action.TRANSFER, to_counter=name)

    def _on_language_chosen(self, language: Language) -> None:
        self._speak(language)
        self.language_chosen.emit(language)

    def _on_slow(self) -> None:
        self._page.ask_patience(self._words.moment())

    def _on_second(self) -> None:
        self._presenter.tick()
        self._show_time()
