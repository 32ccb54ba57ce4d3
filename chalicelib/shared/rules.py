"""The numbers of the domain, in one place, versioned (docs/domain.md); `pix config show` prints them."""

from dataclasses import dataclass, fields, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Rules:
    """Every number people can be told about; each can be overridden by a setting of its name."""

    version: str = "2026-11"
    # Pix and levels (domain 3)
    pix_per_level: int = 8
    levels: int = 8
    max_level: int = 7
    skill_value_cap: float = 4.0
    competences: int = 16
    certifiable_competences: int = 5
    improve_after_days: float = 4
    reset_after_days: float = 7
    checkpoint_every: int = 5
    # Answers (domain 4)
    typo_ratio: float = 0.25
    answer_max_length: int = 5000
    timer_grace_seconds: float = 3  # on top of a timer, for the way through the network
    # Training choice (domain 5)
    first_level: int = 2
    max_level_gap: float = 2
    # Certification (domain 5, 6)
    certification_questions: int = 32
    certification_minimum_answers: int = 20
    certification_minutes: int = 105
    session_opens_minutes_before: float = 60  # before the planned start, candidates may join and enter
    certification_confirmation_minutes: float = 15  # how long the invigilator's confirmation can be used
    certification_resume_hours: float = 24  # after its start a test can go on no more
    invigilator_token_hours: float = 12  # how long an invigilator's access lasts, at most until the finalization
    certification_start_hours: float = 24  # after the first start of a session no new test begins
    session_planned_days: float = 731  # ahead, at most
    session_reminder_hours: float = 24  # before the planned start, the centre is reminded
    finalization_reminder_days: float = 2  # between two letters that ask a centre to finalize
    finalization_reminders: int = 5  # such letters; then somebody has to call
    certification_max_exposure: float = 0.2
    certification_rehearsal: int = 250
    centre_invitation_days: float = 30
    import_max_lines: int = 2000  # of a sheet of candidates, or of a file of sessions
    import_max_sessions: int = 100  # of one file of sessions: what one request can plan
    import_kept_hours: float = 2  # how long a file that was looked through waits for its confirmation
    session_document_hours: float = 24  # how long a sheet or kit made for a session can be fetched
    session_document_link_minutes: float = 5
    remote_window_minutes: int = 240  # in which a remote session's tests may start, unless its plan says otherwise
    # Jury (domain 6)
    jury_quorum: int = 3  # votes that a case takes, and a list when the centre said something of the whole session
    jury_list_quorum: int = 2  # votes that adopting the tests with nothing against them takes
    jury_days: float = 10  # to decide; then the president is asked and there is more time
    jury_reminder_days: float = 3  # before the deadline
    jury_extension_days: float = 5
    appeal_days: float = 30  # after publication
    certificate_link_minutes: float = 5  # how long the address of a certificate's file works
    results_link_days: float = 30  # how long a link to a session's results works
    traces_kept_days: float = 365  # what a service searched; a member's link to results after its end
    results_files_days: float = 60  # how long a session's table and archive are kept (infra/storage.yaml)
    register_delay_months: int = 3  # that a whole month has been over before the national register is told of it
    issuance_attempts: int = 5  # to make one certificate, before it waits for the operator
    # Accounts (domain 8)
    password_min_length: int = 8
    password_max_length: int = 200
    failures_before_lock: int = 10
    lock_minutes: float = 2
    failures_before_block: int = 30
    access_token_minutes: float = 20
    refresh_token_days: float = 7
    demo_token_hours: float = 4
    service_token_minutes: float = 60
    demo_kept_days: float = 1  # from its beginning: what was answered without an account
    demo_remarks_kept_days: float = 30  # for the authors of the questions
    password_reset_hours: float = 24
    export_kept_days: float = 7
    export_link_minutes: float = 15
    unknown_address_days: float = 90
    # Rate limits: requests per window on the routes open to anyone; a source is a network address, often a school's
    rate_window_minutes: float = 10
    sign_ins_per_source: int = 300
    sign_ins_per_account: int = 60
    sign_ups_per_source: int = 300
    taken_addresses_per_source: int = 20
    resets_per_source: int = 60
    resets_per_account: int = 3
    demos_per_source: int = 300
    remarks_per_person: int = 30
    verifications_per_source: int = 300
    unknown_codes_per_source: int = 60
    joins_per_person: int = 30
    joins_per_source: int = 1000
    access_codes_per_person: int = 20
    wrong_access_codes_per_session: int = 200
    invigilations_per_source: int = 300
    invigilations_per_source_and_session: int = 30
    wrong_secrets_per_source: int = 30
    searches_per_client: int = 20_000


DEFAULT = Rules()


def override(rules: Rules, values: dict[str, str]) -> Rules:
    """Rules with some numbers replaced, each text read as the type of its field.

    Raises ValueError naming the rule that is unknown or whose value does not parse.
    """
    kinds: dict[str, Any] = {f.name: f.type for f in fields(rules)}
    unknown = sorted(set(values) - set(kinds))
    if unknown:
        raise ValueError(f"unknown rule: {', '.join(unknown)}")
    return replace(rules, **{name: _read(name, kinds[name], text) for name, text in values.items()})


def _read(name: str, kind: type, text: str) -> object:
    try:
        return kind(text)
    except ValueError:
        raise ValueError(f"rule {name}: {text!r} is not of type {kind.__name__}") from None
