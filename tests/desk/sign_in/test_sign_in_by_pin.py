"""Who may see the desk, by a name and a PIN: asked in each run, and never told too much."""

import pytest

from assessment.staff.database import Database
from assessment.staff.member import StaffError
from assessment.staff.waits import AT_ONCE, EVERY, LOCKED_AFTER
from tests.desk.sign_in.staff import ANN, IDLE, OF_THE_VISIT, PIN, TEXTS, WRONG


def test_a_member_signs_in_and_opens_a_visit(staff, someone):
    ann = someone()
    assert ann.is_asked_to_sign_in

    ann.signs_in().opens_the_visit()

    assert ann.is_in
    assert ANN in ann.reads
    assert ann.of_the_visit() >= OF_THE_VISIT


def test_whoever_does_not_sign_in_sees_no_field_for_a_code(staff, someone):
    stranger = someone()

    assert [field.label for field in stranger.app.text_input] == [
        TEXTS("sign_in.name"),
        TEXTS("sign_in.pin"),
    ]
    assert TEXTS("desk.heading") not in stranger.reads


def test_a_wrong_pin_opens_nothing_and_does_not_stay_in_its_field(staff, someone):
    ann = someone().signs_in(pin=WRONG)

    assert ann.is_asked_to_sign_in
    assert ann.told == TEXTS("sign_in.wrong")
    assert [field.value for field in ann.app.text_input] == [ANN, ""]
    assert WRONG not in ann.reads + ann.kept


def test_the_right_pin_is_kept_nowhere_once_it_has_opened(staff, someone):
    ann = someone().signs_in()

    assert PIN not in ann.kept
    assert PIN not in str(ann.app._tree)


@pytest.mark.parametrize(("name", "pin"), [("", ""), (ANN, ""), ("  ", PIN), ("", PIN)])
def test_what_was_left_empty_counts_as_no_try(staff, someone, name, pin):
    person = someone()
    for _ in range(LOCKED_AFTER + 1):
        person.signs_in(name, pin)

    assert person.told == TEXTS("sign_in.missing")
    assert person.signs_in().is_in


def test_the_waits_grow_and_the_right_pin_does_not_end_one(staff, someone, clock):
    ann = someone()
    said = [ann.signs_in(pin=WRONG).told for _ in range(4)]
    assert said == [
        TEXTS("sign_in.wrong"),
        TEXTS("sign_in.wrong"),
        TEXTS("sign_in.wrong_wait", seconds=8),
        TEXTS("sign_in.wait", seconds=8),
    ]

    assert ann.signs_in().told == TEXTS("sign_in.wait", seconds=8)
    assert not ann.is_in

    clock.wind(8)
    assert ann.signs_in().is_in


def test_a_new_tab_has_to_wait_as_well(staff, someone, clock):
    ann = someone()
    for _ in range(3):
        ann.signs_in(pin=WRONG)

    assert someone().signs_in().told == TEXTS("sign_in.wait", seconds=8)


def test_the_tenth_wrong_pin_locks_until_the_command_line_unlocks(staff, someone, clock):
    ann = someone()
    for _ in range(LOCKED_AFTER):
        ann.signs_in(pin=WRONG)
        clock.wind(300)

    assert ann.told == TEXTS("sign_in.locked")
    clock.wind(10**7)
    assert ann.signs_in().told == TEXTS("sign_in.locked")
    assert not ann.is_in

    staff.unlock(ANN)
    assert ann.signs_in().is_in


def test_a_name_that_nobody_has_reads_the_same_words(staff, someone, clock):
    ann, nobody = someone(), someone()
    for _ in range(LOCKED_AFTER + 1):
        assert ann.signs_in(pin=WRONG).told == nobody.signs_in("Zoe Who", WRONG).told
        clock.wind(300)


def test_one_pin_on_many_names_is_slowed_down(staff, someone):
    person = someone()
    for number in range(AT_ONCE):
        person.signs_in(f"Name {'abcdefghijklmnopqrstuvwxyz'[number]}", PIN)

    assert person.signs_in().told == TEXTS("sign_in.wait", seconds=EVERY)
    assert not person.is_in


# Each page asks again


def test_a_member_who_is_removed_is_out_at_the_next_tap_and_nothing_of_the_visit_is_left(
    staff, someone
):
    staff.add("Bo Kim", "704182")
    ann = someone().signs_in().opens_the_visit()

    staff.remove(ANN)
    ann.taps(TEXTS("desk.print_sheet"))

    assert ann.is_asked_to_sign_in
    assert ann.told == TEXTS("sign_in.ended")
    assert ann.of_the_visit() == set()
    assert ann.signs_in().told == TEXTS("sign_in.wrong")


