"""The pages of the calling window, and which of them is shown."""

from datetime import datetime

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from counter import finding, questions
from counter.desk import Desk
from counter.desk_page import DeskPage
from counter.finder_page import FinderPage, Texts
from counter.options_page import OptionsPage
from counter.questions import Kind, Question
from counter.sign_in_page import SignInPage
from counter.transfer_page import TransferPage
from counter.words import CounterWords
from ui.theme import Look


class Pages(QWidget):
    """Shows one page at a time: the counter at work, or what the window asks.

    Attributes:
        choice: Which counter this is.
        sign_in: Who works here.
        desk: The page at work.
        search: Any ticket that the clerk may act on.
        options: The answers to a question.
        transfer: Where a ticket goes.
    """

    def __init__(self, look: Look, parent: QWidget | None = None, *, settle_ms: int, target_min: int) -> None:
        super().__init__(parent)
        self._target_min = target_min
        self.choice = FinderPage(look, has_way_back=False)
        self.sign_in = SignInPage(look)
        self.desk = DeskPage(look, settle_ms=settle_ms, target_min=target_min)
        self.search = FinderPage(look)
        self.options = OptionsPage(look)
        self.transfer = TransferPage(look)
        self._stack = QStackedWidget()
        self._shown: QWidget = self.choice
        for page in (self.choice, self.sign_in, self.desk, self.search, self.options, self.transfer):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    @property
    def current(self) -> QWidget:
        """The page shown."""
        return self._shown

    def stand(self, *, is_narrow: bool) -> None:
        """Lay all pages out for a narrow window, or a wide one."""
        self.desk.stand(is_narrow=is_narrow)
        self.options.stand_in(1 if is_narrow else 2)

    def show_desk(
        self,
        desk: Desk,
        words: CounterWords,
        now: datetime,
        question: Question | None,
        *,
        is_choosing: bool,
    ) -> None:
        """Show a desk, on the page that it or a question needs."""
        self.desk.show_desk(desk, words, now)
        if is_choosing:
            page: QWidget = self.choice
            self.choice.offer(_choice_texts(words), lambda typed: finding.counters(desk, words, typed))
        elif desk.wants_sign_in:
            page = self.sign_in
            self.sign_in.offer(words, desk.staff, is_busy=desk.going is not None)
        elif question is None:
            page = self.desk
        else:
            page = self._asking(question, desk, words, now)
        self._turn_to(page)

    def _asking(self, question: Question, desk: Desk, words: CounterWords, now: datetime) -> QWidget:
        target = self._target_min
        if question.kind is Kind.FIND:
            self.search.offer(
                _find_texts(words), lambda typed: finding.tickets(desk, words, now, typed, target)
            )
            return self.search
        if question.kind is Kind.SEND:
            leg = desk.leg(question.ticket)
            texts = _send_texts(words, leg.number if leg else "")
            self.transfer.offer(
                texts, lambda typed: finding.destinations(desk, words, question.ticket, typed)
            )
            return self.transfer
        title = questions.title(question, desk, words)
        detail = questions.detail(question, desk, words, now)
        self.options.ask(title, detail, questions.options(question, desk, words), words.back())
        return self.options

    def _turn_to(self, page: QWidget) -> None:
        self.desk.listen(page is self.desk)
        if self.current is page:
            return
        if isinstance(page, FinderPage):
            page.clear()
        self._shown = page
        self._stack.setCurrentWidget(page)
        if page is self.sign_in:
            self.sign_in.begin()
        else:
            page.setFocus()


def _choice_texts(words: CounterWords) -> Texts:
    return Texts(
        title=words.say("Which counter is yours?"),
        hint=words.say("Type a number or an agency"),
        none=words.say("No counter fits. Try fewer letters."),
        back=words.back(),
    )


def _find_texts(words: CounterWords) -> Texts:
    return Texts(
        title=words.say("Which ticket?"),
        hint=words.say("Type a number, or scan the ticket"),
        none=words.say("No such ticket waits for this counter, is held here, or was given up today."),
        back=words.back(),
    )


def _send_texts(words: CounterWords, number: str) -> Texts:
    return Texts(
        title=words.say("Where does {number} go?", number=number),
        hint=words.say("Type a service, an agency or a counter"),
        none=words.say("Nothing fits. Try fewer letters."),
        back=words.back(),
    )
