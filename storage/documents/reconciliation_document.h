// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/documents/document_frame.h"
#include "storage/reads/mirror_reads.h"
#include "storage/reads/processor_reads.h"
#include "storage/reads/recon_overview.h"

namespace oxseal {

/// One reconciliation as a report: the proof in two columns down to the difference, the identity of open items, the items by
/// age with what was decided about them, the roll-forward, the eight checks, how the lines were matched, the files it rests
/// on, and who signed. DRAFT until preparer and reviewer have signed what it shows.
[[nodiscard]] Document reconciliationDocument(const DocumentFrame& frame, const ReconDetail& detail);

/// Everything the binder needs, of one entity ("" all).
struct BinderParts
{
    ReconOverview overview;
    std::vector<ReconDetail> details; ///< by entity and account
    std::vector<MirrorView> mirrors; ///< intercompany pairs with the entity on either side
    std::vector<ProcessorView> processors;
    std::vector<ScheduleView> schedules; ///< by entity and account
};
/// The binder of a period: coverage of the accounts in number and money (C18), every account with how its balance is
/// supported, intercompany pairs with what their difference is made of, payment processors payout by payout, and behind them each
/// reconciliation and each schedule on pages of its own.
/// DRAFT while one of them is, or an account that needs support has none.
[[nodiscard]] Document reconciliationBinder(const DocumentFrame& frame, const BinderParts& parts);
[[nodiscard]] Result<BinderParts> binderParts(Workspace& workspace, const PeriodRow& period, const std::string& entity);

} // namespace oxseal