def test_the_last_member_who_is_removed_leaves_the_desk_shut(staff, someone):
    ann = someone().signs_in().opens_the_visit()

    staff.remove(ANN)
    ann.opens()

    assert ann.told == TEXTS("sign_in.nobody")
    assert ann.of_the_visit() == set()
    assert not ann.app.text_input


@pytest.mark.parametrize("how", ["a new PIN", "a lock"])
def test_a_new_pin_and_a_lock_end_what_was_open(staff, someone, clock, how):
    ann = someone().signs_in().opens_the_visit()
    if how == "a new PIN":
        staff.set_pin(ANN, "704182")
    for _ in range(LOCKED_AFTER if how == "a lock" else 0):
        staff.answer(ANN, WRONG)
        clock.wind(300)
    clock.now = ann.app.session_state["present"].seen

    ann.opens()

    assert ann.is_asked_to_sign_in
    assert ann.told == TEXTS("sign_in.ended")
    assert ann.of_the_visit() == set()


def test_whoever_is_idle_is_out_at_the_next_tap_and_nothing_of_the_visit_is_left(
    staff, someone, clock
):
    ann = someone().signs_in().opens_the_visit()

    clock.wind(IDLE)
    assert ann.opens().is_in
    clock.wind(IDLE + 0.1)
    ann.taps(TEXTS("desk.save_sheet"))

    assert ann.is_asked_to_sign_in
    assert ann.told == TEXTS("sign_in.idle", minutes=f"{IDLE / 60:.3g}")
    assert ann.of_the_visit() == set()


def test_a_clock_that_is_put_back_lets_nobody_stay_for_longer(staff, someone, clock):
    ann = someone().signs_in().opens_the_visit()

    clock.wind(-IDLE - 1)

    assert ann.opens().is_asked_to_sign_in


def test_a_code_that_is_typed_after_the_time_is_up_opens_nothing(staff, someone, clock):
    ann = someone().signs_in()
    clock.wind(IDLE + 1)

    ann.opens_the_visit()

    assert ann.is_asked_to_sign_in
    assert ann.of_the_visit() == set()


def test_whoever_signs_out_leaves_nothing(staff, someone):
    ann = someone().signs_in().opens_the_visit().signs_out()

    assert ann.is_asked_to_sign_in
    assert ann.of_the_visit() == set()
    assert ANN not in ann.reads + ann.kept


def test_the_next_to_sign_in_finds_an_empty_desk(staff, someone, clock):
    staff.add("Bo Kim", "704182")
    ann = someone().signs_in().opens_the_visit()
    clock.wind(IDLE + 1)
    ann.opens()

    ann.signs_in("Bo Kim", "704182")

    assert ann.heading == TEXTS("desk.heading")
    assert ann.of_the_visit() == set()


# No sign-in, and no answer


def test_with_no_sign_in_set_up_it_opens_and_says_so(register, someone):
    person = someone()

    assert person.is_in
    assert TEXTS("sign_in.open") in person.reads
    assert TEXTS("sign_in.out") not in person.reads
    assert person.opens_the_visit().of_the_visit() >= OF_THE_VISIT


def test_it_asks_as_soon_as_the_first_member_is_added(register, someone):
    person = someone().opens_the_visit()

    register.add(ANN, PIN)
    person.opens()

    assert person.is_asked_to_sign_in
    assert person.of_the_visit() == set()


def test_where_the_database_fails_nobody_is_in_and_no_reason_is_on_the_page(
    staff, someone, monkeypatch, capsys
):
    ann = someone().signs_in().opens_the_visit()

    def fails(_):
        raise StaffError("The database of the staff (DESK_STAFF) fails: server closed")

    monkeypatch.setattr(Database, "reading", fails)
    ann.opens()

    assert ann.told == TEXTS("sign_in.failed")
    assert not ann.is_in
    assert ann.of_the_visit() == set()
    assert "server closed" not in ann.reads
    assert "server closed" in capsys.readouterr().err


def test_no_name_and_no_pin_is_told_on_the_console(staff, someone, capsys, caplog):
    someone().signs_in(pin=WRONG).signs_in("Zoe Who", WRONG).signs_in().signs_out()

    said = capsys.readouterr()
    for words in (ANN, "Zoe", PIN, WRONG):
        assert words not in said.out + said.err + caplog.text
