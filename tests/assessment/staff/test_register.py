"""Who may open the desk, on SQLite and on PostgreSQL."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from assessment.staff import pin
from assessment.staff.database import MEMBERS, TRIES, Database
from assessment.staff.member import StaffError
from assessment.staff.pin import decoy, is_outdated
from assessment.staff.register import SECONDS_OF_A_STRANGER, Answer, Register
from assessment.staff.waits import AT_ONCE, EVERY, LOCKED_AFTER, wait_after
from tests.assessment.staff.conftest import ANN, PIN, WRONG, looking_into

NOBODY = "Zoe Who"


@pytest.fixture(autouse=True)
def _hashes_are_quick(monkeypatch):
    """What a hash is made of is for test_pin.py."""
    monkeypatch.setattr(pin, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    decoy.cache_clear()
    yield
    decoy.cache_clear()


def guesses(register, clock, number, name=ANN):
    """Guess wrong so many times, each as soon as that may be done."""
    for _ in range(number):
        answer = register.answer(name, WRONG)
        assert answer.tried
        clock.wind(max(answer.seconds, EVERY))
    return answer


# Members


def test_a_member_comes_in_by_name_and_pin(register):
    answer = register.answer(ANN, PIN)

    assert answer.member.name == ANN
    assert register.still_there(answer.member)


@pytest.mark.parametrize("typed", ["ann lee", "ANN LEE", "  Ann   Lee "])
def test_a_name_may_be_typed_in_any_letters(register, typed):
    assert register.answer(typed, PIN).member.name == ANN


@pytest.mark.parametrize("typed", ["", "Ann", "AnnLee", "482915", "\n", "x" * 10_000, "A\0nn Lee"])
def test_no_other_name_comes_in(register, typed):
    assert register.answer(typed, PIN).member is None


def test_nobody_comes_in_where_nobody_was_added(opened):
    register = opened()

    assert not register.is_set_up()
    assert not register.has_members()
    assert register.answer(ANN, PIN).member is None
    assert register.listed() == ()


def test_to_ask_where_nobody_was_added_writes_nothing(tmp_path):
    register = Register(f"sqlite:///{tmp_path / 'staff.sqlite'}")

    register.answer(ANN, PIN)
    register.has_members()
    register.listed()

    assert list(tmp_path.iterdir()) == []


def test_a_member_is_listed_with_the_day_they_were_added(register, clock):
    register.add("bo Kim", "704182")

    assert [(each.name, each.locked) for each in register.listed()] == [
        (ANN, False),
        ("bo Kim", False),
    ]
    assert register.listed()[0].added == datetime.fromtimestamp(int(clock.now), UTC)


def test_a_member_who_is_removed_is_out_at_once_and_the_others_stay(register, opened):
    ann = register.answer(ANN, PIN).member
    bo = register.add("Bo Kim", "704182")

    opened().remove(ANN)

    assert not register.still_there(ann)
    assert register.still_there(bo)
    assert register.answer(ANN, PIN).member is None


def test_the_desk_stays_shut_once_the_last_member_is_removed(register):
    """Else whoever removes the last one would open it to everyone."""
    register.remove(ANN)

    assert register.is_set_up()
    assert not register.has_members()


def test_who_is_removed_and_added_again_must_sign_in_again(register):
    before = register.answer(ANN, PIN).member
    register.remove(ANN)
    register.add(ANN, PIN)

    assert not register.still_there(before)
    assert register.still_there(register.answer(ANN, PIN).member)


def test_a_new_pin_takes_the_place_of_the_old_one_and_ends_what_it_opened(register):
    before = register.answer(ANN, PIN).member
    register.set_pin(ANN, "704182")

    assert not register.still_there(before)
    assert register.answer(ANN, PIN).member is None
    assert register.answer(ANN, "704182").member


@pytest.mark.parametrize(
    ("name", "given"), [(ANN, "482915"), ("ann lee", "704182"), ("", PIN), ("1234567", PIN),
                      ("x" * 61, PIN), ("A\tb\0", PIN), ("Bo", "123456"), ("Bo", "12")]
)  # fmt: skip
def test_what_will_not_do_is_refused_and_changes_nothing(register, name, given):
    before = register.listed()

    with pytest.raises(StaffError):
        register.add(name, given)

    assert register.listed() == before
    assert register.answer(ANN, PIN).member


@pytest.mark.parametrize("action", ["remove", "unlock"])
def test_nothing_can_be_done_with_somebody_who_is_no_member(register, opened, action):
    with pytest.raises(StaffError, match="No member of staff is called Zoe Who"):
        getattr(register, action)(NOBODY)
    with pytest.raises(StaffError, match="No member of staff is called Zoe Who"):
        register.set_pin(NOBODY, "704182")


# Wrong PINs


def test_after_each_wrong_pin_the_name_is_shut_for_as_long_as_it_says(register, clock):
    for failures in range(1, LOCKED_AFTER):
        answer = register.answer(ANN, WRONG)
        assert answer == Answer(seconds=wait_after(failures))
        if answer.seconds:
            clock.wind(answer.seconds - 1)
            assert register.answer(ANN, WRONG) == Answer(seconds=1, tried=False)
            clock.wind(1)


def test_the_right_pin_opens_nothing_during_a_wait_and_learns_nothing(register, clock):
    guesses(register, clock, 2)
    register.answer(ANN, WRONG)

    assert register.answer(ANN, PIN) == register.answer(ANN, WRONG) == Answer(None, 8, tried=False)

    clock.wind(8)
    assert register.answer(ANN, PIN).member


def test_a_try_during_a_wait_makes_it_no_longer(register, clock):
    guesses(register, clock, 2)
    register.answer(ANN, WRONG)
    for _ in range(50):
        register.answer(ANN, WRONG)

    clock.wind(8)
    assert register.answer(ANN, PIN).member


def test_the_tenth_wrong_pin_locks_the_name_for_good(register, clock):
    answer = guesses(register, clock, LOCKED_AFTER)
    clock.wind(10**9)

    assert answer.locked
    assert register.answer(ANN, PIN) == Answer(locked=True, tried=False)
    assert [each.locked for each in register.listed()] == [True]


def test_a_member_who_is_signed_in_is_out_once_the_name_is_locked(register, clock):
    ann = register.answer(ANN, PIN).member
    guesses(register, clock, LOCKED_AFTER)

    assert not register.still_there(ann)


def test_the_count_and_the_lock_survive_a_restart(register, clock, opened):
    guesses(register, clock, 2)
    register.answer(ANN, WRONG)
    register.close()

    again = opened()
    assert again.answer(ANN, PIN) == Answer(seconds=8, tried=False)
    clock.wind(8)
    guesses(again, clock, LOCKED_AFTER - 3)
    again.close()

    assert opened().answer(ANN, PIN).locked


@pytest.mark.parametrize("way", ["unlock", "set_pin"])
def test_the_command_line_unlocks_a_name(register, clock, opened, way):
    guesses(register, clock, LOCKED_AFTER)

    more = ("704182",) if way == "set_pin" else ()
    getattr(opened(), way)(ANN, *more)

    assert register.answer(ANN, more[0] if more else PIN).member


def test_the_right_pin_sets_the_count_to_none(register, clock):
    guesses(register, clock, 5)
    assert register.answer(ANN, PIN).member

    assert register.answer(ANN, WRONG) == Answer(seconds=0)


def test_a_clock_that_is_put_back_by_months_shuts_nobody_out_for_more_than_a_minute(
    register, clock
):
    guesses(register, clock, 3)
    clock.wind(-(10**7))

    for most in (8, EVERY):
        answer = register.answer(ANN, PIN)
        assert answer.seconds <= most
        clock.wind(answer.seconds)
    assert register.answer(ANN, PIN).member


# Names that nobody has


def test_a_name_that_nobody_has_is_told_the_same_thing_each_time(register, clock):
    for _ in range(LOCKED_AFTER + 2):
        told = register.answer(NOBODY, WRONG)
        assert told == register.answer(ANN, WRONG)
        clock.wind(max(told.seconds, 2 * EVERY))


def test_a_name_that_nobody_has_takes_a_hash_as_well(register, monkeypatch):
    tried = []
    monkeypatch.setattr(
        "assessment.staff.register.fits", lambda _, pin_hash: tried.append(pin_hash)
    )

    register.answer(ANN, WRONG)
    register.answer(NOBODY, WRONG)

    assert len(tried) == 2
    assert tried[0].rpartition("$")[0].count("$") == tried[1].rpartition("$")[0].count("$")
    assert tried[0].split("$")[:4] == tried[1].split("$")[:4]


def test_it_is_not_kept_for_ever_that_a_name_of_nobodys_was_tried(register, clock, address):
    guesses(register, clock, 2, NOBODY)
    guesses(register, clock, 2)
    clock.wind(SECONDS_OF_A_STRANGER)
    register.answer("Yet Another", WRONG)

    with looking_into(address) as connection:
        assert len(connection.execute(select(TRIES)).all()) == 2  # Ann's stays, and the new one


def test_a_name_in_whose_place_a_pin_was_typed_is_kept_nowhere(register, address):
    register.answer("482915", ANN)
    register.answer("593026", ANN)

    with looking_into(address) as connection:
        assert len(connection.execute(select(TRIES)).all()) == 1


# Over all names


def test_whoever_tries_one_pin_on_every_name_is_slowed_down(register, clock):
    tried = [register.answer(f"Name {letter}", PIN) for letter in "abcdefghijklmnopqrstuvwxyz"]

    assert [each.tried for each in tried] == [True] * AT_ONCE + [False] * (26 - AT_ONCE)
    assert register.answer(ANN, PIN) == Answer(seconds=EVERY, tried=False)
    clock.wind(EVERY)
    assert register.answer(ANN, PIN).member


def test_those_who_know_their_pin_slow_nobody_down(register):
    assert all(register.answer(ANN, PIN).member for _ in range(AT_ONCE + 3))


def test_names_that_are_turned_away_leave_nothing_in_the_database(register, address):
    for number in range(AT_ONCE + 30):
        register.answer(f"Name x{number}", PIN)

    with looking_into(address) as connection:
        assert len(connection.execute(select(TRIES)).all()) == AT_ONCE


# At once


def guessed_at_once(address, number, now):
    register = Register(address, lambda: now)
    with ThreadPoolExecutor(number) as many:
        answers = list(many.map(lambda _: register.answer(ANN, WRONG), range(number)))
    register.close()
    return sum(answer.tried for answer in answers)


def test_guesses_that_come_at_once_from_two_processes_do_not_outrun_the_count(
    register, address, clock
):
    register.close()
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(2) as processes:
        tried = processes.starmap(guessed_at_once, [(address, 8, clock.now)] * 2)

    assert sum(tried) == 3  # two that cost no wait, and the one that began it


def test_many_desks_may_make_the_tables_at_the_same_moment(address):
    def add(number):
        register = Register(address)
        register.add(f"Member {'abcdefgh'[number]}", "704182")
        register.close()

    with ThreadPoolExecutor(8) as many:
        list(many.map(add, range(8)))

    assert len(Register(address).listed()) == 8


def test_a_pin_that_changes_while_it_is_looked_at_opens_nothing(register, opened, monkeypatch):
    from assessment.staff import register as module

    look = module.fits

    def slowly(typed, pin_hash):
        right = look(typed, pin_hash)
        monkeypatch.setattr(module, "fits", look)
        opened().set_pin(ANN, "704182")
        return right

    monkeypatch.setattr(module, "fits", slowly)

    assert register.answer(ANN, PIN).member is None


# What is kept


def test_a_hash_of_other_parameters_is_made_anew_as_its_member_comes_in(register, address):
    weaker = PasswordHasher(time_cost=1, memory_cost=32, parallelism=1).hash(PIN)
    with looking_into(address) as connection:
        connection.execute(update(MEMBERS).values(pin_hash=weaker))

    ann = register.answer(ANN, PIN).member

    with looking_into(address) as connection:
        assert not is_outdated(connection.execute(select(MEMBERS.c.pin_hash)).scalar_one())
    assert register.still_there(ann)
    assert register.answer(ANN, PIN).member
    assert register.answer(ANN, WRONG).member is None


def test_no_pin_is_in_any_row_or_file(register, address, tmp_path):
    register.answer(ANN, PIN)
    register.answer(ANN, WRONG)
    with looking_into(address) as connection:
        rows = [str(connection.execute(select(table)).all()) for table in (MEMBERS, TRIES)]
    register.close()
    files = [file.read_bytes() for file in tmp_path.iterdir()]

    for typed in (PIN, WRONG):
        assert not any(typed in row for row in rows)
        assert not any(typed.encode() in file for file in files)


def test_the_file_can_be_read_by_its_owner_alone(tmp_path):
    file = tmp_path / "staff.sqlite"
    register = Register(f"sqlite:///{file}")
    register.add(ANN, PIN)

    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes["staff.sqlite"] == 0o600
    assert set(modes.values()) == {0o600}, "the files beside it are no more open"


@pytest.mark.parametrize(
    "bad",
    ["nonsense", "sqlite://", "sqlite:///:memory:", "mysql://a:secret@b/c", "no+such://x", "://",
     "postgresql+nodriver://staff:secret@db/desk"],
)  # fmt: skip
def test_a_bad_address_is_told_in_one_line_that_does_not_repeat_it(bad):
    with pytest.raises(StaffError, match=r"^DESK_STAFF: this is no address") as refused:
        Register(bad)

    assert "secret" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_database_that_is_away_is_told_in_one_line_without_its_password():
    register = Register("postgresql+psycopg://staff:secret@127.0.0.1:1/desk")

    with pytest.raises(StaffError, match=r"^The database of the staff .* fails: ") as refused:
        register.has_members()

    assert "secret" not in str(refused.value)
    assert "\n" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_file_that_is_no_database_lets_nobody_in(tmp_path):
    file = tmp_path / "staff.sqlite"
    file.write_text("not a database, and long enough to be looked at" * 100)

    with pytest.raises(StaffError, match="fails: file is not a database"):
        Register(f"sqlite:///{file}").answer(ANN, PIN)


def test_a_file_that_cannot_be_made_is_told_with_what_to_do():
    with pytest.raises(StaffError, match="Name another place in DESK_STAFF"):
        Register("sqlite:////proc/nowhere/staff.sqlite").add(ANN, PIN)
    assert not Path("/proc/nowhere").exists()


def test_a_database_whose_file_is_taken_away_lets_nobody_in(tmp_path):
    file = tmp_path / "staff.sqlite"
    register = Register(f"sqlite:///{file}")
    ann = register.add(ANN, PIN)
    for path in tmp_path.iterdir():
        path.unlink()
    register.close()

    assert register.is_set_up(), "it does not fall back to a desk that is open to all"
    with pytest.raises(StaffError):
        register.still_there(ann)


def test_two_that_write_at_once_wait_for_each_other(address):
    database = Database(address)
    database.make()
    database.make()
    database.close()
