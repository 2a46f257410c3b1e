"""The contract between the screens and the files in `locales/`: which texts there are.

Section by section, each key with the places in curly brackets that its text fills in. A file that
lacks a key, holds another, or names other places is refused when it is loaded. Any text may also
name what there is so and so many of, such as `{questions}`, or `{Questions}` for a capital.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_SECTIONS: Final = {
    "numbers": "words",
    "page": "title step_title(heading) error_title(heading) description no_script too_old waiting "
    "sorry_title slip",
    "buttons": "continue back",
    "welcome": "heading main_message what_heading what not_for_heading not_for tested_heading "
    "tested who_heading age adult under_age lift_heading lift does_heading does cannot_heading "
    "cannot privacy_heading privacy behind_heading behind(behind,reviewed,version) adult_below",
    "approval": "heading demonstration none in_part both(by) rule(by) words(by) translation(by) "
    "rule_not words_not not_about_you by(who,role,when)",
    "under_age": "heading text start",
    "mirror": "heading lead steps ahead turned why no_wrong",
    "pictures": "ahead turned map_ahead(names) map_turned(names)",
    "question": "progress(number,total) full missing missing_hint",
    "check": "heading lead change change_about(name) skipped show",
    "tablet": "start_heading start_text start helped helped_said done handed_heading handed_text "
    "next idle_heading idle_text(seconds) more_time gone_heading gone_text gone_away",
    "code": "to_clinic heading lead later later_heading later_lead later_address "
    "back_to_questions is_answers "
    "waits(minutes) qr choose have go_on_heading go_on_lead go_on_label go_on no_code mistyped "
    "other_edition",
    "tab": "away nothing_kept renewed",
    "result": "eyebrow why own_answer(name,answer) close_call(result,others) close_call_or "
    "name_neither name_unclear tried(names) unsure(names) harms_lead harms_key also_open open "
    "effects_heading effects_lead "
    "effects_number(count,of) effects_range(count,up_to,of) effects_rest(rest) "
    "effects_rest_range(least,rest) effects_picture(of,count,say) effects_part(count,say) "
    "effects_others remarks_heading options_heading options_lead matters_heading "
    "options_matter untested visit_heading "
    "tell_heading tell_none ask_heading(number) ask matters next_heading next "
    "keep_heading keep keep_on_tablet save_sheet print_sheet print again again_sure again_yes "
    "again_no not_tested checked(reviewed,version) back_to_result "
    "told_heading because_heading map_heading map_lead criteria_heading criteria_lead "
    "criteria_met criteria_not_met criteria_not_sure "
    "compare_more compare_heading compare_lead "
    "works_heading works_layers works_cuts works_cuts_note works_steps works_steps_note "
    "gains_heading "
    "about_heading about_paid about_rule about_rule_lead about_rule_note about_unknown "
    "about_sources about_sources_lead "
    "about_dates(reviewed,review_by,version) source_people(people) source_used(names) "
    "kind_clinic_page kind_patient_page kind_study kind_review kind_register kind_survey "
    "kind_textbook kind_surgeons_paper",
    "in_short": "what_it_is may_help will_not_help surgery_and_anaesthetic healing scars how_long "
    "risks not_known",
    "sheet": "title lead choose part_answers part_questions part_sources save print saved(file) "
    "failed busy record_heading record_lead record file(code) record_file(code) "
    "name page(number,total) signs wishes matters left_out reference(code) code(code) "
    "made_with(version,hash) others(choices)",
    "sign_in": "heading pin_lead name pin enter pin_limits(minutes) missing wrong "
    "wrong_wait(seconds) wait(seconds) locked nobody failed open out idle(minutes) ended "
    "account_lead by_account by_provider(provider) account_limits(minutes) stranger(email) "
    "no_address",
    "row": "what_it_is may_help will_not_help surgery_and_anaesthetic healing scars how_long risks "
    "not_known",
    "desk": "title heading lead field open kept_nowhere no_code mistyped other_edition(mark,kept) "
    "kept_edition(version,mark) close copy copied copy_failed save_sheet print_sheet save_record "
    "saved(file) failed opened(result) opened_unfinished closed fact(name,said) suggestion clause "
    "because reason advice remark criterion change change_to(step,result) patient_reads "
    "by_clause(number,total,clause) by_none reasons_heading reasons_none changes_heading "
    "changes_none remarks_heading remarks_none unsure_heading unsure_none "
    "unsure_decides(names) unsure_tried(names) signs_heading wishes_heading notes_heading "
    "criteria_heading met not_met not_sure not_given not_answered none_ticked not_helped "
    "path_heading path_lead passed decides may_decide not_reached unfinished(answered,total) "
    "unfinished_heading so_far earlier(version) version(version,mark,hash)",
}

PLACES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        f"{section}.{key}": frozenset(filter(None, places.split(",")))
        for section, keys in _SECTIONS.items()
        for key, places in re.findall(r"(\w+)(?:\(([\w,]*)\))?", keys)
    }
)
"""Text key → the names of the places that it fills in."""

LABELS: Final = frozenset(
    f"{section}.{key}"
    for section, keys in {
        "buttons": "continue back",
        "welcome": "adult under_age adult_below",
        "under_age": "start",
        "check": "change change_about show",
        "tablet": "start helped done next",
        "code": "to_clinic back_to_questions have go_on_label go_on",
        "result": "told_heading compare_more works_heading about_heading back_to_result "
        "save_sheet print_sheet print again again_yes again_no",
        "sign_in": "name pin enter out by_account by_provider",
        "sheet": "part_answers part_questions part_sources save print record",
        "desk": "field open close copy save_sheet print_sheet save_record",
    }.items()
    for key in keys.split()
)
"""The keys of what stands on a button or beside a box."""

COUNTS: Final = ("questions", "signs", "options", "criteria", "steps")
"""What a text may tell the number of: questions, those about signs, options, criteria, and drawn
steps of a lift."""

PLACES_OF_COUNTS: Final = frozenset([*COUNTS, *map(str.capitalize, COUNTS)])
