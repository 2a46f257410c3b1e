"""Who may see the desk's page: it is asked anew in each run, before anything else is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import streamlit as st

from assessment.model.definition import Definition
from assessment.model.texts import Texts
from assessment.staff.member import StaffError
from assessment.staff.register import Answer
from desk import at_the_desk, idle
from desk.doorkeeper import Doorkeeper, doorkeeper
from desk.open_id import email_of, mark_of, may_come_in
from desk.present import Present, is_idle
from desk.sign_in_focus import put_focus
from serving import markup
from serving.console import tell_staff

_STYLE: Final = (Path(__file__).parent / "styles/sign_in.css").read_text(encoding="utf-8")


def let_in(definition: Definition) -> bool:
    """Return whether whoever is at this page may see the desk; else show how to sign in.

    Where it cannot be found out, nobody may. What was open on the desk is gone then.
    """
    markup.show(markup.element("style", _STYLE))
    try:
        keeper = doorkeeper()
        if keeper.asks_nobody():
            _, left = idle.watch(definition.clinic.desk.idle)
            if left:
                at_the_desk.clear()
            _show_that_it_is_open(definition.texts)
            return True
        if keeper.by_account:
            return _let_in_by_account(definition, keeper)
        return _let_in_by_pin(definition, keeper)
    except StaffError as error:
        tell_staff(error)
        at_the_desk.clear()
        with _page(definition):
            markup.show(markup.text("p", definition.texts("sign_in.failed"), role="alert"))
        return False


def _show_that_it_is_open(texts: Texts) -> None:
    if at_the_desk.open_visit() is None:  # a visit takes the whole of a screen
        markup.show(markup.text("p", texts("sign_in.open"), class_="nobody-asked"))


def _sign_out() -> None:
    keeper, present = doorkeeper(), at_the_desk.present()
    keeper.end(present.mark if present else "")
    at_the_desk.clear()
    if keeper.by_account:
        st.logout()


def show_who(definition: Definition) -> None:
    """Show who is at the desk and how they leave; nothing where nobody was asked to sign in."""
    who = at_the_desk.present()
    if who:
        markup.show(markup.text("p", who.name, class_="who"))
        out = markup.label(definition.texts("sign_in.out"))
        st.button(out, key="sign-out", on_click=_sign_out)


# By a PIN


def _let_in_by_pin(definition: Definition, keeper: Doorkeeper) -> bool:
    texts, limit = definition.texts, definition.clinic.desk.idle
    present = at_the_desk.present()
    notice = _told(texts, at_the_desk.answer())
    if present and keeper.may_stay(present, limit):
        ago, left = idle.watch(limit)
        if not left:
            at_the_desk.sit_down(replace(present, seen=keeper.now() - (ago or 0)))
            return True
    if present or at_the_desk.open_visit():  # no sign-in was set up when a visit was opened
        notice = _why_out(definition, keeper, present)
        at_the_desk.clear()
    _show_pin_form(definition, keeper, notice)
    return False


def _show_pin_form(definition: Definition, keeper: Doorkeeper, notice: str) -> None:
    texts = definition.texts
    if not keeper.register.has_members():
        with _page(definition):
            markup.show(markup.text("p", texts("sign_in.nobody"), role="alert"))
        return
    with _page(definition, texts("sign_in.pin_lead")):
        put_focus("input")
        with st.form("sign-in-form", border=False):
            name = st.text_input(
                markup.label(texts("sign_in.name")), key="name", autocomplete="off"
            )
            pin = st.text_input(
                markup.label(texts("sign_in.pin")),
                key=f"pin-{at_the_desk.tries()}",  # another after each try: none is kept
                type="password",
                autocomplete="one-time-code",  # else a browser offers to keep it
            )
            told = st.empty()
            submitted = st.form_submit_button(markup.label(texts("sign_in.enter")), type="primary")
            tried = submitted and bool(name.strip() and pin)
            if submitted and not tried:
                notice = texts("sign_in.missing")
            with told:
                markup.show(markup.text("p", notice, id="refused", role="alert"))
        limits = texts("sign_in.pin_limits", minutes=_minutes(definition))
        markup.show(markup.text("p", limits, class_="quiet"))
    if tried:
        answer = keeper.register.answer(name, pin)
        if answer.member:
            at_the_desk.clear()
            at_the_desk.sit_down(Present(answer.member.name, keeper.now(), answer.member))
        else:
            at_the_desk.note_answer(answer)
        st.rerun()


def _told(texts: Texts, answer: Answer | None) -> str:
    """Return what is told to whoever tried a PIN; it is the same for a name that nobody has."""
    if answer is None:
        return ""
    if answer.locked:
        return texts("sign_in.locked")
    if not answer.tried:
        return texts("sign_in.wait", seconds=answer.seconds)
    if answer.seconds:
        return texts("sign_in.wrong_wait", seconds=answer.seconds)
    return texts("sign_in.wrong")


# By OpenID Connect


def _let_in_by_account(definition: Definition, keeper: Doorkeeper) -> bool:
    texts, limit = definition.texts, definition.clinic.desk.idle
    claims: Mapping[str, Any] = st.user.to_dict()
    if not claims.get("is_logged_in"):
        at_the_desk.clear()
        _show_accounts(definition, keeper, "")
        return False
    mark = mark_of(claims)
    if keeper.is_in(claims, limit):
        ago, left = idle.watch(limit)
        if not left:
            name = str(claims.get("name") or email_of(claims))
            seen = keeper.now() - (ago or 0)
            keeper.note(mark, seen)
            at_the_desk.sit_down(Present(name, seen, mark=mark))
            return True
    keeper.end(mark)
    present = at_the_desk.present()
    at_the_desk.clear()
    if may_come_in(claims):
        notice = _why_out(definition, keeper, present)
    elif email := email_of(claims):
        notice = texts("sign_in.stranger", email=email)
    else:
        notice = texts("sign_in.no_address")
    _show_accounts(definition, keeper, notice)
    return False


def _show_accounts(definition: Definition, keeper: Doorkeeper, notice: str) -> None:
    texts = definition.texts
    providers = keeper.by_account.providers if keeper.by_account else ()
    with _page(definition, texts("sign_in.account_lead")):
        markup.show(markup.text("p", notice, id="refused", role="alert"))
        put_focus("button")
        for each in providers:
            words = (
                texts("sign_in.by_account")
                if len(providers) == 1
                else texts("sign_in.by_provider", provider=each.capitalize())
            )
            st.button(
                markup.label(words), key=f"account-{each}", type="primary",
                on_click=partial(st.login, each),
            )  # fmt: skip
        limits = texts("sign_in.account_limits", minutes=_minutes(definition))
        markup.show(markup.text("p", limits, class_="quiet"))


# What both show


def _why_out(definition: Definition, keeper: Doorkeeper, present: Present | None) -> str:
    """Return why someone is out. present: who was at this page; None for a page that is new."""
    texts = definition.texts
    if present and is_idle(present.seen, keeper.now(), definition.clinic.desk.idle):
        return texts("sign_in.idle", minutes=_minutes(definition))
    return texts("sign_in.ended")


def _minutes(definition: Definition) -> str:
    return f"{definition.clinic.desk.idle / 60:.3g}"


@contextmanager
def _page(definition: Definition, lead: str = "") -> Iterator[None]:
    """Show a page of the sign-in around what the block shows. No visit's is on it."""
    texts = definition.texts
    with st.container(key="band", horizontal=True, vertical_alignment="center"):
        markup.show(markup.brand(texts("desk.title"), definition.clinic.name))
    with st.container(key="sign-in"):
        below = [markup.text("p", lead, class_="lead")] if lead else []
        markup.show(markup.head(0, "", "", texts("sign_in.heading"), *below))
        yield
