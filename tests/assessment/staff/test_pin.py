"""Which PINs will do, and that nobody can read one back."""

import time
from statistics import median

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from assessment.staff import pin
from assessment.staff.pin import decoy, fits, hashed, is_outdated, why_refused


@pytest.mark.parametrize("good", ["482915", "130579", "9-lamps", "grün Blume 7", "0" * 5 + "1"])
def test_a_pin_that_nobody_guesses_at_once_will_do(good):
    assert why_refused(good, "Ann Lee") == ""


@pytest.mark.parametrize(
    "bad",
    [
        *("", "12345", "48291", "4" * 129),
        *("000000", "777777", "aaaaaa", "121212", "123123", "482482482", "12121", "1212121"),
        *("123456", "654321", "0123456789", "890123", "321098", "abcdef", "fedcba"),
        *("annlee", "AnnLee", "annlee7", "7AnnLee"),
        *(" 482915", "482915 ", "4829\t15", "48\u200b2915"),
    ],
)
def test_a_pin_that_is_guessed_at_once_is_refused_in_a_sentence_that_does_not_repeat_it(bad):
    why = why_refused(bad, "Ann Lee")

    assert why.endswith(".")
    assert not bad.strip() or bad == "123456" or bad not in why


def test_a_long_word_of_the_name_is_no_pin_and_a_short_one_may_be_part_of_one():
    assert why_refused("Papadopoulou1", "Eleni Papadopoulou")
    assert not why_refused("lee-482915", "Ann Lee")


def test_a_hash_is_argon2id_with_the_parameters_that_the_library_recommends():
    parameters = extract_parameters(hashed("482915"))

    assert parameters == RFC_9106_LOW_MEMORY
    assert parameters.type.name == "ID"


def test_one_pin_has_another_hash_each_time_and_none_holds_it():
    first, second = hashed("482915"), hashed("482915")

    assert first != second
    assert "482915" not in first
    assert fits("482915", first)
    assert fits("482915", second)
    assert not fits("482916", first)


def test_a_letter_fits_however_it_was_put_together():
    assert fits("gru\u0308n-77", hashed("gr\u00fcn-77"))


def test_what_is_no_hash_fits_nothing():
    assert not fits("482915", "no hash")
    assert not fits("482915", decoy())


def test_a_pin_of_any_length_is_looked_at_and_too_long_a_one_never_fits():
    longest = "ab1" + "x" * 125
    assert fits(longest, hashed(longest))
    assert not fits(longest + "y", hashed(longest))
    assert not fits("9" * 10**6, decoy())


def test_a_hash_with_other_parameters_is_outdated():
    weaker = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1)

    assert is_outdated(weaker.hash("482915"))
    assert not is_outdated(hashed("482915"))


def test_the_decoy_takes_as_long_to_try_as_a_members_hash():
    def seconds(pin_hash):
        begun = time.perf_counter()
        fits("591842", pin_hash)
        return time.perf_counter() - begun

    own, nobodys = hashed("482915"), decoy()
    pairs = [(seconds(own), seconds(nobodys)) for _ in range(7)]

    ratio = median(mine / other for mine, other in pairs)
    assert extract_parameters(own) == extract_parameters(nobodys)
    assert 0.5 < ratio < 2


def test_hashes_are_made_one_at_a_time(monkeypatch):
    """Each takes 64 MiB."""
    from concurrent.futures import ThreadPoolExecutor

    under_way, most = [], []

    class Watched:
        def verify(self, pin_hash, tried):
            under_way.append(1)
            most.append(len(under_way))
            time.sleep(0.001)  # lets the others have their turn
            under_way.pop()
            return True

    monkeypatch.setattr(pin, "_hasher", Watched())
    with ThreadPoolExecutor(8) as many:
        list(many.map(lambda _: fits("482915", "any"), range(40)))

    assert len(most) == 40
    assert max(most) == 1
