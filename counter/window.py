"""The staff's calling window."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter.desk import Desk
from counter.form import Form
from counter.head import Head
from counter.order import Order
from counter.pages import Pages
from counter.presenter import CounterPresenter
from counter.questions import Kind, Option, Question, opening, stands
from counter.words import CounterWords
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.lifecycle import Action, Deed
from ticketing.ports import Clock, Store, Worker
from ticketing.words import Language
from ui.feed import FeedBridge
from ui.theme import Look
from ui.widgets.banner import Banner, Tone
from ui.widgets.ribbon import Ribbon


class CounterWindow(QWidget):
    """Choose the counter, then call, serve and complete with one key.

    An ordinary desktop window, in the desktop's own text size; see `ui.measure.desk_scale`. Narrow it
    stays on top of the clerk's other programs.

    Args:
        store: The queue state, for reading.
        hall: What is done to tickets.
        house: What is done to the counter itself.
        worker: Runs all of them away from this thread.
        clock: The time shown.
        look: Colours and sizes.
        counter: Name of the counter to begin with; empty to let the clerk choose.
        language: The language to begin with.
        target_min: How long nobody should wait; 0 marks nobody.
        settle_ms: How long the buttons rest after a press, so that a double click is one action.
        slow_after_ms: An action that takes longer is told as slow.

    Signals:
        counter_chosen(str): The clerk chose this counter; to be remembered.
        language_chosen(Language): The clerk chose this language; to be remembered.
        form_chosen(bool): The window became narrow, or wide; to be remembered.
    """

    counter_chosen = Signal(str)
    language_chosen = Signal(object)
    form_chosen = Signal(bool)

    def __init__(
        self,
        store: Store,
        hall: Hall,
        house: House,
        worker: Worker,
        clock: Clock,
        look: Look,
        parent: QWidget | None = None,
        *,
        counter: str = "",
        language: Language = Language.ID,
        target_min: int = 0,
        settle_ms: int = 500,
        slow_after_ms: int = 300,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._words = CounterWords(language)
        self._presenter = CounterPresenter(store, hall, house, worker, clock, self._on_desk, counter=counter)
        self._wants_choice = not counter
        self._question: Question | None = None
        self._slow = QTimer(self, singleShot=True, interval=slow_after_ms)
        self._slow.timeout.connect(self._on_slow)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._on_second)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._ribbon = Ribbon(look)
        self._ribbon.hide()
        self._banner = Banner(look)
        self._head = Head(look)
        self._pages = Pages(look, settle_ms=settle_ms, target_min=target_min)
        self._form = Form(self, look)
        self._build(look)
        self._connect()
        self._speak(language)

    @property
    def presenter(self) -> CounterPresenter:
        """What decides what a press means."""
        return self._presenter

    @property
    def pages(self) -> Pages:
        """The pages; one of them is shown."""
        return self._pages

    @property
    def banner(self) -> Banner:
        """Where refusals and faults are told."""
        return self._banner

    @property
    def head(self) -> Head:
        """The counter, the time, and what concerns the counter itself."""
        return self._head

    @property
    def form(self) -> Form:
        """Wide, or narrow and on top."""
        return self._form

    def follow(self, feed: FeedBridge) -> None:
        """Take the news of a feed; call before the feed starts."""
        feed.events_arrived.connect(self._presenter.hear)
        feed.changed.connect(self._presenter.note_commit)
        feed.lost.connect(self._presenter.lose)
        feed.back.connect(self._presenter.recover)

    def open(self) -> None:
        """Read the hall for the first time and begin to live."""
        self._second.start()
        self._pages.current.setFocus()
        self._presenter.open()

    def go_home(self) -> None:
        """Begin anew after a bug: forget what was on its way, read everything again."""
        self._question = None
        self._presenter.start_over()

    def stand(self, *, is_narrow: bool) -> None:
        """Make the window narrow and keep it on top, or make it wide again."""
        self._form.take(is_narrow=is_narrow)
        self._head.stand(is_narrow=is_narrow)
        self._pages.stand(is_narrow=is_narrow)
        self._on_desk(self._presenter.desk)

    def _build(self, look: Look) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._ribbon)
        inner = QVBoxLayout()
        inner.setContentsMargins(look.mm(8), look.mm(5), look.mm(8), look.mm(6))
        inner.setSpacing(look.mm(5))
        column.addLayout(inner, 1)
        inner.addWidget(self._head)
        inner.addWidget(self._banner)
        inner.addWidget(self._pages, 1)

    def _connect(self) -> None:
        head, pages = self._head, self._pages
        head.break_wanted.connect(lambda: self._on_pressed(Deed.PAUSE))
        head.leave_wanted.connect(self._on_leave_wanted)
        head.narrow_wanted.connect(self._on_narrow_wanted)
        head.notice_wanted.connect(lambda: self._on_pressed(Deed.SHOW_NOTICE))
        head.switch.language_chosen.connect(self._on_language_chosen)
        pages.choice.picked.connect(self._on_counter_chosen)
        pages.desk.buttons.pressed.connect(self._on_pressed)
        pages.desk.find_wanted.connect(lambda: self._ask(Question(Kind.FIND)))
        pages.desk.ticket_picked.connect(self._on_ticket_picked)
        pages.search.picked.connect(lambda key: self._on_ticket_picked(UUID(key)))
        pages.options.chosen.connect(self._on_option_chosen)
        pages.transfer.service_chosen.connect(lambda code: self._on_sent(service=code))
        pages.transfer.counter_chosen.connect(lambda name: self._on_sent(to_counter=name))
        pages.sign_in.tried.connect(self._on_sign_in_tried)
        for page in (pages.search, pages.options, pages.transfer):
            page.left.connect(partial(self._ask, None))

    def _speak(self, language: Language) -> None:
        self._words = CounterWords(language)
        self._head.switch.show_language(language)
        self.setWindowTitle(self._words.title())
        self._on_desk(self._presenter.desk)

    def _on_desk(self, desk: Desk) -> None:
        self._ribbon.setVisible(desk.hall is not None and desk.hall.rehearsal)
        if self._question is not None and not stands(self._question, desk):
            self._question = None
        self._head.show_desk(desk, self._words)
        # While a remembered counter is being read there is nothing to choose yet.
        is_choosing = desk.counter is None and (self._wants_choice or desk.catalogue is not None)
        self._pages.show_desk(desk, self._words, self._clock.now(), self._question, is_choosing=is_choosing)
        self._head.listen(self._pages.current is self._pages.desk)
        self._watch_slowness(desk)
        self._show_time()

    def _ask(self, question: Question | None) -> None:
        """Open the page that a question needs, or go back to the ticket."""
        self._question = question
        self._on_desk(self._presenter.desk)

    def _follow(self, to: Order | Question) -> None:
        """Ask the next question, or carry out what is complete."""
        if isinstance(to, Question):
            self._ask(to)
            return
        self._question = None
        self._presenter.carry_out(to)
        self._on_desk(self._presenter.desk)

    def _watch_slowness(self, desk: Desk) -> None:
        if desk.going is None:
            self._slow.stop()
            self._pages.desk.ask_patience("")
        elif not self._slow.isActive() and not self._pages.desk.patience:
            self._slow.start()

    def _show_time(self) -> None:
        desk, words, now = self._presenter.desk, self._words, self._clock.now()
        self._head.show_time(desk, words, now)
        self._pages.desk.show_time(desk, words, now)
        if desk.lost is not None:
            self._banner.say(words.lost(desk, now), Tone.DANGER, "database-off")
        elif desk.refusal is not None:
            self._banner.say(words.refusal(desk.refusal), Tone.WARNING)
        elif desk.printing is not None:
            self._banner.say(words.printing(desk), Tone.INFO, "printer")
        elif words.printers(desk):
            is_stuck = any(not one.readiness.can_print for one in desk.printers)
            tone, icon = (Tone.WARNING, "printer-off") if is_stuck else (Tone.INFO, "printer")
            self._banner.say(words.printers(desk), tone, icon)
        elif words.boards(desk, now):
            self._banner.say(words.boards(desk, now), Tone.INFO, "speakerphone")
        else:
            self._banner.hide()
            return
        self._banner.show()

    def _on_counter_chosen(self, counter: str) -> None:
        self._wants_choice = not counter
        self._presenter.choose(counter)
        if counter:
            self.counter_chosen.emit(counter)

    def _on_leave_wanted(self) -> None:
        if self._presenter.desk.clerk:
            self._presenter.press(Deed.SIGN_OUT)
        else:
            self._on_counter_chosen("")

    def _on_narrow_wanted(self) -> None:
        self.stand(is_narrow=not self._form.is_narrow)
        self.form_chosen.emit(self._form.is_narrow)

    def _on_pressed(self, deed: Action | Deed) -> None:
        self._follow(opening(deed))

    def _on_ticket_picked(self, ticket: UUID) -> None:
        self._ask(Question(Kind.TICKET, ticket=ticket))

    def _on_option_chosen(self, option: Option) -> None:
        self._follow(option.leads_to)

    def _on_sent(self, service: str = "", to_counter: str | None = None) -> None:
        ticket = self._question.ticket if self._question else None
        self._follow(Order(Action.TRANSFER, ticket, service=service, to_counter=to_counter))

    def _on_sign_in_tried(self, name: str, pin: str) -> None:
        self._presenter.carry_out(Order(Deed.SIGN_IN, name=name, pin=pin))

    def _on_language_chosen(self, language: Language) -> None:
        self._speak(language)
        self.language_chosen.emit(language)

    def _on_slow(self) -> None:
        self._pages.desk.ask_patience(self._words.moment())

    def _on_second(self) -> None:
        self._presenter.tick()
        self._show_time()
