//! The suite that every store must pass. **Not API-stable.**
//!
//! A case is a plain function on an empty store; it panics where the store breaks the promise that
//! its rustdoc states. [`store_conformance!`](crate::store_conformance) makes a test of each case,
//! so that a failure reads `sqlite::stale_version_conflicts`. What stores may differ in is data
//! ([`Capabilities`]) and gates whole cases; no case asks which store it has.
//!
//! ```
//! # mod tests {
//! use ikm_store::MemoryStore;
//!
//! ikm_store::store_conformance!(memory, MemoryStore::new);
//! # }
//! ```

#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a case fails as a test does, by panicking"
)]

pub mod association;
pub mod audit;
pub mod classification;
pub mod closing;
pub mod figures;
pub mod fixture;
pub mod gallery;
pub mod history;
pub mod import;
pub mod ledger;
pub mod paper;
pub mod payout;
pub mod permit;
pub mod programme;
pub mod readout;
pub mod references;
pub mod registry;
pub mod rekap;
pub mod sample;
pub mod scoping;
pub mod search;
pub mod segment;
pub mod settlement;
pub mod shipping;
pub mod transactions;
pub mod undo;

/// What a store can do beyond what every store must.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// A reader that has begun may stay open beside a writer, and sees what stood when it began.
    pub snapshot_reads: bool,
    /// A writer waits while another thread writes, and then goes on.
    pub waiting_writers: bool,
    /// A transaction in which a write was refused goes on as if that had not been tried.
    pub continues_after_refusal: bool,
}

impl Capabilities {
    /// A store that can do all of it.
    pub const ALL: Self =
        Self { snapshot_reads: true, waiting_writers: true, continues_after_refusal: true };
}

/// Makes a module `$name` with a `#[test]` for every case of the suite.
///
/// `$open` is a closure or a function that gives an empty [`Store`](crate::Store) of its own to each
/// case. The third argument says what the store can do; without it, everything.
#[macro_export]
macro_rules! store_conformance {
    ($name:ident, $open:expr) => {
        $crate::store_conformance!($name, $open, $crate::conformance::Capabilities::ALL);
    };
    ($name:ident, $open:expr, $capabilities:expr) => {
        mod $name {
            #[allow(unused_imports, reason = "the arguments may name what stands around them")]
            use super::*;

            $crate::store_conformance! { @cases $open, $capabilities;
                transactions {
                    everything_is_read_back,
                    writes_are_seen_in_their_own_transaction,
                    every_change_is_read_back,
                    a_dropped_transaction_leaves_nothing,
                    a_failed_closure_leaves_nothing,
                    a_refused_transaction_does_not_stop_the_next,
                    an_unknown_association_is_empty,
                    associations_stand_in_order_of_founding,
                    a_sound_store_has_no_findings,
                }
                transactions if snapshot_reads {
                    a_reader_does_not_see_what_is_committed_later,
                    a_reader_does_not_see_an_open_transaction,
                    readers_stand_beside_each_other,
                }
                transactions if continues_after_refusal {
                    a_refused_write_leaves_nothing_of_itself,
                }
                transactions if waiting_writers {
                    writers_wait_for_their_turn,
                }
                scoping {
                    two_associations_share_no_key,
                    a_change_stays_in_its_association,
                    an_association_does_not_see_another,
                    a_refusal_names_what_is_taken_here,
                    a_refused_parcel_names_its_receipt,
                    settlements_are_not_mixed_up,
                    regions_are_named_by_each_association,
                }
                references {
                    only_a_founded_association_is_written_to,
                    members_and_pairs_need_their_ikm,
                    goods_need_their_maker,
                    journals_need_what_they_name,
                }
                registry {
                    ikms_round_trip,
                    every_gender_and_edition_round_trips,
                    ikm_pages_are_complete,
                    ikm_pages_can_be_filtered,
                    an_ikm_id_is_unique,
                    a_nib_is_unique,
                    a_nib_can_move,
                    stale_ikm_conflicts,
                    an_update_moves_the_keys,
                    ikms_by_nik_are_oldest_first,
                    ikms_by_keys_are_each_once_and_oldest_first,
                }
                import {
                    rows_are_counted_by_content,
                    batches_round_trip,
                    pairs_are_known_once,
                    pair_pages_are_complete,
                    every_reason_round_trips,
                    regions_are_replaced,
                    regions_are_found_by_code,
                    renamed_places_are_found,
                }
                classification {
                    schemes_are_kept_by_day,
                    mappings_are_kept_by_day_and_scheme,
                }
                undo {
                    rows_are_claimed_one_by_one,
                    rows_of_an_import_are_removed,
                    batches_are_undone_once,
                    batches_lean_on_each_other,
                    merges_round_trip,
                    pairs_wait_for_a_person,
                }
                history {
                    a_change_keeps_what_was,
                    past_days_stay_as_they_were,
                    a_life_is_one_line,
                    counts_follow_in_the_same_transaction,
                    a_merged_ikm_leads_on,
                    a_merged_ikm_leaves_its_nib_free,
                    a_removed_ikm_stays_in_its_days,
                    a_person_is_erased_from_what_was,
                    what_is_named_is_not_removed,
                    changes_are_found_by_their_cause,
                    what_an_import_added_is_found,
                }
                figures {
                    figures_round_trip,
                    a_year_and_source_stand_once,
                    figures_are_summed_by_year,
                    figures_go_with_their_ikm,
                }
                rekap {
                    rekap_counts_by_kecamatan_and_class,
                    rekap_is_as_of_a_day,
                    rekap_follows_updates,
                    rekap_around_a_regency,
                    rekap_around_follows_changes,
                    registrations_are_counted_by_day,
                    later_changes_are_known,
                }
                paper {
                    papers_round_trip,
                    pieces_are_summed_by_maker,
                    places_round_trip,
                }
                permit {
                    permits_stand_in_order_of_days,
                    permits_of_one_day_are_each_listed,
                    permits_follow_changes,
                }
                search {
                    search_looks_in_every_text,
                    search_wants_every_word,
                    search_takes_beginnings_of_words,
                    search_is_blind_to_case_and_marks,
                    search_forgives_spelling,
                    search_reads_no_operators,
                    search_puts_the_exact_name_first,
                    search_ranks_a_common_word,
                    search_keeps_its_limit,
                    search_for_nothing_finds_nothing,
                    search_follows_updates,
                }
                segment {
                    segments_are_kept_by_name,
                }
                association {
                    the_association_is_founded_once,
                    members_are_found_by_each_key,
                    every_member_status_round_trips,
                    member_numbers_and_ikms_are_unique,
                    one_membership_of_an_ikm_is_open,
                    an_update_may_not_take_a_number,
                    stale_version_conflicts,
                    member_pages_are_complete_and_in_order,
                    the_last_number_is_the_highest,
                    membership_keeps_its_order,
                    dues_plans_stand_in_order_of_months,
                    a_month_is_charged_once,
                    dues_payments_keep_their_order,
                    dues_standing_sums_charges_and_payments,
                }
                programme {
                    programmes_are_announced_once,
                    enrolments_are_found_by_each_key,
                    enrolment_pages_are_complete,
                    every_enrolment_status_round_trips,
                    one_enrolment_of_an_ikm_is_open,
                    enrolments_need_what_they_name,
                    enrolment_events_keep_their_order,
                    spent_counts_the_places_that_are_held,
                }
                gallery {
                    note_numbers_are_unique,
                    items_round_trip,
                    items_of_a_sku_keep_their_order,
                    item_pages_are_complete,
                    an_update_changes_only_the_counts,
                    stale_item_conflicts,
                    stock_moves_keep_their_order,
                    sales_round_trip,
                    receipt_numbers_are_unique,
                    sale_pages_are_complete,
                }
                settlement {
                    lines_of_every_kind_round_trip,
                    a_line_is_booked_once,
                    accruals_gather_by_maker,
                    accruals_stop_at_the_cut_off,
                    accruals_of_an_empty_gallery,
                    sales_on_hold_wait,
                    lines_are_taken_up_once,
                    a_late_sale_is_still_taken_up,
                    what_is_carried_forward_is_brought_forward,
                    a_maker_left_out_keeps_what_was_carried,
                    settled_lines_stand_in_order_of_sale,
                    settlements_are_oldest_first,
                    a_settlement_is_paid_once,
                    settlement_ids_are_unique,
                    two_runs_pay_every_rupiah_once,
                }
                payout {
                    bank_accounts_are_dated,
                    payouts_round_trip,
                    a_line_ends_once,
                    bank_accounts_are_erased,
                }
                ledger {
                    entries_round_trip,
                    entry_pages_are_complete_and_in_order,
                    an_entry_stands_once,
                    balances_follow_entries,
                    balances_stand_in_order_of_accounts,
                    a_reversal_adds_to_both_sides,
                    large_amounts_stay_exact,
                }
                closing {
                    entries_by_day_are_complete_and_in_order,
                    balances_of_a_past_day,
                    holds_end_once,
                    a_closed_day_takes_no_entry,
                }
                shipping {
                    tariffs_are_oldest_load_first,
                    a_tariff_stands_once,
                    shipments_round_trip,
                    shipment_receipt_numbers_are_unique,
                    shipment_pages_are_complete,
                }
                audit {
                    the_chain_verifies,
                    the_chain_does_not_fork,
                    audit_pages_are_complete,
                    a_request_is_answered_later,
                    request_keys_are_exact,
                }
            }
        }
    };
    (@cases $open:expr, $capabilities:expr;) => {};
    (@cases $open:expr, $capabilities:expr;
        $module:ident { $($case:ident,)* } $($rest:tt)*
    ) => {
        $(
            #[test]
            fn $case() {
                $crate::conformance::$module::$case(&($open)());
            }
        )*
        $crate::store_conformance! { @cases $open, $capabilities; $($rest)* }
    };
    (@cases $open:expr, $capabilities:expr;
        $module:ident if $capability:ident { $($case:ident,)* } $($rest:tt)*
    ) => {
        $(
            #[test]
            fn $case() {
                if $capabilities.$capability {
                    $crate::conformance::$module::$case(&($open)());
                } else {
                    println!("skipped: this store lacks {}", stringify!($capability));
                }
            }
        )*
        $crate::store_conformance! { @cases $open, $capabilities; $($rest)* }
    };
}
